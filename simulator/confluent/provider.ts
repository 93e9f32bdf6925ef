import type { ProviderModel } from "../provider/model";
import { apiKeyModel } from "./provider/apiKey";
import { clusterLinkModel } from "./provider/clusterLink";
import { connectorModel } from "./provider/connector";
import { environmentModel } from "./provider/environment";
import {
    getEndpoint,
    getEnvironment,
    getKafkaCluster,
    getSchemaRegistryCluster,
    getServiceAccount,
} from "./provider/functions";
import { accessPointModel, gatewayModel } from "./provider/gateways";
import { roleBindingModel, serviceAccountModel } from "./provider/identities";
import { kafkaAclModel } from "./provider/kafkaAcl";
import { kafkaClusterModel } from "./provider/kafkaCluster";
import { kafkaMirrorTopicModel } from "./provider/kafkaMirrorTopic";
import { kafkaTopicModel } from "./provider/kafkaTopic";
import { refuseKeysBeside } from "./provider/oauth";
import { privateLinkAttachmentConnectionModel, privateLinkAttachmentModel } from "./provider/privateLink";

/**
 * The stand-in for the confluentcloud provider: an HTTP client of the simulated Confluent Cloud.
 * It talks to the control plane at the context's address with this process's `cloudKey`, and to clusters at the names
 * of their REST endpoints, looked up with the context's resolver.
 */
export const confluentProvider: ProviderModel = {
    name: "confluentcloud",
    version: "2.82.0",
    configure: refuseKeysBeside,
    resources: {
        "confluentcloud:index/accessPoint:AccessPoint": accessPointModel,
        "confluentcloud:index/apiKey:ApiKey": apiKeyModel,
        "confluentcloud:index/clusterLink:ClusterLink": clusterLinkModel,
        "confluentcloud:index/connector:Connector": connectorModel,
        "confluentcloud:index/environment:Environment": environmentModel,
        "confluentcloud:index/gateway:Gateway": gatewayModel,
        "confluentcloud:index/kafkaAcl:KafkaAcl": kafkaAclModel,
        "confluentcloud:index/kafkaCluster:KafkaCluster": kafkaClusterModel,
        "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic": kafkaMirrorTopicModel,
        "confluentcloud:index/kafkaTopic:KafkaTopic": kafkaTopicModel,
        "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment": privateLinkAttachmentModel,
        "confluentcloud:index/privateLinkAttachmentConnection:PrivateLinkAttachmentConnection":
            privateLinkAttachmentConnectionModel,
        "confluentcloud:index/roleBinding:RoleBinding": roleBindingModel,
        "confluentcloud:index/serviceAccount:ServiceAccount": serviceAccountModel,
    },
    functions: {
        "confluentcloud:index/getEndpoint:getEndpoint": getEndpoint,
        "confluentcloud:index/getEnvironment:getEnvironment": getEnvironment,
        "confluentcloud:index/getKafkaCluster:getKafkaCluster": getKafkaCluster,
        "confluentcloud:index/getSchemaRegistryCluster:getSchemaRegistryCluster": getSchemaRegistryCluster,
        "confluentcloud:index/getServiceAccount:getServiceAccount": getServiceAccount,
    },
};
