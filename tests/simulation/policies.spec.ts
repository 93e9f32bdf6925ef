// The policy pack as the real engine runs it: started from its own folder by the SDK's launcher, ts-node and all. The
// part of the Pulumi CLI that finds that launcher is stood in for by a script of one line.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Simulated, type Run } from "../support/simulated";

const ROOT = path.join(__dirname, "..", "..");
const PACK = path.join(ROOT, "policies");
const LAUNCHER = path.join(ROOT, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack", "index.js");

/** What the pack told, by rule, level and resource. */
function told({ log }: Run): string[] {
    const events = log.split("\n").map((line) => JSON.parse(line) as EngineEvent);
    return events.flatMap(({ policyEvent: event }) =>
        event === undefined
            ? []
            : [`${event.enforcementLevel} ${event.policyName} ${event.resourceUrn?.split("::").at(-1) ?? ""}`],
    );
}

describe("the policy pack, run by the engine", function () {
    this.timeout(120_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "analyzer-"));
    const before_ = process.env.PATH ?? "";

    before(() => {
        const script = `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" "$@"\n`;
        fs.writeFileSync(path.join(folder, "pulumi-analyzer-policy-nodejs"), script, { mode: 0o755 });
        process.env.PATH = [folder, before_].join(path.delimiter);
    });

    after(() => {
        process.env.PATH = before_;
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("lets the dev stack through", async () => {
        const run = await Simulated.fresh().run("preview", { policyPacks: [PACK] });
        expect(run.diagnostics.filter(({ severity }) => severity === "error")).to.deep.equal([]);
        expect(run.result).to.equal("succeeded");
        expect(told(run)).to.deep.equal([]);
    });
});
