// Clusters, access, topics and links as the settings ask for them. Does not prove that Confluent accepts them.
import { expect } from "chai";
import { deployAccess, readiness } from "../../../components/deployment/access";
import { deployClusters } from "../../../components/deployment/clusters";
import { deploymentContext } from "../../../components/deployment/context";
import { deployLinks, deployTopics } from "../../../components/deployment/links";
import { deployEnvironment } from "../../../components/deployment/environment";
import type { Settings } from "../../../components/settings/settings";
import { failureOf, record } from "../../support/engine";
import { devConfig, devSettings } from "../../support/fixtures";
import type { Recording } from "../../support/recording";
import { opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

/** Two public clusters: the data plane without a network. */
const OPEN = {
    privateNetworks: {},
    hub: undefined,
    clusters: {
        left: { type: "dedicated", cku: 1, availability: "SINGLE_ZONE", topics: { a: { partitions: 3 }, b: {} } },
        right: { type: "dedicated", cku: 2, availability: "MULTI_ZONE", topics: { c: {} } },
    },
    links: {
        both: {
            mode: "bidirectional",
            name: "both_ways",
            source: "left",
            destination: "right",
            mirrorTopics: { fromSource: ["a"], fromDestination: ["c"] },
        },
    },
};

async function deploy(settings: Settings): Promise<Recording> {
    const { recording } = await record(() => {
        const context = deploymentContext(settings);
        const environment = deployEnvironment(context);
        const clusters = deployClusters(context, environment, {}, {});
        const access = deployAccess(context, clusters, {});
        return deployLinks(context, clusters, access, deployTopics(context, access));
    });
    return recording;
}

describe("the deployed data plane", () => {
    it("has the clusters of the settings, in the environment and region of the stack", async () => {
        const recording = await deploy(devSettings(OPEN));
        const environment = { id: recording.find(TYPES.environment, "confluent-environment").id };
        const common = { cloud: "AWS", region: "us-east-1", environment, deletionProtection: false };
        expect(recording.ofType(TYPES.cluster).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["left-cluster", { displayName: "left", availability: "SINGLE_ZONE", dedicated: { cku: 1 }, ...common }],
            ["right-cluster", { displayName: "right", availability: "MULTI_ZONE", dedicated: { cku: 2 }, ...common }],
        ]);
    });

    it("has one manager per cluster and two identities per link, told apart by stack and purpose", async () => {
        const recording = await deploy(devSettings(OPEN));
        expect(recording.ofType(TYPES.account).map(({ inputs }) => inputs)).to.deep.equal(
            [
                ["test-both-destination", "Link both_ways"],
                ["test-both-source", "Link both_ways"],
                ["test-left-manager", "Manages cluster left"],
                ["test-right-manager", "Manages cluster right"],
            ].map(([displayName, purpose]) => ({
                displayName,
                description: `${purpose ?? ""}. Managed by Pulumi: confluent-cluster-linking/test`,
            })),
        );
        const crns = recording.ofType(TYPES.roleBinding).map(({ name, inputs }) => [name, inputs.crnPattern]);
        const crn = (name: string) => recording.find(TYPES.cluster, `${name}-cluster`).state.rbacCrn;
        expect(crns).to.deep.equal([
            ["both-destination-role", crn("right")],
            ["both-source-role", crn("left")],
            ["left-manager-role", crn("left")],
            ["right-manager-role", crn("right")],
        ]);
    });

    it("tells each gate what will be made behind it", async () => {
        const recording = await deploy(devSettings(OPEN));
        const objects = recording.ofType(TYPES.gate).map(({ name, inputs }) => [name, inputs.objects]);
        expect(objects).to.deep.equal([
            ["both-destination-ready", ["link/both_ways"]],
            ["both-source-ready", ["link/both_ways"]],
            ["left-manager-ready", ["topic/a", "topic/b", "mirror/both_ways/c"]],
            ["right-manager-ready", ["topic/c", "mirror/both_ways/a"]],
        ]);
        const ofLinks = recording.ofType(TYPES.linkGate).map(({ name, inputs }) => [name, inputs.objects]);
        expect(ofLinks).to.deep.equal([
            ["both-destination-ready", ["a"]],
            ["both-source-ready", ["c"]],
        ]);
    });

    it("has topics and mirrors, each mirror on the other cluster", async () => {
        const recording = await deploy(devSettings(OPEN));
        expect(recording.names(TYPES.topic)).to.deep.equal(["left/a", "left/b", "right/c"]);
        expect(recording.find(TYPES.topic, "left/a").inputs.partitionsCount).to.equal(3);
        const mirrors = recording.ofType(TYPES.mirror).map(({ name, inputs }) => {
            return [name, (opened(inputs.kafkaCluster) as { id: string }).id];
        });
        expect(mirrors).to.deep.equal([
            ["both-on-destination/a", recording.find(TYPES.cluster, "right-cluster").id],
            ["both-on-source/c", recording.find(TYPES.cluster, "left-cluster").id],
        ]);
        expect(recording.names(component("MirrorTopics"))).to.deep.equal(["both-on-destination", "both-on-source"]);
    });

    it("has halves under the link's name, with configuration only where there is any", async () => {
        const config = { source: { "topic.config.sync.ms": "10000" } };
        const recording = await deploy(devSettings({ ...OPEN, links: { both: { ...OPEN.links.both, config } } }));
        const [source, destination] = [
            recording.find(TYPES.link, "both-source").inputs,
            recording.find(TYPES.link, "both-destination").inputs,
        ];
        expect(source).to.deep.include({ link: "both_ways", config: { "topic.config.sync.ms": "10000" } });
        expect(destination.link).to.equal("both_ways");
        expect(destination).to.not.have.property("config");
    });

    it("uses an environment that is there already", async () => {
        const recording = await deploy(devSettings({ ...OPEN, environment: { id: "env-abc123" } }));
        expect(recording.ofType(TYPES.environment)).to.deep.equal([]);
        expect(recording.find(TYPES.cluster, "left-cluster").inputs.environment).to.deep.equal({ id: "env-abc123" });
    });

    it("passes deadline and resolver on to every gate", async () => {
        const given = { deadlineSeconds: 60, resolver: "127.0.0.1:5353" };
        const recording = await deploy(devSettings({ ...OPEN, readiness: given }));
        const gates = recording.ofType(TYPES.gate, TYPES.linkGate);
        expect(gates).to.have.length(6);
        for (const { inputs } of gates) {
            expect(inputs).to.include(given);
        }
    });

    it("asks the system's resolver unless told otherwise", () => {
        expect(readiness(devSettings())).to.deep.equal({ deadlineSeconds: 900 });
    });

    it("fails for a private cluster whose network is missing", async () => {
        const settings = devSettings({ links: {}, clusters: devConfig().clusters });
        expect(await failureOf(deploy(settings))).to.match(/^core is not among/);
    });
});
