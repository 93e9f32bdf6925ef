// The whole deployment as one component of a program in another language: the real engine asks the package's own process
// to construct it. The program's language is played by the Automation API; YAML's host would send the same requests.
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { cloudState } from "../../simulator/cli/state";
import { resolveEngine } from "../../simulator/engine/install";
import { openWorld, type OpenWorld } from "../../simulator/engine/opened";
import { passphrase, PROJECT, readEarlier, settingsOf } from "../../simulator/engine/stackFiles";
import { failureOf } from "../support/engine";
import { installedPackage, PACKAGE, ROOT, type Installed } from "../support/package";
import { PluginProcess } from "../support/pluginProcess";
import { remaining } from "../support/simulated";

const STACK = "public-pair";

/** How a program in another language sees the component. */
class Remote extends pulumi.ComponentResource {
    declare readonly clusters: pulumi.Output<Record<string, unknown>>;

    constructor(name: string, settings: pulumi.Inputs) {
        const unknown = { environmentId: undefined, clusters: undefined, outputs: undefined };
        super(`${PACKAGE}:index:LinkedClusters`, name, { settings, ...unknown }, {}, true);
    }
}

describe("the deployment as a component of a program in another language", function () {
    this.timeout(300_000);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "package-soak-"));
    let installed: Installed;
    let opened: OpenWorld;
    let stack: Stack;

    before(async () => {
        installed = await installedPackage();
        opened = await openWorld({
            stack: STACK,
            config: path.join(ROOT, "examples", `Pulumi.${STACK}.yaml`),
            runner: "private",
            latency: 0,
            faults: [],
            home,
        });
        const { folders, cloudKey } = opened;
        const file = readEarlier(folders, STACK);
        const program: PulumiFn = () => Promise.resolve({ clusters: new Remote("linked", settingsOf(file)).clusters });
        stack = await LocalWorkspace.createOrSelectStack(
            { stackName: STACK, projectName: PROJECT, program },
            {
                workDir: folders.work,
                pulumiHome: folders.pulumiHome,
                pulumiCommand: await resolveEngine(() => undefined),
                envVars: {
                    ...opened.environment,
                    PULUMI_CONFIG_PASSPHRASE: passphrase(folders),
                    PULUMI_SKIP_UPDATE_CHECK: "true",
                    NODE_PATH: path.join(ROOT, "node_modules"),
                },
            },
        );
        await stack.setAllConfig({
            "confluentcloud:cloudApiKey": { value: cloudKey.key, secret: true },
            "confluentcloud:cloudApiSecret": { value: cloudKey.secret, secret: true },
        });
    });

    after(async () => {
        await opened.close();
        fs.rmSync(home, { recursive: true, force: true });
    });

    /** One engine run, with a process of the package of its own that Pulumi would start in `cwd`. */
    async function attached<T>(cwd: string, run: () => Promise<T>): Promise<T> {
        const plugin = await PluginProcess.start(installed.folder, cwd);
        const { PULUMI_DEBUG_PROVIDERS: clouds = "" } = opened.environment;
        stack.workspace.envVars.PULUMI_DEBUG_PROVIDERS = `${clouds},${PACKAGE}:${plugin.port}`;
        try {
            return await run();
        } finally {
            plugin.close();
        }
    }

    it("makes nothing where the gates could not be started, and says what to do", async () => {
        const failure = await failureOf(attached(installed.bare, () => stack.up()));
        expect(failure).to.include("Run there: npm install @pulumi/pulumi");
        expect(remaining(cloudState(opened.world))).to.equal(0);
    });

    it("comes up with links that work, and tells where the clusters are", async () => {
        const { outputs } = await attached(installed.program, () => stack.up());
        expect(outputs.clusters?.value).to.have.all.keys("east", "west");
        const { links } = cloudState(opened.world);
        expect(links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("changes nothing in a second run", async () => {
        const { summary } = await attached(installed.program, () => stack.up());
        expect(Object.keys(summary.resourceChanges ?? {})).to.deep.equal(["same"]);
    });

    it("goes in one run and leaves nothing", async () => {
        await attached(installed.program, () => stack.destroy());
        expect(remaining(cloudState(opened.world))).to.equal(0);
    });
});
