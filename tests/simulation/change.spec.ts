// What a change of the configuration does to a deployed stack: the step list of the engine is the evidence.
import { expect } from "chai";
import type { RawSettings } from "../support/rawSettings";
import { Simulated, told, type Run } from "../support/simulated";
import { TYPES } from "../support/types";

const MANAGER_GATES = ["update KafkaRestReady sandbox-manager-ready", "update KafkaRestReady shared-manager-ready"];

describe("a change of the deployed dev stack", function () {
    this.timeout(120_000);

    /** The preview from a public runner, then the `up`: both must show the same steps. */
    async function changed(
        change: (settings: RawSettings) => void,
    ): Promise<{ stack: Simulated; up: Run; steps: string[] }> {
        const stack = (await Simulated.deployed()).configure(change);
        const preview = await stack.succeed("preview", { runner: "public" });
        const up = await stack.succeed("up");
        expect(told(preview.steps)).to.deep.equal(told(up.steps));
        return { stack, up, steps: told(up.steps) };
    }

    it("one more topic: that topic and the gate's update", async () => {
        const { steps } = await changed(({ clusters }) => {
            Object.assign(clusters.sandbox?.topics ?? {}, { orders: { partitions: 3 } });
        });
        expect(steps).to.deep.equal([
            "create KafkaTopic sandbox/orders",
            "update KafkaRestReady sandbox-manager-ready",
        ]);
    });

    it("one more mirror in the other direction: topic, mirror, and the gates' updates", async () => {
        const { steps, stack } = await changed(({ clusters, links }) => {
            Object.assign(clusters.shared ?? {}, { topics: { replies: {} } });
            Object.assign(links["sandbox-shared"]?.mirrorTopics ?? {}, { fromDestination: ["replies"] });
        });
        expect(steps).to.deep.equal([
            "create KafkaMirrorTopic sandbox-shared-on-source/replies",
            "create KafkaTopic shared/replies",
            "create KafkaTopics shared",
            "create MirrorTopics sandbox-shared-on-source",
            ...MANAGER_GATES,
            "update LinkReady sandbox-shared-source-ready",
        ]);
        expect(stack.clouds.links.flatMap(({ mirrors }) => mirrors)).to.have.deep.members([
            { topic: "dev-stock_trades", status: "ACTIVE" },
            { topic: "replies", status: "ACTIVE" },
        ]);
    });

    it("one more client network: its admission and its routes", async () => {
        const { steps } = await changed(({ privateNetworks }) => {
            Object.assign(privateNetworks.core ?? {}, { clientCidrs: ["10.40.0.0/16"] });
        });
        expect(steps).to.deep.equal([
            "create Route core-to-10.40.0.0/16-use1-az1",
            "create Route core-to-10.40.0.0/16-use1-az2",
            "create Route core-to-10.40.0.0/16-use1-az4",
            "create SecurityGroupIngressRule core-https-from-10.40.0.0/16",
            "create SecurityGroupIngressRule core-kafka-from-10.40.0.0/16",
        ]);
    });

    it("one more zone: its parts, updates in place, no replacement", async () => {
        const { steps } = await changed(({ privateNetworks }) => {
            privateNetworks.core?.zoneIds.push("use1-az6");
        });
        expect(steps).to.deep.equal([
            "create Record core-zonal-use1-az6",
            "create Route core-to-dns-use1-az6",
            "create Route core-to-runner-use1-az6",
            "create Route core-to-vpn-use1-az6",
            "create RouteTable core-routes-use1-az6",
            "create RouteTableAssociation core-routes-association-use1-az6",
            "create Subnet core-subnet-use1-az6",
            "update KafkaRestReady sandbox-manager-ready",
            "update KafkaRestReady sandbox-shared-source-ready",
            "update VpcAttachment core-attachment",
            "update VpcEndpoint core-endpoint",
        ]);
    });

    it("another block for a network: the new VPC knows the names too, from a zone that is made anew with it", async () => {
        const { stack, steps } = await changed(({ privateNetworks }) => {
            Object.assign(privateNetworks.core ?? {}, { vpcCidr: "10.0.32.0/20" });
        });
        expect(steps).to.include("replace Zone core-zone").and.to.include("replace Vpc core-vpc");
        const { world } = stack;
        const [vpc, ...others] = world.aws(TYPES.vpc).filter(({ existing }) => existing !== true);
        const [zone, ...olds] = world.aws(TYPES.zone);
        expect([others, olds]).to.deep.equal([[], []]);
        const vpcs = (zone?.props.vpcs ?? []) as readonly { readonly vpcId: string }[];
        expect(vpcs.map(({ vpcId }) => vpcId))
            .to.include(vpc?.id)
            .and.to.have.length(4);
        expect((await stack.succeed("up")).changes).to.have.all.keys("same");
    });

    it("an Enterprise cluster beside a registry, on a protected stack: nothing that is there is planned anew", async () => {
        const stack = Simulated.fresh();
        const { clusters, links } = stack.settings;
        const { shared } = clusters;
        stack.configure((settings) => {
            Object.assign(settings, { protection: true, schemaRegistry: { subjects: ["orders-*"] } });
            Object.assign(settings, { clusters: { shared }, links: {} });
        });
        await stack.succeed("up");
        stack.configure((settings) => Object.assign(settings, { clusters, links }));
        const { steps } = await stack.succeed("preview", { runner: "public" });
        expect(told(steps).filter((step) => /^(replace|delete)/.test(step))).to.deep.equal([]);
        expect(told(steps)).to.include("create KafkaCluster sandbox-cluster");
        await stack.succeed("up");
    });

    it("one more link between the same clusters: its own identities, halves and gates", async () => {
        const { steps, stack } = await changed(({ links }) => {
            links.second = { mode: "bidirectional", source: "shared", destination: "sandbox" };
        });
        expect(steps.filter((step) => !step.startsWith("create "))).to.deep.equal([
            "update KafkaRestReady shared-manager-ready",
        ]);
        expect(steps.filter((step) => step.includes(" ClusterLink "))).to.deep.equal([
            "create ClusterLink second-destination",
            "create ClusterLink second-source",
        ]);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE"]);
    });

    it("a zone less: only its parts go", async () => {
        const { steps } = await changed(({ privateNetworks }) => {
            privateNetworks.core?.zoneIds.shift();
        });
        expect(steps.filter((step) => step.startsWith("update ")).map((step) => step.split(" ")[1])).to.deep.equal([
            "KafkaRestReady",
            "KafkaRestReady",
            "VpcAttachment",
            "VpcEndpoint",
        ]);
        const deleted = steps.filter((step) => !step.startsWith("update "));
        expect(deleted).to.have.length(7);
        expect(deleted.every((step) => step.startsWith("delete ") && step.endsWith("use1-az1"))).to.equal(true);
    });

    it("a topic and its mirror less: only these go, the mirror first", async () => {
        const { up, steps } = await changed(({ clusters, links }) => {
            Object.assign(clusters.sandbox ?? {}, { topics: {} });
            Object.assign(links["sandbox-shared"] ?? {}, { mirrorTopics: {} });
        });
        expect(steps.filter((step) => !step.startsWith("update "))).to.deep.equal([
            "delete KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades",
            "delete KafkaTopic sandbox/dev-stock_trades",
            "delete KafkaTopics sandbox",
            "delete MirrorTopics sandbox-shared-on-destination",
        ]);
        const deleted = up.steps.filter(({ op }) => op === "delete").map(({ type }) => type);
        expect(deleted.slice(0, 2)).to.deep.equal(["KafkaMirrorTopic", "KafkaTopic"]);
    });

    it("a link less: mirrors, then the dialling half, then the waiting one, then their identities", async () => {
        const { up, stack } = await changed((settings) => {
            settings.links = {};
        });
        const order = up.steps.filter(({ op }) => op === "delete").map(({ type, name }) => `${type} ${name}`);
        const position = (step: string) => {
            const found = order.indexOf(step);
            expect(found, step).to.be.at.least(0);
            return found;
        };
        expect(position("KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades")).to.be.below(
            position("ClusterLink sandbox-shared-source"),
        );
        expect(position("ClusterLink sandbox-shared-source")).to.be.below(
            position("ClusterLink sandbox-shared-destination"),
        );
        expect(position("ClusterLink sandbox-shared-destination")).to.be.below(
            position("ApiKey sandbox-shared-source-key"),
        );
        expect(position("ClusterLink sandbox-shared-source")).to.be.below(
            position("RoleBinding sandbox-shared-source-role"),
        );
        expect(stack.clouds.links).to.deep.equal([]);
    });

    it("other display names: updates in place", async () => {
        const { steps } = await changed(({ clusters, environment }) => {
            Object.assign(clusters.sandbox ?? {}, { displayName: "sandbox (renamed)" });
            environment.name = "renamed";
        });
        expect(steps).to.deep.equal([
            "update Environment confluent-environment",
            "update KafkaCluster sandbox-cluster",
        ]);
    });

    it("more capacity: an update in place", async () => {
        const { steps } = await changed(({ clusters }) => {
            Object.assign(clusters.shared ?? {}, { cku: 2 });
        });
        expect(steps).to.deep.equal(["update KafkaCluster shared-cluster"]);
    });

    it("fewer partitions: topic and mirror are replaced, each deleted before it is made again", async () => {
        const { up, stack } = await changed(({ clusters }) => {
            Object.assign(clusters.sandbox?.topics?.["dev-stock_trades"] ?? {}, { partitions: 2 });
        });
        const ops = up.steps.filter(({ type }) => type.startsWith("Kafka") && !type.endsWith("Ready"));
        expect(ops.filter(({ op }) => op.startsWith("delete")).map(({ type }) => type)).to.deep.equal([
            "KafkaMirrorTopic",
            "KafkaTopic",
        ]);
        expect(stack.clouds.links.flatMap(({ mirrors }) => mirrors)).to.deep.equal([
            { topic: "dev-stock_trades", status: "ACTIVE" },
        ]);
    });

    it("a topic and a network object less in one run: both go, the topic while the network still stands", async () => {
        const stack = await Simulated.deployed();
        await stack
            .configure(({ clusters }) => {
                Object.assign(clusters.sandbox?.topics ?? {}, { orders: {} });
            })
            .succeed("up");
        const up = await stack
            .configure(({ clusters, privateNetworks }) => {
                delete clusters.sandbox?.topics?.orders;
                privateNetworks.core?.zoneIds.pop();
            })
            .succeed("up");
        const deletes = up.steps.filter(({ op }) => op === "delete").map(({ type }) => type);
        expect(deletes).to.include.members(["KafkaTopic", "Record", "Route"]);
        expect(deletes[0]).to.equal("KafkaTopic");
        expect(stack.clouds.confluent).to.include({ topics: 2 });
    });
});
