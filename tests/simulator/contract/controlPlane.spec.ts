import { expect } from "chai";
import { Bench, clusterSpec } from "../confluent/support";
import * as cloud from "./cloudTables";
import type { Contract } from "./contract";
import { expectAnswer, expectNothing, followPages } from "./expectations";
import { cloudError, kafkaError, pageOf } from "./forms";

const CLUSTERS = "/cmk/v2/clusters";

describe("simulator/contract: the control plane", () => {
    let bench: Bench;
    let environment: string;
    beforeEach(async () => {
        bench = await Bench.start();
        environment = await bench.environment();
    });
    afterEach(() => bench.close());

    it("environment: create, read, update, delete, not found", async () => {
        const path = "/org/v2/environments";
        const governed = { display_name: "a", stream_governance_config: { package: "ADVANCED" } };
        const created = await bench.call("POST", path, governed);
        expectAnswer(created, 201, cloud.environment);
        expect(created.json.text("stream_governance_config.package")).to.equal("ADVANCED");
        expectAnswer(await bench.call("POST", path, { display_name: "b" }), 201, cloud.environmentWithoutGovernance);
        const one = `${path}/${created.json.text("id") ?? ""}`;
        expectAnswer(await bench.call("GET", one), 200, cloud.environment);
        const renamed = await bench.call("PATCH", one, { display_name: "c" });
        expectAnswer(renamed, 200, cloud.environment);
        expect(renamed.json.text("display_name")).to.equal("c");
        expectNothing(await bench.call("DELETE", one), 204);
        expectAnswer(await bench.call("GET", one), 404, cloudError(404, "resource_not_found"));
        expectAnswer(await bench.call("DELETE", one), 404, cloudError(404, "resource_not_found"));
    });

    const clusters: [kind: string, config: object, contract: Contract, change: object][] = [
        ["Basic", { kind: "Basic", max_ecku: 5 }, cloud.basicOrStandardCluster, { kind: "Standard", max_ecku: 3 }],
        ["Standard", { kind: "Standard" }, cloud.basicOrStandardCluster, { kind: "Standard", max_ecku: 3 }],
        [
            "Enterprise",
            { kind: "Enterprise", max_ecku: 5 },
            cloud.enterpriseCluster,
            { kind: "Enterprise", max_ecku: 3 },
        ],
        ["Dedicated", { kind: "Dedicated", cku: 1 }, cloud.dedicatedCluster, { kind: "Dedicated", cku: 2 }],
    ];
    for (const [kind, config, contract, change] of clusters) {
        it(`${kind} cluster: create (PROVISIONING), read, update, delete, not found`, async () => {
            const created = await bench.call("POST", CLUSTERS, { spec: clusterSpec(environment, config) });
            expectAnswer(created, 202, { ...contract, "status.phase": ["PROVISIONING"] });
            const id = created.json.text("id") ?? "";
            const one = `${CLUSTERS}/${id}?environment=${environment}`;
            const done = { ...contract, "status.phase": ["PROVISIONED"] };
            expectAnswer(await bench.call("GET", one), 200, done);
            const spec = { config: change, environment: { id: environment } };
            const changed = await bench.call("PATCH", `${CLUSTERS}/${id}`, { spec });
            expectAnswer(changed, 200, done);
            expect(changed.json.at("spec.config")).to.deep.include(change);
            expectAnswer(
                await bench.call("GET", `${CLUSTERS}?environment=${environment}`),
                200,
                pageOf("cmk/v2", "ClusterList", done),
            );
            expectNothing(await bench.call("DELETE", one), 204);
            expectAnswer(await bench.call("GET", one), 403, cloudError(403, "forbidden_access"));
        });
    }

    it("cluster: its network where it was given one", async () => {
        const spec = clusterSpec(environment, { kind: "Dedicated", cku: 1 }, { network: { id: "n-123abc" } });
        const created = await bench.call("POST", CLUSTERS, { spec });
        expectAnswer(created, 202, cloud.dedicatedCluster);
        expect(created.json.text("spec.network.id")).to.equal("n-123abc");
    });

    it("cluster: no type but Basic becomes another one, and that only Standard", async () => {
        const change = async (from: object, to: object) => {
            const id = await bench.cluster(environment, from);
            const spec = { config: to, environment: { id: environment } };
            return (await bench.call("PATCH", `${CLUSTERS}/${id}`, { spec })).status;
        };
        expect(await change({ kind: "Basic" }, { kind: "cmk.v2.Standard" })).to.equal(200);
        expect(await change({ kind: "Basic" }, { kind: "Enterprise" })).to.equal(400);
        expect(await change({ kind: "Standard" }, { kind: "Basic" })).to.equal(400);
    });

    it("service account: create, read, update, list by name, delete, not found", async () => {
        const path = "/iam/v2/service-accounts";
        const created = await bench.call("POST", path, { display_name: "my app", description: "d" });
        expectAnswer(created, 201, cloud.serviceAccount);
        const one = `${path}/${created.json.text("id") ?? ""}`;
        expectAnswer(await bench.call("GET", one), 200, cloud.serviceAccount);
        expectAnswer(await bench.call("PATCH", one, { description: "e" }), 200, cloud.serviceAccount);
        const list = await bench.call("GET", `${path}?display_name=my&display_name=app`);
        expectAnswer(list, 200, cloud.pages.serviceAccounts);
        expect(list.json.list("data")).to.have.length(1);
        expectNothing(await bench.call("DELETE", one), 204);
        expectAnswer(await bench.call("GET", one), 404, cloudError(404, "service_account_not_found"));
    });

    it("role binding: create, read, delete with the object, not found in Kafka's form", async () => {
        const path = "/iam/v2/role-bindings";
        const body = { principal: "User:u-abc123", role_name: "CloudClusterAdmin" };
        const scope = { crn_pattern: bench.clusterCrn(environment, "lkc-1") };
        const created = await bench.call("POST", path, { ...body, ...scope });
        expectAnswer(created, 201, cloud.roleBinding);
        expect(created.json.all()).to.deep.include({ ...body, ...scope });
        const one = `${path}/${created.json.text("id") ?? ""}`;
        expectAnswer(await bench.call("GET", one), 200, cloud.roleBinding);
        expectAnswer(await bench.call("DELETE", one), 200, cloud.roleBinding);
        expectAnswer(await bench.call("GET", one), 403, kafkaError(40301));
    });

    for (const kind of ["cluster", "Schema Registry", "cloud", "global"] as const) {
        it(`API key, ${kind}: the secret in the create only; read, update, delete, not found`, async () => {
            const path = "/iam/v2/api-keys";
            const cluster = await bench.cluster(environment);
            const [registry = ""] = Object.keys(bench.world.data.confluent.schemaRegistries);
            const resources = {
                cluster: { id: cluster },
                "Schema Registry": { id: registry },
                global: { id: "global" },
            };
            const resource = kind === "cloud" ? undefined : resources[kind];
            const owner = await bench.make("POST", "/iam/v2/service-accounts", { display_name: "owner" });
            const spec = { owner: { id: owner, kind: "ServiceAccount" }, display_name: "", description: "", resource };
            const created = await bench.call("POST", path, { spec });
            expectAnswer(created, 202, cloud.createdApiKey);
            const one = `${path}/${created.json.text("id") ?? ""}`;
            expectAnswer(await bench.call("GET", one), 200, cloud.apiKey);
            const update = { spec: { display_name: "renamed", description: "d" } };
            expectAnswer(await bench.call("PATCH", one, update), 200, cloud.apiKey);
            expectNothing(await bench.call("DELETE", one), 204);
            expectAnswer(await bench.call("GET", one), 403, cloudError(403, "forbidden_access"));
        });
    }

    it("Schema Registry: none, then PROVISIONING, then there; list, read, not found", async () => {
        await bench.close();
        bench = await Bench.start(1);
        environment = await bench.environment();
        const list = () => bench.call("GET", `/srcm/v3/clusters?environment=${environment}&page_size=99`);
        expectAnswer(await list(), 200, cloud.pages.schemaRegistries);
        expect((await list()).json.list("data")).to.deep.equal([]);
        await bench.cluster(environment);
        const early = await list();
        expectAnswer(early, 200, cloud.pages.schemaRegistries);
        const [found] = early.json.list("data");
        expect(found?.text("status.phase")).to.equal("PROVISIONING");
        bench.pass(300);
        const one = (id: string) => bench.call("GET", `/srcm/v3/clusters/${id}?environment=${environment}`);
        const done = { ...cloud.schemaRegistry, "status.phase": ["PROVISIONED"] };
        expectAnswer(await one(found?.text("id") ?? ""), 200, done);
        expectAnswer(await one("lsrc-none"), 404, cloudError(404));
    });

    it("a wrong Cloud API key, a body that is no JSON, a path that is not served", async () => {
        const wrong = { key: "NOBODY", secret: "none" };
        expectAnswer(await bench.call("GET", "/org/v2/environments", undefined, wrong), 401, cloudError(401));
        expectAnswer(await bench.call("POST", "/org/v2/environments", "{"), 400, cloudError(400));
        expectAnswer(await bench.call("GET", "/org/v2/nothing"), 404, cloudError(404));
    });

    describe("lists over several pages: the last one has no next", () => {
        it("environments", async () => {
            for (let index = 0; index < 4; index += 1) {
                await bench.environment();
            }
            const pages = await followPages(bench, "/org/v2/environments", cloud.pages.environments);
            expect(pages.map((ids) => ids.length)).to.deep.equal([2, 2, 1]);
            expect(new Set(pages.flat())).to.have.property("size", 5);
        });

        it("clusters, within their environment", async () => {
            for (let index = 0; index < 4; index += 1) {
                await bench.cluster(environment, { kind: "Basic" });
            }
            await bench.cluster(await bench.environment(), { kind: "Basic" });
            const pages = await followPages(bench, `${CLUSTERS}?environment=${environment}`, cloud.pages.clusters);
            expect(pages.map((ids) => ids.length)).to.deep.equal([2, 2]);
        });

        it("service accounts", async () => {
            for (const name of ["a", "b", "c"]) {
                await bench.make("POST", "/iam/v2/service-accounts", { display_name: name });
            }
            const pages = await followPages(bench, "/iam/v2/service-accounts", cloud.pages.serviceAccounts);
            expect(pages.map((ids) => ids.length)).to.deep.equal([2, 1]);
        });

        it("refuses a page that cannot be", async () => {
            for (const query of ["page_size=0", "page_size=many", "page_token=next"]) {
                expectAnswer(await bench.call("GET", `/org/v2/environments?${query}`), 400, cloudError(400));
            }
        });
    });
});
