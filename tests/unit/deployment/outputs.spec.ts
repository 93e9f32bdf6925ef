// The program with settings of its own, and what it tells others. Does not prove the values, which the mocks invent.
import { expect } from "chai";
import { runStack } from "../../support/programs";
import { stackFile } from "../../support/stackFile";
import type { Recording } from "../../support/recording";
import { TYPES } from "../../support/types";

const HUB = "confluent-cluster-linking:hub";

async function outputsOf(change: Record<string, unknown> = {}) {
    const config = Object.entries({ ...stackFile("dev"), ...change }).filter(([, value]) => value !== undefined);
    const recording = await runStack(Object.fromEntries(config));
    return { recording, outputs: recording.outputsOf(TYPES.stack, "confluent-cluster-linking-test") };
}

function idOf(recording: Recording, type: string, name: string): string {
    return recording.find(type, name).id;
}

describe("the stack's outputs", () => {
    it("name everything that others need to find and use", async () => {
        const { recording, outputs } = await outputsOf();
        expect(Object.keys(outputs).sort()).to.deep.equal([
            "clusters",
            "environmentId",
            "identities",
            "links",
            "privateNetworks",
            "readme",
            "requiredHubRoutes",
        ]);
        expect(outputs.environmentId).to.equal(idOf(recording, TYPES.environment, "confluent-environment"));
        expect(outputs.privateNetworks).to.deep.equal({
            core: {
                vpcId: idOf(recording, TYPES.vpc, "core-vpc"),
                endpointId: idOf(recording, TYPES.endpoint, "core-endpoint"),
                hostedZoneId: idOf(recording, TYPES.zone, "core-zone"),
            },
        });
        const { id, state } = recording.find(TYPES.cluster, "shared-cluster");
        expect(outputs.clusters).to.deep.include({
            shared: { id, restEndpoint: state.restEndpoint, bootstrapEndpoint: state.bootstrapEndpoint },
        });
    });

    it("name accounts, key ids and where the secrets are, not secrets", async () => {
        const { recording, outputs } = await outputsOf();
        const identity = (name: string) => ({
            serviceAccountId: idOf(recording, TYPES.account, `${name}-account`),
            apiKeyId: idOf(recording, TYPES.apiKey, `${name}-key`),
            secretAt: `state of stack test: ApiKey ${name}-key, property secret`,
        });
        const names = [
            "sandbox-manager",
            "shared-manager",
            "sandbox-shared-source",
            "sandbox-shared-destination",
        ] as const;
        expect(outputs.identities).to.deep.equal(Object.fromEntries(names.map((name) => [name, identity(name)])));
    });

    it("name links with their mirrors", async () => {
        const { recording, outputs } = await outputsOf();
        const { clusterLinkId } = recording.find(TYPES.link, "sandbox-shared-source").state;
        expect(outputs.links).to.deep.equal({
            "sandbox-shared": {
                name: "sandbox-shared",
                mode: "bidirectional",
                source: "sandbox",
                destination: "shared",
                sourceLinkId: clusterLinkId,
                destinationLinkId: clusterLinkId,
                mirrorTopics: { onSource: [], onDestination: ["dev-stock_trades"] },
            },
        });
    });

    it("ask for no route when the program adds them, or when there is no hub", async () => {
        expect((await outputsOf()).outputs.requiredHubRoutes).to.deep.equal([]);
        expect((await outputsOf({ [HUB]: undefined })).outputs.requiredHubRoutes).to.deep.equal([]);
    });

    it("ask for exactly the routes that the program would have added", async () => {
        const own = await outputsOf();
        const hub = { ...(stackFile("dev")[HUB] as object), manageRoutes: false };
        const { recording, outputs } = await outputsOf({ [HUB]: hub });
        const missing = own.recording.names(TYPES.route).filter((name) => !recording.names(TYPES.route).includes(name));
        const asked = outputs.requiredHubRoutes as Record<string, unknown>[];
        expect(missing).to.have.length(3);
        expect(asked.map(({ routeTableId }) => `core-from-${String(routeTableId)}`).sort()).to.deep.equal(missing);
        for (const { routeTableId, destinationCidr, transitGatewayId } of asked) {
            const route = own.recording.find(TYPES.route, `core-from-${String(routeTableId)}`);
            expect(route.inputs).to.deep.equal({
                routeTableId,
                destinationCidrBlock: destinationCidr,
                transitGatewayId,
            });
        }
    });
});
