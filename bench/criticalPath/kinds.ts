import { GATE } from "./graph";

/** Entries of simulator/latencies.json by the type tokens of the program's resources. */
const KINDS: Readonly<Record<string, string>> = {
    "aws:ec2/vpc:Vpc": "vpc",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/routeTable:RouteTable": "routeTable",
    "aws:ec2/routeTableAssociation:RouteTableAssociation": "routeTableAssociation",
    "aws:ec2/route:Route": "route",
    "aws:ec2/securityGroup:SecurityGroup": "securityGroup",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupRule",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "interfaceEndpoint",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "transitGatewayAttachment",
    "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": "transitGatewayAssociation",
    "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": "transitGatewayPropagation",
    "aws:ec2clientvpn/route:Route": "clientVpnRoute",
    "aws:ec2clientvpn/authorizationRule:AuthorizationRule": "clientVpnAuthorization",
    "aws:route53/zone:Zone": "hostedZone",
    "aws:route53/record:Record": "dnsRecord",
    "aws:route53/zoneAssociation:ZoneAssociation": "zoneAssociation",
    "aws:route53/resolverRule:ResolverRule": "resolverRule",
    "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": "resolverRuleAssociation",
    "aws:secretsmanager/secret:Secret": "secret",
    "aws:secretsmanager/secretVersion:SecretVersion": "secretVersion",
    "confluentcloud:index/environment:Environment": "environment",
    "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment": "privateLinkAttachment",
    "confluentcloud:index/privateLinkAttachmentConnection:PrivateLinkAttachmentConnection":
        "privateLinkAttachmentConnection",
    "confluentcloud:index/serviceAccount:ServiceAccount": "serviceAccount",
    "confluentcloud:index/roleBinding:RoleBinding": "roleBinding",
    "confluentcloud:index/kafkaTopic:KafkaTopic": "kafkaTopic",
    "confluentcloud:index/kafkaAcl:KafkaAcl": "kafkaAcl",
    "confluentcloud:index/clusterLink:ClusterLink": "clusterLink",
    "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic": "mirrorTopic",
    "confluentcloud:index/connector:Connector": "connector",
    "pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady": GATE,
    "pulumi-nodejs:dynamic/confluent-cluster-linking:LinkReady": GATE,
    "pulumi-nodejs:dynamic/confluent-cluster-linking:ClustersInReach": GATE,
};

const CLUSTER = "confluentcloud:index/kafkaCluster:KafkaCluster";
const API_KEY = "confluentcloud:index/apiKey:ApiKey";

/** What of a registered resource its latency depends on. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** The latency entry of a resource; components take no time. Throws for a type that nobody has timed. */
export function kindOf({ type, name, custom, inputs }: Registered): string {
    if (!custom || type.startsWith("pulumi:")) {
        return "local";
    }
    if (type === CLUSTER) {
        return inputs.dedicated === undefined ? "enterpriseCluster" : "dedicatedCluster";
    }
    if (type === API_KEY) {
        const { apiVersion } = inputs.managedResource as { apiVersion?: string };
        return apiVersion?.startsWith("srcm/") === true ? "schemaRegistryApiKey" : "kafkaApiKey";
    }
    const kind = KINDS[type];
    if (kind === undefined) {
        throw new Error(`no latency is known for ${type} (${name})`);
    }
    return kind;
}
