// What gates hand on, and the rules of deletion and replacement, read off the recorded programs. Does not prove what the
// engine makes of the options; the simulation tests do.
import { expect } from "chai";
import { bothWays, committed } from "../support/programs";
import { UNKNOWN, type Recording, type Registration } from "../support/recording";
import { isSecret, opened } from "../support/secrets";
import { component, HUB_TYPES, RUNNER_TYPES, TYPES } from "../support/types";

const DATA_PLANE = [TYPES.topic, TYPES.link, TYPES.mirror];
const GATES = [TYPES.gate, TYPES.linkGate];

/** The input of a data-plane object that holds its own cluster's endpoint and credential. */
const ACCESS_INPUTS: Readonly<Record<string, readonly string[]>> = {
    [TYPES.topic]: ["restEndpoint", "credentials"],
    [TYPES.link]: ["localKafkaCluster"],
    [TYPES.mirror]: ["kafkaCluster"],
};

/** The gates that endpoint and credential of an object come from. */
function gatesOf(recording: Recording, { type, inputsFrom }: Registration): Registration[] {
    const from = (ACCESS_INPUTS[type] ?? []).map((input) => inputsFrom[input] ?? []);
    return from
        .reduce((left, right) => left.filter((urn) => right.includes(urn)))
        .map((urn) => recording.at(urn))
        .filter((each) => each.type === TYPES.gate);
}

describe("what gates hand on", () => {
    it("endpoint and credential of every data-plane object come out of exactly one gate", async () => {
        const recording = await bothWays();
        const found = recording.ofType(...DATA_PLANE).map((each) => {
            return `${each.name} <- ${gatesOf(recording, each)
                .map(({ name }) => name)
                .join(" and ")}`;
        });
        expect(found).to.deep.equal([
            "sandbox-shared-destination <- shared-manager-ready",
            "sandbox-shared-on-destination/dev-stock_trades <- shared-manager-ready",
            "sandbox-shared-on-source/quotes <- sandbox-manager-ready",
            "sandbox-shared-source <- sandbox-shared-source-ready",
            "sandbox/dev-stock_trades <- sandbox-manager-ready",
            "shared/quotes <- shared-manager-ready",
        ]);
    });

    it("a gate gets them under the names under which it gives them back", async () => {
        const recording = await committed("dev");
        for (const { name, inputs, state } of recording.ofType(...GATES)) {
            expect(inputs, name).to.include.keys("restEndpoint", "credentials");
            expect(opened(state), name).to.deep.include(opened(inputs));
            expect(isSecret(inputs.credentials), name).to.equal(true);
        }
    });

    it("a gate of the private cluster looks again when any part of the runner's path is another one", async () => {
        const recording = await committed("dev");
        const parts = [
            TYPES.endpoint,
            TYPES.connection,
            TYPES.zone,
            TYPES.record,
            TYPES.gatewayAttachment,
            TYPES.gatewayAssociation,
            TYPES.gatewayPropagation,
        ];
        const runners = recording.resources.filter(({ name }) => {
            return /^core-(association-runner|to-runner-.*|from-.*|(https|kafka)-from-runner)$/.test(name);
        });
        const expected = new Set([...recording.ofType(...parts), ...runners].map(({ urn }) => urn));
        for (const gate of ["sandbox-manager-ready", "sandbox-shared-source-ready"]) {
            const { inputsFrom } = recording.find(TYPES.gate, gate);
            expect(new Set(inputsFrom.reachable)).to.deep.equal(expected);
        }
        expect(recording.find(TYPES.gate, "shared-manager-ready").inputs.reachable).to.equal("");
    });

    it("a gate looks again when its role binding is another one, a link's gate when a half is", async () => {
        const recording = await committed("dev");
        for (const { name, inputsFrom } of recording.ofType(TYPES.gate)) {
            const role = recording.find(TYPES.roleBinding, name.replace(/ready$/, "role"));
            expect(inputsFrom.restsOn, name).to.deep.equal([role.urn]);
        }
        const halves = recording.ofType(TYPES.link).map(({ urn }) => urn);
        for (const { name, inputsFrom } of recording.ofType(TYPES.linkGate)) {
            expect(inputsFrom.restsOn, name).to.have.members(halves);
        }
    });

    it("a gate knows every object behind it, so that a change to them looks first", async () => {
        const recording = await bothWays();
        const label = ({ type, inputs }: Registration): string => {
            const { topicName, link, mirrorTopicName, clusterLink } = inputs;
            switch (type) {
                case TYPES.topic:
                    return `topic/${String(topicName)}`;
                case TYPES.link:
                    return `link/${String(link)}`;
                default:
                    return `mirror/${(clusterLink as { linkName: string }).linkName}/${String(mirrorTopicName)}`;
            }
        };
        for (const gate of recording.ofType(TYPES.gate)) {
            const users = recording.ofType(...DATA_PLANE).filter((each) => gatesOf(recording, each).includes(gate));
            expect(gate.inputs.objects, gate.name).to.have.members(users.map(label));
        }
    });

    it("nothing on the data plane asks for values that a preview of an update would not know", async () => {
        const recording = await committed("dev", "preview");
        const gate = recording.find(TYPES.gate, "shared-manager-ready");
        expect(gate.inputs).to.include({ link: "", deadlineSeconds: 900, resolver: "", reachable: "" });
        expect(gate.inputs.restEndpoint).to.equal(UNKNOWN);
    });
});

describe("the end of things on an unprotected stack", () => {
    it("every data-plane object goes with its own cluster", async () => {
        const recording = await bothWays();
        const clusterOf = (name: string) => recording.find(TYPES.cluster, `${name}-cluster`).urn;
        const [sandbox, shared] = [clusterOf("sandbox"), clusterOf("shared")];
        const found = recording.ofType(...DATA_PLANE).map(({ name, deletedWith }) => [name, deletedWith]);
        expect(found).to.deep.equal([
            ["sandbox-shared-destination", shared],
            ["sandbox-shared-on-destination/dev-stock_trades", shared],
            ["sandbox-shared-on-source/quotes", sandbox],
            ["sandbox-shared-source", sandbox],
            ["sandbox/dev-stock_trades", sandbox],
            ["shared/quotes", shared],
        ]);
    });

    it("nothing else goes without being deleted, and nothing is protected", async () => {
        const { registrations } = await bothWays();
        const others = registrations.filter(({ type }) => !(DATA_PLANE as string[]).includes(type));
        expect(others.filter(({ deletedWith }) => deletedWith !== "")).to.deep.equal([]);
        expect(registrations.filter(({ protect }) => protect)).to.deep.equal([]);
        expect(registrations.filter(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([]);
    });

    it("Confluent does not protect the clusters", async () => {
        const clusters = (await committed("dev")).ofType(TYPES.cluster);
        expect(clusters.map(({ inputs }) => inputs.deletionProtection)).to.deep.equal([false, false]);
    });
});

describe("the end of things on a protected stack", () => {
    it("every resource is protected but for keys, which rotate", async () => {
        const { resources } = await committed("prod");
        const open = resources.filter(({ type, protect }) => type !== TYPES.stack && !protect);
        expect(new Set(open.map(({ type }) => type))).to.deep.equal(new Set([TYPES.apiKey]));
        expect(resources.length).to.be.greaterThan(70);
    });

    it("no component is protected, but one that may be empty: a later release may make do without it", async () => {
        const { registrations } = await committed("prod");
        const components = registrations.filter(({ type, custom }) => !custom && type !== TYPES.stack);
        const found = components.filter(({ protect }) => protect).map(({ type }) => type);
        expect(found).to.deep.equal([component("ConfluentEnvironment")]);
        expect(components.length).to.be.greaterThan(10);
    });

    it("nothing goes with its cluster: the engine would forget it before it finds that the cluster stays", async () => {
        const { registrations } = await committed("prod");
        expect(registrations.filter(({ deletedWith }) => deletedWith !== "")).to.deep.equal([]);
        expect(registrations.filter(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([]);
    });

    it("Confluent protects the clusters too", async () => {
        const clusters = (await committed("prod")).ofType(TYPES.cluster);
        expect(clusters.map(({ inputs }) => inputs.deletionProtection)).to.deep.equal([true, true]);
    });
});

/** What may stand twice for a moment: names are not fixed, or a replacement is somewhere else. */
const MAY_STAND_TWICE: readonly string[] = [
    TYPES.vpc,
    TYPES.subnet,
    TYPES.routeTable,
    TYPES.securityGroup,
    TYPES.endpoint,
    TYPES.zone,
    TYPES.environment,
    TYPES.privateLink,
    TYPES.ingressGateway,
    TYPES.cluster,
    TYPES.account,
    TYPES.roleBinding,
    TYPES.apiKey,
    TYPES.secretVersion,
    // Never replaced.
    TYPES.gate,
    TYPES.linkGate,
    TYPES.guard,
];

/** Those of a hub and of a runner are held against the same rules in tests/unit/hub and tests/unit/runner. */
const ELSEWHERE: readonly string[] = [TYPES.stack, ...Object.values(HUB_TYPES), ...Object.values(RUNNER_TYPES)];
const OF_LINKS = Object.values(TYPES).filter((type) => !ELSEWHERE.includes(type));

describe("replacement", () => {
    for (const type of new Set(OF_LINKS)) {
        const first = !MAY_STAND_TWICE.includes(type);
        it(`${type} is ${first ? "deleted first: there can be one only" : "made first"}`, async () => {
            const recording = await bothWays();
            expect(recording.ofType(type).filter((each) => each.deleteBeforeReplace !== first)).to.deep.equal([]);
        });
    }

    it("covers every type that the program makes, but those of SYSTEM rules and workloads", async () => {
        const types = new Set((await bothWays()).resources.map(({ type }) => type));
        const missing = OF_LINKS.filter((type) => !types.has(type));
        const rules = [TYPES.resolverRule, TYPES.resolverRuleAssociation];
        // Those of workloads are held against the same rules in tests/program/workloads.spec.ts.
        const workloads = [TYPES.acl, TYPES.connector, TYPES.secret, TYPES.secretVersion];
        // The guard of a destroy is there for existing clusters only: tests/program/existing.spec.ts.
        const gateway = [TYPES.ingressGateway, TYPES.accessPoint];
        expect(missing).to.have.members([...rules, ...workloads, ...gateway, TYPES.guard]);
    });

    it("the zone's own list of VPCs is left to its associations, and nothing else is ignored", async () => {
        const ignoring = (await bothWays()).resources.filter(({ ignoreChanges }) => ignoreChanges.length > 0);
        expect(ignoring.map(({ name, ignoreChanges }) => [name, ignoreChanges])).to.deep.equal([
            ["core-zone", ["vpcs"]],
        ]);
    });
});
