// The steps of docs/runbooks/failover.md and failback.md, with records that are counted afterwards.
import { expect } from "chai";
import { produce, recordsOf, setDown } from "../../simulator/confluent/records";
import type { RawMirror, RawSettings } from "../support/rawSettings";
import { Simulated, told } from "../support/simulated";

const TOPIC = "dev-stock_trades";
const MIRROR = `KafkaMirrorTopic sandbox-shared-on-destination/${TOPIC}`;
const WAY_BACK = `KafkaMirrorTopic sandbox-shared-on-source/${TOPIC}`;

interface Mirrors {
    fromSource?: RawMirror[];
    fromDestination?: RawMirror[];
}

const mirrors = (wanted: Mirrors) => (settings: RawSettings) => {
    Object.assign(settings.links["sandbox-shared"] ?? {}, { mirrorTopics: wanted });
};

describe("mirror operations", function () {
    this.timeout(240_000);

    /** A deployed stack with names for its two clusters. */
    async function deployed() {
        const stack = await Simulated.deployed();
        const idOf = (kind: string) => {
            const clusters = Object.values(stack.world.data.confluent.clusters);
            const found = clusters.find(({ spec }) => spec.kind === kind);
            if (found === undefined) {
                throw new Error(`there is no ${kind} cluster`);
            }
            return found.id;
        };
        const ids = { sandbox: idOf("Enterprise"), shared: idOf("Dedicated") };
        const write = (on: keyof typeof ids, ...records: string[]) => {
            stack.tamper((world) => {
                produce(world, ids[on], TOPIC, records);
            });
        };
        const down = (isDown: boolean) => {
            stack.tamper((world) => {
                setDown(world, ids.sandbox, isDown);
            });
        };
        const held = (on: keyof typeof ids) => recordsOf(stack.world, ids[on], TOPIC);
        const status = () =>
            stack.clouds.links.flatMap((link) => link.mirrors.map((mirror) => `${link.cluster} ${mirror.status}`));
        return { stack, ids, write, down, held, status };
    }

    it("fails over while the source is down, and comes back with every record", async () => {
        const { stack, ids, write, down, held, status } = await deployed();
        write("sandbox", "a1", "a2", "a3");
        expect(held("shared")).to.deep.equal(["a1", "a2", "a3"]);

        // Failover: the source is down, and nothing of it is touched.
        down(true);
        stack.configure(mirrors({ fromSource: [{ topic: TOPIC, status: "FAILED_OVER" }] }));
        expect(told((await stack.succeed("up")).steps)).to.deep.equal([
            `update ${MIRROR}`,
            "update LinkReady sandbox-shared-destination-ready",
        ]);
        expect(status()).to.deep.equal([`${ids.shared} STOPPED`]);
        write("shared", "b1", "b2");

        // Failback: the source is back; its topic makes way for a mirror of the other one.
        down(false);
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        stack.configure(({ clusters }) => Object.assign(clusters.sandbox ?? {}, { topics: {} }));
        expect(told((await stack.succeed("up")).steps)).to.include(`delete KafkaTopic sandbox/${TOPIC}`);
        const failedOver = { topic: TOPIC, status: "FAILED_OVER" };
        stack.configure(mirrors({ fromSource: [failedOver], fromDestination: [TOPIC] }));
        expect(told((await stack.succeed("up")).steps)).to.include(`create ${WAY_BACK}`);
        expect(held("sandbox")).to.deep.equal(["a1", "a2", "a3", "b1", "b2"]);

        // Producers stop, the mirror is promoted, producers move.
        const promoted = { topic: TOPIC, status: "PROMOTED" };
        stack.configure(mirrors({ fromSource: [failedOver], fromDestination: [promoted] }));
        expect(told((await stack.succeed("up")).steps)).to.deep.equal([
            `update ${WAY_BACK}`,
            "update LinkReady sandbox-shared-source-ready",
        ]);
        write("sandbox", "c1");

        // The old copy is let go of, which deletes nothing; then somebody deletes it, and it is mirrored again.
        stack.configure(mirrors({ fromDestination: [promoted] }));
        await stack.succeed("up");
        expect(held("shared")).to.deep.equal(["a1", "a2", "a3", "b1", "b2"]);
        stack.tamper(({ data }) => {
            for (const kind of ["topics", "mirrors"] as const) {
                Reflect.deleteProperty(data.confluent[kind], `${ids.shared}/${TOPIC}`);
            }
        });
        stack.configure(mirrors({ fromSource: [TOPIC], fromDestination: [promoted] }));
        expect(told((await stack.succeed("up")).steps)).to.include(`create ${MIRROR}`);
        write("sandbox", "c2");
        const all = ["a1", "a2", "a3", "b1", "b2", "c1", "c2"];
        expect({ sandbox: held("sandbox"), shared: held("shared") }).to.deep.equal({ sandbox: all, shared: all });
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        await stack.succeed("destroy");
        expect(stack.clouds.links).to.deep.equal([]);
    });

    it("pauses and resumes, and leaves a status alone that nobody asks for", async () => {
        const { stack, write, held, status } = await deployed();
        const become = async (wanted?: string) => {
            const mirror = wanted === undefined ? TOPIC : { topic: TOPIC, status: wanted };
            return told((await stack.configure(mirrors({ fromSource: [mirror] })).succeed("up")).steps);
        };
        expect(await become("PAUSED")).to.deep.equal([`update ${MIRROR}`]);
        write("sandbox", "a1");
        expect(held("shared")).to.deep.equal([]);
        expect(await become()).to.deep.equal([]);
        expect(status()[0]).to.match(/PAUSED$/);
        expect(await become("ACTIVE")).to.deep.equal([`update ${MIRROR}`]);
        expect(held("shared")).to.deep.equal(["a1"]);
    });

    it("never deletes what was failed over, whoever did it", async () => {
        const { stack, ids, write, held } = await deployed();
        write("sandbox", "a1");
        stack.tamper(({ data }) => {
            Object.assign(data.confluent.mirrors[`${ids.shared}/${TOPIC}`]?.spec ?? {}, { status: "STOPPED" });
        });
        const refused = await stack.configure(mirrors({})).run("up");
        expect(refused.result).to.equal("failed");
        expect(refused.diagnostics.map(({ message }) => message).join("\n")).to.include(
            `${TOPIC} on ${ids.shared} is no mirror any more: it was promoted or failed over`,
        );
        expect(held("shared")).to.deep.equal(["a1"]);

        // Saying so first makes it safe: the topic stays, and is nobody's.
        await stack.configure(mirrors({ fromSource: [{ topic: TOPIC, status: "FAILED_OVER" }] })).succeed("refresh");
        await stack.succeed("up");
        expect(told((await stack.configure(mirrors({})).succeed("up")).steps)).to.include(`delete ${MIRROR}`);
        expect(held("shared")).to.deep.equal(["a1"]);
    });

    it("refuses in a preview to make a link anew with a mirror that somebody failed over", async () => {
        const { stack, ids, write, held } = await deployed();
        write("sandbox", "a1");
        stack.tamper(({ data }) => {
            Object.assign(data.confluent.mirrors[`${ids.shared}/${TOPIC}`]?.spec ?? {}, { status: "STOPPED" });
        });
        const renamed = { name: "another-name" };
        const rename = ({ links }: RawSettings) => Object.assign(links["sandbox-shared"] ?? {}, renamed);
        const { result, diagnostics } = await stack.configure(rename).run("preview");
        expect(result).to.equal("failed");
        const told = diagnostics.map(({ message }) => message).join("\n");
        expect(told).to.include(`${TOPIC} on ${ids.shared} would be deleted, but was promoted or failed over`);
        expect(held("shared")).to.deep.equal(["a1"]);
    });

    it("does not take a stopped mirror for a mirror again", async () => {
        const { stack, ids } = await deployed();
        await stack.configure(mirrors({ fromSource: [{ topic: TOPIC, status: "PROMOTED" }] })).succeed("up");
        for (const entry of [TOPIC, { topic: TOPIC, status: "ACTIVE" }]) {
            const run = await stack.configure(mirrors({ fromSource: [entry] })).run("up");
            expect(run.diagnostics.map(({ message }) => message).join("\n")).to.include("is no mirror any more");
        }
        expect(stack.world.data.confluent.mirrors[`${ids.shared}/${TOPIC}`]?.spec.status).to.equal("STOPPED");
    });
});
