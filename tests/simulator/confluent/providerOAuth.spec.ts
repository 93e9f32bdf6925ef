// The stand-in provider where its configuration has an oauth block.
import { expect } from "chai";
import { confluentProvider } from "../../../simulator/confluent/provider";
import { tokenUrl } from "../../../simulator/confluent/identityPools";
import { linkReport } from "../../../simulator/confluent/report";
import { clientSecret, seedIdentityPool } from "../../../simulator/confluent/seed";
import { failureOf } from "../../support/engine";
import { managed, StandIn, type Made } from "./standIn";

const POOL = "pool-1";

describe("simulator/confluent/provider: OAuth", () => {
    let cloud: StandIn;
    let environment: Made;
    let clusters: readonly [Made, Made];
    beforeEach(async () => {
        cloud = await StandIn.start();
        const { world } = cloud.bench;
        seedIdentityPool(world, { id: POOL, clientId: "links" });
        configure({ oauthExternalClientSecret: clientSecret(world, { identityPoolId: POOL }) });
        environment = await cloud.environment();
        clusters = [await publicCluster("one"), await publicCluster("two")];
    });
    afterEach(() => cloud.close());

    function configure(change: Record<string, string>): void {
        const oauth = JSON.stringify({
            oauthExternalTokenUrl: tokenUrl(cloud.bench.world),
            oauthExternalClientId: "links",
            oauthIdentityPoolId: POOL,
            ...change,
        });
        cloud.context = { ...cloud.context, config: { oauth } };
    }

    async function publicCluster(displayName: string): Promise<Made> {
        const cluster = await cloud.cluster(environment, { displayName, dedicated: { cku: 1 } });
        cloud.reveal(cluster);
        await cloud.make("RoleBinding", {
            principal: `User:${POOL}`,
            roleName: "CloudClusterAdmin",
            crnPattern: cluster.outputs.rbacCrn,
            disableWaitForReady: true,
        });
        return cluster;
    }

    const topicOf = ({ id, outputs }: Made) => ({
        topicName: "orders",
        partitionsCount: 6,
        kafkaCluster: { id },
        restEndpoint: outputs.restEndpoint,
    });
    const halfOf = (local: Made, remote: Made) => ({
        link: "lk",
        linkMode: "BIDIRECTIONAL",
        localKafkaCluster: { id: local.id, restEndpoint: local.outputs.restEndpoint },
        remoteKafkaCluster: { id: remote.id, bootstrapEndpoint: remote.outputs.bootstrapEndpoint },
    });
    const health = () => linkReport(cloud.bench.world).map(({ state }) => state);

    it("makes, reads and deletes objects without a key", async () => {
        const topic = await cloud.make("KafkaTopic", topicOf(clusters[0]));
        expect(await cloud.read(topic)).to.deep.include({ topicName: "orders", credentials: undefined });
        await cloud.remove(topic);
        expect(await cloud.read(topic)).to.equal(undefined);
    });

    it("makes links that log in as the pool on both clusters, and mirrors through them", async () => {
        const [one, two] = clusters;
        const half = await cloud.make("ClusterLink", halfOf(one, two));
        await cloud.make("ClusterLink", halfOf(two, one));
        expect(health()).to.deep.equal(["ACTIVE", "ACTIVE"]);
        await cloud.make("KafkaTopic", topicOf(two));
        const mirror = await cloud.make("KafkaMirrorTopic", {
            clusterLink: { linkName: "lk" },
            sourceKafkaTopic: { topicName: "orders" },
            kafkaCluster: { id: one.id, restEndpoint: one.outputs.restEndpoint },
        });
        expect(mirror.outputs.status).to.equal("ACTIVE");
        const stored = cloud.bench.world.data.confluent.links[half.id]?.spec.config as Record<string, string>;
        expect(stored).to.include({ "sasl.mechanism": "OAUTHBEARER", "local.sasl.mechanism": "OAUTHBEARER" });
        expect(stored["sasl.jaas.config"]).to.include(`extension_logicalCluster="${two.id}"`);
        expect(stored["local.sasl.jaas.config"]).to.include(`extension_logicalCluster="${one.id}"`);
    });

    it("leaves links with the secret they were made with: another one at the identity provider cuts them off", async () => {
        const [one, two] = clusters;
        const half = await cloud.make("ClusterLink", halfOf(one, two));
        await cloud.make("ClusterLink", halfOf(two, one));
        const pool = cloud.bench.world.data.confluent.identityPools[POOL];
        Object.assign(pool?.spec ?? {}, { clientSecret: "renewed" });
        configure({ oauthExternalClientSecret: "renewed" });
        await cloud.update(half, halfOf(one, two));
        expect(health()).to.deep.equal(["UNAVAILABLE", "UNAVAILABLE"]);
    });

    it("refuses keys: in a resource, and beside the block", async () => {
        const message = "please remove resource credentials block when OAuth is enabled";
        const key: Made = { type: "ApiKey", id: "KEY", outputs: { secret: "of-the-test" } };
        const credentials = { key: key.id, secret: key.outputs.secret };
        const [one, two] = clusters;
        const topic = failureOf(cloud.make("KafkaTopic", { ...topicOf(one), credentials }));
        const link = failureOf(
            cloud.make("ClusterLink", { ...halfOf(one, two), localKafkaCluster: managed(one, key) }),
        );
        expect(await topic).to.include(message);
        expect(await link).to.include(message);
        expect(() => confluentProvider.configure?.({ oauth: "{}", cloudApiKey: "KEY" })).to.throw(
            "(cloud_api_key, cloud_api_secret) attributes should not be set in the provider block",
        );
        expect(() => confluentProvider.configure?.({ cloudApiKey: "KEY" })).not.to.throw();
    });

    it("tells what the identity provider and the exchange answered", async () => {
        configure({ oauthExternalClientSecret: "guess" });
        expect(await failureOf(cloud.environment())).to.include("external token exchange request failed: status=401");
        configure({
            oauthExternalClientSecret: clientSecret(cloud.bench.world, { identityPoolId: POOL }),
            oauthIdentityPoolId: "pool-2",
        });
        expect(await failureOf(cloud.environment())).to.include("STS token exchange request failed: status=401");
    });
});
