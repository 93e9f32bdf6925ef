import { expect } from "chai";
import { linkReport } from "../../../simulator/confluent/report";
import {
    administrator,
    Bench,
    INBOUND,
    linkBody,
    linkPair,
    makePair,
    OUTBOUND,
    type Member,
    type Pair,
} from "./support";

const CREATE = "/links?link_name=lk";

describe("simulator/confluent: cluster links", () => {
    let bench: Bench;
    let pair: Pair;
    let sandbox: Member;
    let shared: Member;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
        ({ sandbox, shared } = pair);
    });
    afterEach(() => bench.close());

    const on = (member: Member, method: string, path: string, body?: unknown) =>
        bench.call(method, member.base + path, body, member);
    const health = async (member: Member) => {
        const { json } = await on(member, "GET", "/links/lk");
        return [json.text("link_state"), json.text("link_error")];
    };

    it("joins an inbound half on the public cluster and an outbound half on the private one", async () => {
        await linkPair(bench, pair);
        const [one, two] = [await on(sandbox, "GET", "/links/lk"), await on(shared, "GET", "/links/lk")];
        expect(one.json.text("cluster_link_id")).to.match(/^[\w-]{22}$/);
        expect(one.json.text("cluster_link_id")).to.equal(two.json.text("cluster_link_id"));
        expect(one.json.text("remote_cluster_id")).to.equal(shared.id);
        expect(one.json.at("source_cluster_id")).to.equal(null);
        expect((await on(shared, "GET", "/links")).json.list("data")).to.have.length(1);
        const half = { name: "lk", linkMode: "BIDIRECTIONAL", state: "ACTIVE", mirrors: [] };
        expect(linkReport(bench.world)).to.deep.equal([
            { ...half, cluster: shared.id, connectionMode: "INBOUND" },
            { ...half, cluster: sandbox.id, connectionMode: "OUTBOUND" },
        ]);
    });

    it("refuses a name that exists on the cluster, and takes the same name on the other one", async () => {
        await linkPair(bench, pair);
        const again = await on(shared, "POST", CREATE, linkBody(shared, sandbox, INBOUND));
        expect([again.status, again.message]).to.deep.equal([
            400,
            "A cluster link already exists with the provided link name: Unable to validate cluster link due to error: " +
                "Cluster link 'lk' already exists.",
        ]);
    });

    it("refuses an outbound half whose passive peer is not there yet, or has another name", async () => {
        const early = await on(sandbox, "POST", CREATE, linkBody(sandbox, shared, OUTBOUND));
        expect([early.status, early.json.number("error_code")]).to.deep.equal([400, 40002]);
        expect(early.message).to.contain("Link error code: REMOTE_LINK_NOT_FOUND_ERROR");
        expect(early.message).to.contain(`No inbound cluster link 'lk' was found on the cluster ${shared.id}`);
        await bench.make("POST", `${shared.base}/links?link_name=other`, linkBody(shared, sandbox, INBOUND), shared);
        expect((await on(sandbox, "POST", CREATE, linkBody(sandbox, shared, OUTBOUND))).status).to.equal(400);
    });

    it("refuses an outbound half from the public cluster towards the private one: it cannot be reached", async () => {
        for (const mode of ["BIDIRECTIONAL", "DESTINATION"]) {
            const body = linkBody(shared, sandbox, { link: mode, connection: "OUTBOUND" });
            const answer = await on(shared, "POST", CREATE, body);
            expect([mode, answer.status]).to.deep.equal([mode, 400]);
            expect(answer.message).to.contain(
                "Invalid cluster link. Link error code: BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR",
            );
        }
    });

    it("lets a public source dial a private destination, once its half waits there", async () => {
        const create = () =>
            on(shared, "POST", CREATE, linkBody(shared, sandbox, { link: "SOURCE", connection: "OUTBOUND" }));
        expect((await create()).message).to.contain("REMOTE_LINK_NOT_FOUND_ERROR");
        await on(sandbox, "POST", CREATE, linkBody(sandbox, shared, { link: "DESTINATION", connection: "INBOUND" }));
        expect((await create()).status).to.equal(201);
    });

    it("refuses a bootstrap server that is not the peer's, and a peer that does not exist", async () => {
        const wrong = linkBody(sandbox, shared, OUTBOUND, {
            "bootstrap.servers": "pkc-00000.us-east-1.aws.confluent.cloud:9092",
        });
        expect((await on(sandbox, "POST", CREATE, wrong)).message).to.contain("BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR");
        const none = linkBody(sandbox, { ...shared, id: "lkc-none" }, OUTBOUND);
        expect((await on(sandbox, "POST", CREATE, none)).message).to.contain("the remote cluster is running");
    });

    it("refuses peer credentials that the peer does not accept, and those without a right there", async () => {
        const stranger = { ...shared, ...(await bench.member(shared.id)) };
        const without = await on(sandbox, "POST", CREATE, linkBody(sandbox, stranger, OUTBOUND));
        expect([without.status, without.message]).to.deep.equal([
            401,
            "Not authorized: the authenticated user didn't have the right access to the resource: " +
                "Cluster authorization failed.",
        ]);
        const wrong = await on(sandbox, "POST", CREATE, linkBody(sandbox, { ...shared, secret: "wrong" }, OUTBOUND));
        expect([wrong.status, wrong.message]).to.deep.equal([
            401,
            "Unable to validate cluster link due to error: Authentication failed",
        ]);
    });

    it("refuses a wrong local key on a half through which the peer reads", async () => {
        const body = linkBody({ ...sandbox, secret: "wrong" }, shared, OUTBOUND);
        const answer = await on(sandbox, "POST", CREATE, body);
        expect([answer.status, answer.message]).to.deep.equal([
            401,
            "Unable to validate cluster link due to error: Local authentication failed",
        ]);
    });

    it("refuses contradictory and unknown settings, and incomplete requests", async () => {
        const refusals = [
            [
                { "consumer.group.prefix.enable": "true" },
                "consumer.group.prefix.enable cannot be set on a bidirectional link",
            ],
            [
                { "acl.sync.enable": "true", "cluster.link.prefix": "a." },
                "acl.sync.enable cannot be set on a link with a prefix",
            ],
            [{ colour: "red" }, "Unknown cluster link config name: colour"],
        ] as const;
        for (const [config, message] of refusals) {
            const answer = await on(shared, "POST", CREATE, linkBody(shared, sandbox, INBOUND, config));
            expect(answer.status).to.equal(400);
            expect(answer.message).to.contain(message);
        }
        const nameless = await on(shared, "POST", "/links", linkBody(shared, sandbox, INBOUND));
        expect(nameless.message).to.contain("link_name, the peer cluster's id, and valid modes are required");
        const inboundSource = linkBody(shared, sandbox, { link: "SOURCE", connection: "INBOUND" });
        expect((await on(shared, "POST", CREATE, inboundSource)).message).to.contain(
            "SOURCE cannot have connection mode INBOUND",
        );
    });

    it("refuses links on a Standard cluster, which may be a source all the same", async () => {
        const id = await bench.cluster(pair.environment, { kind: "Standard" });
        const standard = await administrator(bench, pair.environment, id);
        const destination = { link: "DESTINATION", connection: "OUTBOUND" };
        const refused = await on(standard, "POST", CREATE, linkBody(standard, shared, destination));
        expect(refused.message).to.equal("Cluster Linking is not supported on Standard clusters.");
        expect((await on(shared, "POST", CREATE, linkBody(shared, standard, destination))).status).to.equal(201);
        expect(await health(shared)).to.deep.equal(["ACTIVE", "NO_ERROR"]);
    });

    it("makes a source-initiated link: passive destination first", async () => {
        const source = linkBody(sandbox, shared, { link: "SOURCE", connection: "OUTBOUND" });
        expect((await on(sandbox, "POST", CREATE, source)).message).to.contain("REMOTE_LINK_NOT_FOUND_ERROR");
        const passive = linkBody(shared, sandbox, { link: "DESTINATION", connection: "INBOUND" });
        expect((await on(shared, "POST", CREATE, passive)).status).to.equal(201);
        expect(await health(shared)).to.deep.equal(["UNAVAILABLE", "REMOTE_LINK_NOT_FOUND_ERROR"]);
        expect((await on(sandbox, "POST", CREATE, source)).status).to.equal(201);
        expect(await health(shared)).to.deep.equal(["ACTIVE", "NO_ERROR"]);
    });

    it("lets two private clusters both dial, one after the other", async () => {
        const other = await administrator(bench, pair.environment, await bench.cluster(pair.environment));
        expect((await on(sandbox, "POST", CREATE, linkBody(sandbox, other, OUTBOUND))).status).to.equal(201);
        expect((await on(other, "POST", CREATE, linkBody(other, sandbox, OUTBOUND))).status).to.equal(201);
        expect([await health(sandbox), await health(other)]).to.deep.equal(Array(2).fill(["ACTIVE", "NO_ERROR"]));
    });

    it("keeps halves apart whose link ids differ", async () => {
        await linkPair(bench, pair);
        await bench.make("DELETE", `${shared.base}/links/lk`, undefined, shared);
        expect(await health(sandbox)).to.deep.equal(["UNAVAILABLE", "REMOTE_LINK_NOT_FOUND_ERROR"]);
        await bench.make("POST", shared.base + CREATE, linkBody(shared, sandbox, INBOUND), shared);
        expect(await health(shared)).to.deep.equal(["UNAVAILABLE", "REMOTE_LINK_NOT_FOUND_ERROR"]);
    });

    it("is active only some time after the outbound half was made", async () => {
        const slow = await Bench.start(1);
        try {
            const slowPair = await makePair(slow);
            slow.pass(1500);
            await slow.make(
                "POST",
                slowPair.shared.base + CREATE,
                linkBody(slowPair.shared, slowPair.sandbox, INBOUND),
                slowPair.shared,
            );
            slow.pass(60);
            await slow.make(
                "POST",
                slowPair.sandbox.base + CREATE,
                linkBody(slowPair.sandbox, slowPair.shared, OUTBOUND),
                slowPair.sandbox,
            );
            const states = () => linkReport(slow.world).map(({ state }) => state);
            expect(states()).to.deep.equal(["UNAVAILABLE", "UNAVAILABLE"]);
            slow.pass(3);
            expect(states()).to.deep.equal(["ACTIVE", "ACTIVE"]);
        } finally {
            await slow.close();
        }
    });

    it("goes down on both sides when a key it uses is deleted, its role is taken, or its peer is gone", async () => {
        await linkPair(bench, pair);
        const binding = Object.values(bench.world.data.confluent.roleBindings).find(
            ({ spec }) => spec.principal === `User:${shared.account}`,
        );
        const manager = await administrator(bench, pair.environment, shared.id);
        await bench.make("DELETE", `/iam/v2/role-bindings/${binding?.id ?? ""}`);
        expect(await health(manager)).to.deep.equal(["UNAVAILABLE", "AUTHORIZATION_ERROR"]);
        await bench.make("DELETE", `/iam/v2/api-keys/${shared.key}`);
        expect(await health(manager)).to.deep.equal(["UNAVAILABLE", "AUTHENTICATION_ERROR"]);
        await bench.make("DELETE", `/cmk/v2/clusters/${shared.id}?environment=${pair.environment}`);
        expect(await health(sandbox)).to.deep.equal(["UNAVAILABLE", "REMOTE_LINK_NOT_FOUND_ERROR"]);
    });

    it("goes down where it dials a cluster that is gone", async () => {
        const pull = linkBody(sandbox, shared, { link: "DESTINATION", connection: "OUTBOUND" });
        await bench.make("POST", sandbox.base + CREATE, pull, sandbox);
        expect(await health(sandbox)).to.deep.equal(["ACTIVE", "NO_ERROR"]);
        await bench.make("DELETE", `/cmk/v2/clusters/${shared.id}?environment=${pair.environment}`);
        expect(await health(sandbox)).to.deep.equal(["UNAVAILABLE", "BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR"]);
    });

    it("lists settings without credentials, changes them, and keeps the prefix as it was made", async () => {
        await linkPair(bench, pair);
        const data = [{ name: "consumer.offset.sync.ms", value: "1000" }];
        expect((await on(sandbox, "PUT", "/links/lk/configs:alter", { data })).status).to.equal(204);
        const list = (await on(sandbox, "GET", "/links/lk/configs")).json.list("data");
        const entry = (name: string) => list.find((config) => config.text("name") === name);
        expect(entry("consumer.offset.sync.ms")?.text("value")).to.equal("1000");
        expect(entry("acl.sync.ms")?.text("source")).to.equal("DEFAULT_CONFIG");
        expect([entry("sasl.jaas.config")?.at("value"), entry("sasl.jaas.config")?.at("is_sensitive")]).to.deep.equal([
            null,
            true,
        ]);
        const prefix = { data: [{ name: "cluster.link.prefix", value: "a." }] };
        expect((await on(sandbox, "PUT", "/links/lk/configs:alter", prefix)).message).to.contain("cannot be changed");
        const drop = { data: [{ name: "consumer.offset.sync.ms", operation: "DELETE" }] };
        expect((await on(sandbox, "PUT", "/links/lk/configs:alter", drop)).status).to.equal(204);
    });

    it("refuses to delete a link that owns mirrors, until they have stopped or gone", async () => {
        await linkPair(bench, pair);
        for (const name of ["orders", "stock"]) {
            await bench.make("POST", `${sandbox.base}/topics`, { topic_name: name }, sandbox);
            await bench.make("POST", `${shared.base}/links/lk/mirrors`, { source_topic_name: name }, shared);
        }
        const busy = await on(shared, "DELETE", "/links/lk");
        expect(busy.status).to.equal(400);
        expect(busy.message).to.match(
            /^Cluster link 'lk' with ID '[\w-]{22}' in used by topics: List\(orders, stock\)$/,
        );
        await bench.make("DELETE", `${shared.base}/topics/orders`, undefined, shared);
        const names = { mirror_topic_names: ["stock"] };
        await bench.make("POST", `${shared.base}/links/lk/mirrors:promote`, names, shared);
        expect((await on(shared, "DELETE", "/links/lk")).status).to.equal(204);
        const gone = await on(shared, "GET", "/links/lk");
        expect([gone.status, gone.message]).to.deep.equal([404, "Cluster link 'lk' not found"]);
        expect((await on(shared, "DELETE", "/links/lk")).status).to.equal(404);
    });
});
