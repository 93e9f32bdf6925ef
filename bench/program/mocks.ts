const REGION = "us-east-1";
const ZONES = ["a", "b", "c", "d", "e", "f"];
const DOMAIN = `bench.${REGION}.aws.private.confluent.cloud`;

type Outputs = Record<string, unknown>;

/** What a provider would add to the inputs, by type, as far as the program reads it. */
const COMPUTED: Readonly<Record<string, (id: string, inputs: Outputs) => Outputs>> = {
    "aws:ec2/subnet:Subnet": (_id, inputs) => ({ availabilityZone: zoneName(inputs.availabilityZoneId) }),
    "aws:ec2/vpcEndpoint:VpcEndpoint": (id) => ({ dnsEntries: dnsEntries(id) }),
    "aws:route53/zone:Zone": (id) => ({ zoneId: id }),
    "confluentcloud:index/apiKey:ApiKey": (id) => ({ secret: `secret-of-${id}` }),
    "confluentcloud:index/clusterLink:ClusterLink": (id) => ({ clusterLinkId: id }),
    "confluentcloud:index/kafkaCluster:KafkaCluster": (id) => ({
        apiVersion: "cmk/v2",
        kind: "Cluster",
        bootstrapEndpoint: `SASL_SSL://${id}.${DOMAIN}:9092`,
        restEndpoint: `https://${id}.${DOMAIN}:443`,
        rbacCrn: `crn://confluent.cloud/organization=bench/environment=bench/cloud-cluster=${id}`,
    }),
    "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment": () => ({
        dnsDomain: DOMAIN,
        aws: [{ vpcEndpointServiceName: `com.amazonaws.vpce.${REGION}.vpce-svc-bench` }],
    }),
    "confluentcloud:index/serviceAccount:ServiceAccount": () => ({ apiVersion: "iam/v2", kind: "ServiceAccount" }),
};

/** The outputs of a made-up resource. */
export function mockOutputs(type: string, id: string, inputs: Outputs): Outputs {
    return { ...inputs, ...COMPUTED[type]?.(id, inputs) };
}

/** A zone of the region for a zone id; which one does not matter, only that it is always the same. */
function zoneName(zoneId: unknown): string {
    const number = Number(/\d+$/.exec(String(zoneId))?.[0] ?? 1);
    return `${REGION}${ZONES[(number - 1) % ZONES.length] ?? ""}`;
}

function dnsEntries(id: string): { dnsName: string }[] {
    const suffix = `vpce-svc-bench.${REGION}.vpce.amazonaws.com`;
    return ["", ...ZONES.map((zone) => `-${REGION}${zone}`)].map((zone) => ({
        dnsName: `vpce-${id}${zone}.${suffix}`,
    }));
}
