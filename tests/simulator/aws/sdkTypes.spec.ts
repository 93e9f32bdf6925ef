import { expect } from "chai";
import { awsProvider } from "../../../simulator/aws/provider";
import { TYPES } from "../../../simulator/aws/types";
import type { Props } from "../../../simulator/provider/model";
import { sdkResource } from "../sdkTypes";
import { Account, type Kind } from "./account";
import { samples, type Sample } from "./samples";
import * as services from "./services/reviewed";

const IPAM = "address pools are not simulated";
const IPV6 = "the simulated network has IPv4 only";
const OUTPOST = "Outposts are not simulated";
const ROUTING = "routing policies are not simulated";
const POOLS = "addresses come from AWS's own pool";
const REGIONAL = "regional NAT Gateways are not simulated";
const METRICS = "metrics are not simulated";
const REPLICAS = "the account has one region";

/** Reviewed: inputs of the SDK that the models refuse, with the reason. Their outputs are never set. */
const REFUSED: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
    vpc: {
        assignGeneratedIpv6CidrBlock: IPV6,
        ipv4IpamPoolId: IPAM,
        ipv4NetmaskLength: IPAM,
        ipv6CidrBlock: IPV6,
        ipv6CidrBlockNetworkBorderGroup: IPV6,
        ipv6IpamPoolId: IPV6,
        ipv6NetmaskLength: IPV6,
    },
    subnet: {
        assignIpv6AddressOnCreation: IPV6,
        customerOwnedIpv4Pool: OUTPOST,
        enableLniAtDeviceIndex: OUTPOST,
        ipv4IpamPoolId: IPAM,
        ipv4NetmaskLength: IPAM,
        ipv6CidrBlock: IPV6,
        ipv6IpamPoolId: IPV6,
        ipv6Native: IPV6,
        ipv6NetmaskLength: IPV6,
        mapCustomerOwnedIpOnLaunch: OUTPOST,
        outpostArn: OUTPOST,
    },
    routeTable: { propagatingVgws: "virtual private gateways are not simulated" },
    routeTableAssociation: { gatewayId: "only subnets have tables here" },
    route: {
        destinationIpv6CidrBlock: IPV6,
        destinationPrefixListId: "prefix lists are not simulated",
        egressOnlyGatewayId: IPV6,
    },
    ingressRule: { cidrIpv6: IPV6 },
    egressRule: { cidrIpv6: IPV6 },
    dhcpOptions: { ipv6AddressPreferredLeaseTime: IPV6 },
    elasticIp: {
        address: POOLS,
        associateWithPrivateIp: "only NAT Gateways use public addresses here",
        customerOwnedIpv4Pool: OUTPOST,
        instance: "only NAT Gateways use public addresses here",
        ipamPoolId: IPAM,
        networkBorderGroup: POOLS,
        networkInterface: "only NAT Gateways use public addresses here",
        publicIpv4Pool: POOLS,
    },
    natGateway: {
        availabilityMode: REGIONAL,
        availabilityZoneAddresses: REGIONAL,
        privateIp: "interfaces get the next free address",
        secondaryAllocationIds: "one address carries all traffic here",
        secondaryPrivateIpAddressCount: "one address carries all traffic here",
        secondaryPrivateIpAddresses: "one address carries all traffic here",
        vpcId: REGIONAL,
    },
    resolverEndpoint: { rniEnhancedMetricsEnabled: METRICS, targetNameServerMetricsEnabled: METRICS },
    resourceShare: {
        permissionArns: "a share gives the usual rights",
        resourceShareConfiguration: "accounts stay in their organisation",
    },
    vpnEndpoint: {
        clientConnectOptions: "clients are not simulated",
        clientLoginBannerOptions: "clients are not simulated",
        clientRouteEnforcementOptions: "clients are not simulated",
        disconnectOnSessionTimeout: "clients are not simulated",
        transitGatewayConfiguration: "endpoints that a stack makes are in a VPC",
    },
    endpoint: {
        autoAccept: "Confluent accepts, not the customer",
        resourceConfigurationArn: "endpoints lead to endpoint services only",
        serviceNetworkArn: "endpoints lead to endpoint services only",
        subnetConfigurations: "interfaces get the next free address",
    },
    zone: { delegationSetId: "delegation is not simulated" },
    record: {
        cidrRoutingPolicy: ROUTING,
        failoverRoutingPolicies: ROUTING,
        geolocationRoutingPolicies: ROUTING,
        geoproximityRoutingPolicy: ROUTING,
        healthCheckId: ROUTING,
        latencyRoutingPolicies: ROUTING,
        multivalueAnswerRoutingPolicy: ROUTING,
        setIdentifier: ROUTING,
        weightedRoutingPolicies: ROUTING,
    },
    secret: {
        forceOverwriteReplicaSecret: REPLICAS,
        policy: "who may read is not simulated",
        replicas: REPLICAS,
        type: "no partner manages secrets here",
    },
    secretVersion: {
        secretStringWo: "values that no state holds are not simulated",
        secretStringWoVersion: "values that no state holds are not simulated",
        versionStages: "stages follow the order of the versions",
    },
    ...services.REFUSED,
};

/** Reviewed: refused with a message of their own, and services without an object here. */
const NOT_SAMPLED: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
    routeTable: { routes: "inline form: aws.ec2.Route instead" },
    securityGroup: {
        egress: "inline form: aws.vpc.SecurityGroupEgressRule instead",
        ingress: "inline form: aws.vpc.SecurityGroupIngressRule instead",
    },
    ingressRule: { prefixListId: "no prefix list exists in the simulated account" },
    egressRule: { prefixListId: "no prefix list exists in the simulated account" },
    ...services.NOT_SAMPLED,
};

const LINK = ["transitGatewayAttachmentId", "transitGatewayRouteTableId"];

/** Reviewed against the provider's schema: inputs that cannot change in place. `region` is one wherever there is one. */
const FORCE_NEW: Readonly<Partial<Record<string, readonly string[]>>> = {
    vpc: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    subnet: [
        ...["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
        ...["ipv6IpamPoolId", "ipv6Native", "ipv6NetmaskLength", "outpostArn", "vpcId"],
    ],
    routeTable: ["vpcId"],
    routeTableAssociation: ["gatewayId", "subnetId"],
    route: ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "routeTableId"],
    securityGroup: ["description", "name", "namePrefix", "vpcId"],
    ingressRule: ["securityGroupId"],
    endpoint: [
        ...["dnsOptions.privateDnsPreference", "dnsOptions.privateDnsSpecifiedDomains", "resourceConfigurationArn"],
        ...["serviceName", "serviceNetworkArn", "serviceRegion", "vpcEndpointType", "vpcId"],
    ],
    attachment: ["transitGatewayId", "vpcId"],
    gatewayAssociation: ["replaceExistingAssociation", ...LINK],
    gatewayPropagation: LINK,
    gatewayRoute: ["blackhole", "destinationCidrBlock", ...LINK],
    vpnRoute: ["clientVpnEndpointId", "description", "destinationCidrBlock", "targetVpcSubnetId"],
    vpnAuthorization: [
        ...["accessGroupId", "authorizeAllGroups", "clientVpnEndpointId", "description", "targetNetworkCidr"],
    ],
    zone: ["delegationSetId", "name"],
    record: ["name", "zoneId"],
    zoneAssociation: ["vpcId", "vpcRegion", "zoneId"],
    resolverRule: ["domainName", "ruleType"],
    resolverRuleAssociation: ["name", "resolverRuleId", "vpcId"],
    secret: ["name", "namePrefix", "type"],
    secretVersion: ["secretBinary", "secretId", "secretString", "secretStringWoVersion"],
    attachmentAccepter: ["transitGatewayAttachmentId"],
    dhcpAssociation: ["dhcpOptionsId", "vpcId"],
    dhcpOptions: [
        ...["domainName", "domainNameServers", "ipv6AddressPreferredLeaseTime", "netbiosNameServers"],
        ...["netbiosNodeType", "ntpServers"],
    ],
    egressRule: ["securityGroupId"],
    elasticIp: ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
    gatewayTable: ["transitGatewayId"],
    internetGateway: [],
    natGateway: [
        ...["allocationId", "availabilityMode", "connectivityType", "privateIp"],
        ...["secondaryPrivateIpAddressCount", "subnetId", "vpcId"],
    ],
    resolverEndpoint: ["direction", "securityGroupIds"],
    resourceShare: ["permissionArns"],
    shareAccepter: ["shareArn"],
    sharePrincipal: ["principal", "resourceShareArn"],
    shareResource: ["resourceArn", "resourceShareArn"],
    transitGateway: ["multicastSupport"],
    vpnAssociation: ["clientVpnEndpointId", "subnetId"],
    vpnEndpoint: [
        ...["authenticationOptions", "clientCidrBlock", "endpointIpAddressType", "trafficIpAddressType"],
        ...["transitGatewayConfiguration", "transportProtocol"],
    ],
    zoneAuthorization: ["vpcId", "vpcRegion", "zoneId"],
    ...services.FORCE_NEW,
};

/** Reviewed: inputs that cannot change in place for some values. */
const SOMETIMES: Readonly<Record<string, readonly string[]>> = {
    vpc: ["instanceTenancy"],
    egressRule: ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"],
    ingressRule: ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"],
    resolverRule: ["resolverEndpointId"],
    transitGateway: ["defaultRouteTableAssociation", "defaultRouteTablePropagation"],
};

/** Reviewed: described as forcing a replacement in cases that do not come up here. */
const NEVER_HERE: Readonly<Partial<Record<Kind, readonly string[]>>> = {
    subnet: ["ipv6CidrBlock"],
    // Only for endpoints that have no private names here.
    endpoint: ["privateDnsEnabled"],
    ...services.NEVER_HERE,
};

/** Reviewed: lists of objects in which the service adds to the entries. */
const COMPLETED: Readonly<Partial<Record<Kind, readonly string[]>>> = { resolverEndpoint: ["ipAddresses"] };

const kinds = (Object.keys(TYPES) as Kind[]).filter((kind) => TYPES[kind] in awsProvider.resources);

describe("the AWS stand-in beside the SDK's types", () => {
    const account = new Account();
    let all: Sample[];
    before(async () => {
        all = await samples();
    });

    for (const kind of kinds) {
        const sdk = sdkResource(TYPES[kind]);
        const model = account.model(kind);
        const own = () => all.filter((sample) => sample.kind === kind);

        describe(TYPES[kind], () => {
            it("gives back every input that it does not refuse", () => {
                const except = [...Object.keys(REFUSED[kind] ?? {}), ...Object.keys(NOT_SAMPLED[kind] ?? {})];
                const set = [...new Set(own().flatMap(({ inputs }) => Object.keys(inputs)))];
                expect(set).to.have.members(sdk.inputs.filter((input) => !except.includes(input)));
                for (const { inputs, outputs } of own()) {
                    const completed = COMPLETED[kind] ?? [];
                    const plain = Object.entries(inputs).filter(([key]) => !completed.includes(key));
                    expect(outputs).to.deep.include(Object.fromEntries(plain));
                    for (const key of completed) {
                        const [asked, given] = [inputs[key] as Props[], outputs[key] as Props[]];
                        expect(given.map((entry, index) => ({ ...entry, ...asked[index] }))).to.deep.equal(given);
                    }
                }
            });

            it("refuses what it does not simulate, also in a preview", () => {
                for (const input of Object.keys(REFUSED[kind] ?? {})) {
                    expect(() => model.check?.({ [input]: "x" })).to.throw(`${input}: the simulator does not simulate`);
                }
            });

            it("has the SDK's outputs, and those that are always there, always", () => {
                expect(sdk.state).to.have.members(sdk.outputs);
                for (const { outputs } of own()) {
                    expect(sdk.outputs).to.include.members(Object.keys(outputs));
                    expect(outputs).to.include.all.keys(...sdk.alwaysSet);
                }
            });

            it("knows which outputs only the service decides", () => {
                const computed = model.computed.filter((path) => !path.includes("."));
                const inner = model.computed.flatMap((path) => path.split(".").slice(0, -1));
                expect(COMPLETED[kind] ?? []).to.include.members(inner);
                expect(sdk.outputs).to.include.members(computed);
                const free = sdk.outputs.filter((output) => !sdk.inputs.includes(output));
                expect(model.computed).to.include.members(free);
                expect(sdk.alwaysSet).to.include.members(computed);
                const followed = Object.values(model.recomputedOn ?? {}).flat();
                expect(sdk.outputs).to.include.members(followed);
                expect(sdk.inputs).to.include.members(Object.keys(model.recomputedOn ?? {}));
            });

            it("asks for what the SDK asks for", () => {
                const missing = sdk.required.filter((input) => {
                    const rest = sdk.required.filter((one) => one !== input);
                    const check = () => model.check?.(Object.fromEntries(rest.map((one) => [one, "x"])));
                    return thrownBy(check).startsWith("Missing required argument.");
                });
                expect(missing).to.deep.equal(sdk.required);
            });

            it("replaces on the inputs that force it, and on no others", () => {
                const region = sdk.inputs.includes("region") ? ["region"] : [];
                expect([...model.replaceOn]).to.have.members([...(FORCE_NEW[kind] ?? []), ...region]);
                expect(Object.keys(model.replaceWhen ?? {})).to.have.members(SOMETIMES[kind] ?? []);
                const known = [...model.replaceOn, ...Object.keys(model.replaceWhen ?? {})];
                expect(sdk.inputs).to.include.members(known.map((path) => path.split(".")[0]));
                expect([...known, ...(NEVER_HERE[kind] ?? [])]).to.include.members([...sdk.documentedForceNew]);
            });
        });
    }

    it("covers every type that the account models, once", () => {
        expect(kinds.map((kind) => TYPES[kind])).to.have.members(Object.keys(awsProvider.resources));
        expect(Object.keys(FORCE_NEW)).to.have.members(kinds);
    });
});

function thrownBy(run: () => void): string {
    try {
        run();
        return "";
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
