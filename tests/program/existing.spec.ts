// Stacks on existing clusters, read off the recorded program. Does not prove what the engine makes of the edges.
// `UPDATE_GOLDEN=1` rewrites the list; a change to it renames resources.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { example, examples } from "../support/examples";
import { ofExample, runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { stackConfig } from "../support/stackFile";
import { TYPES } from "../support/types";

const GOLDEN = path.join(__dirname, "golden", "community-example.txt");
const DATA_PLANE = [TYPES.topic, TYPES.link, TYPES.mirror];

function run(stack: string): Promise<Recording> {
    return runStack(stackConfig(example(stack).file), { stack });
}

describe("a stack on existing clusters", () => {
    it("makes exactly the resources of its list, in a preview too", async () => {
        const recording = await ofExample("community-example");
        if (process.env.UPDATE_GOLDEN === "1") {
            fs.writeFileSync(GOLDEN, `${recording.identities().join("\n")}\n`);
        }
        const list = fs.readFileSync(GOLDEN, "utf8").trim().split("\n");
        expect(recording.identities()).to.deep.equal(list);
        expect((await ofExample("community-example", "preview")).identities()).to.deep.equal(list);
    });

    it("makes identities, bindings, keys, topics, links and mirrors, and nothing else", async () => {
        const { resources } = await run("community-example");
        const counts = new Map<string, number>();
        for (const { type } of resources) {
            counts.set(type, (counts.get(type) ?? 0) + 1);
        }
        expect(Object.fromEntries(counts)).to.deep.equal({
            [TYPES.account]: 2,
            [TYPES.roleBinding]: 2,
            [TYPES.apiKey]: 2,
            [TYPES.gate]: 2,
            [TYPES.topic]: 3,
            [TYPES.link]: 2,
            [TYPES.linkGate]: 2,
            [TYPES.mirror]: 3,
            [TYPES.guard]: 1,
        });
    });

    it("really deletes what it made on them, and lets the rest go with its own cluster", async () => {
        const recording = await run("source-initiated");
        const owned = recording.find(TYPES.cluster, "inner-cluster").urn;
        const fates = recording.ofType(...DATA_PLANE).map(({ name, deletedWith }) => [name, deletedWith]);
        expect(fates).to.deep.equal([
            ["inner-outer-destination", ""],
            ["inner-outer-on-destination/trades", ""],
            ["inner-outer-source", owned],
            ["inner/trades", owned],
        ]);
    });

    it("asks a cluster that can hold no links for none", async () => {
        const recording = await run("destination-initiated");
        const asked = recording.ofType(TYPES.gate).map(({ name, inputs }) => [name, inputs.listsLinks]);
        expect(asked).to.deep.equal([
            ["new-manager-ready", undefined],
            ["old-manager-ready", false],
            ["old-new-destination-ready", undefined],
            ["old-new-source-ready", false],
        ]);
    });
});

describe("the guard of a destroy", () => {
    it("is there once, and only where an existing private cluster holds anything of the stack's", async () => {
        for (const { stack, file } of examples()) {
            const config = stackConfig(file);
            const clusters = Object.values(config["confluent-cluster-linking:clusters"] as Record<string, object>);
            const isPrivate = clusters.some((cluster) => {
                return "id" in cluster && ("reachable" in cluster || "privateNetwork" in cluster);
            });
            const guards = (await runStack(config, { stack })).names(TYPES.guard);
            expect(guards, stack).to.have.length(isPrivate ? 1 : 0);
        }
    });

    it("is there for ACLs alone, which have to be deleted one by one too", async () => {
        const settings = stackConfig(example("existing-private").file);
        const { far } = settings["confluent-cluster-linking:clusters"] as Record<string, object>;
        const client = { consume: [{ topic: "trades" }], groups: [{ group: "auditor" }] };
        const only = {
            "aws:region": settings["aws:region"],
            "confluent-cluster-linking:clusters": { far: { ...far, clients: { auditor: client } } },
        };
        expect((await runStack(only, { stack: "dev" })).names(TYPES.guard)).to.have.length(1);
    });

    it("depends on everything else, so that it is deleted first and alone", async () => {
        const recording = await run("existing-private");
        const guard = recording.find(TYPES.guard, "existing-clusters-clusters");
        const others = recording.resources.filter(({ urn }) => urn !== guard.urn).map(({ urn }) => urn);
        expect(new Set(guard.dependencies)).to.include.all.keys(others);
        const dependents = recording.registrations.filter(({ dependencies }) => dependencies.includes(guard.urn));
        expect(dependents).to.deep.equal([]);
    });
});
