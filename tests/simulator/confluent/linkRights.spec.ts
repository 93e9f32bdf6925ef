// Links whose rights are ACLs: the ACLs that the program gives them suffice, and none is one too many. Does not prove that
// the service asks for the same ones: what is published of them is what the simulator goes by.
import { expect } from "chai";
import type { AclRule } from "../../../components/access/kafkaAcls";
import { linkRights } from "../../../components/linking/linkRights";
import { produce, recordsOf } from "../../../simulator/confluent/records";
import { Bench, INBOUND, linkBody, makePair, OUTBOUND, type Member, type Pair } from "./support";

const LINK = "/links?link_name=lk";
const MIRRORS = "/links/lk/mirrors";
const ORDERS = { name: "orders", pattern: "LITERAL" as const };

describe("simulator/confluent: rights of a link", () => {
    let bench: Bench;
    let pair: Pair;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
        for (const end of [pair.sandbox, pair.shared]) {
            const topic = { topic_name: end === pair.sandbox ? "orders" : "quotes", partitions_count: 1 };
            await bench.make("POST", `${end.base}/topics`, topic, end);
        }
    });
    afterEach(() => bench.close());

    /** An identity of a link on a cluster, with those ACLs and no role. */
    async function identity(on: Member, rules: readonly AclRule[]): Promise<Member> {
        const member = { ...on, ...(await bench.member(on.id)) };
        for (const rule of rules) {
            await bench.make("POST", `${on.base}/acls`, acl(member, rule), on);
        }
        return member;
    }

    function acl({ account }: Member, { operation, resourceType, resourceName, pattern }: AclRule) {
        return {
            resource_type: resourceType,
            resource_name: resourceName,
            pattern_type: pattern,
            principal: `User:${account}`,
            host: "*",
            operation,
            permission: "ALLOW",
        };
    }

    /** The dialling identity of a link on which the public cluster mirrors `orders`; both have their ACLs only. */
    async function linked(without: (rule: AclRule) => boolean = () => false): Promise<Member> {
        const { sandbox, shared } = pair;
        const reads = { topics: [ORDERS], groups: [] };
        const source = await identity(
            sandbox,
            linkRights(reads).filter((rule) => !without(rule)),
        );
        const destination = await identity(shared, linkRights({ topics: [], groups: [] }));
        await bench.make("POST", shared.base + LINK, linkBody(shared, sandbox, INBOUND), shared);
        await bench.make("POST", sandbox.base + LINK, linkBody(source, destination, OUTBOUND), source);
        return source;
    }

    const mirror = () => {
        const { shared } = pair;
        return bench.call("POST", shared.base + MIRRORS, { source_topic_name: "orders" }, shared);
    };
    const status = async () => {
        const { shared } = pair;
        const { json } = await bench.call("GET", `${shared.base}${MIRRORS}/orders`, undefined, shared);
        return json.text("mirror_status");
    };
    const write = (record: string) => {
        produce(bench.world, pair.sandbox.id, "orders", [record]);
    };
    const arrived = () => recordsOf(bench.world, pair.shared.id, "orders");

    it("suffice for what it mirrors", async () => {
        await linked();
        expect((await mirror()).status).to.equal(201);
        write("a1");
        expect([await status(), arrived()]).to.deep.equal(["ACTIVE", ["a1"]]);
    });

    it("lack nothing but what reading implies: without READ the mirror stands without source and without records", async () => {
        await linked(({ operation }) => operation === "READ");
        expect((await mirror()).status).to.equal(201);
        write("a1");
        expect([await status(), arrived()]).to.deep.equal(["SOURCE_UNAVAILABLE", []]);
    });

    for (const operation of ["DESCRIBE", "DESCRIBE_CONFIGS"]) {
        it(`refuse a mirror of a topic that the link may not look at: no ${operation}`, async () => {
            const implying = operation === "DESCRIBE" ? ["READ", "DESCRIBE"] : [operation];
            await linked((rule) => rule.resourceType === "TOPIC" && implying.includes(rule.operation));
            const { status: code, message } = await mirror();
            expect(code).to.equal(403);
            expect(message).to.equal(
                "Source topic 'orders' of cluster link 'lk': " +
                    "Not authorized to access topics: [Topic authorization failed.]",
            );
        });
    }

    it("are looked at all the time: records wait while READ is away, and come when it is back", async () => {
        const source = await linked();
        await mirror();
        write("a1");
        const rule: AclRule = {
            operation: "READ",
            resourceType: "TOPIC",
            resourceName: "orders",
            pattern: "LITERAL",
        };
        const right = acl(source, rule);
        const { sandbox } = pair;
        await bench.make("DELETE", `${sandbox.base}/acls?${new URLSearchParams(right).toString()}`, undefined, sandbox);
        write("a2");
        expect([await status(), arrived()]).to.deep.equal(["SOURCE_UNAVAILABLE", ["a1"]]);
        await bench.make("POST", `${sandbox.base}/acls`, right, sandbox);
        expect([await status(), arrived()]).to.deep.equal(["ACTIVE", ["a1", "a2"]]);
    });

    it("are those of the peer's key where the destination dials", async () => {
        const { sandbox, shared } = pair;
        const modes = { link: "DESTINATION", connection: "OUTBOUND" };
        const reader = await identity(shared, linkRights({ topics: [], groups: [] }));
        await bench.make("POST", sandbox.base + LINK, linkBody(sandbox, reader, modes), sandbox);
        const create = () => bench.call("POST", sandbox.base + MIRRORS, { source_topic_name: "quotes" }, sandbox);
        expect((await create()).status).to.equal(403);
        const rules = linkRights({ topics: [{ name: "quotes", pattern: "LITERAL" }], groups: [] });
        for (const rule of rules) {
            await bench.make("POST", `${shared.base}/acls`, acl(reader, rule), shared);
        }
        expect((await create()).status).to.equal(201);
        produce(bench.world, shared.id, "quotes", ["q1"]);
        expect(recordsOf(bench.world, sandbox.id, "quotes")).to.deep.equal(["q1"]);
    });
});
