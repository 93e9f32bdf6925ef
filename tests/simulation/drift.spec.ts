// Objects altered and deleted behind the program's back: refresh sees each of them, and the next up mends them.
import { expect } from "chai";
import { applyChange } from "../../simulator/change/change";
import { Simulated, told } from "../support/simulated";

async function change(stack: Simulated, ...changes: readonly (readonly string[])[]): Promise<void> {
    const { world } = stack;
    for (const operands of changes) {
        await applyChange(world, operands);
    }
    world.save();
}

describe("changes behind the program's back", function () {
    this.timeout(240_000);

    it("are seen by refresh and mended by the next up", async () => {
        const stack = await Simulated.deployed();
        const [source = ""] = stack.clouds.links
            .filter((one) => one.connectionMode === "OUTBOUND")
            .map((one) => one.cluster);
        await change(
            stack,
            ["delete", "ec2clientvpn.Route"],
            ["set", "aws:route53/record:Record[name=*.us-east-1.aws.private.confluent.cloud]", "ttl=300"],
            ["set", "environments", "displayName=renamed"],
            ["delete", "confluent:mirrors[topic=dev-stock_trades]"],
            ["set", `confluent:topics/${source}/dev-stock_trades`, "config.retention.ms=3600000"],
        );

        const seen = await stack.succeed("refresh");
        expect(told(seen.steps)).to.deep.equal([
            "delete KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades",
            "delete Route core-vpn-subnet-0123456789abcdef0",
            "update Environment confluent-environment",
            "update KafkaTopic sandbox/dev-stock_trades",
            "update Record core-wildcard",
        ]);

        const mended = await stack.succeed("up");
        expect(told(mended.steps)).to.deep.equal([
            "create KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades",
            "create Route core-vpn-subnet-0123456789abcdef0",
            "update Environment confluent-environment",
            "update KafkaTopic sandbox/dev-stock_trades",
            "update Record core-wildcard",
        ]);
        expect(
            Object.values(stack.world.data.confluent.environments).map(({ spec }) => spec.displayName),
        ).to.deep.equal(["non-prod"]);
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
    });

    it("that a gate rests on fail the refresh with the gate's reason, are seen all the same, and mended", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
        });
        await change(stack, ["delete", "apiKeys[displayName=dev-sandbox-shared-destination]"]);

        const seen = await stack.run("refresh");
        expect(seen.result).to.equal("failed");
        expect(seen.diagnostics.map(({ message }) => message).join()).to.include("Stage that failed: authenticate");
        expect(told(seen.steps)).to.deep.equal(["delete ApiKey sandbox-shared-destination-key"]);

        const mended = await stack.succeed("up");
        expect(told(mended.steps)).to.include.members([
            "create ApiKey sandbox-shared-destination-key",
            "update ClusterLink sandbox-shared-source",
        ]);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });
});
