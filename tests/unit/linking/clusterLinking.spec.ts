// Does not prove that the halves find each other; the simulated clusters check that.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { KafkaAccessArgs } from "../../../components/access/kafkaAccess";
import { onCluster } from "../../../components/access/kafkaAcls";
import { keyGenerations } from "../../../components/access/keyGenerations";
import { ClusterLinking, type ClusterLinkingArgs, type LinkEndArgs } from "../../../components/linking/clusterLinking";
import { linkPlan, type Side } from "../../../components/linking/linkPlan";
import { failureOf, record, valueOf } from "../../support/engine";
import { adminOf, clusterResource, handle, requisiteNames } from "../../support/fixtures";
import type { Recording } from "../../support/recording";
import { leaks, opened } from "../../support/secrets";
import { component, TYPES, URN_START } from "../../support/types";

const PLACE = { environment: "env-1", region: "us-east-1" };
const PRIVATE: Side = { key: "private", kind: "enterprise", isPrivate: true, ...PLACE };
const OTHER: Side = { key: "other", kind: "enterprise", isPrivate: true, ...PLACE };
const PUBLIC: Side = { key: "public", kind: "dedicated", isPrivate: false, ...PLACE };

function end(name: string, change: Partial<LinkEndArgs> = {}): LinkEndArgs {
    const cluster = handle({ resource: clusterResource(`${name}-cluster`) }, `lkc-${name}`);
    return {
        cluster,
        manager: adminOf(`${name}-manager`, { cluster }),
        identity: adminOf(`${name}-link`, { cluster }),
        mirrorTopics: [],
        ...change,
    };
}

interface Change {
    readonly source?: Partial<LinkEndArgs>;
    readonly destination?: Partial<LinkEndArgs>;
    readonly plan?: ClusterLinkingArgs["plan"];
    readonly readiness?: { readonly deadlineSeconds: number };
}

function make(name = "both", { source = {}, destination = {}, ...change }: Change = {}) {
    return new ClusterLinking(name, {
        linkName: "both-ways",
        source: end(`${name}-s`, source),
        destination: end(`${name}-d`, destination),
        plan: linkPlan(PRIVATE, PUBLIC, "bidirectional"),
        ...change,
    });
}

function directNames(recording: Recording, name: string): string[] {
    return recording.find(TYPES.link, name).dependencies.map((urn) => recording.at(urn).name);
}

/** What an identity of the link's own is made from. */
function ownIdentity(change: Partial<KafkaAccessArgs> = {}): KafkaAccessArgs {
    const about = { displayName: "dev-link", description: "Link", objects: ["link/both-ways"] };
    return { cluster: handle({}, "lkc-own"), deletedWithCluster: true, ...about, ...change };
}

const ALL_GATES = requisiteNames("both-s-manager", "both-s-link", "both-d-manager", "both-d-link");

describe("ClusterLinking", () => {
    it("makes the waiting half with the manager's credential, and without the peer's", async () => {
        const { recording } = await record(make);
        expect(opened(recording.find(TYPES.link, "both-destination").inputs)).to.deep.equal({
            link: "both-ways",
            linkMode: "BIDIRECTIONAL",
            connectionMode: "INBOUND",
            localKafkaCluster: {
                id: "lkc-both-d",
                restEndpoint: "https://lkc-both-d.example.test:443",
                credentials: { key: "KEY-both-d-manager", secret: "of-both-d-manager" },
            },
            remoteKafkaCluster: {
                id: "lkc-both-s",
                bootstrapEndpoint: "SASL_SSL://lkc-both-s.example.test:9092",
            },
        });
    });

    it("makes the dialling half with the link's own credentials on both clusters", async () => {
        const { recording } = await record(make);
        expect(opened(recording.find(TYPES.link, "both-source").inputs)).to.deep.equal({
            link: "both-ways",
            linkMode: "BIDIRECTIONAL",
            connectionMode: "OUTBOUND",
            localKafkaCluster: {
                id: "lkc-both-s",
                restEndpoint: "https://lkc-both-s.example.test:443",
                credentials: { key: "KEY-both-s-link", secret: "of-both-s-link" },
            },
            remoteKafkaCluster: {
                id: "lkc-both-d",
                bootstrapEndpoint: "SASL_SSL://lkc-both-d.example.test:9092",
                credentials: { key: "KEY-both-d-link", secret: "of-both-d-link" },
            },
        });
    });

    it("makes either half after all gates, and the second after the first", async () => {
        const { recording } = await record(make);
        expect(directNames(recording, "both-destination")).to.have.members([...ALL_GATES]);
        expect(directNames(recording, "both-source")).to.have.members([...ALL_GATES, "both-destination"]);
    });

    it("follows the plan: two private clusters dial each other, one after the other", async () => {
        const { recording } = await record(() => {
            return make("both", { plan: linkPlan(PRIVATE, OTHER, "bidirectional") });
        });
        const halves = recording.ofType(TYPES.link);
        expect(halves.map(({ inputs }) => inputs.connectionMode)).to.deep.equal(["OUTBOUND", "OUTBOUND"]);
        expect(directNames(recording, "both-destination")).to.include("both-source");
        expect(directNames(recording, "both-source")).to.not.include("both-destination");
    });

    it("follows the plan: the source dials", async () => {
        const { recording } = await record(() => {
            return make("both", { plan: linkPlan(PRIVATE, PUBLIC, "source-initiated") });
        });
        expect(recording.find(TYPES.link, "both-destination").inputs).to.include({
            linkMode: "DESTINATION",
            connectionMode: "INBOUND",
        });
        expect(recording.find(TYPES.link, "both-source").inputs).to.include({
            linkMode: "SOURCE",
            connectionMode: "OUTBOUND",
        });
    });

    it("names a one-way half's own cluster and its peer by their roles", async () => {
        const { recording } = await record(() => {
            return make("both", { plan: linkPlan(PRIVATE, PUBLIC, "source-initiated") });
        });
        const source = { id: "lkc-both-s", bootstrapEndpoint: "SASL_SSL://lkc-both-s.example.test:9092" };
        const waiting = opened(recording.find(TYPES.link, "both-destination").inputs) as Record<string, unknown>;
        expect(waiting.sourceKafkaCluster).to.deep.equal(source);
        expect(waiting.destinationKafkaCluster).to.deep.equal({
            id: "lkc-both-d",
            restEndpoint: "https://lkc-both-d.example.test:443",
            credentials: { key: "KEY-both-d-manager", secret: "of-both-d-manager" },
        });
        const dialling = opened(recording.find(TYPES.link, "both-source").inputs) as Record<string, unknown>;
        expect(dialling.sourceKafkaCluster).to.deep.equal({
            id: "lkc-both-s",
            restEndpoint: "https://lkc-both-s.example.test:443",
            credentials: { key: "KEY-both-s-link", secret: "of-both-s-link" },
        });
        expect(dialling.destinationKafkaCluster).to.deep.equal({
            id: "lkc-both-d",
            bootstrapEndpoint: "SASL_SSL://lkc-both-d.example.test:9092",
            credentials: { key: "KEY-both-d-link", secret: "of-both-d-link" },
        });
        for (const half of [waiting, dialling]) {
            expect(half).to.not.have.any.keys("localKafkaCluster", "remoteKafkaCluster");
        }
    });

    it("makes the one half of a link that the destination dials, its gate, and no id on the source", async () => {
        const { made, recording } = await record(() => {
            return make("both", { plan: linkPlan(PUBLIC, PUBLIC_TOO, "destination-initiated") });
        });
        expect(recording.names(TYPES.link)).to.deep.equal(["both-destination"]);
        expect(recording.names(TYPES.linkGate)).to.deep.equal(["both-destination-ready"]);
        expect(Object.keys(made.ends)).to.deep.equal(["destination"]);
        expect(recording.find(TYPES.link, "both-destination").inputs).to.include({
            linkMode: "DESTINATION",
            connectionMode: "OUTBOUND",
        });
        expect(Object.keys(recording.outputsOf(component("ClusterLinking"), "both"))).to.have.members([
            "linkName",
            "destinationLinkId",
        ]);
    });

    it("refuses a plan without any half", async () => {
        const failure = await failureOf(record(() => make("both", { plan: [] })));
        expect(failure).to.equal("the plan of link both-ways has no half");
    });

    it("sets link configuration on the half that it is given for, and nowhere else", async () => {
        const { recording } = await record(() => {
            return make("both", { source: { config: { "topic.config.sync.ms": "1000" } } });
        });
        expect(recording.find(TYPES.link, "both-source").inputs.config).to.deep.equal({
            "topic.config.sync.ms": "1000",
        });
        expect(recording.find(TYPES.link, "both-destination").inputs).to.not.have.property("config");
    });

    it("gates each end: the link has to be healthy there before a mirror is made", async () => {
        const { recording } = await record(() => {
            return make("both", { destination: { mirrorTopics: ["orders"] }, readiness: { deadlineSeconds: 9 } });
        });
        const gate = recording.find(TYPES.linkGate, "both-destination-ready");
        const linkIds = recording.ofType(TYPES.link).map(({ state }) => state.clusterLinkId);
        expect(opened(gate.inputs)).to.deep.equal({
            clusterId: "lkc-both-d",
            restEndpoint: "https://lkc-both-d.example.test:443",
            credentials: { key: "KEY-both-d-manager", secret: "of-both-d-manager" },
            restsOn: linkIds,
            link: "both-ways",
            objects: ["orders"],
            stopped: [],
            reachable: "",
            resolver: "",
            deadlineSeconds: 9,
        });
        expect(gate.dependencies.map((urn) => recording.at(urn).name)).to.have.members([
            ...requisiteNames("both-d-manager"),
            "both-destination",
            "both-source",
        ]);
        expect(recording.names(TYPES.linkGate)).to.deep.equal(["both-destination-ready", "both-source-ready"]);
    });

    it("makes an identity of its own for an end that tells what from, and dials with it behind its gate", async () => {
        const { made, recording } = await record(() => make("both", { source: { identity: ownIdentity() } }));
        const key = recording.find(TYPES.apiKey, "both-source-key");
        const gate = recording.find(TYPES.gate, "both-source-ready");
        const account = recording.find(TYPES.account, "both-source-account");
        const role = recording.find(TYPES.roleBinding, "both-source-role");
        for (const { parent } of [account, role, key, gate]) {
            expect(parent).to.equal(recording.find(component("ClusterLinking"), "both").urn);
        }
        const half = opened(recording.find(TYPES.link, "both-source").inputs) as Record<string, object>;
        expect(half.localKafkaCluster).to.deep.include({
            credentials: { key: key.id, secret: recording.secrets[0] },
        });
        for (const name of ["both-source", "both-destination"]) {
            const { dependencies } = recording.find(TYPES.link, name);
            expect(dependencies).to.include.members([gate.urn, role.urn, key.urn]);
        }
        expect(Object.keys(made.identities)).to.deep.equal(["source"]);
        expect(await valueOf(pulumi.output(made.identities.source?.apiKeyId))).to.equal(key.id);
        expect(leaks([...recording.outputs, recording.registrations], recording.secrets)).to.deep.equal([]);
    });

    it("keeps an identity that a stack from before 0.1.0 holds beside the link, its ACLs and keys too", async () => {
        const { recording } = await record(() => {
            const acls = { admin: adminOf("first"), rules: [onCluster("ALTER")] };
            const generations = keyGenerations(new Date("2027-01-10"), { days: 30, retain: 2, generation: 0 });
            make("both", { source: { identity: ownIdentity({ acls, generations }) } });
        });
        const own = recording.registrations.filter(({ formerUrns }) => formerUrns.length > 0);
        const access = `${URN_START}${component("KafkaAccess")}`;
        const beside = (type: string, name: string) => `${access}$${type}::${name}`;
        const inIdentity = (type: string, name: string) => [
            beside(type, name),
            `${access}$${component("ServiceIdentity")}$${type}::${name}`,
        ];
        expect(own.map(({ name, formerUrns }) => [name, formerUrns])).to.have.deep.members([
            ["both-source-account", inIdentity(TYPES.account, "both-source-account")],
            ["both-source-key", inIdentity(component("RotatingApiKey"), "both-source-key")],
            ["both-source/alter-cluster", [beside(TYPES.acl, "both-source/alter-cluster")]],
            ["both-source-ready", [beside(TYPES.gate, "both-source-ready")]],
        ]);
    });

    it("lets each half go with its own cluster, and delete before it is replaced", async () => {
        const { recording } = await record(make);
        for (const [name, cluster] of [
            ["both-source", "both-s-cluster"],
            ["both-destination", "both-d-cluster"],
        ] as const) {
            const half = recording.find(TYPES.link, name);
            expect(half.deletedWith).to.equal(recording.find(TYPES.cluster, cluster).urn);
            expect(half.deleteBeforeReplace).to.equal(true);
        }
    });

    it("gives out and registers name and ids", async () => {
        const { made, recording } = await record(make);
        expect(await valueOf(made.linkName)).to.equal("both-ways");
        const { clusterLinkId } = recording.find(TYPES.link, "both-source").state;
        expect(recording.outputsOf(component("ClusterLinking"), "both")).to.deep.equal({
            linkName: "both-ways",
            sourceLinkId: clusterLinkId,
            destinationLinkId: clusterLinkId,
        });
        const secrets = ["of-both-s-link", "of-both-d-link", "of-both-d-manager"];
        expect(leaks([...recording.outputs, recording.registrations], secrets)).to.deep.equal([]);
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        expect(recording.ofType(TYPES.link)).to.have.length(4);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});

const PUBLIC_TOO: Side = { ...PUBLIC, key: "public-too" };

describe("the endpoints of a link whose cluster moves", () => {
    it("are left to each half as they were, and to no other link", async () => {
        const moved = { cluster: handle({ keepsNames: true }, "lkc-moved") };
        const { recording } = await record(() => [make("one", { source: moved }), make("two")]);
        const ignored = recording.ofType(TYPES.link).map(({ name, ignoreChanges }) => [name, ignoreChanges]);
        expect(ignored).to.deep.equal([
            ["one-destination", ["remoteKafkaCluster.bootstrapEndpoint"]],
            ["one-source", ["localKafkaCluster.restEndpoint"]],
            ["two-destination", []],
            ["two-source", []],
        ]);
    });
});
