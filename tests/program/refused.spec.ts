// A configuration that the settings refuse. The settings' own tests say what is refused and how it is told.
import { expect } from "chai";
import linkedClusters from "../../index";
import { SettingsError } from "../../components/settings/settingsError";
import { runProgram } from "../support/engine";
import { asText, stackFile } from "../support/stackFile";
import { TYPES } from "../support/types";

const SETTINGS = "confluent-cluster-linking:";

/** Runs the program and keeps the record even when the program throws. */
async function attempt(config: Record<string, unknown>) {
    let failure: unknown;
    const recording = await runProgram(
        async () => {
            try {
                return { ...(await linkedClusters()) };
            } catch (error) {
                failure = error;
                return {};
            }
        },
        { config: asText(config) },
    );
    return { recording, failure };
}

const REFUSED: [string, Record<string, unknown>][] = [
    ["no environment", { [`${SETTINGS}environment`]: {} }],
    ["a key that is not known", { [`${SETTINGS}enviroment`]: { name: "x" } }],
    ["a cluster in a network that is not there", { [`${SETTINGS}privateNetworks`]: {} }],
    ["zones of another region", { "aws:region": "eu-west-1" }],
    ["no region", { "aws:region": "" }],
];

describe("a configuration that is refused", () => {
    for (const [title, change] of REFUSED) {
        it(`${title}: nothing is registered`, async () => {
            const { recording, failure } = await attempt({ ...stackFile("dev"), ...change });
            expect(failure).to.be.instanceOf(SettingsError);
            expect(recording.registrations.map(({ type }) => type)).to.deep.equal([TYPES.stack]);
        });
    }

    it("and the same program with the file as it is committed goes through", async () => {
        const { recording, failure } = await attempt({ ...stackFile("dev") });
        expect(failure).to.equal(undefined);
        expect(recording.registrations.length).to.be.greaterThan(1);
    });
});
