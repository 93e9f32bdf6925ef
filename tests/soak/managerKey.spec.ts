// docs/runbooks/rotate-inbound-manager-key.md, step by step on the real engine.
import { expect } from "chai";
import { Simulated, told } from "../support/simulated";

const KEY = "ApiKey::shared-manager-key";
const HALVES = ["ClusterLink::sandbox-shared-destination", "ClusterLink::sandbox-shared-source"];

function managerKeys({ world }: Simulated): string[] {
    const keys = Object.entries(world.data.confluent.apiKeys);
    return keys.filter(([, { spec }]) => spec.displayName === "dev-shared-manager").map(([id]) => id);
}

describe("the key of a manager with a half that waits to be dialled", function () {
    this.timeout(300_000);

    it("cannot be replaced alone: the provider fails at the half, and both keys stay valid", async () => {
        const stack = await Simulated.deployed();
        const alone = await stack.run("up", { replace: [KEY] });
        expect(alone.result).to.equal("failed");
        expect(JSON.stringify(alone.diagnostics)).to.include("len(credentialConfigs) is 0");
        expect(managerKeys(stack)).to.have.length(2);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("is replaced together with both halves; the mirrors are made again, and topics stay", async () => {
        const stack = await Simulated.deployed();
        const [before] = managerKeys(stack);
        const run = await stack.succeed("up", { replace: [KEY, ...HALVES] });
        expect(managerKeys(stack)).to.have.length(1).and.not.include(before);
        const anew = run.steps
            .filter(({ op }) => op === "create-replacement")
            .map(({ type, name }) => `${type} ${name}`);
        expect(anew.sort()).to.deep.equal([
            "ApiKey shared-manager-key",
            "ClusterLink sandbox-shared-destination",
            "ClusterLink sandbox-shared-source",
            "KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades",
        ]);
        expect(told(run.steps).filter((step) => step.includes(" KafkaTopic "))).to.deep.equal([]);
        const deletes = run.steps.filter(({ op }) => op.startsWith("delete")).map(({ type }) => type);
        expect(deletes[0]).to.equal("KafkaMirrorTopic");
        expect(deletes.at(-1)).to.equal("ApiKey");
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
        expect(stack.clouds.links.flatMap(({ mirrors }) => mirrors)).to.deep.equal([
            { topic: "dev-stock_trades", status: "ACTIVE" },
        ]);
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
    });
});
