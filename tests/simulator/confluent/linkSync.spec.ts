// What a link does besides mirroring. Does not prove how soon the service does it (here it is at once), nor what it does
// with groups that are read on both sides.
import { expect } from "chai";
import { commit, offsetsOf, produce, setDown } from "../../../simulator/confluent/records";
import { Bench, linkBody, linkPair, makePair, type Member, type Pair } from "./support";

const include = (name: string, patternType = "LITERAL") => ({ name, patternType, filterType: "INCLUDE" });
const exclude = (name: string, patternType = "LITERAL") => ({ name, patternType, filterType: "EXCLUDE" });

describe("simulator/confluent: what links sync", () => {
    let bench: Bench;
    let pair: Pair;
    let sandbox: Member;
    let shared: Member;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
        ({ sandbox, shared } = pair);
        await bench.make("POST", `${sandbox.base}/topics`, { topic_name: "orders", partitions_count: 1 }, sandbox);
    });
    afterEach(() => bench.close());

    /** Changes settings of the half on the public cluster. */
    const configure = (config: Record<string, string>, on = shared) => {
        const data = Object.entries(config).map(([name, value]) => ({ name, value }));
        return bench.make("PUT", `${on.base}/links/lk/configs:alter`, { data }, on);
    };
    const followed = (...groupFilters: object[]) => ({
        "consumer.offset.sync.enable": "true",
        "consumer.offset.group.filters": JSON.stringify({ groupFilters }),
    });
    const mirrored = async () => {
        await bench.make("POST", `${shared.base}/links/lk/mirrors`, { source_topic_name: "orders" }, shared);
        produce(bench.world, sandbox.id, "orders", ["a1", "a2", "a3"]);
    };
    const read = (group: string, offset: number) => {
        commit(bench.world, sandbox.id, "orders", group, offset);
    };
    const there = () => offsetsOf(bench.world, shared.id, "orders");

    describe("offsets of consumer groups", () => {
        it("follow for groups that a filter includes and none excludes", async () => {
            await linkPair(bench, pair);
            await mirrored();
            await configure(followed(include("*"), exclude("test.", "PREFIXED")));
            read("reports", 2);
            read("test.one", 3);
            expect(there()).to.deep.equal({ reports: 2 });
            await configure(followed(include("test.", "PREFIXED")));
            expect(there()).to.deep.equal({ reports: 2, "test.one": 3 });
            read("reports", 3);
            expect(there()).to.deep.equal({ reports: 2, "test.one": 3 });
        });

        it("do not follow without filters, nor when it is off", async () => {
            await linkPair(bench, pair);
            await mirrored();
            read("reports", 2);
            await configure({ "consumer.offset.sync.enable": "true" });
            expect(there()).to.deep.equal({});
            await configure({ ...followed(include("*")), "consumer.offset.sync.enable": "false" });
            expect(there()).to.deep.equal({});
        });

        it("never run ahead of the mirror, and wait while it is paused or the link is down", async () => {
            await linkPair(bench, pair);
            await mirrored();
            await configure(followed(include("*")));
            const become = (verb: string) =>
                bench.make(
                    "POST",
                    `${shared.base}/links/lk/mirrors:${verb}`,
                    { mirror_topic_names: ["orders"] },
                    shared,
                );
            await become("pause");
            read("reports", 3);
            expect(there()).to.deep.equal({});
            await become("resume");
            expect(there()).to.deep.equal({ reports: 3 });
            setDown(bench.world, shared.id, true);
            produce(bench.world, sandbox.id, "orders", ["a4"]);
            read("reports", 4);
            expect(there()).to.deep.equal({ reports: 3 });
            setDown(bench.world, shared.id, false);
            expect(there()).to.deep.equal({ reports: 4 });
        });

        it("keep their numbers on a mirror that began late, whose groups stand no further than it reaches", async () => {
            await linkPair(bench, pair);
            await configure({ ...followed(include("*")), "mirror.start.offset.spec": "latest" });
            produce(bench.world, sandbox.id, "orders", ["a0"]);
            await mirrored();
            read("reports", 3);
            expect(there()).to.deep.equal({ reports: 3 });
            expect(() => {
                read("reports", 5);
            }).to.throw("cannot be read up to 5");
        });

        it("are under the link's prefix where groups take it", async () => {
            const modes = { link: "DESTINATION", connection: "OUTBOUND" };
            const config = { "cluster.link.prefix": "eu.", "consumer.group.prefix.enable": "true" };
            await bench.make("POST", `${shared.base}/topics`, { topic_name: "quotes", partitions_count: 1 }, shared);
            const body = linkBody(sandbox, shared, modes, { ...config, ...followed(include("*")) });
            await bench.make("POST", `${sandbox.base}/links?link_name=lk`, body, sandbox);
            const names = { source_topic_name: "quotes", mirror_topic_name: "eu.quotes" };
            await bench.make("POST", `${sandbox.base}/links/lk/mirrors`, names, sandbox);
            produce(bench.world, shared.id, "quotes", ["q1"]);
            commit(bench.world, shared.id, "quotes", "reports", 1);
            expect(offsetsOf(bench.world, sandbox.id, "eu.quotes")).to.deep.equal({ "eu.reports": 1 });
        });

        it("follow only for groups that the link may describe", async () => {
            await linkPair(bench, pair);
            await mirrored();
            await configure(followed(include("*")));
            await bench.make(
                "POST",
                `${sandbox.base}/acls`,
                { ...acl("GROUP", "secret"), permission: "DENY" },
                sandbox,
            );
            read("secret", 1);
            read("reports", 1);
            expect(there()).to.deep.equal({ reports: 1 });
        });
    });

    it("refuse filters that cannot be read", async () => {
        await linkPair(bench, pair);
        for (const value of ["{", "none", "null"]) {
            const refused = configure({ "acl.filters": value }).catch(String);
            expect(await refused).to.include("acl.filters cannot be read as JSON.");
        }
    });

    const acl = (type: string, name: string, operation = "DESCRIBE") => ({
        resource_type: type,
        resource_name: name,
        pattern_type: "LITERAL",
        principal: type === "GROUP" ? `User:${sandbox.account}` : "User:sa-app",
        host: "*",
        operation,
        permission: "ALLOW",
    });

    describe("ACLs", () => {
        const filters = (resourceType: string, access: object = {}) => ({
            "acl.sync.enable": "true",
            "acl.filters": JSON.stringify({
                aclFilters: [
                    {
                        resourceFilter: { resourceType, patternType: "any" },
                        accessFilter: { operation: "any", permissionType: "any", ...access },
                    },
                ],
            }),
        });
        const held = async (on: Member) => {
            const { json } = await bench.call("GET", `${on.base}/acls`, undefined, on);
            return json.list("data").map((one) => `${one.text("operation")} ${one.text("resource_name")}`);
        };
        const remove = (on: Member, one: Record<string, string>) =>
            bench.make("DELETE", `${on.base}/acls?${new URLSearchParams(one).toString()}`, undefined, on);

        it("that the filters name follow, and go again", async () => {
            await linkPair(bench, pair);
            await configure(filters("topic"));
            await bench.make("POST", `${sandbox.base}/acls`, acl("TOPIC", "orders", "READ"), sandbox);
            await bench.make("POST", `${sandbox.base}/acls`, acl("CLUSTER", "kafka-cluster"), sandbox);
            expect(await held(shared)).to.deep.equal(["READ orders"]);
            await remove(sandbox, acl("TOPIC", "orders", "READ"));
            expect(await held(shared)).to.deep.equal([]);
        });

        it("belong to the link where its filters name them: one that only the destination has is taken away", async () => {
            await linkPair(bench, pair);
            await bench.make("POST", `${shared.base}/acls`, acl("TOPIC", "own", "READ"), shared);
            await bench.make("POST", `${shared.base}/acls`, acl("TOPIC", "other", "WRITE"), shared);
            await configure(filters("topic", { operation: "read", principal: "User:sa-app" }));
            expect(await held(shared)).to.deep.equal(["WRITE other"]);
        });

        it("stay where they are without filters, and while the link is down", async () => {
            await linkPair(bench, pair);
            await bench.make("POST", `${sandbox.base}/acls`, acl("TOPIC", "orders", "READ"), sandbox);
            await configure({ "acl.sync.enable": "true" });
            expect(await held(shared)).to.deep.equal([]);
            await bench.make("DELETE", `${sandbox.base}/links/lk`, undefined, sandbox);
            await configure(filters("topic"));
            expect(await held(shared)).to.deep.equal([]);
        });
    });
});
