import { expect } from "chai";
import { confluentCounts, linkReport } from "../../../simulator/confluent/report";
import type { Props } from "../../../simulator/provider/model";
import { ImportVariables } from "../../support/importVariables";
import { StandIn, credentials, managed, peer, type Made } from "./standIn";
import { failure } from "./support";

describe("simulator/confluent: the stand-in provider on the data plane", () => {
    let cloud: StandIn;
    beforeEach(async () => {
        cloud = await StandIn.start();
    });
    afterEach(() => cloud.close());

    let environment: Made;
    let sandbox: Made;
    let shared: Made;
    let sandboxKey: Made;
    let sharedKey: Made;
    beforeEach(async () => {
        environment = await cloud.environment();
        sandbox = await cloud.cluster(environment, { enterprises: [{}] });
        shared = await cloud.cluster(environment, { dedicated: { cku: 1 } });
        ({ key: sandboxKey } = await cloud.key(environment, sandbox));
        ({ key: sharedKey } = await cloud.key(environment, shared));
        cloud.reveal(sandbox);
        cloud.reveal(shared);
    });

    const topicInputs = (more: Props = {}): Props => ({
        topicName: "orders",
        kafkaCluster: { id: sandbox.id },
        restEndpoint: sandbox.outputs.restEndpoint,
        credentials: credentials(sandboxKey),
        ...more,
    });
    const inboundInputs = (more: Props = {}): Props => ({
        link: "lk",
        linkMode: "BIDIRECTIONAL",
        connectionMode: "INBOUND",
        localKafkaCluster: managed(shared, sharedKey),
        remoteKafkaCluster: peer(sandbox),
        ...more,
    });
    const outboundInputs = (more: Props = {}): Props => ({
        link: "lk",
        linkMode: "BIDIRECTIONAL",
        localKafkaCluster: managed(sandbox, sandboxKey),
        remoteKafkaCluster: peer(shared, sharedKey),
        ...more,
    });

    it("says 'no such host' for a name that does not resolve, in Go's words", async () => {
        const topic = await cloud.make("KafkaTopic", topicInputs());
        cloud.names.clear();
        const host = new URL(String(sandbox.outputs.restEndpoint)).hostname;
        const url = `${String(sandbox.outputs.restEndpoint)}/kafka/v3/clusters/${sandbox.id}/topics`;
        expect(await failure(cloud.make("KafkaTopic", topicInputs({ topicName: "b" })))).to.equal(
            `error creating Kafka Topic "b": Post "${url}": dial tcp: lookup ${host} on ${cloud.resolver}: no such host`,
        );
        expect(await failure(cloud.read(topic)))
            .to.contain(`Get "${url}/orders"`)
            .and.contain("no such host");
    });

    it("says 'i/o timeout' where nothing listens behind the name, and where no resolver answers", async () => {
        const [address, port] = [cloud.bench.world.data.address.replace(/\d+$/, "66"), cloud.bench.world.data.httpPort];
        cloud.names.set(new URL(String(sandbox.outputs.restEndpoint)).hostname, address);
        expect(await failure(cloud.make("KafkaTopic", topicInputs()))).to.contain(
            `dial tcp ${address}:${port}: i/o timeout`,
        );
        cloud.context = cloud.bench.context("127.0.0.1:9");
        expect(await failure(cloud.make("KafkaTopic", topicInputs()))).to.contain("on 127.0.0.1:9: i/o timeout");
    });

    it("takes 404 only as gone when it reads", async () => {
        const topic = await cloud.make("KafkaTopic", topicInputs());
        const key = { ...topic, outputs: { ...topic.outputs, credentials: { key: "NOBODY", secret: "x" } } };
        expect(await failure(cloud.read(key))).to.equal(
            `error reading Kafka Topic "${sandbox.id}/orders": 401 Unauthorized: Unauthorized`,
        );
        await cloud.remove(topic);
        expect(await cloud.read(topic)).to.equal(undefined);
        expect(await failure(cloud.remove(topic))).to.contain(
            "404 Not Found: This server does not host this topic-partition.",
        );
    });

    it("changes a topic's settings and partitions in place, and refuses fewer partitions", async () => {
        const topic = await cloud.make(
            "KafkaTopic",
            topicInputs({ partitionsCount: 3, config: { "retention.ms": "1" } }),
        );
        const config = { "cleanup.policy": "compact" };
        const changed = await cloud.update(topic, topicInputs({ partitionsCount: 6, config }));
        expect(changed.outputs).to.deep.include({ partitionsCount: 6, config });
        expect(await failure(cloud.update(changed, topicInputs({ partitionsCount: 2, config })))).to.contain(
            "Topic currently has 6 partitions",
        );
    });

    it("passes the service's refusals on: names that exist, a missing peer half", async () => {
        await cloud.make("KafkaTopic", topicInputs());
        expect(await failure(cloud.make("KafkaTopic", topicInputs()))).to.equal(
            "error creating Kafka Topic \"orders\": 400 Bad Request: Topic 'orders' already exists.",
        );
        expect(await failure(cloud.make("ClusterLink", outboundInputs()))).to.match(
            /^error creating Cluster Link "lk": 400 Bad Request: Invalid cluster link\./,
        );
        await cloud.make("ClusterLink", inboundInputs());
        expect(await failure(cloud.make("ClusterLink", inboundInputs()))).to.contain(
            "Cluster link 'lk' already exists.",
        );
    });

    it("checks a link's blocks when it creates it", async () => {
        const wrong: [Props, string][] = [
            [inboundInputs({ linkMode: "SIDEWAYS" }), "expected link_mode to be one of"],
            [inboundInputs({ linkMode: "SOURCE" }), '"INBOUND" connection mode is not supported for "SOURCE"'],
            [inboundInputs({ remoteKafkaCluster: { id: sandbox.id } }), "must have an id and a bootstrap_endpoint"],
            [outboundInputs({ localKafkaCluster: { id: sandbox.id } }), "rest_endpoint must be set"],
            [
                outboundInputs({ remoteKafkaCluster: inboundInputs().remoteKafkaCluster }),
                "credentials block of remoteKafkaCluster must be set",
            ],
            [
                {
                    link: "lk",
                    connectionMode: "INBOUND",
                    destinationKafkaCluster: inboundInputs().localKafkaCluster,
                    sourceKafkaCluster: outboundInputs().remoteKafkaCluster,
                },
                "must have no credentials",
            ],
        ];
        for (const [inputs, message] of wrong) {
            expect(await failure(cloud.make("ClusterLink", inputs))).to.contain(message);
        }
        expect(confluentCounts(cloud.bench.world).links).to.equal(0);
    });

    it("makes one-way links of both kinds", async () => {
        const { localKafkaCluster: sharedRest } = inboundInputs();
        const { localKafkaCluster: sandboxRest, remoteKafkaCluster: sharedPeer } = outboundInputs();
        await cloud.make("ClusterLink", {
            link: "pull",
            destinationKafkaCluster: sandboxRest,
            sourceKafkaCluster: sharedPeer,
        });
        await cloud.make("ClusterLink", {
            link: "push",
            connectionMode: "INBOUND",
            destinationKafkaCluster: sharedRest,
            sourceKafkaCluster: inboundInputs().remoteKafkaCluster,
        });
        const source = await cloud.make("ClusterLink", {
            link: "push",
            linkMode: "SOURCE",
            sourceKafkaCluster: sandboxRest,
            destinationKafkaCluster: sharedPeer,
        });
        expect(source.id).to.equal(`${sandbox.id}/push`);
        expect(linkReport(cloud.bench.world).map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
    });

    it("changes a link's settings and credentials in place, and refuses to take a setting away", async () => {
        await cloud.make("ClusterLink", inboundInputs());
        const config = { "topic.config.sync.ms": "1000" };
        const link = await cloud.make("ClusterLink", outboundInputs({ config }));
        const changed = await cloud.update(link, outboundInputs({ config: { ...config, "acl.sync.ms": "9000" } }));
        expect(changed.outputs.config).to.deep.equal({ ...config, "acl.sync.ms": "9000" });
        expect(await failure(cloud.update(changed, outboundInputs({ config }))))
            .to.contain('"acl.sync.ms"')
            .and.contain("cannot be removed");

        const { owner, managedResource } = sharedKey.outputs;
        const next = await cloud.make("ApiKey", { owner, managedResource, disableWaitForReady: true });
        const rotated = outboundInputs({ remoteKafkaCluster: peer(shared, next), config: changed.outputs.config });
        const after = await cloud.update(changed, rotated);
        await cloud.bench.make("DELETE", `/iam/v2/api-keys/${sharedKey.id}`);
        expect(after.outputs.remoteKafkaCluster).to.deep.equal(rotated.remoteKafkaCluster);
        expect(linkReport(cloud.bench.world).map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("fails to change the key of an inbound half", async () => {
        const link = await cloud.make("ClusterLink", inboundInputs());
        const local = inboundInputs().localKafkaCluster as Props;
        const rotated = inboundInputs({ localKafkaCluster: { ...local, credentials: { key: "K", secret: "S" } } });
        expect(await failure(cloud.update(link, rotated))).to.equal(
            "error updating Cluster Link: len(credentialConfigs) is 0",
        );
    });

    it("changes a mirror's status as asked, takes STOPPED for promoted, and refuses the rest", async () => {
        await cloud.make("ClusterLink", inboundInputs());
        await cloud.make("ClusterLink", outboundInputs());
        await cloud.make("KafkaTopic", topicInputs());
        const inputs = {
            sourceKafkaTopic: { topicName: "orders" },
            clusterLink: { linkName: "lk" },
            kafkaCluster: inboundInputs().localKafkaCluster,
        };
        const missing = { ...inputs, sourceKafkaTopic: { topicName: "none" } };
        expect(await failure(cloud.make("KafkaMirrorTopic", missing))).to.contain("404 Not Found: Source topic 'none'");
        const mirror = await cloud.make("KafkaMirrorTopic", { ...inputs, mirrorTopicName: "orders", status: "PAUSED" });
        expect(mirror.outputs.status).to.equal("ACTIVE");
        const paused = await cloud.update(mirror, { ...inputs, status: "PAUSED" });
        expect(paused.outputs.status).to.equal("PAUSED");
        const promoted = await cloud.update(paused, { ...inputs, status: "PROMOTED" });
        expect(promoted.outputs.status).to.equal("STOPPED");
        expect((await cloud.update(promoted, { ...inputs, status: "PROMOTED" })).outputs).to.deep.equal(
            promoted.outputs,
        );
        expect(await failure(cloud.update(promoted, { ...inputs, status: "ACTIVE" }))).to.contain(
            'status cannot be changed from "STOPPED" to "ACTIVE"',
        );
        await cloud.remove(promoted);
        expect(await cloud.read(promoted)).to.equal(undefined);
    });

    describe("adopts what is there", () => {
        const variables = new ImportVariables();
        afterEach(() => {
            variables.clear();
        });
        const access = (side: string, cluster: Made, key: Made) => ({
            [`${side}KAFKA_REST_ENDPOINT`]: cluster.outputs.restEndpoint,
            [`${side}KAFKA_API_KEY`]: credentials(key).key,
            [`${side}KAFKA_API_SECRET`]: credentials(key).secret,
        });

        it("a cluster by environment and id", async () => {
            const found = await cloud.adopt("KafkaCluster", `${environment.id}/${shared.id}`);
            expect(found?.id).to.equal(shared.id);
            expect(found?.outputs).to.include({ restEndpoint: shared.outputs.restEndpoint });
            expect(await cloud.adopt("KafkaCluster", `${environment.id}/lkc-none`)).to.equal(undefined);
        });

        it("a topic, with endpoint and key from the environment of the run", async () => {
            await cloud.make("KafkaTopic", topicInputs({ partitionsCount: 3 }));
            expect(await failure(cloud.adopt("KafkaTopic", `${sandbox.id}/orders`))).to.contain("rest_endpoint");
            variables.set(access("", sandbox, sandboxKey));
            const found = await cloud.adopt("KafkaTopic", `${sandbox.id}/orders`);
            expect(found?.outputs).to.deep.include({ partitionsCount: 3, credentials: credentials(sandboxKey) });
            expect(await cloud.adopt("KafkaTopic", `${sandbox.id}/none`)).to.equal(undefined);
        });

        it("both halves of a link, and a mirror", async () => {
            await cloud.make("ClusterLink", inboundInputs());
            await cloud.make("ClusterLink", outboundInputs());
            await cloud.make("KafkaTopic", topicInputs());
            const kafkaCluster = managed(shared, sharedKey);
            const names = { clusterLink: { linkName: "lk" }, sourceKafkaTopic: { topicName: "orders" } };
            await cloud.make("KafkaMirrorTopic", { ...names, kafkaCluster });
            const bootstrap = { REMOTE_KAFKA_BOOTSTRAP_ENDPOINT: shared.outputs.bootstrapEndpoint };
            variables.set({
                ...access("LOCAL_", sandbox, sandboxKey),
                ...access("REMOTE_", shared, sharedKey),
                ...bootstrap,
            });
            Reflect.deleteProperty(process.env, "IMPORT_REMOTE_KAFKA_REST_ENDPOINT");
            const id = `lk/BIDIRECTIONAL/OUTBOUND/${sandbox.id}/${shared.id}`;
            const dialling = await cloud.adopt("ClusterLink", id);
            expect(dialling?.id).to.equal(`${sandbox.id}/lk`);
            const { localKafkaCluster, remoteKafkaCluster } = outboundInputs();
            expect(dialling?.outputs).to.deep.include({ localKafkaCluster, remoteKafkaCluster });
            variables.set({
                ...access("LOCAL_", shared, sharedKey),
                ...access("", shared, sharedKey),
                REMOTE_KAFKA_BOOTSTRAP_ENDPOINT: sandbox.outputs.bootstrapEndpoint,
            });
            const waiting = await cloud.adopt("ClusterLink", `lk/BIDIRECTIONAL/INBOUND/${shared.id}/${sandbox.id}`);
            expect(waiting?.outputs).to.deep.include({ remoteKafkaCluster: peer(sandbox) });
            const mirror = await cloud.adopt("KafkaMirrorTopic", `${shared.id}/lk/orders`);
            expect(mirror?.outputs).to.deep.include({ ...names, status: "ACTIVE" });
        });
    });
});
