// What a refused destroy could take from a protected stack: the engine goes on with whatever is not protected, unless
// something that is depends on it. Does not prove that the engine refuses; tests/simulation/protection.spec.ts does.
import { expect } from "chai";
import { example, examples, hubExamples } from "../support/examples";
import { devConfig } from "../support/fixtures";
import { runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { keysOf, stackConfig, stackFile, type StackConfig } from "../support/stackFile";
import { TYPES } from "../support/types";

/** URNs of what is protected, and of all that it keeps: its dependencies, its parent and provider, and theirs. */
function kept(recording: Recording): ReadonlySet<string> {
    const found = new Set<string>();
    const open = recording.registrations.filter(({ protect }) => protect).map(({ urn }) => urn);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { dependencies, parent, provider } = recording.at(next);
        if (!found.has(next)) {
            found.add(next);
            // A provider is called by its URN and id.
            const around = [parent, provider.split("::").slice(0, 4).join("::")];
            open.push(...dependencies, ...around.filter((urn) => urn !== ""));
        }
    }
    return found;
}

function lost(recording: Recording): string[] {
    const held = kept(recording);
    const gone = recording.registrations.filter(({ urn, type }) => !held.has(urn) && type !== TYPES.secretVersion);
    return gone.map(({ type, name }) => `${type} ${name}`);
}

function protectedStack(config: StackConfig, change: Record<string, unknown> = {}): StackConfig {
    return { ...config, ...keysOf({ protection: true, ...change }) };
}

describe("a refused destroy takes nothing but the state of secrets' values, which AWS keeps", () => {
    for (const { stack, file } of [...examples(), ...hubExamples()]) {
        it(`from ${stack}`, async () => {
            const recording = await runStack(protectedStack(stackConfig(file)), { stack });
            expect(lost(recording)).to.deep.equal([]);
        });
    }

    it("from hub-and-links in the phase that follows the first", async () => {
        const config = protectedStack(stackConfig(example("hub-and-links").file), { phase: "all" });
        expect(lost(await runStack(config, { stack: "hub-and-links" }))).to.deep.equal([]);
    });

    it("from a stack whose keys rotate: those that clients may still hold stay too", async () => {
        const rotation = { days: 30, retain: 3, asOf: "2027-01-31" };
        const clients = { trader: { produce: [{ topic: "dev-stock_trades" }] } };
        const clusters = devConfig().clusters as Record<string, object>;
        Object.assign(clusters.sandbox ?? {}, { clients });
        const schemaRegistry = { subjects: ["trades-value"] };
        const config = protectedStack(stackFile("dev"), { rotation, clusters, schemaRegistry });
        const recording = await runStack(config, { stack: "dev" });
        expect(lost(recording)).to.deep.equal([]);
        // Three generations each: two link identities, the manager that may rotate, the client, and the registry's identity.
        expect(recording.names(TYPES.apiKey).filter((name) => /-g\d+$/.test(name))).to.have.length(15);
    });
});
