// The command of docs/runbooks/failover.md and failback.md, on a stack that the engine has brought up: after each change
// of mirrors that has been written down a preview shows nothing that would undo it.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { produce, recordsOf, setDown } from "../../simulator/confluent/records";
import { parseLinksOptions } from "../../tools/links/options";
import { runLinks } from "../../tools/links/run";
import type { LinkReport } from "../../tools/links/survey";
import { ImportVariables } from "../support/importVariables";
import { Simulated, told } from "../support/simulated";

const TOPIC = "dev-stock_trades";
const MIRROR = `KafkaMirrorTopic sandbox-shared-on-destination/${TOPIC}`;
const WAY_BACK = `KafkaMirrorTopic sandbox-shared-on-source/${TOPIC}`;
const COMMITTED = path.join(__dirname, "..", "..", "Pulumi.dev.yaml");

/** What the command prints, as far as it is looked at here. */
interface Printed {
    readonly result: string;
    readonly written?: boolean;
    readonly links?: readonly LinkReport[];
}

describe("npm run links, with the engine", function () {
    this.timeout(240_000);

    const variables = new ImportVariables();
    afterEach(() => {
        variables.clear();
    });

    /** A deployed stack whose configuration is a copy of the committed file, comments included. */
    async function deployed() {
        const first = await Simulated.deployed();
        const file = path.join(first.home, "Pulumi.dev.yaml");
        fs.copyFileSync(COMMITTED, file);
        const stack = () => first.sharing({ stack: "dev", file });
        const idOf = (kind: string) =>
            Object.values(first.world.data.confluent.clusters).find(({ spec }) => spec.kind === kind)?.id ?? "";
        const ids = { sandbox: idOf("Enterprise"), shared: idOf("Dedicated") };
        const links = async (...words: string[]) => {
            const printed: string[] = [];
            const argv = [...words, "--stack", "dev", "--simulated", "--home", first.home, "--config", file, "--json"];
            const status = await runLinks(parseLinksOptions(argv, first.home, {}), {
                print: (text) => printed.push(text),
                tell: () => undefined,
                agrees: () => Promise.resolve(true),
                again: () => Promise.resolve(false),
            });
            return { status, printed: JSON.parse(printed.join("\n")) as Printed };
        };
        const write = (on: keyof typeof ids, ...records: string[]) => {
            first.tamper((world) => {
                produce(world, ids[on], TOPIC, records);
            });
        };
        const down = (isDown: boolean) => {
            first.tamper((world) => {
                setDown(world, ids.sandbox, isDown);
            });
        };
        const held = (on: keyof typeof ids) => recordsOf(first.world, ids[on], TOPIC);
        const planned = async () => told((await stack().succeed("preview")).steps);
        return { first, stack, ids, file, links, write, down, held, planned };
    }

    it("fails over while the source is down, restores it when it is back, and turns the link round again", async () => {
        const { first, stack, ids, file, links, write, down, held, planned } = await deployed();
        expect((await links("status", "--max-lag", "0")).status).to.equal(0);
        write("sandbox", "a1");
        down(true);
        expect((await links("status")).status).to.equal(2);
        const over = await links("failover", "--yes", "--write");
        expect(over).to.deep.include({ status: 0 });
        expect(over.printed).to.deep.include({ result: "done", written: true });
        expect(fs.readFileSync(file, "utf8")).to.equal(
            fs.readFileSync(COMMITTED, "utf8").replace(`[${TOPIC}]`, `[{ topic: ${TOPIC}, status: FAILED_OVER }]`),
        );
        expect(await planned()).to.deep.equal(["update LinkReady sandbox-shared-destination-ready"]);
        await stack().succeed("up");
        write("shared", "b1");

        // The old source comes back with a record that nobody else has; it is lost, as the plan says.
        down(false);
        first.tamper(({ data }) => {
            const topic = data.confluent.topics[`${ids.sandbox}/${TOPIC}`];
            Object.assign(topic?.spec ?? {}, { records: ["a1", "stray"] });
        });
        expect((await links("restore", "--on", "shared", "--yes", "--write")).printed.result).to.equal("done");
        expect(held("sandbox")).to.deep.equal(["a1", "b1"]);
        const { apiKeys, clusters } = first.world.data.confluent;
        const key = Object.values(apiKeys).find(({ spec }) => String(spec.displayName).includes("sandbox-manager"));
        variables.set({
            KAFKA_REST_ENDPOINT: clusters[ids.sandbox]?.spec.httpEndpoint,
            KAFKA_API_KEY: key?.id,
            KAFKA_API_SECRET: key?.spec.secret,
        });
        expect(await planned()).to.deep.equal([
            "create MirrorTopics sandbox-shared-on-source",
            "delete KafkaTopics sandbox",
            `import ${WAY_BACK}`,
            "update KafkaRestReady sandbox-manager-ready",
            "update LinkReady sandbox-shared-source-ready",
        ]);
        await stack().succeed("up");

        expect((await links("reverse", "--on", "sandbox", "--yes", "--write")).printed.result).to.equal("done");
        write("sandbox", "c1");
        const all = ["a1", "b1", "c1"];
        expect({ sandbox: held("sandbox"), shared: held("shared") }).to.deep.equal({ sandbox: all, shared: all });
        expect(await planned()).to.deep.equal([
            "update LinkReady sandbox-shared-destination-ready",
            "update LinkReady sandbox-shared-source-ready",
        ]);
        await stack().succeed("up");
        expect(await planned()).to.deep.equal([]);
        expect(held("sandbox")).to.deep.equal(all);
        expect((await links("status", "--max-lag", "0")).status).to.equal(0);
    });

    it("pauses, resumes and promotes, each as the settings say afterwards", async () => {
        const { file, links, write, held, planned } = await deployed();
        expect((await links("pause", "--yes", "--write")).printed.result).to.equal("done");
        expect(fs.readFileSync(file, "utf8")).to.include(`{ topic: ${TOPIC}, status: PAUSED }`);
        expect(await planned()).to.deep.equal([]);
        write("sandbox", "a1");
        const paused = await links("status", "--max-lag", "0");
        expect(paused.status).to.equal(1);
        expect(paused.printed.links?.[0]?.mirrors[0]).to.include({ state: "PAUSED", lag: 1 });

        expect((await links("resume", "--yes", "--write")).printed.result).to.equal("done");
        expect(fs.readFileSync(file, "utf8")).to.equal(fs.readFileSync(COMMITTED, "utf8"));
        expect(await planned()).to.deep.equal([]);
        expect(held("shared")).to.deep.equal(["a1"]);

        expect((await links("promote", "--yes", "--write")).printed.result).to.equal("done");
        expect(await planned()).to.deep.equal(["update LinkReady sandbox-shared-destination-ready"]);
        expect((await links("promote", "--yes", "--write")).printed).to.include({ result: "nothing" });
        expect(await planned()).to.not.include(`delete ${MIRROR}`);
    });
});
