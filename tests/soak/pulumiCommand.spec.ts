// The tools on a stack that the Pulumi CLI knows: what they ask it for, and what they make of its answers. The CLI is the
// published one, the clouds are simulated.
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { CheckResult } from "../../tools/drift/report";
import type { LinkReport } from "../../tools/links/survey";
import { Serving } from "../support/serving";

const ROOT = path.join(__dirname, "..", "..");
const STACK = "dev";
const LINK = "sandbox-shared";

interface StatusDocument {
    readonly links: readonly LinkReport[];
}

describe("the tools, with a Pulumi CLI", function () {
    this.timeout(300_000);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-command-"));
    const serving = new Serving(home);
    const committed = fs.readFileSync(path.join(ROOT, `Pulumi.${STACK}.yaml`), "utf8");
    const file = (name: string) => path.join(home, name);
    const text = (name: string) => fs.readFileSync(file(name), "utf8");
    let script = "";

    before(async () => {
        script = await serving.simulate(["serve", "--stack", STACK]).said("Ctrl-C");
        await run();
    });

    after(() => {
        serving.close();
        fs.rmSync(home, { recursive: true, force: true });
    });

    afterEach(() => {
        expect(fs.readFileSync(path.join(ROOT, `Pulumi.${STACK}.yaml`), "utf8")).to.equal(committed);
    });

    /** Runs commands as they stand in the documentation, in the shell that `serve` is for. */
    async function run(...commands: readonly string[]): Promise<string> {
        const { status, text: said } = await serving.shell([script, ...commands].join("\n"));
        expect(status, said).to.equal(0);
        return said;
    }

    const tool = (name: string, ...words: string[]) => `npm run -s ${name} -- ${words.join(" ")} --stack ${STACK}`;
    const picture = (...words: string[]) => tool("diagram", "--format", "mermaid", ...words);

    it("draw what a preview would make, which is what the up then makes", async () => {
        await run(
            picture("--from", "preview", "--out", file("planned.mmd")),
            `PULUMI_DEBUG_COMMANDS=true pulumi up --stack ${STACK} --yes --skip-preview --non-interactive --event-log ${file("events.json")}`,
            picture("--out", file("there.mmd")),
        );
        const there = text("there.mmd");
        expect(there).to.include("Enterprise cluster sandbox");
        // AWS and Confluent give the domain.
        const domain = "us-east-1.aws.private.confluent.cloud";
        expect(text("planned.mmd").replace("domain known after the first up", domain)).to.equal(there);
    });

    it("draw what the up took, from the log of its events", async () => {
        await run(tool("timeline", "--event-log", file("events.json"), "--out", file("up.svg")));
        // Everything but components, providers and the stack itself.
        const golden = fs
            .readFileSync(path.join(ROOT, "tests", "program", "golden", `${STACK}.txt`), "utf8")
            .split("\n");
        const made = golden.filter((line) => line !== "" && !/^(confluent-cluster-linking|pulumi):/.test(line));
        expect(text("up.svg")).to.match(/^<svg/).and.to.include(`${made.length} steps.`);
    });

    it("tell what it costs, and that nothing has drifted", async () => {
        const simulated = JSON.parse(await run(tool("cost", "--json", "--home", file("")))) as unknown;
        expect(JSON.parse(await run(tool("cost", "--json")))).to.deep.equal(simulated);
        const found = JSON.parse(await run(tool("drift", "--json"))) as CheckResult;
        expect(found).to.deep.equal({ stack: STACK, result: "none", drifts: [] });
    });

    it("see healthy links, fail over, and leave a configuration and a state with which the next up undoes nothing", async () => {
        const [link] = (JSON.parse(await run(tool("links", "status", "--json"))) as StatusDocument).links;
        expect(link).to.include({ key: LINK });
        const said = await run(
            tool("links", "failover", "--link", LINK, "--yes", "--write"),
            `pulumi up --stack ${STACK} --yes --skip-preview --non-interactive`,
            `pulumi preview --stack ${STACK} --non-interactive --expect-no-changes`,
            tool("links", "status"),
        );
        expect(said).to.include("STOPPED");
    });
});
