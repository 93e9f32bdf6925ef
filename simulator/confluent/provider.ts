import type { ProviderModel } from "../provider/model";
import { apiKeyModel } from "./provider/apiKey";
import { clusterLinkModel } from "./provider/clusterLink";
import { environmentModel } from "./provider/environment";
import { roleBindingModel, serviceAccountModel } from "./provider/identities";
import { kafkaClusterModel } from "./provider/kafkaCluster";
import { kafkaMirrorTopicModel } from "./provider/kafkaMirrorTopic";
import { kafkaTopicModel } from "./provider/kafkaTopic";
import { privateLinkAttachmentConnectionModel, privateLinkAttachmentModel } from "./provider/privateLink";

/**
 * The stand-in for the confluentcloud provider: an HTTP client of the simulated Confluent Cloud.
 * It talks to the control plane at the context's address with this process's `cloudKey`, and to clusters at the names
 * of their REST endpoints, looked up with the context's resolver.
 */
export const confluentProvider: ProviderModel = {
    name: "confluentcloud",
    version: "2.82.0",
    resources: {
        "confluentcloud:index/apiKey:ApiKey": apiKeyModel,
        "confluentcloud:index/clusterLink:ClusterLink": clusterLinkModel,
        "confluentcloud:index/environment:Environment": environmentModel,
        "confluentcloud:index/kafkaCluster:KafkaCluster": kafkaClusterModel,
        "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic": kafkaMirrorTopicModel,
        "confluentcloud:index/kafkaTopic:KafkaTopic": kafkaTopicModel,
        "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment": privateLinkAttachmentModel,
        "confluentcloud:index/privateLinkAttachmentConnection:PrivateLinkAttachmentConnection":
            privateLinkAttachmentConnectionModel,
        "confluentcloud:index/roleBinding:RoleBinding": roleBindingModel,
        "confluentcloud:index/serviceAccount:ServiceAccount": serviceAccountModel,
    },
    functions: {},
};
