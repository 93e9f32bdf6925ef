// Does not prove that a cloud accepts what the loader accepts; tests/program/generated.spec.ts runs the program with it.
import { expect } from "chai";
import * as fc from "fast-check";
import { parseSettings } from "../../../components/settings/load";
import { SettingsError } from "../../../components/settings/settingsError";
import { configurations, type Configuration } from "../../support/configurations";
import { fuzz } from "../../support/fuzz";
import { mutated } from "../../support/mutations";
import { example, REGION } from "./support";

const SLOWEST_MS = 2000;

/** What is wrong with a configuration. Fails for an error that is not the loader's own, and for one without words. */
function judge({ raw, region }: Configuration): SettingsError | undefined {
    const started = performance.now();
    try {
        parseSettings(raw, region);
        return undefined;
    } catch (error) {
        if (!(error instanceof SettingsError) || error.problems.length === 0) {
            throw error;
        }
        for (const { path, given, allowed, fix } of error.problems) {
            if (!/^(confluent-cluster-linking|aws:region)/.test(path) || [given, allowed, fix].includes("")) {
                throw new Error(`a problem that is not told in full, at ${path}`, { cause: error });
            }
        }
        return error;
    } finally {
        const milliseconds = performance.now() - started;
        if (milliseconds > SLOWEST_MS) {
            expect.fail(`judged in ${milliseconds.toFixed(0)} ms`);
        }
    }
}

describe("generated configurations", () => {
    /** Drawn once: to make a configuration takes longer than to judge it. */
    const some = fc.constantFrom({ region: REGION, raw: example() }, ...fc.sample(configurations, fuzz(100)));

    it("are accepted when they are right, whatever they combine", () => {
        fc.assert(
            fc.property(configurations, (configuration) => {
                expect(judge(configuration)?.message).to.equal(undefined);
            }),
            fuzz(250),
        );
    });

    it("get nothing but the loader's own error when something in them is broken", () => {
        const seen = { accepted: 0, refused: 0 };
        fc.assert(
            fc.property(mutated(some), (configuration) => {
                seen[judge(configuration) === undefined ? "accepted" : "refused"] += 1;
            }),
            fuzz(1_000),
        );
        // Both matter: a mutation that breaks nothing tests nothing, and one that always does hides what is let in.
        expect(seen.refused).to.be.above(seen.accepted);
        expect(seen.accepted).to.be.above(seen.refused / 10);
    }).timeout(600_000);

    it("never change what other objects are", () => {
        const before = Object.getOwnPropertyNames(Object.prototype);
        fc.assert(
            fc.property(mutated(some), (configuration) => void judge(configuration)),
            fuzz(150),
        );
        expect(Object.getOwnPropertyNames(Object.prototype)).to.deep.equal(before);
        expect(({} as Record<string, unknown>).cku).to.equal(undefined);
    });

    it("are judged in time, however long their lists and maps", () => {
        const count = 5000;
        const raw = example();
        const many = Array.from({ length: count }, (_, index) => `x${index}`);
        const topics = Object.fromEntries(many.map((name) => [name, {}]));
        Object.assign((raw.clusters as Record<string, object>).sandbox ?? {}, { topics, datagen: {} });
        Object.assign((raw.links as Record<string, object>)["sandbox-shared"] ?? {}, {
            mirrorTopics: { fromSource: many },
        });
        expect(judge({ raw, region: REGION })).to.equal(undefined);
        Object.assign((raw.privateNetworks as Record<string, object>).core ?? {}, {
            clientCidrs: many.slice(0, 1000).map((_, index) => `20.${index >> 8}.${index & 255}.0/24`),
            zoneIds: many,
        });
        expect(judge({ raw, region: REGION })?.problems.length).to.be.above(count);
    });
});
