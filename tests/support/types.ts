/** Type tokens of what a deployment runner consists of, beside what others are made of too. */
export const RUNNER_TYPES = {
    awsxVpc: "awsx:ec2:Vpc",
    dhcpOptions: "aws:ec2/vpcDhcpOptions:VpcDhcpOptions",
    dhcpAssociation: "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
    egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    logGroup: "aws:cloudwatch/logGroup:LogGroup",
    ecsCluster: "aws:ecs/cluster:Cluster",
    taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
    ecsService: "aws:ecs/service:Service",
} as const;

/** Type tokens of what only a hub, or the way to one of another account, is made of. */
export const HUB_TYPES = {
    gateway: "aws:ec2transitgateway/transitGateway:TransitGateway",
    gatewayTable: "aws:ec2transitgateway/routeTable:RouteTable",
    gatewayAccepter: "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
    egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    resolverEndpoint: "aws:route53/resolverEndpoint:ResolverEndpoint",
    zoneAuthorization: "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization",
    vpnEndpoint: "aws:ec2clientvpn/endpoint:Endpoint",
    vpnTarget: "aws:ec2clientvpn/networkAssociation:NetworkAssociation",
    certificate: "aws:acm/certificate:Certificate",
    share: "aws:ram/resourceShare:ResourceShare",
    sharedResource: "aws:ram/resourceAssociation:ResourceAssociation",
    sharedWith: "aws:ram/principalAssociation:PrincipalAssociation",
    shareAccepter: "aws:ram/resourceShareAccepter:ResourceShareAccepter",
    flowLog: "aws:ec2/flowLog:FlowLog",
    logGroup: "aws:cloudwatch/logGroup:LogGroup",
    logStream: "aws:cloudwatch/logStream:LogStream",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    awsProvider: "pulumi:providers:aws",
    stackReference: "pulumi:pulumi:StackReference",
} as const;

/** Type tokens of all that the program makes. */
export const TYPES = {
    ...HUB_TYPES,
    stack: "pulumi:pulumi:Stack",
    vpc: "aws:ec2/vpc:Vpc",
    subnet: "aws:ec2/subnet:Subnet",
    routeTable: "aws:ec2/routeTable:RouteTable",
    routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    route: "aws:ec2/route:Route",
    securityGroup: "aws:ec2/securityGroup:SecurityGroup",
    ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
    gatewayAttachment: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    gatewayAssociation: "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
    gatewayPropagation: "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
    vpnRoute: "aws:ec2clientvpn/route:Route",
    vpnRule: "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
    zone: "aws:route53/zone:Zone",
    record: "aws:route53/record:Record",
    zoneAssociation: "aws:route53/zoneAssociation:ZoneAssociation",
    resolverRule: "aws:route53/resolverRule:ResolverRule",
    resolverRuleAssociation: "aws:route53/resolverRuleAssociation:ResolverRuleAssociation",
    environment: "confluentcloud:index/environment:Environment",
    privateLink: "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment",
    connection: "confluentcloud:index/privateLinkAttachmentConnection:PrivateLinkAttachmentConnection",
    ingressGateway: "confluentcloud:index/gateway:Gateway",
    accessPoint: "confluentcloud:index/accessPoint:AccessPoint",
    cluster: "confluentcloud:index/kafkaCluster:KafkaCluster",
    account: "confluentcloud:index/serviceAccount:ServiceAccount",
    roleBinding: "confluentcloud:index/roleBinding:RoleBinding",
    apiKey: "confluentcloud:index/apiKey:ApiKey",
    topic: "confluentcloud:index/kafkaTopic:KafkaTopic",
    link: "confluentcloud:index/clusterLink:ClusterLink",
    mirror: "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic",
    acl: "confluentcloud:index/kafkaAcl:KafkaAcl",
    connector: "confluentcloud:index/connector:Connector",
    secret: "aws:secretsmanager/secret:Secret",
    secretVersion: "aws:secretsmanager/secretVersion:SecretVersion",
    gate: "pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady",
    guard: "pulumi-nodejs:dynamic/confluent-cluster-linking:ClustersInReach",
    linkGate: "pulumi-nodejs:dynamic/confluent-cluster-linking:LinkReady",
    ...RUNNER_TYPES,
} as const;

/** The token of one of the project's own components. */
export function component(name: string): string {
    return `confluent-cluster-linking:index:${name}`;
}

/** How URNs begin in a recorded run, what stands at the top of the program. */
export const URN_START = "urn:pulumi:test::confluent-cluster-linking::";
