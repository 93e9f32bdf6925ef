// The protected stack on the real engine: what a refused destroy leaves, and the one way to let go.
import { expect } from "chai";
import * as fs from "node:fs";
import { stackFolders, stateFile } from "../../simulator/engine/stackFiles";
import { inPeriod } from "../support/rotation";
import { remaining, Simulated, told } from "../support/simulated";

interface Checkpoint {
    readonly checkpoint: { readonly latest: { readonly resources: unknown[] } };
}

/** The stack with a client, which reads a key from AWS. */
function withClient(stack: Simulated): Simulated {
    return stack.configure(({ clusters }) => {
        Object.assign(clusters.trading ?? {}, { clients: { trader: { produce: [{ topic: "stock_trades" }] } } });
    });
}

describe("the protected prod stack", function () {
    this.timeout(120_000);
    let stack: Simulated;

    before(async () => {
        stack = await Simulated.deployed("prod");
    });

    it("refuses a destroy with nothing deleted and nothing lost from state", async () => {
        const [clouds, state] = [stack.clouds, stateOf(stack)];
        const { result, steps, diagnostics } = await stack.run("destroy");
        expect(result).to.equal("failed");
        expect(steps).to.deep.equal([]);
        expect(diagnostics.every(({ message }) => message.includes("because it is protected"))).to.equal(true);
        expect(stack.clouds).to.deep.equal(clouds);
        expect(stateOf(stack)).to.deep.equal(state);
    });

    it("refuses to make any of what it stands on anew, whatever asks for it, and nothing happens", async () => {
        const [clouds, before] = [stack.clouds, idsOf(stack)];
        const kept = [
            "Environment::confluent-environment",
            "KafkaCluster::trading-cluster",
            "KafkaCluster::shared-cluster",
            "Zone::core-zone",
            "ClusterLink::trading-shared-source",
            "ClusterLink::trading-shared-destination",
        ];
        const { result, steps, diagnostics } = await stack.run("up", { replace: kept });
        expect(result).to.equal("failed");
        expect(told(steps)).to.deep.equal([]);
        // The engine stops at the first of them; that each is protected is told by `unit/lifetime`.
        const refused = diagnostics.filter(({ message }) => message.includes("it is currently marked for protection"));
        const names = refused.map(({ urn }) => kept.find((end) => urn.endsWith(end)));
        expect(names).to.have.length(1);
        expect(kept).to.include.members(names);
        expect(stack.clouds).to.deep.equal(clouds);
        expect(idsOf(stack)).to.deep.equal(before);
    });

    it("rotates its keys all the same, with what clients read of them: only what is replaced in time may go", async () => {
        const rotating = inPeriod(withClient(stack.copy()), 694);
        await rotating.succeed("up");
        for (const generation of [695, 696]) {
            const { steps } = await inPeriod(rotating, generation).succeed("up");
            const gone = steps.filter(({ op }) => op !== "create" && op !== "update");
            expect(new Set(gone.map(({ type }) => type))).to.deep.equal(new Set(["ApiKey", "SecretVersion"]));
            const keys = gone.filter(({ op, type }) => op === "delete" && type === "ApiKey");
            expect(keys.map(({ name }) => name).every((name) => name.endsWith(`-g${generation - 2}`))).to.equal(true);
            expect(keys).to.have.length(4);
        }
        // The engine goes on with what is not protected: no key may be among it, and AWS keeps a secret's current value.
        const clouds = rotating.clouds;
        const refused = await rotating.run("destroy");
        expect(refused.result).to.equal("failed");
        expect(told(refused.steps)).to.deep.equal(["delete SecretVersion trading/trader-secret-version"]);
        expect(rotating.clouds).to.deep.equal(clouds);
        const next = await rotating.succeed("up");
        expect(told(next.steps)).to.deep.equal(["create SecretVersion trading/trader-secret-version"]);
    });

    it("is let go by one up from anywhere, without a call to the data plane, and then goes in one run", async () => {
        stack.configure((settings) => {
            settings.protection = false;
        });
        const released = await stack.succeed("up", { runner: "public" });
        expect(told(released.steps)).to.deep.equal([
            "update KafkaCluster shared-cluster",
            "update KafkaCluster trading-cluster",
        ]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });
});

describe("the data plane of a cluster", function () {
    this.timeout(120_000);

    it("is not called when the unprotected cluster goes: a destroy works where the names do not resolve", async () => {
        const stack = await Simulated.deployed();
        const { steps } = await stack.succeed("destroy", { runner: "public" });
        expect(steps.filter(({ type }) => type === "KafkaTopic" || type === "ClusterLink")).to.have.length(3);
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("is called when an object of a living cluster goes: from a public runner that fails and keeps the object", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.links = {};
            settings.clusters.sandbox = { ...settings.clusters.sandbox, type: "enterprise", topics: {} };
            settings.readiness = { deadlineSeconds: 1 };
        });
        const { result, diagnostics } = await stack.run("up", { runner: "public" });
        expect(result).to.equal("failed");
        expect(diagnostics.map(({ message }) => message).join()).to.include("Stage that failed: resolve");
        expect(stack.clouds.confluent).to.include({ topics: 2, links: 2, mirrors: 1 });
        await stack.succeed("up");
        expect(stack.clouds.confluent).to.include({ topics: 0, links: 0, mirrors: 0 });
    });
});

/** The resources in the stack's state file; what is encrypted looks different each time it is written. */
function stateOf({ home, stack }: Simulated): unknown {
    const file = stateFile(stackFolders(home, stack), stack);
    const plain = (key: string, value: unknown) => (key === "ciphertext" ? "encrypted" : value);
    const state = JSON.parse(fs.readFileSync(file, "utf8"), plain) as Checkpoint;
    return state.checkpoint.latest.resources;
}

/** What the state holds, by its id in the cloud. */
function idsOf(stack: Simulated): string[] {
    const resources = stateOf(stack) as { readonly urn: string; readonly id?: string }[];
    return resources.map(({ urn, id = "" }) => `${urn} ${id}`).sort();
}
