import { expect } from "chai";
import { confluentProvider } from "../../../simulator/confluent/provider";
import { sdkResource } from "../sdkTypes";

const ENDS = ["destinationKafkaCluster", "sourceKafkaCluster", "localKafkaCluster", "remoteKafkaCluster"];

/** Reviewed against the provider's schema: inputs, or fields of them, that cannot change in place. */
const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
    AccessPoint: ["awsIngressPrivateLinkEndpoint.vpcEndpointId", "environment.id", "gateway.id"],
    ApiKey: ["disableWaitForReady", "managedResource", "owner"],
    ClusterLink: [
        ...["connectionMode", "link", "linkMode"],
        ...ENDS.flatMap((end) => [`${end}.bootstrapEndpoint`, `${end}.id`, `${end}.restEndpoint`]),
    ],
    Connector: ["environment.id", "kafkaCluster.id"],
    Environment: [],
    Gateway: ["awsIngressPrivateLinkGateway.region", "environment.id"],
    KafkaAcl: [
        ...["host", "kafkaCluster.id", "operation", "patternType", "permission", "principal", "resourceName"],
        ...["resourceType", "restEndpoint"],
    ],
    KafkaCluster: [
        ...["availability", "byokKey.id", "cloud", "dedicated.encryptionKey", "environment.id", "network.id"],
        "region",
    ],
    KafkaMirrorTopic: [
        ...["clusterLink.linkName", "kafkaCluster.id", "kafkaCluster.restEndpoint", "mirrorTopicName"],
        "sourceKafkaTopic.topicName",
    ],
    KafkaTopic: ["kafkaCluster.id", "topicName"],
    PrivateLinkAttachment: ["cloud", "environment.id", "region"],
    PrivateLinkAttachmentConnection: [
        ...["aws.vpcEndpointId", "azure", "environment.id", "gcp", "privateLinkAttachment.id"],
    ],
    RoleBinding: ["crnPattern", "principal", "roleName"],
    ServiceAccount: [],
};

/** Reviewed: of these, what the stand-in changes in place; it is read when the object is made, or not at all. */
const IN_PLACE_HERE: Readonly<Record<string, readonly string[]>> = {
    PrivateLinkAttachmentConnection: ["azure", "gcp"],
};

/** Reviewed: inputs that cannot change in place for some values. */
const SOMETIMES: Readonly<Record<string, readonly string[]>> = {
    Connector: ["configNonsensitive"],
    KafkaTopic: ["partitionsCount"],
};

/** Reviewed: inputs that the stand-in refuses, each one the block of another kind of the same type. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
    AccessPoint: [
        ...["awsEgressPrivateLinkEndpoint", "awsPrivateNetworkInterface", "azureEgressPrivateLinkEndpoint"],
        ...["azureIngressPrivateLinkEndpoint", "gcpEgressPrivateServiceConnectEndpoint"],
        "gcpIngressPrivateServiceConnectEndpoint",
    ],
    Gateway: [
        ...["awsEgressPrivateLinkGateway", "awsPrivateNetworkInterfaceGateway", "azureEgressPrivateLinkGateway"],
        ...["azureIngressPrivateLinkGateway", "gcpIngressPrivateServiceConnectGateway"],
    ],
};

/** Reviewed: outputs that the SDK says are always there, and that no service decides: the program has to name the link. */
const NAMED_BY_PROGRAM: Readonly<Record<string, readonly string[]>> = { ClusterLink: ["link"] };

/** Reviewed: outputs that the SDK takes for optional, and that the service answers with all the same. */
const ALWAYS_ANSWERED: Readonly<Record<string, readonly string[]>> = { ApiKey: ["description"] };

describe("the Confluent stand-in beside the SDK's types", () => {
    for (const [token, model] of Object.entries(confluentProvider.resources)) {
        const name = token.split(":").at(-1) ?? "";
        const sdk = sdkResource(token);

        describe(name, () => {
            it("knows which outputs only the service decides", () => {
                const nested = model.computed.filter((path) => path.includes("."));
                const whole = model.computed.filter((path) => !nested.includes(path));
                const tops = model.computed.map((path) => path.split(".")[0] ?? path);
                expect(sdk.outputs).to.include.members(tops);
                expect(sdk.inputs).to.include.members(nested.map((path) => path.split(".")[0] ?? path));
                expect(sdk.state).to.have.members(sdk.outputs);
                expect(whole).to.include.members(sdk.outputs.filter((one) => !sdk.inputs.includes(one)));
                const decided = [...tops, ...sdk.required, ...(NAMED_BY_PROGRAM[name] ?? []), ...(REFUSED[name] ?? [])];
                expect(decided).to.include.members([...sdk.alwaysSet]);
                expect([...sdk.alwaysSet, ...(ALWAYS_ANSWERED[name] ?? [])]).to.include.members(whole);
            });

            for (const block of REFUSED[name] ?? []) {
                it(`refuses ${block}, which it does not simulate`, () => {
                    expect(sdk.inputs).to.include(block);
                    const rest = sdk.inputs.filter((input) => input === block || !REFUSED[name]?.includes(input));
                    const inputs = Object.fromEntries(rest.map((input) => [input, "x"]));
                    expect(() => model.check?.(inputs)).to.throw(`${block}: the simulator does not simulate this`);
                });
            }

            it("replaces on the inputs that force it, and on no others", () => {
                const forced = FORCE_NEW[name] ?? [];
                expect(forced).to.include.members([...model.replaceOn]);
                expect([...model.replaceOn, ...(IN_PLACE_HERE[name] ?? [])]).to.include.members([...forced]);
                expect(Object.keys(model.replaceWhen ?? {})).to.have.members(SOMETIMES[name] ?? []);
                expect(sdk.inputs).to.include.members(model.replaceOn.map((path) => path.split(".")[0]));
                expect(model.replaceOn).to.include.members([...sdk.documentedForceNew]);
            });
        });
    }

    it("covers every type that the stand-in models", () => {
        const names = Object.keys(confluentProvider.resources).map((token) => token.split(":").at(-1));
        expect(Object.keys(FORCE_NEW)).to.have.members(names);
    });
});
