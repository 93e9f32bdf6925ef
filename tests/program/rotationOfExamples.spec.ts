// Every example with rotating keys over 1, 2, 3 and 10 boundaries, under mocks: the steps of each run are those that the
// engine takes, which makes and changes by the declared edges first, and deletes last. That it does so is shown by the
// runs on the real engine in soak/.
import { expect } from "chai";
import { example, examples, hasKeys, type Example } from "../support/examples";
import { runStack } from "../support/programs";
import { Recording, type Registration } from "../support/recording";
import { stackConfig } from "../support/stackFile";
import { TYPES } from "../support/types";

const ROTATION = "confluent-cluster-linking:rotation";
const FIRST = 694;

/** An example in the middle of the period of a generation, or without rotation. */
function inPeriod({ file, stack }: Example, generation?: number): Promise<Recording> {
    const config = stackConfig(file);
    const asOf = (days: number) => new Date((generation ?? 0) * days * 86_400_000 + 1).toISOString();
    const rotation = { days: 30, ...(config[ROTATION] as { days?: number } | undefined) };
    const others = Object.fromEntries(Object.entries(config).filter(([key]) => key !== ROTATION));
    const rotating = { ...others, [ROTATION]: { ...rotation, asOf: asOf(rotation.days) } };
    return runStack(generation === undefined ? others : rotating, { stack });
}

/** URNs of the keys that a resource holds, by its own URN; nothing for those that hold none. */
function keysHeld(recording: Recording): Map<string, string[]> {
    const keys = recording.ofType(TYPES.apiKey).map(({ id, urn }) => [id, urn] as const);
    const users = recording.resources.filter(({ type }) => type !== TYPES.apiKey);
    const held = users.map((user): [string, string[]] => {
        const inputs = JSON.stringify(user.inputs);
        return [user.urn, keys.filter(([id]) => inputs.includes(id)).map(([, urn]) => urn)];
    });
    return new Map(held.filter(([, urns]) => urns.length > 0));
}

/** The program's resources in an order that its edges allow, and in which keys come as late as they may. */
function keysLate(recording: Recording): Registration[] {
    const done = new Set<string>();
    const ordered: Registration[] = [];
    const wait = (one: Registration): number => (one.type === TYPES.apiKey ? 1 : 0);
    let open = [...recording.registrations];
    while (open.length > 0) {
        const [next] = open
            .filter(({ dependencies }) => dependencies.every((urn) => done.has(urn)))
            .sort((left, right) => wait(left) - wait(right));
        if (next === undefined) {
            throw new Error(`nothing can be made of ${open.map(({ name }) => name).join(", ")}`);
        }
        done.add(next.urn);
        ordered.push(next);
        open = open.filter((one) => one !== next);
    }
    return ordered;
}

/** What is wrong on the way from one program to the next: a resource holds a key that is not there yet, or any more. */
function brokenSteps(before: Recording, after: Recording): string[] {
    const live = new Set(before.ofType(TYPES.apiKey).map(({ urn }) => urn));
    const [old, held] = [keysHeld(before), keysHeld(after)];
    const now = new Map(old);
    const broken = () =>
        [...now].flatMap(([user, keys]) => keys.filter((key) => !live.has(key)).map((key) => `${user} holds ${key}`));
    const steps = keysLate(after).flatMap(({ urn, type }) => {
        if (type === TYPES.apiKey) {
            live.add(urn);
        }
        const keys = held.get(urn);
        if (keys === undefined) {
            return [];
        }
        const gone = (old.get(urn) ?? []).filter((key) => !live.has(key)).map((key) => `${key} went before ${urn}`);
        now.set(urn, keys);
        return [...gone, ...broken()];
    });
    // Deletions come last: users that are gone first, then keys that the new program does not name.
    for (const user of old.keys()) {
        if (!held.has(user)) {
            now.delete(user);
        }
    }
    const kept = new Set(after.ofType(TYPES.apiKey).map(({ urn }) => urn));
    [...live].filter((urn) => !kept.has(urn)).forEach((urn) => live.delete(urn));
    return [...steps, ...broken()];
}

/** Keys of both programs that are not the same in both, and so would be made anew under their users. */
function changedKeys(before: Recording, after: Recording): string[] {
    const inputs = (recording: Recording) =>
        new Map(recording.ofType(TYPES.apiKey).map((key) => [key.urn, JSON.stringify(key.inputs)]));
    const later = inputs(after);
    return [...inputs(before)].filter(([urn, was]) => later.has(urn) && later.get(urn) !== was).map(([urn]) => urn);
}

/** Generations of the keys that resources hold, without those of keys that never rotate. */
function generationsHeld(recording: Recording): number[] {
    const keys = [...keysHeld(recording).values()].flat();
    const found = keys.flatMap((urn) => /-key-g(\d+)$/.exec(urn)?.[1] ?? []);
    return [...new Set(found.map(Number))];
}

it("the example oauth has no keys, and is the only one", () => {
    const keyless = examples().filter((each) => !hasKeys(each));
    expect(keyless.map(({ stack }) => stack)).to.deep.equal(["oauth"]);
});

for (const each of examples().filter(hasKeys)) {
    describe(`the example ${each.stack} with rotating keys`, function () {
        this.timeout(60_000);

        it("holds a key that exists at every step over 1, 2, 3 and 10 boundaries, the newest in the end", async () => {
            let before = await inPeriod(each);
            expect(keysHeld(before).size).to.be.greaterThan(0);
            let generation = FIRST;
            for (const boundaries of [0, 1, 2, 3, 10]) {
                generation += boundaries;
                const after = await inPeriod(each, generation);
                expect(brokenSteps(before, after), `${boundaries} boundaries`).to.deep.equal([]);
                expect(changedKeys(before, after)).to.deep.equal([]);
                expect(generationsHeld(after)).to.deep.equal([generation]);
                before = after;
            }
        });
    });
}

describe("the steps of a rotation", () => {
    it("are found broken where nothing says that a key comes before its user", async () => {
        const clients = example("clients");
        const [before, after] = [await inPeriod(clients, FIRST), await inPeriod(clients, FIRST + 2)];
        const loose = after.registrations.map((one) => ({ ...one, dependencies: [] }));
        const unedged = new Recording(loose, after.outputs, after.invokes, after.secrets);
        expect(brokenSteps(before, unedged)).to.not.deep.equal([]);
    });
});
