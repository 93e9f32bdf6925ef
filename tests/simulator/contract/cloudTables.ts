import type { Contract } from "./contract";
import { crnOf, environmentReference, HOST_AND_PORT, id, metadata, pageOf, TIME, URL_FORM } from "./forms";

export const environment: Contract = {
    api_version: ["org/v2", "v2"],
    kind: ["Environment"],
    id: id("env"),
    ...metadata(crnOf("environment")),
    display_name: "text",
    "stream_governance_config.package?": ["ESSENTIALS", "ADVANCED"],
};

/** Without Stream Governance nothing may be said about it: a client would wait for a Schema Registry. */
export const environmentWithoutGovernance: Contract = { ...environment, "stream_governance_config?": "absent" };

const clusterName =
    /^crn:\/\/confluent\.cloud\/organization=[^/]+\/environment=[^/]+(\/cloud-cluster=[^/]+)?\/kafka=lkc-[^/]+$/;

/** What all types of cluster share; `config` and `http_endpoint` must never be missing. */
const cluster: Contract = {
    api_version: ["cmk/v2"],
    kind: ["Cluster"],
    id: id("lkc"),
    ...metadata(clusterName),
    "spec.display_name": "text",
    "spec.availability": ["SINGLE_ZONE", "MULTI_ZONE", "LOW", "HIGH"],
    "spec.cloud": ["AWS", "GCP", "AZURE"],
    "spec.region": "text",
    "spec.deletion_protection?": "flag",
    ...environmentReference("spec.environment"),
    "spec.http_endpoint": URL_FORM,
    "spec.kafka_bootstrap_endpoint": HOST_AND_PORT,
    "spec.endpoints.*.http_endpoint?": URL_FORM,
    "spec.endpoints.*.kafka_bootstrap_endpoint?": HOST_AND_PORT,
    "spec.endpoints.*.connection_type?": "text",
    "status.phase": ["PROVISIONING", "PROVISIONED"],
};

const network: Contract = {
    "spec.network.api_version?": "text",
    "spec.network.kind?": ["Network"],
    "spec.network.id?": id("n"),
};

export const basicOrStandardCluster: Contract = {
    ...cluster,
    ...network,
    "spec.config.kind": ["Basic", "Standard"],
    "spec.config.max_ecku?": "count",
};

export const enterpriseCluster: Contract = {
    ...cluster,
    "spec.api_endpoint": URL_FORM,
    "spec.config.kind": ["Enterprise"],
    "spec.config.max_ecku?": "count",
};

/** What clients show as the number of CKUs is the one in the status. */
export const dedicatedCluster: Contract = {
    ...cluster,
    ...network,
    "spec.config.kind": ["Dedicated"],
    "spec.config.cku": "count",
    "spec.config.zones[]": "text",
    "spec.config.encryption_key": "string",
    "status.cku": "count",
};

export const serviceAccount: Contract = {
    api_version: ["iam/v2"],
    kind: ["ServiceAccount"],
    id: id("sa"),
    ...metadata(crnOf("service-account")),
    display_name: "text",
    description: "string",
};

/** Never changed, and of no version. */
export const roleBinding: Contract = {
    kind: ["RoleBinding"],
    id: id("rb"),
    "metadata.self": URL_FORM,
    "metadata.created_at": TIME,
    "metadata.resource_name": crnOf("rolebinding"),
    "metadata.updated_at?": "absent",
    "api_version?": "absent",
    principal: /^User:(sa|u)-[a-z0-9]+$/,
    role_name: "text",
    crn_pattern: /^crn:\/\/confluent\.cloud\/organization=/,
};

const owner = /^crn:\/\/api\.confluent\.cloud\/organization=[^/]+\/(service-account|user)=[^/]+/;

/** An API key as it is read: its secret is shown by the answer to the create alone. */
export const apiKey: Contract = {
    api_version: ["iam/v2"],
    kind: ["ApiKey"],
    id: /^[A-Z0-9]{16,}$/,
    ...metadata(owner),
    "spec.display_name": "string",
    "spec.description": "string",
    "spec.secret": [""],
    "spec.owner.api_version": ["iam/v2"],
    "spec.owner.kind": ["ServiceAccount", "User"],
    "spec.owner.id": /^(sa|u)-/,
    "spec.owner.related": URL_FORM,
    "spec.owner.resource_name": owner,
    "spec.resource.api_version": ["cmk/v2", "srcm/v3", "iam/v2", "global/v1"],
    "spec.resource.kind": ["Cluster", "Cloud", "Global"],
    "spec.resource.id": /^((lkc|lsrc)-[a-z0-9]+|cloud|global)$/,
    "spec.resource.related": /^(https?:\/\/|cloud$|global$)/,
    "spec.resource.resource_name": /^(crn:\/\/|cloud$|global$)/,
};

export const createdApiKey: Contract = { ...apiKey, "spec.secret": /^[A-Za-z0-9+/]{64}$/ };

export const schemaRegistry: Contract = {
    api_version: ["srcm/v3"],
    kind: ["Cluster"],
    id: id("lsrc"),
    ...metadata(crnOf("environment", "schema-registry")),
    "spec.display_name": ["Stream Governance Package"],
    ...environmentReference("spec.environment"),
    "spec.package": ["ESSENTIALS", "ADVANCED"],
    "spec.cloud": "text",
    "spec.region": "text",
    "spec.http_endpoint": URL_FORM,
    "spec.catalog_http_endpoint?": URL_FORM,
    "spec.private_http_endpoint?": /^$|^https:\/\//,
    "spec.private_networking_config.regional_endpoints.*?": URL_FORM,
    "status.phase": ["PROVISIONING", "PROVISIONED"],
};

export const pages = {
    environments: pageOf("org/v2", "EnvironmentList", environment),
    clusters: pageOf("cmk/v2", "ClusterList", basicOrStandardCluster),
    serviceAccounts: pageOf("iam/v2", "ServiceAccountList", serviceAccount),
    schemaRegistries: pageOf("srcm/v3", "ClusterList", schemaRegistry),
};
