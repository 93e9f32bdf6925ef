import type { MockCallArgs } from "@pulumi/pulumi/runtime";
import type { Props } from "./clouds";

const CLUSTERS = "confluent-cluster-linking:clusters";

/** An existing cluster as a configuration states it. */
interface Stated {
    readonly type?: string;
    readonly id?: string;
    readonly kind?: string;
    readonly region?: string;
    readonly privateNetwork?: string;
    readonly reachable?: string;
}

const BLOCKS: Readonly<Record<string, Props>> = {
    basic: { basics: [{}] },
    standard: { standards: [{}] },
    enterprise: { enterprises: [{}] },
    dedicated: { dedicated: { cku: 1, encryptionKey: "", zones: ["use1-az1"] } },
};

type Call = (args: MockCallArgs) => Props;

/** Answers for the providers' functions: the existing clusters of a configuration are what it says they are. */
export function mockFunctions(config: Readonly<Record<string, string>>, otherwise: Call): Call {
    const clusters = Object.values(JSON.parse(config[CLUSTERS] ?? "{}") as Record<string, Stated>);
    return (args) => {
        const { token } = args;
        const { id, environment } = args.inputs as { id: string; environment?: { id: string } };
        switch (token) {
            case "confluentcloud:index/getEnvironment:getEnvironment":
                return {
                    id,
                    displayName: id,
                    resourceName: `crn://confluent.cloud/organization=org/environment=${id}`,
                };
            case "confluentcloud:index/getKafkaCluster:getKafkaCluster": {
                const stated = clusters.find((cluster) => cluster.type === "existing" && cluster.id === id);
                if (stated === undefined || environment === undefined) {
                    return otherwise(args);
                }
                return foundCluster(stated, environment.id, config["aws:region"] ?? "us-east-1");
            }
            default:
                return otherwise(args);
        }
    };
}

function foundCluster({ id = "", kind = "", ...stated }: Stated, environmentId: string, home: string): Props {
    const { region = home } = stated;
    const isPrivate = stated.privateNetwork !== undefined || stated.reachable !== undefined;
    const host = `${id}.${region}.aws${isPrivate ? ".private" : ""}.confluent.cloud`;
    return {
        id,
        region,
        cloud: "AWS",
        environment: { id: environmentId },
        restEndpoint: `https://${host}:443`,
        bootstrapEndpoint: `SASL_SSL://${host}:9092`,
        rbacCrn: `crn://confluent.cloud/organization=org/environment=${environmentId}/cloud-cluster=${id}`,
        apiVersion: "cmk/v2",
        kind: "Cluster",
        ...BLOCKS[kind],
    };
}
