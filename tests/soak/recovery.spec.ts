// The steps of docs/runbooks/recovery.md on the simulated clouds, one broken run for each of its sections.
import { expect } from "chai";
import { changeWorld } from "../../simulator/change/running";
import { stackFolders } from "../../simulator/engine/stackFiles";
import { recordedResources } from "../../simulator/engine/stateFile";
import { withoutResources } from "../../tools/links/stateChange";
import { orphansOf, selectorOf } from "../chaos/inventory";
import { runUntilKilled } from "../chaos/killed";
import { example } from "../support/examples";
import { remaining, Simulated, type Run } from "../support/simulated";

const messages = ({ diagnostics }: Run) => diagnostics.map(({ message }) => message).join("\n");

function orphans({ world, state }: Simulated): string[] {
    return orphansOf(world, state).map(selectorOf);
}

async function deleteOrphans(stack: Simulated): Promise<void> {
    for (const selector of orphans(stack)) {
        await changeWorld(stack.world, ["delete", selector]);
    }
}

function mirrorsOf({ home, stack }: Simulated): string[] {
    const resources = recordedResources(stackFolders(home, stack), stack);
    return resources.flatMap(({ type, urn }) => (type.endsWith(":KafkaMirrorTopic") ? (urn ?? []) : []));
}

describe("the runbook of recovery", function () {
    this.timeout(240_000);

    it("after a killed destroy: cancel, refresh, destroy", async () => {
        const stack = await Simulated.deployed();
        await runUntilKilled(stack, "destroy", "VpcEndpoint.delete=stop");
        expect(messages(await stack.run("destroy"))).to.include("the stack is currently locked");
        await stack.cancel();
        await stack.run("refresh");
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("after a delete whose answer was lost: refresh, destroy", async () => {
        const stack = await Simulated.deployed();
        await stack.run("destroy", { faults: ["PrivateLinkAttachmentConnection.delete=lose"] });
        expect(messages(await stack.run("destroy"))).to.include("404 Not Found");
        await stack.run("refresh");
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("after a create whose answer was lost: delete what already exists, up", async () => {
        const stack = Simulated.fresh();
        await stack.run("up", { faults: ["KafkaTopic.create=lose"] });
        expect(messages(await stack.run("up"))).to.include("already exists");
        expect(orphans(stack)).to.have.length(1);
        await deleteOrphans(stack);
        await stack.succeed("up");
        expect(stack.clouds.confluent).to.include({ links: 2, mirrors: 1, apiKeys: 4 });
    });

    it("of an object that nobody knows of: it is not in the state, and keeps the destroy from its end", async () => {
        const stack = Simulated.fresh();
        await stack.run("up", { faults: ["KafkaCluster::shared-cluster.create=lose"] });
        await stack.succeed("up");
        expect(orphans(stack)).to.have.length(1);
        expect(messages(await stack.run("destroy"))).to.include("cannot be deleted while it contains");
        await deleteOrphans(stack);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("after half a replacement of a mirrored topic: the mirror goes from the state, up", async () => {
        const stack = (await Simulated.deployed()).configure(({ clusters }) => {
            for (const topic of Object.values(clusters.sandbox?.topics ?? {})) {
                topic.partitions = 1;
            }
        });
        await stack.run("up", { faults: ["KafkaTopic.delete=fail"] });
        expect(messages(await stack.run("up"))).to.include("error deleting Kafka Mirror Topic");
        await stack.run("refresh");
        expect(messages(await stack.run("up")), "a refresh does not help").to.include("404 Not Found");
        await stack.editState((state) => withoutResources(state, mirrorsOf(stack)));
        await stack.succeed("up");
        expect(stack.clouds.confluent).to.include({ links: 2, mirrors: 1 });
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("of half a destroy: up names what is in its way; the destroy is finished, and up makes all", async () => {
        const stack = await Simulated.deployed();
        await stack.run("destroy", { faults: ["VpcEndpoint.delete=fail"] });
        expect(messages(await stack.run("up"))).to.include("Topic 'dev-stock_trades' already exists");
        await stack.succeed("destroy");
        await stack.succeed("up");
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("of half a destroy: what was deleted without an answer is made again after a look at what is there", async () => {
        const stack = Simulated.ofExample(example("community-example"));
        await stack.succeed("up");
        const mirrored = () => stack.clouds.links.flatMap(({ mirrors }) => mirrors).length;
        const all = mirrored();
        expect(all).to.be.greaterThan(0);
        await stack.run("destroy", { faults: ["KafkaMirrorTopic.delete=lose"] });
        await stack.succeed("up");
        expect(mirrored(), "the state has what is gone").to.be.lessThan(all);
        await stack.succeed("up", { refresh: true });
        expect(mirrored()).to.equal(all);
    });
});
