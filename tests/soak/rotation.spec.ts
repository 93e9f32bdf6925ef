// Keys change as time passes, on the real engine: whatever uses a key has the next one before an old one goes. Time is
// moved by the setting `rotation.asOf`; the clouds' own clock stays.
import { expect } from "chai";
import { examples, hasKeys } from "../support/examples";
import { inPeriod, momentOf } from "../support/rotation";
import { Simulated, told, type Run } from "../support/simulated";

const FIRST = 694;

let rotating: Promise<Simulated> | undefined;

/** A copy of the dev stack as it is in the first period. */
async function deployed(): Promise<Simulated> {
    rotating ??= (async () => {
        const stack = inPeriod(await Simulated.deployed(), FIRST);
        await stack.succeed("up");
        return stack;
    })();
    return (await rotating).copy();
}

/** Descriptions of the live keys, of which each names its generation; sorted. */
function generations({ world }: Simulated): number[] {
    const found = Object.values(world.data.confluent.apiKeys).map(({ spec }) =>
        /Generation (\d+)$/.exec(String(spec.description)),
    );
    return [...new Set(found.flatMap((match) => (match?.[1] === undefined ? [] : [Number(match[1])])))].sort();
}

/** Everything in the clouds that holds a key works: links are active, which takes both their keys, and mirrors too. */
function expectAllWorks(stack: Simulated): void {
    const { links } = stack.clouds;
    expect(links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(links.flatMap(({ mirrors }) => mirrors)).to.deep.equal([{ topic: "dev-stock_trades", status: "ACTIVE" }]);
}

/** Keys are made first, then looked at, then handed to their users in place; deleted last. */
function expectOrder({ steps }: Run): void {
    const at = (op: string, ...types: string[]) =>
        steps.flatMap((step, index) => (step.op === op && types.includes(step.type) ? [index] : []));
    const [made, gates] = [at("create", "ApiKey"), at("update", "KafkaRestReady")];
    const [users, deleted] = [at("update", "ClusterLink", "KafkaTopic"), at("delete", "ApiKey")];
    expect([made.length > 0, gates.length > 0, users.length > 0, deleted.length > 0]).to.deep.equal([
        true,
        true,
        true,
        true,
    ]);
    const gateOfLink = steps.findIndex(({ op, name }) => op === "update" && name === "sandbox-shared-source-ready");
    const link = steps.findIndex(({ op, type }) => op === "update" && type === "ClusterLink");
    expect(gateOfLink)
        .to.be.greaterThan(Math.min(...made))
        .and.below(link);
    expect(Math.min(...deleted)).to.be.greaterThan(Math.max(...made, ...gates, ...users));
}

describe("rotating keys", function () {
    this.timeout(300_000);

    it("start on a stack that had none: users move in place, then the old keys go", async () => {
        const stack = inPeriod(await Simulated.deployed(), FIRST);
        const up = await stack.succeed("up");
        expect(
            told(up.steps).filter((step) => !step.includes(" ApiKey ") && !step.includes(" RotatingApiKey ")),
        ).to.deep.equal([
            "update ClusterLink sandbox-shared-source",
            "update KafkaRestReady sandbox-manager-ready",
            "update KafkaRestReady sandbox-shared-destination-ready",
            "update KafkaRestReady sandbox-shared-source-ready",
            "update KafkaTopic sandbox/dev-stock_trades",
            "update LinkReady sandbox-shared-source-ready",
        ]);
        expectOrder(up);
        expectAllWorks(stack);
    });

    it("stay as they are between two boundaries", async () => {
        const stack = await deployed();
        stack.configure((settings) => {
            settings.rotation = { asOf: momentOf(FIRST, 0.999) };
        });
        expect((await stack.succeed("preview", { runner: "public" })).steps).to.deep.equal([]);
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
    });

    it("show in a preview of the next period what the up then does", async () => {
        const stack = inPeriod(await deployed(), FIRST + 1);
        const preview = await stack.succeed("preview", { runner: "public" });
        const up = await stack.succeed("up");
        expect(told(preview.steps)).to.deep.equal(told(up.steps));
        expect(told(up.steps).filter((step) => step.includes(" ApiKey "))).to.deep.equal([
            "create ApiKey sandbox-manager-key-g695",
            "create ApiKey sandbox-shared-destination-key-g695",
            "create ApiKey sandbox-shared-source-key-g695",
            "delete ApiKey sandbox-manager-key-g693",
            "delete ApiKey sandbox-shared-destination-key-g693",
            "delete ApiKey sandbox-shared-source-key-g693",
        ]);
    });

    it("change over 1, 2, 3 and 10 boundaries, one after the other, and nothing breaks", async () => {
        const stack = await deployed();
        let generation = FIRST;
        for (const boundaries of [1, 2, 3, 10]) {
            generation += boundaries;
            const up = await inPeriod(stack, generation).succeed("up");
            expectOrder(up);
            expectAllWorks(stack);
            expect(generations(stack)).to.deep.equal([generation - 1, generation]);
            expect((await stack.succeed("up")).steps, `again after ${boundaries}`).to.deep.equal([]);
        }
    });

    it("stay valid where the run breaks off on the way, and the next run goes on", async () => {
        const stack = inPeriod(await deployed(), FIRST + 5);
        const broken = await stack.run("up", { faults: ["ClusterLink.update=fail"] });
        expect(broken.result).to.equal("failed");
        expect(told(broken.steps).filter((step) => step.startsWith("delete "))).to.deep.equal([]);
        expectAllWorks(stack);
        expect(generations(stack)).to.deep.equal([FIRST - 1, FIRST, FIRST + 4, FIRST + 5]);
        await stack.succeed("up");
        expectAllWorks(stack);
        expect(generations(stack)).to.deep.equal([FIRST + 4, FIRST + 5]);
    });

    it("are all replaced by an emergency of as many generations as are retained", async () => {
        const stack = await deployed();
        const before = Object.keys(stack.world.data.confluent.apiKeys);
        stack.configure((settings) => {
            Object.assign(settings.rotation ?? {}, { generation: 2 });
        });
        expectOrder(await stack.succeed("up"));
        expectAllWorks(stack);
        const after = Object.keys(stack.world.data.confluent.apiKeys);
        // What is left of the old ones is the key of the manager with a half that waits to be dialled.
        expect(after.filter((key) => before.includes(key))).to.have.length(1);
    });

    it("can be taken away with all else", async () => {
        const stack = await deployed();
        await stack.succeed("destroy");
        expect(stack.clouds.confluent.apiKeys).to.equal(0);
    });

    it("would break a link whose key was deleted under it: the clouds refuse the key and the link says so", async () => {
        const stack = await deployed();
        stack.tamper(({ data }) => {
            const own = Object.entries(data.confluent.apiKeys).filter(
                ([, { spec }]) => !String(spec.displayName).includes("shared-source"),
            );
            data.confluent.apiKeys = Object.fromEntries(own);
        });
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["UNAVAILABLE", "UNAVAILABLE"]);
        const refresh = await stack.run("refresh");
        expect(JSON.stringify(refresh.diagnostics)).to.include("401");
    });
});

for (const example of examples().filter(hasKeys)) {
    describe(`the example ${example.stack} with rotating keys`, function () {
        this.timeout(300_000);

        it("changes over 1 and 3 boundaries, and nothing breaks or is made again", async () => {
            const stack = inPeriod(Simulated.ofExample(example), FIRST);
            await stack.succeed("up");
            for (const generation of [FIRST + 1, FIRST + 4]) {
                const { steps } = await inPeriod(stack, generation).succeed("up");
                expect(generations(stack)).to.deep.equal([generation - 1, generation]);
                const { links } = stack.clouds;
                expect(new Set(links.map(({ state }) => state))).to.deep.equal(new Set(["ACTIVE"]));
                const mirrors = links.flatMap((link) => link.mirrors.map(({ status }) => status));
                expect(new Set(mirrors)).to.deep.equal(new Set(["ACTIVE"]));
                // A secret's value never changes: another one is another version.
                const again = steps.filter(({ op, type }) => op.includes("replace") && type !== "SecretVersion");
                expect(told(again)).to.deep.equal([]);
                const deleted = steps.findIndex(({ op, type }) => op === "delete" && type === "ApiKey");
                const lastChange = steps.findLastIndex(({ op }) => op === "update" || op === "create");
                expect(deleted).to.be.greaterThan(lastChange);
            }
        });
    });
}
