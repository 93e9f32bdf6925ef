// The pictures of all committed stacks, from what the program asks the engine for. Does not prove how a browser draws them.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { drawingOf } from "../../tools/diagram/layout";
import { mermaidOf } from "../../tools/diagram/mermaid";
import { svgOf } from "../../tools/diagram/svg";
import { topologyOf, type Topology } from "../../tools/diagram/topology";
import { expectReadable } from "../support/drawing";
import { examples, hubExamples } from "../support/examples";
import { itemsOfRecording } from "../support/pictures";
import { bothWays, committed, moving, ofExample } from "../support/programs";
import type { Recording } from "../support/recording";

const PICTURES = path.join(__dirname, "..", "..", "docs", "pictures");

const STACKS: readonly [string, (mode: "update" | "preview") => Promise<Recording>][] = [
    ...["dev", "prod"].map((stack) => [stack, (mode: "update" | "preview") => committed(stack, mode)] as const),
    ...[...examples(), ...hubExamples()].map(
        ({ stack }) => [stack, (mode: "update" | "preview") => ofExample(stack, mode)] as const,
    ),
].map(([stack, run]) => [stack, run]);

function topology(stack: string, recording: Recording): Topology {
    return topologyOf(stack, itemsOfRecording(recording));
}

/** Without what only an `up` tells: the domains that Confluent gives. */
function asPlanned(found: Topology): unknown {
    return { ...found, zones: found.zones.map(({ lines, ...zone }) => ({ ...zone, lines: lines.slice(1) })) };
}

describe("the picture of a stack", () => {
    for (const [stack, run] of STACKS) {
        it(`can be read: ${stack}`, async () => {
            expectReadable(drawingOf(topology(stack, await run("update"))));
            expectReadable(drawingOf(topology(stack, await run("preview"))));
        });

        it(`is the same before and after the first up: ${stack}`, async () => {
            const after = topology(stack, await run("update"));
            expect(asPlanned(topology(stack, await run("preview")))).to.deep.equal(asPlanned(after));
        });

        it(`shows no secret: ${stack}`, async () => {
            const recording = await run("update");
            const found = topology(stack, recording);
            const shown = svgOf(drawingOf(found)) + mermaidOf(found);
            expect(recording.secrets.filter((secret) => shown.includes(secret))).to.deep.equal([]);
        });
    }

    it("can be read while a network moves to a gateway", async () => {
        const found = topology("dev", await moving());
        expectReadable(drawingOf(found));
        expect(found.entrances.map(({ key, networks }) => [key, networks])).to.deep.equal([
            ["attachment", ["core"]],
            ["gateway", ["core"]],
        ]);
        const ways = drawingOf(found).lines.filter(({ told }) => told.startsWith("the endpoint of core"));
        expect(ways).to.have.length(2);
    });

    it("has the mirrors of both directions", async () => {
        const [link] = topology("dev", await bothWays()).links;
        expect(link).to.deep.include({
            mode: "bidirectional",
            source: "sandbox",
            destination: "shared",
            dials: ["sandbox"],
            mirrors: { onSource: ["quotes"], onDestination: ["dev-stock_trades"] },
        });
    });

    it("has the hub that a stack makes", async () => {
        const { hub, gateway } = topology("hub", await ofExample("hub"));
        expect(hub.map(({ key, made, attached }) => [key, made, attached])).to.deep.equal([
            ["runner", true, true],
            ["dns", true, true],
            ["vpn", true, true],
        ]);
        expect(hub.flatMap(({ parts }) => parts.map(({ title }) => title))).to.deep.equal([
            "Workflow runner",
            "5 endpoints of AWS",
            "Resolver, inbound",
            "Client VPN",
        ]);
        expect(gateway).to.deep.equal({
            title: "Transit Gateway",
            made: true,
            lines: [
                "table hub",
                "· used by dns, vpn, runner",
                "· learns dns, vpn",
                "table spokes",
                "· learns dns, vpn, runner",
            ],
        });
    });

    it("leads to an existing cluster only where the stack does", async () => {
        const { entrances, clusters } = topology("existing-private", await ofExample("existing-private"));
        expect(clusters.map(({ key, isPrivate }) => [key, isPrivate])).to.deep.equal([
            ["far", true],
            ["near", true],
            ["open", false],
        ]);
        expect(entrances.map((entrance) => entrance.clusters)).to.deep.equal([["near"]]);
    });

    for (const [stack, run] of STACKS.filter(([name]) => name === "dev" || name === "hub")) {
        it(`is current in docs/pictures: ${stack} (npm run -s diagram -- --stack ${stack} --simulated)`, async () => {
            const drawn = svgOf(drawingOf(topology(stack, await run("update"))));
            expect(fs.readFileSync(path.join(PICTURES, `${stack}.svg`), "utf8")).to.equal(drawn);
        });
    }
});
