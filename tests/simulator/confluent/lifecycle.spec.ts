import { expect } from "chai";
import { confluentCounts, linkReport } from "../../../simulator/confluent/report";
import { aclOf, credentials, datagenOf, managed, peer, StandIn } from "./standIn";

describe("simulator/confluent: the stand-in provider, from nothing to a running link and back", () => {
    let cloud: StandIn;
    before(async () => {
        cloud = await StandIn.start();
    });
    after(() => cloud.close());

    it("makes every kind in order, reads each back unchanged, and deletes all in reverse", async () => {
        const environment = await cloud.environment();
        const network = await cloud.attached(environment);
        const entrance = await cloud.entered(environment);
        const sandbox = await cloud.cluster(environment, { enterprises: [{}], availability: "HIGH" });
        const shared = await cloud.cluster(environment, { dedicated: { cku: 1 } });
        cloud.reveal(sandbox);
        cloud.reveal(shared);
        const [one, two] = [await cloud.key(environment, sandbox), await cloud.key(environment, shared)];
        const topic = await cloud.make("KafkaTopic", {
            topicName: "orders",
            partitionsCount: 3,
            config: { "retention.ms": "1000" },
            kafkaCluster: { id: sandbox.id },
            restEndpoint: sandbox.outputs.restEndpoint,
            credentials: credentials(one.key),
        });
        const inbound = await cloud.make("ClusterLink", {
            link: "lk",
            linkMode: "BIDIRECTIONAL",
            connectionMode: "INBOUND",
            localKafkaCluster: managed(shared, two.key),
            remoteKafkaCluster: peer(sandbox),
            config: { "consumer.offset.sync.ms": "2000" },
        });
        const outbound = await cloud.make("ClusterLink", {
            link: "lk",
            linkMode: "BIDIRECTIONAL",
            connectionMode: "OUTBOUND",
            localKafkaCluster: managed(sandbox, one.key),
            remoteKafkaCluster: peer(shared, two.key),
        });
        const mirror = await cloud.make("KafkaMirrorTopic", {
            sourceKafkaTopic: { topicName: "orders" },
            clusterLink: { linkName: "lk" },
            kafkaCluster: managed(shared, two.key),
        });
        const acl = await cloud.make("KafkaAcl", {
            ...aclOf(one.account),
            kafkaCluster: { id: sandbox.id },
            restEndpoint: sandbox.outputs.restEndpoint,
            credentials: credentials(one.key),
        });
        const connector = await cloud.make("Connector", datagenOf(environment, sandbox, one.account));
        const ids = [topic.id, inbound.id, mirror.id];
        expect(ids).to.deep.equal([`${sandbox.id}/orders`, `${shared.id}/lk`, `${shared.id}/lk/orders`]);
        expect(inbound.outputs.config).to.deep.equal({ "consumer.offset.sync.ms": "2000" });
        expect(inbound.outputs.clusterLinkId).to.equal(outbound.outputs.clusterLinkId);
        expect(mirror.outputs.status).to.equal("ACTIVE");
        expect(linkReport(cloud.bench.world).map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);

        const { data } = cloud.bench.world;
        expect(JSON.parse(JSON.stringify(data))).to.deep.equal(data);

        const identities = [one.key, two.key, one.binding, two.binding, one.account, two.account];
        const entrances = [entrance.point, entrance.gateway, network.connection, network.attachment];
        const last = [...entrances, ...identities, sandbox, shared, environment];
        const inReverse = [connector, acl, mirror, outbound, inbound, topic, ...last];
        for (const resource of inReverse) {
            expect(await cloud.read(resource), resource.type).to.deep.equal(resource.outputs);
        }
        for (const resource of inReverse) {
            await cloud.remove(resource);
        }
        expect(Object.values(confluentCounts(cloud.bench.world)).every((count) => count === 0)).to.equal(true);
        for (const resource of last) {
            expect(await cloud.read(resource), resource.type).to.equal(undefined);
        }
    });
});
