import { expect } from "chai";
import type { Credentials } from "../../../simulator/confluent/api";
import { administrator, Bench } from "./support";

describe("simulator/confluent: who may do what on a cluster", () => {
    let bench: Bench;
    let environment: string;
    let cluster: string;
    beforeEach(async () => {
        bench = await Bench.start(1);
        environment = await bench.environment();
        cluster = await bench.cluster(environment);
    });
    afterEach(() => bench.close());

    const kafka = (method: string, path: string, key: Credentials, body?: unknown) =>
        bench.call(method, `/kafka/v3/clusters/${cluster}${path}`, body, key);

    it("answers 401 for a key that is unknown, of another cluster, with a wrong secret, or deleted", async () => {
        const member = await bench.member(cluster);
        bench.pass(45);
        expect((await kafka("GET", "/topics", member)).status).to.equal(200);
        const unknown = await kafka("GET", "/topics", { key: "NOBODY", secret: member.secret });
        expect([unknown.status, unknown.message]).to.deep.equal([401, "Unauthorized"]);
        expect((await kafka("GET", "/topics", { key: member.key, secret: "wrong" })).status).to.equal(401);
        const elsewhere = await bench.member(await bench.cluster(environment));
        bench.pass(45);
        expect((await kafka("GET", "/topics", elsewhere)).status).to.equal(401);
        await bench.make("DELETE", `/iam/v2/api-keys/${member.key}`);
        expect((await kafka("GET", "/topics", member)).status).to.equal(401);
    });

    it("answers 401 until a new key has spread", async () => {
        const member = await bench.member(cluster);
        bench.pass(44);
        expect((await kafka("GET", "/topics", member)).status).to.equal(401);
        bench.pass(1);
        expect((await kafka("GET", "/topics", member)).status).to.equal(200);
    });

    it("shows a key without any right an empty topic list, and 403 everywhere else", async () => {
        const admin = await administrator(bench, environment, cluster);
        const member = await bench.member(cluster);
        bench.pass(45);
        await bench.make("POST", `${admin.base}/topics`, { topic_name: "orders" }, admin);
        const list = await kafka("GET", "/topics", member);
        expect([list.status, list.json.list("data")]).to.deep.equal([200, []]);
        for (const path of ["/acls", "/links", "/links/lk", "/links/lk/mirrors"]) {
            const answer = await kafka("GET", path, member);
            expect([path, answer.status, answer.message]).to.deep.equal([path, 403, "Cluster authorization failed."]);
        }
        for (const path of ["/topics/orders", "/topics/missing", "/topics/orders/configs"]) {
            const answer = await kafka("GET", path, member);
            expect([path, answer.status]).to.deep.equal([path, 403]);
            expect(answer.message).to.equal("Not authorized to access topics: [Topic authorization failed.]");
        }
        expect((await kafka("POST", "/topics", member, { topic_name: "t" })).json.number("error_code")).to.equal(40301);
    });

    for (const [role, scope] of [
        ["CloudClusterAdmin", "cluster"],
        ["EnvironmentAdmin", "environment"],
        ["OrganizationAdmin", "organization"],
    ] as const) {
        it(`lets ${role} in once its binding is in effect, and out again when it is deleted`, async () => {
            const member = await bench.member(cluster);
            bench.pass(45);
            const crns = {
                cluster: bench.clusterCrn(environment, cluster),
                environment: bench.environmentCrn(environment),
                organization: bench.organizationCrn,
            };
            const binding = await bench.bind(member.account, role, crns[scope]);
            bench.pass(19);
            expect((await kafka("GET", "/acls", member)).status).to.equal(403);
            bench.pass(1);
            expect((await kafka("GET", "/acls", member)).status).to.equal(200);
            await bench.make("DELETE", `/iam/v2/role-bindings/${binding}`);
            expect((await kafka("GET", "/acls", member)).status).to.equal(403);
        });
    }

    it("does not take a role on another cluster or environment for one here", async () => {
        const other = await bench.cluster(environment);
        const member = await bench.member(
            cluster,
            ["CloudClusterAdmin", bench.clusterCrn(environment, other)],
            ["EnvironmentAdmin", bench.environmentCrn("env-other")],
            ["EnvironmentAdmin", bench.organizationCrn],
        );
        bench.pass(45);
        expect((await kafka("GET", "/links", member)).status).to.equal(403);
    });

    it("gives the rights that ACLs allow, what they imply, and no others, until they go; a denial wins over a role", async () => {
        const admin = await administrator(bench, environment, cluster);
        const member = await bench.member(cluster);
        bench.pass(45);
        const acl = {
            resource_type: "TOPIC",
            resource_name: "dev-",
            pattern_type: "PREFIXED",
            principal: `User:${member.account}`,
            host: "*",
            operation: "READ",
            permission: "ALLOW",
        };
        for (const name of ["dev-a", "prod-a"]) {
            await bench.make("POST", `${admin.base}/topics`, { topic_name: name }, admin);
        }
        const somebody = { ...acl, principal: "User:sa-other", operation: "ALL" };
        await bench.make("POST", `${admin.base}/acls`, somebody, admin);
        expect((await kafka("GET", "/topics/dev-a", member)).status).to.equal(403);
        await bench.make("POST", `${admin.base}/acls`, acl, admin);
        const names = (await kafka("GET", "/topics", member)).json
            .list("data")
            .map((topic) => topic.text("topic_name"));
        expect(names).to.deep.equal(["dev-a"]);
        expect((await kafka("GET", "/topics/dev-a", member)).status).to.equal(200);
        expect((await kafka("DELETE", "/topics/dev-a", member)).status).to.equal(403);
        await bench.make("DELETE", `${admin.base}/acls?${new URLSearchParams(acl).toString()}`, undefined, admin);
        expect((await kafka("GET", "/topics/dev-a", member)).status).to.equal(403);

        const create = { ...acl, resource_type: "CLUSTER", resource_name: "kafka-cluster", pattern_type: "LITERAL" };
        await bench.make("POST", `${admin.base}/acls`, { ...create, operation: "CREATE" }, admin);
        expect((await kafka("POST", "/topics", member, { topic_name: "dev-b" })).status).to.equal(201);

        const principal = `User:${admin.account}`;
        const deny = { ...create, principal, operation: "DESCRIBE", permission: "DENY" };
        await bench.make("POST", `${admin.base}/acls`, deny, admin);
        expect((await kafka("GET", "/links", admin)).status).to.equal(403);
    });

    it("stores an ACL once, finds it by its fields, and deletes it", async () => {
        const admin = await administrator(bench, environment, cluster);
        bench.pass(45);
        const acl = {
            resource_type: "GROUP",
            resource_name: "app",
            pattern_type: "LITERAL",
            principal: "User:sa-1",
            host: "*",
            operation: "READ",
            permission: "ALLOW",
        };
        expect((await kafka("POST", "/acls", admin, acl)).status).to.equal(201);
        await bench.make("POST", `${admin.base}/acls`, acl, admin);
        const query = `?${new URLSearchParams(acl).toString()}`;
        const [found, ...more] = (await kafka("GET", `/acls${query}`, admin)).json.list("data");
        expect(more).to.deep.equal([]);
        expect(found?.text("principal")).to.equal("User:sa-1");
        expect((await kafka("GET", "/acls?operation=WRITE", admin)).json.list("data")).to.deep.equal([]);
        expect((await kafka("DELETE", `/acls${query}`, admin)).json.list("data")).to.have.length(1);
        expect((await kafka("GET", "/acls?operation=ANY", admin)).json.list("data")).to.deep.equal([]);
        expect((await kafka("POST", "/acls", admin, { ...acl, host: "" })).message).to.equal("host is required");
    });

    it("makes a deleted cluster's keys useless", async () => {
        const admin = await administrator(bench, environment, cluster);
        bench.pass(45);
        await bench.make("DELETE", `/cmk/v2/clusters/${cluster}?environment=${environment}`);
        expect((await kafka("GET", "/topics", admin)).status).to.equal(401);
        expect((await bench.call("GET", `/iam/v2/api-keys/${admin.key}`)).status).to.equal(200);
    });
});
