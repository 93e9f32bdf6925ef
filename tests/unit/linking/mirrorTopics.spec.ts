// Does not prove that data arrives; the simulated link mirrors.
import * as confluentcloud from "@pulumi/confluentcloud";
import { expect } from "chai";
import { ClusterLinking, type LinkEndArgs } from "../../../components/linking/clusterLinking";
import { linkPlan, type LinkEnd } from "../../../components/linking/linkPlan";
import { MirrorTopics } from "../../../components/linking/mirrorTopics";
import type { MirrorStatus } from "../../../components/settings/settings";
import { record } from "../../support/engine";
import { adminOf, clusterResource, handle, requisiteNames } from "../../support/fixtures";
import { leaks, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

function end(name: string, keepsNames = false): LinkEndArgs {
    const cluster = handle({ resource: clusterResource(`${name}-cluster`), keepsNames }, `lkc-${name}`);
    const [manager, identity] = [adminOf(`${name}-manager`, { cluster }), adminOf(`${name}-link`, { cluster })];
    return { cluster, manager, identity, mirrorTopics: [] };
}

function make(
    on: LinkEnd = "destination",
    topics: Record<string, string> = { orders: "orders", fills: "eu.fills" },
    { mirrors: statuses = [], keepsNames = false }: { mirrors?: readonly MirrorStatus[]; keepsNames?: boolean } = {},
) {
    const plan = linkPlan(
        { key: "s", kind: "enterprise", isPrivate: true },
        { key: "d", kind: "dedicated", isPrivate: false },
        "bidirectional",
    );
    const args = { linkName: "both-ways", source: end("s"), destination: end("d", keepsNames), plan };
    const { ends } = new ClusterLinking("link", args);
    const mirrors = Object.entries(topics).map(([name, mirrorName]) => {
        return [name, { topic: new confluentcloud.KafkaTopic(`topic-${name}`, { topicName: name }), mirrorName }];
    });
    const stopped = Object.fromEntries(statuses.map((status) => [status, { mirrorName: status, status }]));
    return new MirrorTopics("link-on", {
        ends,
        on,
        mirrors: { ...(Object.fromEntries(mirrors) as MirrorMap), ...stopped },
    });
}

type MirrorMap = Record<string, { topic: confluentcloud.KafkaTopic; mirrorName: string }>;

describe("MirrorTopics", () => {
    it("makes a mirror per topic on the other end, with that end's manager", async () => {
        const { recording } = await record(() => make());
        expect(recording.names(TYPES.mirror)).to.deep.equal(["link-on/fills", "link-on/orders"]);
        expect(opened(recording.find(TYPES.mirror, "link-on/fills").inputs)).to.deep.equal({
            clusterLink: { linkName: "both-ways" },
            sourceKafkaTopic: { topicName: "fills" },
            mirrorTopicName: "eu.fills",
            kafkaCluster: {
                id: "lkc-d",
                restEndpoint: "https://lkc-d.example.test:443",
                credentials: { key: "KEY-d-manager", secret: "of-d-manager" },
            },
        });
        expect(leaks(recording.registrations, ["of-d-manager"])).to.deep.equal([]);
    });

    it("waits for both halves, for the link's health, and for its own topic", async () => {
        const { recording } = await record(() => make());
        const mirror = recording.find(TYPES.mirror, "link-on/orders");
        expect(mirror.dependencies.map((urn) => recording.at(urn).name)).to.have.members([
            ...requisiteNames("d-manager"),
            "link-source",
            "link-destination",
            "link-destination-ready",
            "topic-orders",
        ]);
    });

    it("works the other way round too", async () => {
        const { recording } = await record(() => make("source"));
        const mirror = recording.find(TYPES.mirror, "link-on/orders");
        expect(opened(mirror.inputs.kafkaCluster)).to.include({ id: "lkc-s" });
        expect(mirror.dependencies).to.include(recording.find(TYPES.linkGate, "link-source-ready").urn);
        expect(mirror.deletedWith).to.equal(recording.find(TYPES.cluster, "s-cluster").urn);
    });

    it("goes with its cluster, and deletes before it is replaced", async () => {
        const { recording } = await record(() => make());
        const { urn } = recording.find(TYPES.cluster, "d-cluster");
        for (const mirror of recording.ofType(TYPES.mirror)) {
            expect(mirror).to.include({ deletedWith: urn, deleteBeforeReplace: true });
        }
    });

    it("says nothing about a mirror's status, which changes by itself", async () => {
        const { recording } = await record(() => make());
        expect(recording.find(TYPES.mirror, "link-on/orders").inputs).to.not.have.property("status");
    });

    it("asks for a status where one is wanted, and keeps what stops being a mirror", async () => {
        const statuses = ["ACTIVE", "PAUSED", "PROMOTED", "FAILED_OVER"] as const;
        const { recording } = await record(() => make("destination", {}, { mirrors: statuses }));
        const kept = statuses.map((status) => {
            const { inputs, retainOnDelete } = recording.find(TYPES.mirror, `link-on/${status}`);
            expect(inputs).to.include({ status });
            expect(opened(inputs.sourceKafkaTopic)).to.deep.equal({ topicName: status });
            return retainOnDelete;
        });
        expect(kept).to.deep.equal([false, false, true, true]);
    });

    it("registers the mirrors' names, none when there is none", async () => {
        const type = component("MirrorTopics");
        const [some, none] = [await record(() => make()), await record(() => make("destination", {}))];
        expect(some.recording.outputsOf(type, "link-on")).to.deep.equal({ mirrorTopicNames: ["orders", "eu.fills"] });
        expect(none.recording.outputsOf(type, "link-on")).to.deep.equal({ mirrorTopicNames: [] });
        expect(none.recording.ofType(TYPES.mirror)).to.deep.equal([]);
    });

    it("previews the same resources", async () => {
        const [update, preview] = [await record(() => make()), await record(() => make(), { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});

describe("the endpoint of a mirror whose cluster moves", () => {
    it("is left as it was, and only then", async () => {
        const moved = await record(() => make("destination", { orders: "orders" }, { keepsNames: true }));
        const staying = await record(() => make("destination", { orders: "orders" }));
        const ignored = [moved, staying].map(({ recording }) => recording.ofType(TYPES.mirror)[0]?.ignoreChanges);
        expect(ignored).to.deep.equal([["kafkaCluster.restEndpoint"], []]);
    });
});
