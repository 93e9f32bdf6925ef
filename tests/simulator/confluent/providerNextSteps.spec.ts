import { expect } from "chai";
import { confluentProvider } from "../../../simulator/confluent/provider";
import { difference } from "../../../simulator/provider/diff";
import type { Props } from "../../../simulator/provider/model";
import { aclOf, credentials, datagenOf, StandIn, type Made } from "./standIn";
import { failure, REGION } from "./support";

describe("simulator/confluent: the stand-in provider's gateways and access points", () => {
    let cloud: StandIn;
    beforeEach(async () => {
        cloud = await StandIn.start();
    });
    afterEach(() => cloud.close());

    it("tell service name and domain, are renamed in place, and gone they are gone", async () => {
        const environment = await cloud.environment();
        const { gateway, point } = await cloud.entered(environment);
        const block = point.outputs.awsIngressPrivateLinkEndpoint as Record<string, string>;
        expect(block.dnsDomain).to.equal(`${point.id.replace("-", "")}.${REGION}.aws.accesspoint.confluent.cloud`);
        expect(gateway.outputs.awsIngressPrivateLinkGateway).to.deep.equal({
            region: REGION,
            vpcEndpointServiceName: block.vpcEndpointServiceName,
        });
        for (const made of [gateway, point]) {
            const renamed = await cloud.update(made, { ...made.outputs, displayName: "renamed" });
            expect(renamed.outputs).to.deep.equal({ ...made.outputs, displayName: "renamed" });
        }
        expect(await failure(cloud.remove(gateway))).to.contain(`error deleting Gateway "${gateway.id}": 409 Conflict`);
        await cloud.remove(point);
        await cloud.remove(gateway);
        expect([await cloud.read(point), await cloud.read(gateway)]).to.deep.equal([undefined, undefined]);
        expect(await failure(cloud.remove(point))).to.contain("404 Not Found");
    });

    it("wait for their phases, and for the access point to be gone", async () => {
        const slow = await StandIn.start(1);
        try {
            const { world } = slow.bench;
            const { context } = slow;
            slow.context = { ...context, wait: (seconds) => context.wait(seconds * 30) };
            const environment = await slow.environment();
            const begin = world.now();
            const { point } = await slow.entered(environment);
            expect(world.now() - begin).to.be.within(240_000, 300_000);
            const end = world.now();
            await slow.remove(point);
            expect(world.now() - end).to.be.within(180_000, 210_000);
        } finally {
            await slow.close();
        }
    });

    it("refuse the kinds of which the simulator has no model", async () => {
        expect(await failure(cloud.make("Gateway", { awsEgressPrivateLinkGateway: {} }))).to.contain("no model");
        expect(await failure(cloud.make("AccessPoint", { awsPrivateNetworkInterface: {} }))).to.contain("no model");
    });
});

describe("simulator/confluent: the stand-in provider's connectors and ACLs", () => {
    let cloud: StandIn;
    let environment: Made;
    let cluster: Made;
    let key: Record<"key" | "binding" | "account", Made>;
    beforeEach(async () => {
        cloud = await StandIn.start();
        environment = await cloud.environment();
        cluster = await cloud.cluster(environment, { enterprises: [{}] });
        key = await cloud.key(environment, cluster);
        cloud.reveal(cluster);
    });
    afterEach(() => cloud.close());

    const rest = (): Props => ({
        kafkaCluster: { id: cluster.id },
        restEndpoint: cluster.outputs.restEndpoint,
        credentials: credentials(key.key),
    });
    const replaced = (type: string, olds: Props, changes: Props) => {
        const model = confluentProvider.resources[type];
        return model === undefined ? [] : difference(model, olds, { ...olds, ...changes }).replaced;
    };

    it("runs a connector, whose secrets only the state knows, and pauses and changes it in place", async () => {
        const inputs = datagenOf(environment, cluster, key.account);
        const connector = await cloud.make("Connector", inputs);
        expect(connector.id).to.match(/^lcc-/);
        expect(connector.outputs).to.deep.equal({ ...inputs, status: "RUNNING" });
        const paused = await cloud.update(connector, { ...inputs, status: "PAUSED" });
        expect(paused.outputs.status).to.equal("PAUSED");
        const faster = datagenOf(environment, cluster, key.account, { "max.interval": "10" });
        const changed = await cloud.update(paused, { ...faster, status: "RUNNING" });
        expect(changed.outputs).to.deep.equal({ ...faster, status: "RUNNING" });

        const byKey = { "kafka.auth.mode": "KAFKA_API_KEY", "kafka.service.account.id": "", name: "keyed" };
        const configSensitive = { "kafka.api.key": key.key.id, "kafka.api.secret": key.key.outputs.secret };
        const keyed = await cloud.make("Connector", {
            ...datagenOf(environment, cluster, key.account, byKey),
            configSensitive,
        });
        expect(keyed.outputs.configSensitive).to.deep.equal(configSensitive);
        expect(keyed.outputs.configNonsensitive).to.not.have.any.keys("kafka.api.key", "kafka.api.secret");
        expect(await cloud.read(keyed)).to.deep.equal(keyed.outputs);
        await cloud.remove(keyed);
        expect(await cloud.read(keyed)).to.equal(undefined);
    });

    it("replaces a connector for another name or plugin, and no other setting", () => {
        const token = "confluentcloud:index/connector:Connector";
        const inputs = datagenOf(environment, cluster, key.account);
        const config = inputs.configNonsensitive as Props;
        const changed = (changes: Props) => replaced(token, inputs, { configNonsensitive: { ...config, ...changes } });
        expect(changed({ name: "other" })).to.deep.equal(["configNonsensitive"]);
        expect(changed({ "connector.class": "DatagenSourceInternal" })).to.deep.equal(["configNonsensitive"]);
        expect(changed({ quickstart: "ORDERS" })).to.deep.equal([]);
    });

    it("stops at a configuration's faults, and at a connector that fails", async () => {
        const wrong = datagenOf(environment, cluster, key.account, { quickstart: "COFFEE" });
        expect(await failure(cloud.make("Connector", wrong)))
            .to.contain(
                'error creating Connector "datagen orders": error validating a connector config: "quickstart" :',
            )
            .and.contain('"COFFEE"');
        expect(await failure(cloud.make("Connector", { ...wrong, status: "FAILED" }))).to.contain("[RUNNING PAUSED]");
        const nobody = await cloud.make("ServiceAccount", { displayName: "nobody" });
        expect(await failure(cloud.make("Connector", datagenOf(environment, cluster, nobody)))).to.contain(
            "unexpected state 'FAILED', wanted target 'RUNNING': Cluster authorization failed.",
        );
    });

    it("makes an ACL once, whatever it is told, and finds it by its seven fields", async () => {
        const inputs = { ...aclOf(key.account), ...rest() };
        const acl = await cloud.make("KafkaAcl", inputs);
        expect(acl.id).to.equal(`${cluster.id}/TOPIC#orders#LITERAL#User:${key.account.id}#*#WRITE#ALLOW`);
        expect(acl.outputs).to.deep.equal(inputs);
        await cloud.make("KafkaAcl", inputs);
        expect(Object.keys(cloud.bench.world.data.confluent.acls)).to.have.length(1);
        expect(await cloud.read({ ...acl, outputs: { ...inputs, operation: "READ" } })).to.equal(undefined);
        expect(await failure(cloud.read({ ...acl, outputs: { ...inputs, ...other(inputs) } }))).to.contain("401");
        await cloud.remove(acl);
        expect(await cloud.read(acl)).to.equal(undefined);
        await cloud.remove(acl);
    });

    const other = (inputs: Props): Props => ({ credentials: { ...(inputs.credentials as Props), secret: "x" } });

    it("replaces an ACL for everything but the key that manages it", async () => {
        const token = "confluentcloud:index/kafkaAcl:KafkaAcl";
        const inputs = { ...aclOf(key.account), ...rest() };
        for (const field of Object.keys(aclOf(key.account))) {
            expect(replaced(token, inputs, { [field]: "x" })).to.deep.equal([field]);
        }
        expect(replaced(token, inputs, { restEndpoint: "http://elsewhere" })).to.deep.equal(["restEndpoint"]);
        expect(replaced(token, inputs, other(inputs))).to.deep.equal([]);
        const acl = await cloud.make("KafkaAcl", inputs);
        const { key: second } = await cloud.key(environment, cluster, { displayName: "second" }, "second");
        const moved = await cloud.update(acl, { ...inputs, credentials: credentials(second) });
        expect(moved.outputs.credentials).to.deep.equal(credentials(second));
    });

    it("checks an ACL's words before any call", async () => {
        const inputs = { ...aclOf(key.account), ...rest() };
        const wrong: [Props, string][] = [
            [{ resourceType: "topic" }, "expected resourceType to be one of"],
            [{ patternType: "PREFIX" }, "expected patternType to be one of"],
            [{ permission: "MAYBE" }, "expected permission to be one of"],
            [{ principal: "sa-1" }, "must start with 'User:'"],
        ];
        for (const [changes, message] of wrong) {
            expect(await failure(cloud.make("KafkaAcl", { ...inputs, ...changes }))).to.contain(message);
        }
    });
});

describe("simulator/confluent: the stand-in provider's functions", () => {
    let cloud: StandIn;
    let environment: Made;
    before(async () => {
        cloud = await StandIn.start();
        environment = await cloud.environment();
    });
    after(() => cloud.close());

    const inside = (): Props => ({ environment: { id: environment.id } });

    it("getEnvironment finds by id and by name, also on a later page, and only one", async () => {
        for (let index = 0; index < 100; index += 1) {
            await cloud.bench.environment({ display_name: `other ${index}`, stream_governance_config: undefined });
        }
        const late = await cloud.make("Environment", { displayName: "late" });
        expect(await cloud.invoke("getEnvironment", { id: environment.id })).to.deep.equal({
            ...environment.outputs,
            id: environment.id,
        });
        expect(await cloud.invoke("getEnvironment", { displayName: "late" })).to.include({ id: late.id });
        await cloud.make("Environment", { displayName: "late" });
        expect(await failure(cloud.invoke("getEnvironment", { displayName: "late" }))).to.equal(
            'error reading Environment "late": there are multiple Environments with "display_name"="late"',
        );
        expect(await failure(cloud.invoke("getEnvironment", { displayName: "none" }))).to.equal(
            'error reading Environment "none": Environment with "display_name"="none" was not found',
        );
        expect(await failure(cloud.invoke("getEnvironment", { id: "env-none" }))).to.equal(
            'error reading Environment "env-none": 404 Not Found: Resource Not Found',
        );
        expect(await failure(cloud.invoke("getEnvironment", {}))).to.contain("must be specified");
    });

    it("getSchemaRegistryCluster finds none before the environment's first cluster, then the one", async () => {
        const alone = await cloud.environment();
        const args = { environment: { id: alone.id } };
        expect(await failure(cloud.invoke("getSchemaRegistryCluster", args))).to.equal(
            `error reading Schema Registry Cluster: there are no SR clusters in "${alone.id}" environment`,
        );
        await cloud.cluster(alone, { enterprises: [{}] });
        const found = await cloud.invoke("getSchemaRegistryCluster", args);
        expect(found).to.deep.include({ ...args, package: "ESSENTIALS", region: REGION, kind: "Cluster" });
        expect(found.privateRegionalRestEndpoints).to.deep.equal({});
        expect(await cloud.invoke("getSchemaRegistryCluster", { ...args, id: found.id })).to.deep.equal(found);
        const named = { ...args, displayName: "Stream Governance Package" };
        expect(await cloud.invoke("getSchemaRegistryCluster", named)).to.deep.equal(found);

        await cloud.attached(alone);
        const { privateRegionalRestEndpoints } = await cloud.invoke("getSchemaRegistryCluster", args);
        expect(privateRegionalRestEndpoints).to.deep.equal({
            [REGION]: `https://${String(found.id)}.${REGION}.aws.private.confluent.cloud`,
        });
    });

    it("getKafkaCluster shows the type's own block, and what the resource shows", async () => {
        const dedicated = await cloud.cluster(environment, { displayName: "shared", dedicated: { cku: 1 } });
        const { rbacCrn, restEndpoint, endpoints, apiVersion } = dedicated.outputs;
        const found = await cloud.invoke("getKafkaCluster", { ...inside(), displayName: "shared" });
        expect(found).to.deep.include({ id: dedicated.id, rbacCrn, restEndpoint, endpoints, apiVersion });
        expect(found.dedicated).to.deep.equal({ cku: 1, encryptionKey: "", zones: ["use1-az1"] });
        expect(found.enterprises).to.deep.equal([]);

        const enterprise = await cloud.cluster(environment, { enterprises: [{ maxEcku: 4 }] });
        const { point } = await cloud.entered(environment);
        const other = await cloud.invoke("getKafkaCluster", { ...inside(), id: enterprise.id });
        expect(other).to.not.have.property("dedicated");
        expect(other.enterprises).to.deep.equal([{ maxEcku: 4 }]);
        expect((other.endpoints as Props[]).map((entry) => entry.accessPointId)).to.deep.equal(
            ["PRIVATE_LINK", point.id].sort((left, right) => left.localeCompare(right)),
        );
        expect(await failure(cloud.invoke("getKafkaCluster", { ...inside(), id: "lkc-none" }))).to.equal(
            'error reading Kafka Cluster "lkc-none": 403 Forbidden: Forbidden Access',
        );
    });

    it("getServiceAccount finds a name with spaces, and lets the service pick", async () => {
        const account = await cloud.make("ServiceAccount", { displayName: "my app one", description: "d" });
        await cloud.make("ServiceAccount", { displayName: "my app" });
        const found = { ...account.outputs, id: account.id };
        expect(await cloud.invoke("getServiceAccount", { displayName: "my app one" })).to.deep.equal(found);
        expect(await cloud.invoke("getServiceAccount", { id: account.id })).to.deep.equal(found);
        expect(await failure(cloud.invoke("getServiceAccount", { displayName: "my" }))).to.contain("was not found");
    });

    it("getEndpoint lists what the filter lets through, with gateway and access point", async () => {
        const own = await cloud.environment();
        const cluster = await cloud.cluster(own, { enterprises: [{}] });
        const { gateway, point } = await cloud.entered(own);
        const filter = { environment: { id: own.id }, service: "KAFKA", resource: cluster.id, isPrivate: true };
        const found = await cloud.invoke("getEndpoint", { filter });
        expect(found.filter).to.deep.equal(filter);
        const [last] = (found.endpoints as Props[]).filter(({ accessPoints }) => (accessPoints as Props[]).length > 0);
        expect(last).to.deep.include({
            accessPoints: [{ id: point.id }],
            gateways: [{ id: gateway.id }],
            resources: [{ id: cluster.id, kind: "Cluster" }],
            environment: { id: own.id },
            connectionType: "PRIVATE_LINK",
            endpointType: "REST",
            isPrivate: true,
        });
        const none = await cloud.invoke("getEndpoint", { filter: { ...filter, region: "eu-west-1" } });
        expect(none.endpoints).to.deep.equal([]);
    });
});
