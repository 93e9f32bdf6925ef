// The whole program with rotating keys. Does not prove what the engine makes of a boundary; the simulation tests do.
import { expect } from "chai";
import { runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { stackFile } from "../support/stackFile";
import { leaks } from "../support/secrets";
import { TYPES } from "../support/types";

const ROTATION = "confluent-cluster-linking:rotation";

/** The dev stack a number of days after the first boundary of 2027, keys changing every 30 days. */
function daysLater(days: number, rotation: Record<string, unknown> = {}): Promise<Recording> {
    const asOf = new Date(Date.UTC(2027, 0, 2) + days * 86_400_000).toISOString();
    return runStack({ ...stackFile("dev"), [ROTATION]: { asOf, ...rotation } }, { stack: "dev" });
}

/** The keys that the users of keys hold, by the user. */
function usedKeys(recording: Recording): Record<string, string[]> {
    const users = recording.ofType(TYPES.gate, TYPES.link, TYPES.topic, TYPES.mirror);
    const nameOf = new Map(recording.ofType(TYPES.apiKey).map(({ id, name }) => [id, name]));
    return Object.fromEntries(
        users.map(({ name, inputs }) => {
            const ids = JSON.stringify(inputs).match(/KEY[0-9a-f]{17}/g) ?? [];
            return [name, [...new Set(ids)].map((id) => nameOf.get(id) ?? id)];
        }),
    );
}

describe("the dev stack with rotating keys", () => {
    it("has two generations of every key but that of the manager with a half that waits to be dialled", async () => {
        const recording = await daysLater(1);
        expect(recording.names(TYPES.apiKey)).to.deep.equal([
            "sandbox-manager-key-g693",
            "sandbox-manager-key-g694",
            "sandbox-shared-destination-key-g693",
            "sandbox-shared-destination-key-g694",
            "sandbox-shared-source-key-g693",
            "sandbox-shared-source-key-g694",
            "shared-manager-key",
        ]);
    });

    it("uses the newest generation everywhere", async () => {
        expect(usedKeys(await daysLater(1))).to.deep.equal({
            "sandbox-manager-ready": ["sandbox-manager-key-g694"],
            "sandbox-shared-destination": ["shared-manager-key"],
            "sandbox-shared-destination-ready": ["sandbox-shared-destination-key-g694"],
            "sandbox-shared-on-destination/dev-stock_trades": ["shared-manager-key"],
            "sandbox-shared-source": ["sandbox-shared-source-key-g694", "sandbox-shared-destination-key-g694"],
            "sandbox-shared-source-ready": ["sandbox-shared-source-key-g694"],
            "sandbox/dev-stock_trades": ["sandbox-manager-key-g694"],
            "shared-manager-ready": ["shared-manager-key"],
        });
    });

    it("asks for the same within a period, whenever it runs, and for one key more in the next", async () => {
        const [first, last, next] = [await daysLater(0), await daysLater(29.99), await daysLater(30)];
        expect(last.identities()).to.deep.equal(first.identities());
        const added = next.identities().filter((each) => !last.identities().includes(each));
        expect(added.map((each) => each.split("::")[1])).to.deep.equal([
            "sandbox-manager-key-g695",
            "sandbox-shared-destination-key-g695",
            "sandbox-shared-source-key-g695",
        ]);
    });

    it("has all new keys after as many emergencies as generations are retained", async () => {
        const [calm, alarmed] = [await daysLater(1), await daysLater(1, { generation: 2 })];
        const common = calm.names(TYPES.apiKey).filter((name) => alarmed.names(TYPES.apiKey).includes(name));
        expect(common).to.deep.equal(["shared-manager-key"]);
    });

    it("says when the next boundary is, and leaks nothing", async () => {
        const recording = await daysLater(1);
        const outputs = recording.outputsOf(TYPES.stack, "confluent-cluster-linking-dev");
        expect(outputs.keysRotateAt).to.equal("2027-02-01T00:00:00.000Z");
        expect(recording.secrets).to.have.length(7);
        const seen = recording.registrations.map(({ inputs, state }) => ({ inputs, state }));
        expect(leaks([...seen, ...recording.outputs], recording.secrets)).to.deep.equal([]);
    });
});
