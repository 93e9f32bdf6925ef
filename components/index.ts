// What TypeScript programs import. plugin.ts has the part of it that other languages get.
export { LinkedClusters, type LinkedCluster, type LinkedClustersArgs } from "./deployment/linkedClusters";

export { AccessPointEndpoint, type AccessPointEndpointArgs } from "./network/accessPointEndpoint";
export { ConsumerVpc, type ConsumerVpcArgs } from "./network/consumerVpc";
export type { EndpointDnsEntry } from "./network/endpointNames";
export type { InterfaceEndpointArgs } from "./network/interfaceEndpoint";
export { IngressGateway, type IngressGatewayArgs } from "./network/ingressGateway";
export { PrivateDns, type PrivateDnsArgs, type PrivateDnsOptions } from "./network/privateDns";
export { PrivateLinkAttachment, type PrivateLinkAttachmentArgs } from "./network/privateLinkAttachment";
export { PrivateLinkEndpoint, type PrivateLinkEndpointArgs } from "./network/privateLinkEndpoint";
export { PrivateLinkVpc, type PrivateLinkVpcArgs, type ZonePlacement } from "./network/privateLinkVpc";
export {
    PrivateNetwork,
    type AttachmentArgs,
    type GatewayArgs,
    type GatewayWay,
    type HubConnectionArgs,
    type NamesArgs,
    type NetworkWay,
    type PrivateNetworkArgs,
} from "./network/privateNetwork";
export {
    TransitGatewaySpoke,
    type ClientVpnAccessArgs,
    type SpokeZoneArgs,
    type TransitGatewaySpokeArgs,
    type TransitGatewaySpokeOptions,
} from "./network/transitGatewaySpoke";

export { NetworkHub, type NetworkHubArgs } from "./hub/networkHub";
export { SharedGateway, type SharedGatewayArgs } from "./hub/sharedGateway";
export { TransitGatewayShare, type TransitGatewayShareArgs } from "./hub/transitGatewayShare";
export { DeploymentRunner, type DeploymentRunnerArgs } from "./runner/deploymentRunner";

export { ConfluentEnvironment, type ConfluentEnvironmentArgs } from "./kafka/confluentEnvironment";
export {
    ExistingCluster,
    lookUpCluster,
    type ExistingClusterArgs,
    type ExpectedCluster,
    type FoundCluster,
} from "./kafka/existingCluster";
export type { ClusterKind, KafkaClusterHandle } from "./kafka/handle";
export { PrivateEnterpriseCluster, type PrivateEnterpriseClusterArgs } from "./kafka/privateEnterpriseCluster";
export { PublicDedicatedCluster, type PublicDedicatedClusterArgs } from "./kafka/publicDedicatedCluster";
export { schemaRegistry, type SchemaRegistryHandle } from "./kafka/schemaRegistry";

export {
    KafkaAccess,
    type ClusterAccess,
    type KafkaAccessArgs,
    type KeyedAccess,
    type NetworkPath,
} from "./access/kafkaAccess";
export type { KafkaAdmin } from "./access/kafkaAdmin";
export type { KafkaCredentials, ReadinessOptions } from "./access/kafkaRestReady";
export { keyGenerations, type KeyGenerations, type Rotation } from "./access/keyGenerations";
export { PoolAccess, type PoolAccessArgs } from "./access/poolAccess";
export { SchemaRegistryAccess, type SchemaRegistryAccessArgs } from "./access/schemaRegistryAccess";
export type { SecretKeeping } from "./access/storedSecret";

export { DatagenSource, type DatagenSourceArgs } from "./workloads/datagenSource";
export { KafkaClient, type KafkaClientArgs } from "./workloads/kafkaClient";
export { KafkaTopics, type KafkaTopicSpec, type KafkaTopicsArgs } from "./workloads/kafkaTopics";
export { clientRights, type ClientUse } from "./workloads/rights";

export { ClusterLinking, type ClusterLinkingArgs, type LinkEndArgs } from "./linking/clusterLinking";
export { linkPlan, supportedModes, type LinkMode, type PlannedLink, type Side } from "./linking/linkPlan";
export { MirrorTopics, type MirrorSpec, type MirrorTopicsArgs } from "./linking/mirrorTopics";

export { ProgramError } from "./internal/programError";
export { parseSettings } from "./settings/load";
export type { Settings } from "./settings/settings";
export { SettingsError } from "./settings/settingsError";
