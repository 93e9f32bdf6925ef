import { expect } from "chai";
import type { Credentials } from "../../../simulator/confluent/api";
import { Bench } from "./support";

type Config = Record<string, string>;

describe("simulator/confluent: connectors", () => {
    let bench: Bench;
    let environment: string;
    let cluster: string;
    let admin: Credentials & { account: string };
    let base: string;
    beforeEach(async () => {
        bench = await Bench.start(1);
        environment = await bench.environment();
        cluster = await bench.cluster(environment);
        admin = await bench.member(cluster, ["CloudClusterAdmin", bench.clusterCrn(environment, cluster)]);
        bench.pass(600);
        base = `/connect/v1/environments/${environment}/clusters/${cluster}`;
        await bench.make("POST", `/kafka/v3/clusters/${cluster}/topics`, { topic_name: "orders" }, admin);
    });
    afterEach(() => bench.close());

    const config = (changes: Config = {}): Config => ({
        "connector.class": "DatagenSource",
        name: "dg",
        "kafka.auth.mode": "SERVICE_ACCOUNT",
        "kafka.service.account.id": admin.account,
        "kafka.topic": "orders",
        "output.data.format": "JSON",
        quickstart: "ORDERS",
        "tasks.max": "1",
        ...changes,
    });
    const create = (changes: Config = {}, name = "dg") =>
        bench.call("POST", `${base}/connectors`, { name, config: config({ name, ...changes }) });
    const state = async (name = "dg") => {
        const { json } = await bench.call("GET", `${base}/connectors/${name}/status`);
        return [json.text("connector.state"), json.at("connector.trace")];
    };

    it("provisions, runs, pauses, resumes, changes, and goes", async () => {
        expect((await create()).status).to.equal(201);
        expect(await state()).to.deep.equal(["PROVISIONING", ""]);
        bench.pass(180);
        expect(await state()).to.deep.equal(["RUNNING", ""]);
        expect((await bench.call("PUT", `${base}/connectors/dg/pause`)).status).to.equal(202);
        expect(await state()).to.deep.equal(["PAUSED", ""]);
        expect((await bench.call("PUT", `${base}/connectors/dg/resume`)).status).to.equal(202);
        expect(await state()).to.deep.equal(["RUNNING", ""]);
        const changed = await bench.call("PUT", `${base}/connectors/dg/config`, config({ "max.interval": "5" }));
        expect(changed.status).to.equal(200);
        const now = await bench.call("GET", `${base}/connectors/dg/config`);
        expect(now.json.all()).to.include({ "max.interval": "5", "cloud.provider": "aws" });
        expect((await bench.call("PUT", `${base}/connectors/new/config`, config({ name: "new" }))).status).to.equal(
            201,
        );
        expect((await bench.call("GET", `${base}/connectors`)).json.all()).to.deep.equal(["dg", "new"]);
        expect((await bench.call("DELETE", `${base}/connectors/dg`)).json.all()).to.deep.equal({ error: null });
        const gone = await bench.call("GET", `${base}/connectors/dg`);
        expect([gone.status, gone.message]).to.deep.equal([404, "resource not found"]);
    });

    it("refuses a name that is taken, another plugin, and a cluster of another environment", async () => {
        await create();
        const again = await create();
        expect([again.status, again.message]).to.deep.equal([409, "Connector dg already exists"]);
        const plugin = await bench.call("PUT", `${base}/connector-plugins/S3Sink/config/validate`, config());
        expect([plugin.status, plugin.message]).to.deep.equal([404, "Unknown plugin S3Sink"]);
        const lost = await bench.call("GET", `/connect/v1/environments/env-none/clusters/${cluster}/connectors`);
        expect([lost.status, lost.message]).to.deep.equal([404, "resource not found"]);
    });

    it("names every fault of a configuration, and creates none that has one", async () => {
        const validate = async (changes: Config) => {
            const path = `${base}/connector-plugins/DatagenSource/config/validate`;
            const { json } = await bench.call("PUT", path, config(changes));
            return json.list("configs").flatMap((entry) => entry.texts("value.errors"));
        };
        expect(await validate({})).to.deep.equal([]);
        expect((await validate({ quickstart: "COFFEE" })).join()).to.match(
            /"quickstart" must be one of CLICKSTREAM.*"COFFEE"/,
        );
        expect(await validate({ "kafka.topic": "", "tasks.max": "many" })).to.deep.equal([
            '"tasks.max" must be a number, got "many"',
            '"kafka.topic" is required',
        ]);
        const both = ['exactly one of "quickstart" and "schema.string" must be set'];
        expect(await validate({ "schema.string": "{}" })).to.deep.equal(both);
        expect(await validate({ quickstart: "" })).to.deep.equal(both);
        expect(await validate({ "kafka.service.account.id": "sa-none" })).to.deep.equal(["no such service account"]);
        const byKey = { "kafka.auth.mode": "KAFKA_API_KEY", "kafka.api.key": admin.key };
        expect(await validate({ ...byKey, "kafka.api.secret": admin.secret })).to.deep.equal([]);
        expect((await validate({ ...byKey, "kafka.api.secret": "wrong" })).join()).to.match(/Authentication failed/);
        const refused = await create({ "output.data.format": "XML" });
        expect([refused.status, refused.json.number("code")]).to.deep.equal([400, 400]);
        expect(refused.message).to.contain('"output.data.format" must be one of');
        expect((await bench.call("GET", `${base}/connectors`)).json.all()).to.deep.equal([]);
    });

    it("needs the environment's Schema Registry for formats with a schema", async () => {
        expect((await create({ "output.data.format": "AVRO" }, "avro")).status).to.equal(201);
        const bare = await bench.environment({});
        const alone = await bench.cluster(bare);
        const path = `/connect/v1/environments/${bare}/clusters/${alone}/connectors`;
        const refused = await bench.call("POST", path, { name: "a", config: config({ "output.data.format": "AVRO" }) });
        expect(refused.message).to.equal("Schema Registry is not enabled for the environment");
    });

    it("shows no secret, not even the key's id", async () => {
        await create({
            "kafka.auth.mode": "KAFKA_API_KEY",
            "kafka.api.key": admin.key,
            "kafka.api.secret": admin.secret,
        });
        const text = JSON.stringify((await bench.call("GET", `${base}/connectors?expand=info,status,id`)).json.all());
        expect(text).to.not.contain(admin.secret).and.not.contain(admin.key);
        bench.pass(180);
        expect(await state()).to.deep.equal(["RUNNING", ""]);
        await bench.make("DELETE", `/iam/v2/api-keys/${admin.key}`);
        expect((await state())[1]).to.contain("Authentication failed");
    });

    it("fails without the rights that it needs, one after the other, and without its topic", async () => {
        const { account } = await bench.member(cluster);
        const acl = (resource_type: string, resource_name: string, operation: string) => {
            const shared = { pattern_type: "LITERAL", principal: `User:${account}`, host: "*", permission: "ALLOW" };
            const body = { resource_type, resource_name, operation, ...shared };
            return bench.make("POST", `/kafka/v3/clusters/${cluster}/acls`, body, admin);
        };
        await create({ "kafka.service.account.id": account, "kafka.topic": "fresh" });
        bench.pass(180);
        expect(await state()).to.deep.equal(["FAILED", "Cluster authorization failed."]);
        await acl("CLUSTER", "kafka-cluster", "DESCRIBE");
        expect((await state())[1]).to.equal("Topic 'fresh' does not exist, and the connector may not create it.");
        await acl("TOPIC", "fresh", "CREATE");
        const update = config({ "kafka.service.account.id": account, "kafka.topic": "fresh" });
        await bench.make("PUT", `${base}/connectors/dg/config`, update);
        expect((await state())[1]).to.equal("Not authorized to access topics: [fresh]");
        await acl("TOPIC", "fresh", "WRITE");
        expect(await state()).to.deep.equal(["RUNNING", ""]);
        await bench.make("DELETE", `/iam/v2/service-accounts/${account}`);
        expect((await state())[1]).to.contain("Authentication failed");
    });

    it("goes with its cluster", async () => {
        await create();
        await bench.make("DELETE", `/cmk/v2/clusters/${cluster}?environment=${environment}`);
        expect(bench.world.data.confluent.connectors).to.deep.equal({});
    });
});
