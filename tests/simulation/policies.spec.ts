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
    const searchPath = process.env.PATH ?? "";

    before(() => {
        const script = `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" "$@"\n`;
        fs.writeFileSync(path.join(folder, "pulumi-analyzer-policy-nodejs"), script, { mode: 0o755 });
        process.env.PATH = [folder, searchPath].join(path.delimiter);
    });

    after(() => {
        process.env.PATH = searchPath;
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("lets the dev stack through, in a preview and when its secrets are known, and lists the key that stays", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            settings.rotation = { asOf: "2027-01-03" };
        });
        const preview = await stack.succeed("preview", { policyPacks: [PACK] });
        const up = await stack.succeed("up", { policyPacks: [PACK] });
        for (const run of [preview, up]) {
            expect(told(run)).to.deep.equal(["advisory keys-that-stay shared-manager-key"]);
        }
    });

    it("refuses public clients and a production without protection, at the levels that are configured", async () => {
        const stack = Simulated.fresh("prod").configure((settings) => {
            settings.protection = false;
            for (const network of Object.values(settings.privateNetworks)) {
                network.clientCidrs = ["198.51.100.0/24"];
            }
        });
        const config = path.join(folder, "policies.json");
        const allowed = { allowedCidrs: ["10.0.0.0/8"] };
        const levels = { "ingress-within-allowed-cidrs": allowed, "no-public-ingress": "advisory" };
        fs.writeFileSync(config, JSON.stringify(levels));
        const run = await stack.run("preview", { policyPacks: [PACK], policyPackConfigs: [config] });
        expect(run.result).to.equal("failed");
        const unprotected = ["confluent-environment", "core-zone", "shared-cluster", "trading-cluster"];
        const halves = ["trading-shared-destination", "trading-shared-source"];
        expect(told(run).sort()).to.deep.equal([
            "advisory no-public-ingress core-https-from-198.51.100.0/24",
            "advisory no-public-ingress core-kafka-from-198.51.100.0/24",
            "mandatory ingress-within-allowed-cidrs core-https-from-198.51.100.0/24",
            "mandatory ingress-within-allowed-cidrs core-kafka-from-198.51.100.0/24",
            ...[...unprotected, ...halves].map((name) => `mandatory production-protected ${name}`),
        ]);
    });
});
