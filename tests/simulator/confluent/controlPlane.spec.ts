import { expect } from "chai";
import { seedEnvironment } from "../../../simulator/confluent/seed";
import { confluentCounts } from "../../../simulator/confluent/report";
import { Bench, clusterSpec, REGION } from "./support";

describe("simulator/confluent: control plane", () => {
    let bench: Bench;
    beforeEach(async () => {
        bench = await Bench.start();
    });
    afterEach(() => bench.close());

    describe("requests", () => {
        it("refuses a wrong Cloud API key with 401 in the API's error form", async () => {
            const wrong = { key: "NOBODY", secret: "nothing" };
            const answer = await bench.call("GET", "/org/v2/environments", undefined, wrong);
            expect([answer.status, answer.message, answer.type]).to.deep.equal([
                401,
                "Unauthorized",
                "application/json",
            ]);
            expect(answer.json.list("errors")[0]?.text("status")).to.equal("401");
        });

        it("accepts a Cloud API key that was made through the API", async () => {
            const owner = await bench.make("POST", "/iam/v2/service-accounts", { display_name: "automation" });
            const { json } = await bench.call("POST", "/iam/v2/api-keys", { spec: { owner: { id: owner } } });
            expect(json.text("spec.resource.kind")).to.equal("Cloud");
            const made = { key: json.text("id") ?? "", secret: json.text("spec.secret") ?? "" };
            expect((await bench.call("GET", "/org/v2/environments", undefined, made)).status).to.equal(200);
        });

        it("refuses a body that is not JSON, and paths it does not know, with 4xx", async () => {
            const broken = await bench.call("POST", "/org/v2/environments", "{");
            expect([broken.status, broken.message]).to.deep.equal([400, "Request body is not valid JSON"]);
            expect((await bench.call("GET", "/billing/v1/costs")).status).to.equal(404);
        });

        it("pages a list, and leaves `next` out on the last page", async () => {
            for (const name of ["a", "b", "c"]) {
                await bench.environment({ display_name: name });
            }
            const first = await bench.call("GET", "/org/v2/environments?page_size=2");
            expect(first.json.list("data")).to.have.length(2);
            const token = new URL(first.json.text("metadata.next") ?? "").searchParams.get("page_token") ?? "";
            const last = await bench.call("GET", `/org/v2/environments?page_size=2&page_token=${token}`);
            expect(last.json.list("data").map((item) => item.text("display_name"))).to.deep.equal(["c"]);
            expect(last.json.at("metadata")).to.not.have.property("next");
            expect((await bench.call("GET", "/org/v2/environments?page_size=x")).status).to.equal(400);
        });
    });

    describe("environments", () => {
        it("creates, renames, and reports Stream Governance only where it was asked for", async () => {
            const plain = await bench.environment({});
            const read = await bench.call("GET", `/org/v2/environments/${plain}`);
            expect(read.json.at("stream_governance_config")).to.equal(undefined);
            expect(read.json.text("metadata.resource_name")).to.equal(bench.environmentCrn(plain));
            const changed = await bench.call("PATCH", `/org/v2/environments/${plain}`, { display_name: "renamed" });
            expect([changed.status, changed.json.text("display_name")]).to.deep.equal([200, "renamed"]);
        });

        it("refuses an unknown package, a missing name, and unknown ids", async () => {
            const path = "/org/v2/environments";
            const odd = { display_name: "x", stream_governance_config: { package: "FREE" } };
            expect((await bench.call("POST", path, odd)).message).to.equal('Invalid Stream Governance package "FREE"');
            expect((await bench.call("POST", path, {})).message).to.equal("display_name is required");
            expect((await bench.call("GET", `${path}/env-none`)).status).to.equal(404);
            expect((await bench.call("DELETE", `${path}/env-none`)).status).to.equal(404);
        });

        it("refuses to delete an environment that still has clusters or attachments", async () => {
            const environment = await bench.environment();
            const cluster = await bench.cluster(environment);
            const busy = await bench.call("DELETE", `/org/v2/environments/${environment}`);
            expect(busy.status).to.equal(409);
            expect(busy.message).to.contain("cannot be deleted while it contains Kafka clusters").and.contain(cluster);
            await bench.make("DELETE", `/cmk/v2/clusters/${cluster}?environment=${environment}`);
            const spec = { display_name: "p", cloud: "AWS", region: REGION, environment: { id: environment } };
            const attachment = await bench.make("POST", "/networking/v1/private-link-attachments", { spec });
            const attached = await bench.call("DELETE", `/org/v2/environments/${environment}`);
            expect([attached.status, attached.message]).to.deep.equal([
                409,
                `Environment ${environment} cannot be deleted while it contains PrivateLink attachments: ${attachment}`,
            ]);
            await bench.make(
                "DELETE",
                `/networking/v1/private-link-attachments/${attachment}?environment=${environment}`,
            );
            expect((await bench.call("DELETE", `/org/v2/environments/${environment}`)).status).to.equal(204);
            expect(Object.values(confluentCounts(bench.world)).every((count) => count === 0)).to.equal(true);
        });

        it("knows an environment that was there before, and does not count it", async () => {
            seedEnvironment(bench.world, { id: "env-before", displayName: "before" });
            seedEnvironment(bench.world, { id: "env-before", displayName: "again" });
            const read = await bench.call("GET", "/org/v2/environments/env-before");
            expect(read.json.text("display_name")).to.equal("before");
            await bench.cluster("env-before");
            const counts = confluentCounts(bench.world);
            expect([counts.environments, counts.schemaRegistries, counts.clusters]).to.deep.equal([0, 0, 1]);
        });
    });

    describe("clusters", () => {
        const path = "/cmk/v2/clusters";

        it("gives a private Enterprise cluster and a public Dedicated one their own kinds of host", async () => {
            const environment = await bench.environment();
            const { httpPort } = bench.world.data;
            const enterprise = await bench.cluster(environment, { kind: "cmk.v2.Enterprise", max_ecku: 5 });
            const one = (await bench.call("GET", `${path}/${enterprise}?environment=${environment}`)).json;
            const host = `${enterprise}.${REGION}.aws.private.confluent.cloud`;
            expect(one.text("spec.http_endpoint")).to.equal(`http://${host}:${httpPort}`);
            expect(one.text("spec.kafka_bootstrap_endpoint")).to.equal(`${host}:9092`);
            expect(one.at("spec.config")).to.deep.equal({ kind: "Enterprise", max_ecku: 5 });
            expect(one.text("metadata.resource_name")).to.equal(
                `${bench.clusterCrn(environment, enterprise)}/kafka=${enterprise}`,
            );
            const dedicated = await bench.cluster(environment, { kind: "Dedicated", cku: 2 }, { availability: "HIGH" });
            const two = (await bench.call("GET", `${path}/${dedicated}?environment=${environment}`)).json;
            expect(two.text("spec.http_endpoint")).to.match(
                /^http:\/\/pkc-.{5}\.us-east-1\.aws\.confluent\.cloud:\d+$/,
            );
            expect([two.number("status.cku"), two.texts("spec.config.zones").at(-1)]).to.deep.equal([2, "use1-az3"]);
            const list = await bench.call("GET", `${path}?environment=${environment}&page_size=99`);
            expect(list.json.list("data")).to.have.length(2);
        });

        it("refuses a MULTI_ZONE Dedicated cluster with one CKU, also when it shrinks to that", async () => {
            const environment = await bench.environment();
            const more = { availability: "MULTI_ZONE" };
            const body = { spec: clusterSpec(environment, { kind: "Dedicated", cku: 1 }, more) };
            const refused = await bench.call("POST", path, body);
            expect([refused.status, refused.message]).to.deep.equal([
                400,
                "A Dedicated cluster with MULTI_ZONE availability needs at least 2 CKU, got 1",
            ]);
            const id = await bench.cluster(environment, { kind: "Dedicated", cku: 2 }, more);
            const shrink = { spec: { config: { kind: "Dedicated", cku: 1 }, environment: { id: environment } } };
            expect((await bench.call("PATCH", `${path}/${id}`, shrink)).status).to.equal(400);
        });

        it("refuses incomplete specs and unknown environments; hides clusters of other environments", async () => {
            const environment = await bench.environment();
            const other = await bench.environment({ display_name: "other" });
            const odd = { spec: clusterSpec(environment, { kind: "Platinum" }) };
            expect((await bench.call("POST", path, odd)).status).to.equal(400);
            const lost = { spec: clusterSpec("env-none", { kind: "Enterprise" }) };
            expect((await bench.call("POST", path, lost)).message).to.equal("Resource Not Found");
            const id = await bench.cluster(environment);
            const hidden = await bench.call("GET", `${path}/${id}?environment=${other}`);
            expect([hidden.status, hidden.message]).to.deep.equal([403, "Forbidden Access"]);
        });

        it("refuses to delete a cluster with deletion protection, until it is switched off", async () => {
            const environment = await bench.environment();
            const id = await bench.cluster(environment, { kind: "Enterprise" }, { deletion_protection: true });
            const refused = await bench.call("DELETE", `${path}/${id}?environment=${environment}`);
            expect(refused.status).to.equal(409);
            expect(refused.message).to.contain("has deletion protection enabled");
            const off = { spec: { deletion_protection: false, environment: { id: environment } } };
            expect((await bench.call("PATCH", `${path}/${id}`, off)).json.flag("spec.deletion_protection")).to.equal(
                false,
            );
            expect((await bench.call("DELETE", `${path}/${id}?environment=${environment}`)).status).to.equal(204);
        });

        it("gives the environment its Schema Registry with the first cluster, and only one", async () => {
            const environment = await bench.environment();
            const list = `/srcm/v3/clusters?environment=${environment}&page_size=99`;
            expect((await bench.call("GET", list)).json.list("data")).to.deep.equal([]);
            await bench.cluster(environment);
            await bench.cluster(environment);
            const [registry, ...others] = (await bench.call("GET", list)).json.list("data");
            expect(others).to.deep.equal([]);
            expect(registry?.text("status.phase")).to.equal("PROVISIONED");
            const id = registry?.text("id") ?? "";
            const read = await bench.call("GET", `/srcm/v3/clusters/${id}?environment=${environment}`);
            expect(read.json.text("spec.package")).to.equal("ESSENTIALS");
            expect((await bench.call("GET", `/srcm/v3/clusters/${id}?environment=env-none`)).status).to.equal(404);
        });

        it("gives no Schema Registry to an environment without Stream Governance", async () => {
            const environment = await bench.environment({});
            await bench.cluster(environment);
            const list = await bench.call("GET", `/srcm/v3/clusters?environment=${environment}`);
            expect(list.json.list("data")).to.deep.equal([]);
        });
    });

    describe("identities", () => {
        it("refuses a service account's name that is in use, also in a rename", async () => {
            const path = "/iam/v2/service-accounts";
            const id = await bench.make("POST", path, { display_name: "link agent", description: "d" });
            const again = await bench.call("POST", path, { display_name: "link agent" });
            expect([again.status, again.message]).to.deep.equal([409, "Service name is already in use."]);
            await bench.make("POST", path, { display_name: "other" });
            expect((await bench.call("PATCH", `${path}/${id}`, { display_name: "other" })).status).to.equal(409);
            const cleared = await bench.call("PATCH", `${path}/${id}`, { description: "" });
            expect(cleared.json.at("description")).to.equal("");
            const found = await bench.call("GET", `${path}?display_name=link&display_name=agent`);
            expect(found.json.list("data").map((item) => item.text("id"))).to.deep.equal([id]);
        });

        it("refuses role bindings that lack something or belong to another organisation", async () => {
            const path = "/iam/v2/role-bindings";
            const body = { principal: "User:sa-1", role_name: "CloudClusterAdmin" };
            expect((await bench.call("POST", path, body)).message).to.contain("crn_pattern are required");
            const foreign = { ...body, crn_pattern: "crn://confluent.cloud/organization=other" };
            expect((await bench.call("POST", path, foreign)).status).to.equal(403);
            expect((await bench.call("GET", `${path}/rb-none`)).message).to.equal(
                "Either unauthorized to access role binding or role binding does not exist",
            );
        });

        it("shows a key's secret once, and refuses keys for owners and resources it does not know", async () => {
            const environment = await bench.environment();
            const cluster = await bench.cluster(environment);
            const { key, secret, account } = await bench.member(cluster);
            expect(key).to.match(/^[A-Z0-9]{16}$/);
            expect(secret).to.have.length(64);
            const read = await bench.call("GET", `/iam/v2/api-keys/${key}`);
            expect(read.json.at("spec.secret")).to.equal("");
            expect(read.json.at("spec.resource")).to.deep.include({
                api_version: "cmk/v2",
                kind: "Cluster",
                id: cluster,
            });
            const create = (owner: string, resource: string) =>
                bench.call("POST", "/iam/v2/api-keys", { spec: { owner: { id: owner }, resource: { id: resource } } });
            expect((await create("pool-1", cluster)).message).to.equal("Invalid API key owner");
            expect((await create("sa-none", cluster)).message).to.equal("Service Account Not Found");
            expect((await create(account, "lkc-none")).message).to.equal("Resource lkc-none not found");
            expect((await bench.call("DELETE", "/iam/v2/api-keys/NONE")).status).to.equal(403);
        });

        it("deletes a service account with its keys and role bindings", async () => {
            const environment = await bench.environment();
            const cluster = await bench.cluster(environment);
            const { account } = await bench.member(cluster, ["EnvironmentAdmin", bench.environmentCrn(environment)]);
            await bench.make("DELETE", `/iam/v2/service-accounts/${account}`);
            const { serviceAccounts, apiKeys, roleBindings } = confluentCounts(bench.world);
            expect([serviceAccounts, apiKeys, roleBindings]).to.deep.equal([0, 0, 0]);
        });
    });
});
