// Whole programs with configurations by chance. Does not prove that a cloud accepts them; the mocks accept anything.
import { expect } from "chai";
import * as fc from "fast-check";
import { planOf } from "../../components/deployment/dataPlaneObjects";
import { DESCRIPTION_LIMIT, DISPLAY_NAME_LIMIT } from "../../components/internal/naming";
import { parseSettings } from "../../components/settings/load";
import type { LinkSettings, Settings } from "../../components/settings/settings";
import { mirrorsOf, mirrorTopicName } from "../../components/settings/topology";
import { configurations, type Configuration } from "../support/configurations";
import { fuzz } from "../support/fuzz";
import { mutated } from "../support/mutations";
import { runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { keysOf } from "../support/stackFile";
import { TYPES } from "../support/types";

function deploy({ raw, region }: Configuration, stack: string): Promise<Recording> {
    return runStack({ ...keysOf(raw), "aws:region": region }, { stack });
}

/** The settings, or undefined for what the loader refuses. What no stack file can hold is left out. */
function accepted({ raw, region }: Configuration): Settings | undefined {
    try {
        return parseSettings(JSON.parse(JSON.stringify(raw)) as Record<string, unknown>, region);
    } catch {
        return undefined;
    }
}

const ENDS = ["source", "destination"] as const;

/** The halves of a link as its plan wants them, in its order. */
function expectHalves(recording: Recording, settings: Settings, key: string, link: LinkSettings): void {
    const plan = planOf(settings, link);
    expect(plan.map(({ on }) => on)).to.have.members([...ENDS]);
    let earlier: string | undefined;
    for (const { on, connectionMode, linkMode, peerCredentials } of plan) {
        const half = recording.find(TYPES.link, `${key}-${on}`);
        expect(half.inputs).to.include({ link: link.name, connectionMode, linkMode });
        expect(half.inputs.remoteKafkaCluster).to.have.property("id");
        expect("credentials" in (half.inputs.remoteKafkaCluster as object)).to.equal(peerCredentials);
        // Two halves are never made at the same time.
        if (earlier !== undefined) {
            expect([...recording.closure(half.urn)]).to.include(earlier);
        }
        earlier = half.urn;
    }
}

/** Every mirror waits for the gates, for both halves, and for its topic. */
function expectMirrors(recording: Recording, key: string, link: LinkSettings): number {
    const directions = [
        { on: "destination", onto: link.destination, from: link.source, direction: "fromSource" },
        { on: "source", onto: link.source, from: link.destination, direction: "fromDestination" },
    ] as const;
    return directions.reduce((count, { on, onto, from, direction }) => {
        for (const topic of Object.keys(mirrorsOf(link, direction))) {
            const mirror = recording.find(TYPES.mirror, `${key}-on-${on}/${topic}`);
            expect(mirror.inputs.mirrorTopicName).to.equal(mirrorTopicName(link, direction, topic));
            const before = [
                recording.find(TYPES.gate, `${onto}-manager-ready`),
                recording.find(TYPES.gate, `${from}-manager-ready`),
                ...ENDS.map((end) => recording.find(TYPES.gate, `${key}-${end}-ready`)),
                recording.find(TYPES.linkGate, `${key}-${on}-ready`),
                ...ENDS.map((end) => recording.find(TYPES.link, `${key}-${end}`)),
                recording.find(TYPES.topic, `${from}/${topic}`),
            ];
            expect([...recording.closure(mirror.urn)]).to.include.members(before.map(({ urn }) => urn));
        }
        return count + Object.keys(mirrorsOf(link, direction)).length;
    }, 0);
}

/** What the service takes as names: nothing too long, and no account twice. */
function expectNames(recording: Recording): void {
    const named = recording.resources.filter(({ type }) => type.startsWith("confluentcloud:"));
    for (const { name, inputs } of named) {
        const { displayName = "", description = "" } = inputs as { displayName?: string; description?: string };
        expect(displayName, name).to.have.length.at.most(DISPLAY_NAME_LIMIT);
        expect(description, name).to.have.length.at.most(DESCRIPTION_LIMIT);
    }
    const accounts = recording.ofType(TYPES.account).map(({ inputs }) => inputs.displayName);
    expect(new Set(accounts).size).to.equal(accounts.length);
}

async function expectDeployed(configuration: Configuration, stack: string): Promise<void> {
    const settings = accepted(configuration);
    if (settings === undefined) {
        expect.fail(`refused: ${JSON.stringify(configuration)}`);
    }
    // It fails for two resources with one URN, and for a program that does not settle.
    const recording = await deploy(configuration, stack);
    const links = Object.entries(settings.links);
    expect(recording.ofType(TYPES.link)).to.have.length(2 * links.length);
    for (const [key, link] of links) {
        expectHalves(recording, settings, key, link);
    }
    const mirrors = links.reduce((count, [key, link]) => count + expectMirrors(recording, key, link), 0);
    expect(recording.ofType(TYPES.mirror)).to.have.length(mirrors);
    const clusters = Object.values(settings.clusters);
    const topics = clusters.reduce((count, cluster) => count + Object.keys(cluster.topics).length, 0);
    expect(recording.ofType(TYPES.topic)).to.have.length(topics);
    expect(recording.ofType(TYPES.cluster)).to.have.length(clusters.length);
    expect(recording.resources.filter(({ urn }) => recording.closure(urn).has(urn))).to.deep.equal([]);
    expectNames(recording);
}

describe("whatever the settings accept", function () {
    this.timeout(600_000);

    it("deploys: right configurations of every kind", async () => {
        const stacks = fc.constantFrom("dev", "prod", "s".repeat(100));
        await fc.assert(fc.asyncProperty(configurations, stacks, expectDeployed), fuzz(30));
    });

    it("deploys: configurations that were changed by chance and are accepted all the same", async () => {
        const { seed, numRuns } = fuzz(10);
        const tried = fc.sample(mutated(configurations), { seed, numRuns: numRuns * 100 });
        const found = tried.filter((configuration) => accepted(configuration) !== undefined).slice(0, numRuns);
        expect(found.length).to.be.above(numRuns / 2);
        for (const { raw, region } of found) {
            const plain = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>;
            await expectDeployed({ raw: plain, region }, "dev");
        }
    });
});
