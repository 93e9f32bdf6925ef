// What programs in other languages get: Pulumi starts this file as a plugin, and makes a schema of the components in it.
// One that cannot be in a schema would fail them all, so index.ts has those that are for TypeScript alone.
import { gatesStartIn } from "./access/gateHost";

// Pulumi starts a plugin where it starts the gates: in the folder of the program.
gatesStartIn(process.cwd());

export { LinkedClusters } from "./deployment/linkedClusters";
export { SharedGateway } from "./hub/sharedGateway";
export { TransitGatewayShare } from "./hub/transitGatewayShare";
export { ConfluentEnvironment } from "./kafka/confluentEnvironment";
export { AccessPointEndpoint } from "./network/accessPointEndpoint";
export { IngressGateway } from "./network/ingressGateway";
export { PrivateDns } from "./network/privateDns";
export { PrivateLinkAttachment } from "./network/privateLinkAttachment";
export { PrivateLinkEndpoint } from "./network/privateLinkEndpoint";
export { PrivateLinkVpc } from "./network/privateLinkVpc";
export { TransitGatewaySpoke } from "./network/transitGatewaySpoke";
