// What somebody is told whose machine lacks something.
import { expect } from "chai";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseSettings } from "../../../components/settings/load";
import { stackFile } from "../../support/stackFile";
import { settingsOf } from "../../../simulator/engine/stackFiles";
import { failureOf } from "../../support/engine";

const ROOT = path.join(__dirname, "..", "..", "..");

interface Ended {
    readonly status: number;
    readonly text: string;
}

function node(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return new Promise((resolve) => {
        const env = { ...process.env, ...environment };
        execFile(process.execPath, [...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
            resolve({ status: error === null ? 0 : 1, text: stdout + stderr });
        });
    });
}

/** The check as it runs on another release of Node. */
function onNode(version: string): Promise<Ended> {
    const script = path.join(ROOT, "tools", "requireNode.cjs");
    const code = `Object.defineProperty(process.versions, "node", { value: "${version}" }); require(${JSON.stringify(script)})`;
    return node(["-e", code]);
}

describe("the first minutes", function () {
    this.timeout(60_000);

    it("name the Node that is needed where there is an older one", async () => {
        for (const version of ["8.17.0", "18.20.4", "20.18.3"]) {
            const { status, text } = await onNode(version);
            expect(status).to.equal(1);
            expect(text).to.include(`Node ${version} is too old: 20.19 is the oldest that works`);
            expect(text).to.include("https://nodejs.org");
        }
    });

    it("say nothing of a Node that will do", async () => {
        for (const version of ["20.19.0", "22.0.0", "100.1.2"]) {
            expect(await onNode(version)).to.deep.equal({ status: 0, text: "" });
        }
    });

    it("begin with that check, before anything that an older Node could not read", () => {
        const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
            scripts: Readonly<Record<string, string>>;
        };
        expect(scripts.presimulate).to.equal("node tools/requireNode.cjs");
        const makefile = fs.readFileSync(path.join(ROOT, "Makefile"), "utf8");
        expect(makefile.indexOf("requireNode")).to.be.within(0, makefile.indexOf("npm ci"));
    });

    it("tell where to get what is missing, with neither a CLI nor Go", async () => {
        const empty = fs.mkdtempSync(path.join(os.tmpdir(), "empty-"));
        const environment = { PATH: empty, XDG_CACHE_HOME: empty, SIMULATOR_ENGINE: "path" };
        const args = ["--import", "tsx", "simulator/cli/main.ts", "preview", "--home", path.join(empty, "home")];
        const { status, text } = await node(args, environment);
        fs.rmSync(empty, { recursive: true, force: true });
        expect(status).to.equal(1);
        expect(text).to.include("https://www.pulumi.com/docs/install/").and.to.include("https://go.dev/dl/");
        expect(text)
            .to.include("What was tried:")
            .and.not.to.match(/^\s+at /m);
    });

    it("ask for the AWS region where the stack has none", async () => {
        const raw = settingsOf({ config: stackFile("dev") });
        const message = await failureOf(Promise.resolve().then(() => parseSettings(raw, "")));
        expect(message).to.include("aws:region").and.to.include("pulumi config set aws:region");
    });
});
