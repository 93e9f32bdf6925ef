// The command against the simulated Confluent Cloud, over HTTP. Does not prove that the real one answers like that.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { cloudKey } from "../../../simulator/confluent/cloudKey";
import { produce, recordsOf, setDown } from "../../../simulator/confluent/records";
import { changeMirrors, type ChangeOptions } from "../../../tools/links/change";
import { keyLogin } from "../../../tools/links/login";
import { lagsOn } from "../../../tools/links/metrics";
import type { OpenStack } from "../../../tools/links/opened";
import { statusDocument } from "../../../tools/links/status";
import { surveyLink } from "../../../tools/links/survey";
import { linkTargets } from "../../../tools/links/target";
import { Bench, failure, linkPair, makePair, type Member, type Pair } from "../confluent/support";

const MIRRORS = "/links/lk/mirrors";
const SETTINGS = `config:
  confluent-cluster-linking:links:
    lk:
      mirrorTopics:
        fromSource: [orders]
`;

describe("npm run links in the simulated Confluent Cloud", () => {
    let bench: Bench;
    let pair: Pair;
    let folder: string;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "links-"));
        fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), SETTINGS);
        await linkPair(bench, pair);
        const { sandbox, shared } = pair;
        await bench.make("POST", `${sandbox.base}/topics`, { topic_name: "orders", partitions_count: 2 }, sandbox);
        await bench.make("POST", shared.base + MIRRORS, { source_topic_name: "orders" }, shared);
    });
    afterEach(async () => {
        fs.rmSync(folder, { recursive: true });
        await bench.close();
    });

    /** The stack as its outputs would tell of it; every cluster is reached at the bench's own address. */
    function stack(secret?: string): OpenStack {
        const { sandbox, shared } = pair;
        const of = ({ id }: Member) => ({ id, restEndpoint: bench.url });
        const both = { sourceLinkId: "x", destinationLinkId: "x" };
        const link = { name: "lk", mode: "bidirectional", source: "sandbox", destination: "shared", ...both };
        const mirrorTopics = { onSource: [], onDestination: ["orders"] };
        const keys: Readonly<Record<string, Member>> = { sandbox, shared };
        return {
            outputs: {
                clusters: { sandbox: of(sandbox), shared: of(shared) },
                links: { lk: { ...link, mirrorTopics } },
            },
            resources: [],
            access: {
                rest: (cluster) => {
                    const key = keys[cluster] ?? sandbox;
                    return Promise.resolve({ login: keyLogin({ ...key, secret: secret ?? key.secret }), resolver: "" });
                },
                metrics: (clusterId) => lagsOn({ endpoint: bench.url, ...cloudKey }, clusterId),
            },
            close: () => Promise.resolve(),
        };
    }

    const survey = async (opened = stack()) => {
        const [link] = linkTargets(opened.outputs);
        if (link === undefined) {
            throw new Error("there is no link");
        }
        return surveyLink(link, opened.access);
    };
    const status = async (maxLag?: number, opened = stack()) =>
        statusDocument("dev", [await survey(opened)], { topics: undefined, on: undefined, maxLag });

    const change = (verb: ChangeOptions["change"], more: Partial<ChangeOptions> = {}) => {
        const options = {
            stack: "dev",
            config: path.join(folder, "Pulumi.dev.yaml"),
            link: undefined,
            topics: undefined,
        };
        const asked = { ...options, on: undefined, yes: true, write: false, deadline: 2, change: verb, ...more };
        return changeMirrors(stack(), asked, { tell: () => undefined, agrees: () => Promise.resolve(false) });
    };
    const states = async () =>
        (await survey()).mirrors.map(({ cluster, name, state }) => `${cluster} ${name} ${state}`);

    it("tells halves with their tasks, and mirrors with their lag by partition", async () => {
        const { result, links } = await status(0);
        expect(result).to.equal("healthy");
        expect(links[0]?.halves.map(({ cluster, state, tasks }) => [cluster, state, tasks.length])).to.deep.equal([
            ["sandbox", "ACTIVE", 4],
            ["shared", "ACTIVE", 4],
        ]);
        expect(links[0]?.mirrors[0]).to.deep.include({ name: "orders", cluster: "shared", lag: 0, lags: [0, 0] });
        expect(links[0]?.mirrors[0]?.since).to.equal(new Date(bench.world.now()).toISOString());
    });

    it("tells a mirror that is behind, and one whose source is gone, with the task that fails", async () => {
        await change("pause");
        produce(bench.world, pair.sandbox.id, "orders", ["a1", "a2"]);
        expect((await status(1)).troubles).to.deep.equal([
            "mirror orders of link lk on shared: PAUSED",
            "mirror orders of link lk on shared: 2 records behind, more than 1",
        ]);
        await change("resume");
        await bench.make("DELETE", `${pair.sandbox.base}/links/lk`, undefined, pair.sandbox);
        const { troubles } = await status();
        expect(troubles.join("\n")).to.include("mirror orders of link lk on shared: SOURCE_UNAVAILABLE");
        expect(troubles.join("\n")).to.include("task TopicConfigsSync fails: REMOTE_LINK_NOT_FOUND_ERROR");
    });

    it("knows the lag from the Metrics API where the cluster cannot be asked", async () => {
        await change("pause");
        produce(bench.world, pair.sandbox.id, "orders", ["a1"]);
        setDown(bench.world, pair.shared.id, true);
        const { result, links, troubles } = await status(0);
        expect(result).to.equal("unasked");
        expect(links[0]?.mirrors[0]).to.include({ state: "UNKNOWN", lag: 1 });
        expect(troubles[0]).to.match(/^cluster shared: GET …\/links\/lk answered 503.*Check: is the cluster healthy/);
    });

    it("says what to check where a key is refused, and shows nothing of it", async () => {
        const secret = "not-the-secret-of-this-key";
        const { troubles } = await status(undefined, stack(secret));
        expect(troubles[0]).to.include("answered 401").and.include("Check: was the API key deleted");
        expect(troubles.join("\n")).to.not.include(secret);
    });

    it("fails over while the source is down, and says what the settings have to say", async () => {
        setDown(bench.world, pair.sandbox.id, true);
        const { document } = await change("failover");
        expect(document).to.deep.include({ result: "done", mirrors: [{ name: "orders", cluster: "shared" }] });
        expect(document.settings[0]).to.include("{ topic: orders, status: FAILED_OVER }");
        setDown(bench.world, pair.sandbox.id, false);
        expect(await states()).to.deep.equal(["shared orders STOPPED"]);
        expect((await change("failover")).document.result).to.equal("nothing");
    });

    it("turns mirrors round and back, and restores after a failover what the source had alone", async () => {
        produce(bench.world, pair.sandbox.id, "orders", ["a1"]);
        expect((await change("reverse", { on: "shared" })).document.result).to.equal("done");
        expect(await states()).to.deep.equal(["sandbox orders ACTIVE", "shared orders STOPPED"]);
        produce(bench.world, pair.shared.id, "orders", ["b1"]);
        expect((await change("reverse", { on: "shared" })).document.result).to.equal("nothing");
        fs.writeFileSync(
            path.join(folder, "Pulumi.dev.yaml"),
            `${SETTINGS}        fromDestination: [{ topic: orders, status: FAILED_OVER }]\n`,
        );
        await change("failover", { on: "sandbox" });
        produce(bench.world, pair.shared.id, "orders", ["lost"]);
        produce(bench.world, pair.sandbox.id, "orders", ["c1"]);
        expect((await change("restore", { on: "sandbox" })).document.result).to.equal("done");
        expect(await states()).to.deep.equal(["sandbox orders STOPPED", "shared orders ACTIVE"]);
        expect(recordsOf(bench.world, pair.shared.id, "orders")).to.deep.equal(["a1", "b1", "c1"]);
    });

    it("touches nothing that nobody agrees to, and nothing where the file cannot be changed", async () => {
        expect((await change("failover", { yes: false })).document.result).to.equal("declined");
        const config = path.join(folder, "none.yaml");
        expect(await failure(change("failover", { config, write: true }))).to.include(
            "there is no stack configuration",
        );
        fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), SETTINGS.replace("[orders]", "[]"));
        expect(await failure(change("reverse", { on: "shared" }))).to.include("orders: not among the mirrorTopics");
        expect(await states()).to.deep.equal(["shared orders ACTIVE"]);
        expect((await change("pause", { config })).document).to.deep.include({ result: "done", settings: [] });
    });

    it("refuses what the state of a mirror does not allow, and fails over what has failed", async () => {
        const mirror = Object.values(bench.world.data.confluent.mirrors)[0];
        Object.assign(mirror?.spec ?? {}, { status: "FAILED" });
        expect(await failure(change("promote"))).to.include("given:   FAILED");
        expect((await change("failover")).document.result).to.equal("done");
    });
});
