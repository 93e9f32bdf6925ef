// Does not prove what the Pulumi CLI writes: its documents are made up here after its published types.
import { expect } from "chai";
import * as fc from "fast-check";
import { randomBytes } from "node:crypto";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime";
import { itemsOfPlan, itemsOfState, textOf } from "../../../tools/diagram/items";
import { drawingOf } from "../../../tools/diagram/layout";
import { mermaidOf } from "../../../tools/diagram/mermaid";
import { parseDiagramOptions } from "../../../tools/diagram/options";
import { svgOf } from "../../../tools/diagram/svg";
import { topologyOf, type Topology } from "../../../tools/diagram/topology";
import { DARK, LIGHT } from "../../../tools/picture/palette";
import { escaped } from "../../../tools/picture/svg";
import { shortened, textWidth } from "../../../tools/picture/text";
import { expectReadable } from "../../support/drawing";

const URN = "urn:pulumi:dev::confluent-cluster-linking::";
const component = (type: string, name: string) => ({
    urn: `${URN}confluent-cluster-linking:index:${type}::${name}`,
    type: `confluent-cluster-linking:index:${type}`,
});
const CLUSTER = component("PublicDedicatedCluster", "shared");
const KAFKA = {
    urn: `${URN}x$confluentcloud:index/kafkaCluster:KafkaCluster::shared-cluster`,
    type: "confluentcloud:index/kafkaCluster:KafkaCluster",
    id: "lkc-1",
    parent: CLUSTER.urn,
    inputs: { displayName: "shared", region: "us-east-1", dedicated: { cku: 2 }, availability: "MULTI_ZONE" },
};
const PAIR = [CLUSTER, KAFKA];
const TITLES = ["Dedicated cluster shared"];

function titles(topology: Topology): string[] {
    return topology.clusters.map(({ title }) => title);
}

describe("the items of a picture", () => {
    it("come from a state, without what waits to be deleted", () => {
        const old = { ...KAFKA, urn: `${KAFKA.urn}-old`, delete: true };
        expect(itemsOfState([...PAIR, old]).map(({ name }) => name)).to.deep.equal(["shared", "shared-cluster"]);
        expect(titles(topologyOf("dev", itemsOfState(PAIR)))).to.deep.equal(TITLES);
    });

    it("come from a plan: what it leads to, once each", () => {
        const steps = [
            { op: "refresh", newState: KAFKA },
            { op: "same", newState: CLUSTER },
            { op: "create-replacement", newState: KAFKA },
            { op: "replace", newState: KAFKA },
            { op: "delete-replaced", newState: { ...KAFKA, urn: `${KAFKA.urn}-gone` } },
            { op: "delete" },
        ];
        expect(titles(topologyOf("dev", itemsOfPlan({ steps })))).to.deep.equal(TITLES);
        expect(itemsOfPlan({ steps })).to.have.length(2);
        expect(itemsOfPlan({})).to.deep.equal([]);
    });

    it("tell texts, and nothing that is secret, masked or unknown", () => {
        expect(textOf("10.0.0.0/20")).to.equal("10.0.0.0/20");
        const secret = { [specialSigKey]: specialSecretSig, plaintext: randomBytes(8).toString("hex") };
        for (const untold of [secret, "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "", 3, undefined]) {
            expect(textOf(untold)).to.equal(undefined);
        }
    });
});

describe("the size of a text", () => {
    it("is not less than in wide fonts", () => {
        // Widths of DejaVu Sans, in parts of 2048 of its size.
        const units: Readonly<Record<string, number>> = {
            m: 1995,
            w: 1675,
            a: 1255,
            i: 569,
            W: 2025,
            A: 1401,
            "0": 1303,
            "-": 739,
            _: 1024,
        };
        for (const [character, width] of Object.entries(units)) {
            expect(textWidth(character.repeat(50), 12), character).to.be.at.least((width / 2048) * 12 * 50);
        }
    });

    it("is cut in the middle where it is too long", () => {
        expect(shortened("short", 5)).to.equal("short");
        expect(shortened("abcdefghij", 5)).to.equal("ab…ij");
        expect(shortened("abcdefghij", 4)).to.equal("ab…j");
        expect(shortened("abcdefghij", 1)).to.equal("…");
    });
});

const name = fc.string({ minLength: 1, maxLength: 70, unit: "binary" });
const lines = fc.array(name, { maxLength: 5 });
const part = fc.record({ kind: fc.constantFrom("endpoint" as const, "vpn" as const), title: name, lines });

function networks(prefix: string) {
    const network = fc.record({
        title: name,
        made: fc.boolean(),
        lines,
        parts: fc.array(part, { maxLength: 3 }),
        attached: fc.boolean(),
    });
    return fc
        .array(network, { maxLength: 4 })
        .map((all) => all.map((each, index) => ({ ...each, key: `${prefix}${index}` })));
}

/** Any topology that hangs together. */
const topologies: fc.Arbitrary<Topology> = fc
    .record({
        hub: networks("hub"),
        privateNetworks: networks("net"),
        gateway: fc.option(fc.record({ title: name, made: fc.boolean(), lines }), { nil: undefined }),
        clusters: fc.array(fc.record({ title: name, made: fc.boolean(), isPrivate: fc.boolean(), lines }), {
            maxLength: 5,
        }),
        ends: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.array(name, { maxLength: 6 })), { maxLength: 5 }),
        entrances: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ hub, privateNetworks, gateway, clusters: unnamed, ends, entrances }) => {
        const clusters = unnamed.map((each, index) => ({ ...each, key: `cluster${index}` }));
        const keys = privateNetworks.map(({ key }) => key);
        const around = hub.map(({ key }) => key);
        return {
            stack: "any",
            region: undefined,
            hub,
            privateNetworks,
            gateway,
            environment: undefined,
            clusters,
            zones: keys.map((key) => ({
                key,
                title: "Zone",
                lines: [key],
                network: key,
                networks: [...keys, ...around],
            })),
            entrances: (["attachment", "gateway"] as const).slice(0, entrances).map((key) => ({
                key,
                title: key,
                lines: [],
                networks: keys,
                clusters: clusters.map((cluster) => cluster.key),
            })),
            links: ends.map(([from, to, mirrors], index) => ({
                key: `link${index}`,
                name: `link${index}`,
                mode: "bidirectional" as const,
                source: `cluster${from}`,
                destination: `cluster${to}`,
                dials: [`cluster${from}`],
                mirrors: { onSource: [], onDestination: mirrors },
            })),
        };
    });

describe("the drawing of any topology", () => {
    it("covers nothing with anything, and no text leaves its box", () => {
        fc.assert(
            fc.property(topologies, (topology) => {
                expectReadable(drawingOf(topology));
            }),
            { numRuns: 25 },
        );
    });

    it("is SVG without scripts, fetched fonts and tags from names", () => {
        fc.assert(
            fc.property(topologies, name, (topology, stack) => {
                const svg = svgOf(drawingOf({ ...topology, stack: `<script>${stack}` }));
                expect(svg).to.match(/^<svg [^>]*role="img" aria-labelledby="title description"/);
                expect(svg)
                    .to.match(/<title id="title">[^<]/)
                    .and.to.match(/<desc id="description">/);
                expect(svg).not.to.match(/<script|@import|url\(|href|javascript:/);
                expect(svg.match(/<text /g)?.length).to.equal(svg.match(/<\/text>/g)?.length);
            }),
            { numRuns: 30 },
        );
    });

    it("is Mermaid whose labels end where they should", () => {
        fc.assert(
            fc.property(topologies, (topology) => {
                const drawn = mermaidOf(topology).split("\n").slice(3);
                for (const line of drawn.filter((each) => each.includes('["'))) {
                    expect(line).to.match(/^ +(subgraph )?\w+\["[^"]*"\]$/);
                }
                const opened = drawn.filter((line) => /^ *subgraph /.test(line)).length;
                expect(drawn.filter((line) => line.trim() === "end")).to.have.length(opened);
            }),
            { numRuns: 30 },
        );
    });

    it("escapes what XML would read, and drops what it forbids", () => {
        expect(escaped('<a href="x">&\u0000\u001b')).to.equal("&lt;a href=&quot;x&quot;&gt;&amp;");
    });
});

/** Contrast of two colours after WCAG 2. */
function contrast(one: string, other: string): number {
    const luminance = (colour: string) => {
        const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
            const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
            return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
    return (light + 0.05) / (dark + 0.05);
}

describe("the colours", () => {
    for (const [name, palette] of Object.entries({ LIGHT, DARK })) {
        it(`can be told apart: ${name}`, () => {
            const { page, panel, made, given, part: inner, link, text, muted, ...rest } = palette;
            for (const ground of [page, panel, made, given, inner, link]) {
                expect(contrast(text, ground), `text on ${ground}`).to.be.at.least(7);
                expect(contrast(muted, ground), `lines on ${ground}`).to.be.at.least(4.5);
            }
            for (const stroke of [rest.edge, rest.privateLink, rest.records, rest.critical, rest.failed]) {
                expect(contrast(stroke, panel), stroke).to.be.at.least(3);
            }
        });
    }
});

describe("the options of npm run diagram", () => {
    const parse = (...argv: string[]) => parseDiagramOptions(argv, "/here");

    it("default to SVG of the state on standard output", () => {
        const defaults = { stack: "dev", format: "svg", from: "state", out: undefined, home: undefined };
        expect(parse("--stack", "dev")).to.deep.equal(defaults);
        expect(parse("--stack", "dev", "--simulated")).to.deep.include({ home: "/here/.simulator" });
        expect(parse("--stack", "dev", "--format", "mermaid", "--from", "preview", "--out", "a/b.mmd")).to.deep.equal({
            ...defaults,
            format: "mermaid",
            from: "preview",
            out: "/here/a/b.mmd",
        });
    });

    it("are refused with what is allowed", () => {
        expect(() => parse()).to.throw("which stack?");
        expect(() => parse("--stack", "dev", "--format", "png")).to.throw("allowed: svg, mermaid");
        expect(() => parse("--stack", "dev", "--home", "x")).to.throw("with --simulated only");
        expect(() => parse("--stack", "dev", "--simulated", "--from", "preview")).to.throw("simulate -- serve");
        expect(() => parse("--fly")).to.throw("npm run -s diagram");
    });
});
