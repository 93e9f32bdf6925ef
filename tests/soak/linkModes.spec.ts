// Every mode of every pair that can be linked, in one stack on the real engine, each with a mirror.
import { expect } from "chai";
import { LINK_MODES, supportedModes, type ClusterKind } from "../../components/linking/linkPlan";
import { example } from "../support/examples";
import { remaining, Simulated } from "../support/simulated";

const PLACE = { environment: "the stack's", region: "us-east-1" };
const side = (key: string, kind: ClusterKind, isPrivate = false) => ({ key, kind, isPrivate, ...PLACE });

const BASIC = side("basic", "basic");
const STANDARD = side("standard", "standard");
const OPEN = [side("open", "dedicated"), side("outer", "dedicated")] as const;
const INNER = [side("inner", "enterprise", true), side("second", "enterprise", true)] as const;

/** One pair of each sort; the other way round where that is another sort. */
const PAIRS = [
    [BASIC, OPEN[0]],
    [BASIC, INNER[0]],
    [STANDARD, OPEN[0]],
    [STANDARD, INNER[0]],
    [OPEN[0], OPEN[1]],
    [OPEN[0], INNER[0]],
    [INNER[0], OPEN[1]],
    [INNER[0], INNER[1]],
] as const;

const LINKS = PAIRS.flatMap(([source, destination]) =>
    supportedModes(source, destination).map((mode) => {
        return { key: `${source.key}-${destination.key}-${mode}`.slice(0, 32), mode, source, destination };
    }),
);

function topicsOf(cluster: string) {
    const mirrored = LINKS.filter(({ source }) => source.key === cluster).map(({ key }) => [`t-${key}`, {}] as const);
    return Object.fromEntries(mirrored);
}

describe("every mode of every pair of clusters", function () {
    this.timeout(400_000);

    const there = (key: string, kind: string) => {
        return { type: "existing", id: `lkc-${key}1`, environmentId: "env-there1", kind, topics: topicsOf(key) };
    };
    const stack = Simulated.ofExample(example("source-initiated")).configure((settings) => {
        settings.clusters = {
            basic: there("basic", "basic"),
            standard: there("standard", "standard"),
            open: there("open", "dedicated"),
            outer: { type: "dedicated", cku: 1, topics: topicsOf("outer") },
            inner: { type: "enterprise", privateNetwork: "core", topics: topicsOf("inner") },
            second: { type: "enterprise", privateNetwork: "core", topics: topicsOf("second") },
        };
        const links = LINKS.map(({ key, mode, source, destination }) => {
            const mirrorTopics = { fromSource: [`t-${key}`] };
            return [
                key,
                { mode, identities: "managers", source: source.key, destination: destination.key, mirrorTopics },
            ];
        });
        settings.links = Object.fromEntries(links) as typeof settings.links;
    });

    it("takes in every mode", () => {
        expect(new Set(LINKS.map(({ mode }) => mode))).to.deep.equal(new Set(LINK_MODES));
        expect(LINKS).to.have.length(14);
    });

    it("comes up in one run, every half healthy and every mirror active", async () => {
        await stack.succeed("up");
        const { links, confluent } = stack.clouds;
        const oneHalf = LINKS.filter(({ mode }) => mode === "destination-initiated").length;
        expect(links).to.have.length(2 * LINKS.length - oneHalf);
        expect(links.filter(({ state }) => state !== "ACTIVE")).to.deep.equal([]);
        const mirrors = links.flatMap((link) => link.mirrors);
        expect(mirrors.filter(({ status }) => status !== "ACTIVE")).to.deep.equal([]);
        expect(confluent.mirrors).to.equal(LINKS.length);
    });

    it("goes in one run and leaves nothing", async () => {
        const { resources } = await stack.succeed("destroy");
        expect(resources).to.equal(0);
        expect(remaining(stack.clouds)).to.equal(0);
    });
});
