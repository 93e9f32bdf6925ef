import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { cloudKeyFiles, keptCloudKey } from "../../../simulator/engine/cloudKeyFiles";
import { openWorld } from "../../../simulator/engine/opened";
import { INSTALL_COMMAND, pluginEnvironment, pluginFolder } from "../../../simulator/engine/plugin";
import { readEarlier, stackFolders, withSimulation } from "../../../simulator/engine/stackFiles";
import { World } from "../../../simulator/world";
import { failure, inFolder } from "../shell/support";

const EXECUTABLE = "pulumi-resource-confluentcloud";
const ENDPOINT = "confluentcloud:endpoint";

function install(folder: string): string {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, EXECUTABLE), "");
    return folder;
}

describe("the installed confluentcloud plugin", () => {
    it(
        "is looked for among the plugins of the Pulumi home, then on PATH",
        inFolder(async (folder) => {
            const onPath = path.join(folder, "bin");
            const environment = { PULUMI_HOME: folder, PATH: ["/nowhere", onPath].join(path.delimiter) };
            const missing = await failure(() => pluginFolder(environment));
            expect(missing).to.include("the confluentcloud plugin 2.82.0 is not installed");
            expect(missing).to.include(path.join(folder, "plugins", "resource-confluentcloud-v2.82.0"));
            expect(missing).to.include(`\n    ${INSTALL_COMMAND}\n`);
            install(path.join(folder, "plugins", "resource-confluentcloud-v2.81.0"));
            expect(await failure(() => pluginFolder(environment)), "another version").to.equal(missing);
            install(onPath);
            expect(pluginFolder(environment)).to.equal(onPath);
            const own = install(path.join(folder, "plugins", "resource-confluentcloud-v2.82.0"));
            expect(pluginFolder(environment)).to.equal(own);
        }),
    );

    it("is installed by the version that the project depends on", () => {
        const file = path.join(__dirname, "..", "..", "..", "package.json");
        const { dependencies } = JSON.parse(fs.readFileSync(file, "utf8")) as { dependencies: Record<string, string> };
        expect(INSTALL_COMMAND).to.equal(
            `pulumi plugin install resource confluentcloud ${dependencies["@pulumi/confluentcloud"] ?? ""}`,
        );
    });

    it("reaches the clouds through the proxy, and loopback directly; in upper case only, for Pulumi's Node side", () => {
        const world = World.open();
        const environment = pluginEnvironment(world, "/some/authority.pem");
        const proxy = `http://${world.data.address}:${world.data.httpPort}`;
        expect(environment).to.deep.equal({
            HTTP_PROXY: proxy,
            HTTPS_PROXY: proxy,
            NO_PROXY: `localhost,127.0.0.1,${world.data.address}`,
            SSL_CERT_FILE: "/some/authority.pem",
            TF_ACC: "1",
        });
    });

    it(
        "gets clouds of its own kind: a key and an authority in files, an endpoint, no stand-in",
        inFolder(async (home) => {
            const options = {
                stack: "dev",
                config: undefined,
                runner: "private",
                latency: 0,
                faults: [],
                home,
            } as const;
            const opened = await openWorld({ ...options, plugin: "real" });
            await opened.close();
            expect(opened.environment.PULUMI_DEBUG_PROVIDERS).to.match(/^aws:\d+$/);
            const { SSL_CERT_FILE: file = "" } = opened.environment;
            expect(path.relative(home, file)).to.equal(path.join("stacks", "dev", "authority.pem"));
            expect(fs.readFileSync(file, "utf8"))
                .to.match(/^-----BEGIN CERTIFICATE-----/)
                .and.not.to.include("KEY");
            expect(readEarlier(opened.folders, "dev").config).to.include({ [ENDPOINT]: opened.endpoint });
            expect(opened.cloudKey).to.deep.equal(keptCloudKey(opened.folders));

            const standIn = await openWorld(options);
            await standIn.close();
            expect(standIn.environment).not.to.have.any.keys("HTTP_PROXY", "SSL_CERT_FILE", "TF_ACC");
            expect(standIn.environment.PULUMI_DEBUG_PROVIDERS).to.match(/^aws:\d+,confluentcloud:\d+$/);
            expect(readEarlier(standIn.folders, "dev").config).not.to.have.property(ENDPOINT);
        }),
    );
});

describe("the stack file for the installed plugin", () => {
    it("names the endpoint over any other, and drops it in a run of the stand-in", () => {
        const file = { config: { [ENDPOINT]: "https://elsewhere.example" } };
        const real = withSimulation(file, "127.0.0.1:53", 0, {}, { endpoint: "http://127.0.0.1:80" });
        expect(real.config).to.include({ [ENDPOINT]: "http://127.0.0.1:80" });
        expect(withSimulation({ config: {} }, "127.0.0.1:53", 0, real).config).not.to.have.property(ENDPOINT);
    });
});

describe("the kept Cloud API key", () => {
    it(
        "is made once for a stack, in two files that only their owner reads",
        inFolder((home) => {
            const folders = stackFolders(home, "dev");
            const made = keptCloudKey(folders);
            expect(keptCloudKey(folders)).to.deep.equal(made);
            expect(keptCloudKey(stackFolders(home, "prod"))).not.to.deep.equal(made);
            const { key, secret } = cloudKeyFiles(folders);
            expect(fs.readFileSync(key, "utf8")).to.equal(made.key);
            expect([key, secret].map((file) => fs.statSync(file).mode & 0o777)).to.deep.equal([0o600, 0o600]);
        }),
    );
});
