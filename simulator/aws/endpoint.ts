import { addressAt } from "../network/cidr";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { offeredZoneIds } from "./availabilityZones";
import { checkOneOf } from "./checks";
import { ec2, type Refusal } from "./errors";
import { secondInZone, theSecurityGroup, theSubnet, theVpc } from "./lookup";
import { objectModel, type Decision } from "./object";
import { digest, find, records, regionOf, text, texts } from "./store";
import { TYPES } from "./types";

/** One network interface of an endpoint. */
export interface EndpointInterface {
    readonly id: string;
    readonly subnetId: string;
    readonly address: string;
}

// AWS keeps the first four addresses of every subnet for itself.
const FIRST_FREE_ADDRESS = 4;
const SERVICE_NAME = /com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-z]+/g;

const ENDPOINT_TYPES = ["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"] as const;

export const vpcEndpoint = objectModel({
    type: TYPES.endpoint,
    latency: "interfaceEndpoint",
    id: "vpce",
    arn: "ec2:vpc-endpoint",
    required: ["vpcId"],
    notSimulated: ["autoAccept", "resourceConfigurationArn", "serviceNetworkArn", "subnetConfigurations"],
    replaceOn: [
        "vpcId",
        "serviceName",
        "vpcEndpointType",
        "serviceRegion",
        "resourceConfigurationArn",
        "serviceNetworkArn",
        "dnsOptions.privateDnsPreference",
        "dnsOptions.privateDnsSpecifiedDomains",
    ],
    computed: [
        "arn",
        "cidrBlocks",
        "dnsEntries",
        "dnsOptions",
        "ipAddressType",
        "networkInterfaceIds",
        "ownerId",
        "policy",
        "prefixListId",
        "privateDnsEnabled",
        "region",
        "requesterManaged",
        "routeTableIds",
        "securityGroupIds",
        "serviceRegion",
        "state",
        "subnetConfigurations",
        "subnetIds",
        "tagsAll",
    ],
    defaults: { vpcEndpointType: "Gateway" },
    check: (inputs) => {
        checkOneOf(inputs, "vpcEndpointType", ENDPOINT_TYPES);
        // The simulated network knows no other.
        checkOneOf(inputs, "ipAddressType", ["ipv4"]);
    },
    admit: admitEndpoint,
    admitChange: (world, { id, props }, inputs) => {
        const refuse = ec2("ModifyVpcEndpoint", `updating EC2 VPC Endpoint (${id})`);
        admitPlacement(world, { ...inputs, vpcId: props.vpcId }, refuse);
    },
    decide: (decision) => ({ ...network(decision), ...settings(decision) }),
});

function admitEndpoint(world: World, inputs: Props): void {
    const service = text(inputs, "serviceName");
    const refuse = ec2("CreateVpcEndpoint", `creating EC2 VPC Endpoint (${service})`);
    theVpc(world, text(inputs, "vpcId"), refuse);
    if (service === "") {
        throw refuse("MissingParameter", "The request must contain the parameter ServiceName");
    }
    const region = text(inputs, "serviceRegion") || text(inputs, "region") || regionOf(world);
    if (!serviceNames(world).has(service) || !service.includes(`.${region}.`)) {
        throw refuse("InvalidServiceName", `The Vpc Endpoint Service '${service}' does not exist`);
    }
    admitType(inputs, refuse);
    if (inputs.privateDnsEnabled === true) {
        const why = `because the service ${service} does not provide a private DNS name.`;
        throw refuse("InvalidParameter", `Private DNS can't be enabled ${why}`);
    }
    admitPlacement(world, inputs, refuse);
}

/** Confluent's services take interface endpoints only; each kind of endpoint has its own arguments. */
function admitType(inputs: Props, refuse: Refusal): void {
    const type = text(inputs, "vpcEndpointType") || "Gateway";
    if (type !== "Interface" && texts(inputs, "subnetIds").length > 0) {
        const message = "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.";
        throw refuse("InvalidParameter", message);
    }
    if (type !== "Interface") {
        const message = `Endpoint type (${type}) does not match available service types ([Interface]).`;
        throw refuse("InvalidParameter", message);
    }
    if (texts(inputs, "routeTableIds").length > 0) {
        throw refuse("InvalidParameter", "Route table IDs are only supported for Gateway type VPC Endpoint.");
    }
}

/** Subnets of the endpoint's VPC in zones of their own that the service offers, and security groups of that VPC. */
function admitPlacement(world: World, inputs: Props, refuse: Refusal): void {
    const vpcId = text(inputs, "vpcId");
    const subnets = texts(inputs, "subnetIds").map((id) => theSubnet(world, id, refuse));
    const groups = texts(inputs, "securityGroupIds").map((id) => theSecurityGroup(world, id, refuse));
    const stranger = [...subnets, ...groups].find(({ props }) => props.vpcId !== vpcId);
    if (stranger !== undefined) {
        throw refuse("InvalidParameter", `${stranger.id} and VPC ${vpcId} belong to different networks.`);
    }
    const second = secondInZone(subnets);
    if (second !== undefined) {
        const message = `Found another VPC endpoint subnet in the availability zone of ${second.id}`;
        throw refuse("DuplicateSubnetsInSameZone", message);
    }
    for (const subnet of subnets) {
        if (!offeredZoneIds(text(subnet.props, "region")).includes(text(subnet.props, "availabilityZoneId"))) {
            const what = `The VPC endpoint service ${text(inputs, "serviceName")} does not support`;
            throw refuse("InvalidParameter", `${what} the availability zone of the subnet: ${subnet.id}.`);
        }
        if (freeAddress(world, subnet) === undefined) {
            const message = `The subnet '${subnet.id}' does not have enough free addresses to satisfy the request.`;
            throw refuse("InsufficientFreeAddressesInSubnet", message);
        }
    }
}

/** Services that exist: those of Confluent's PrivateLink attachments and gateways, wherever their server keeps the name. */
function serviceNames(world: World): Set<string> {
    const { privateLinkAttachments, gateways } = world.data.confluent;
    const entrances = [...Object.values(privateLinkAttachments), ...Object.values(gateways)];
    const specs = entrances.map(({ spec }) => JSON.stringify(spec));
    return new Set(specs.flatMap((spec) => spec.match(SERVICE_NAME) ?? []));
}

/** The network interfaces of an endpoint, one per subnet. */
export function interfacesOf(endpoint: AwsObject): EndpointInterface[] {
    return interfacesIn(endpoint.props);
}

function interfacesIn(props: Props): EndpointInterface[] {
    const ids = texts(props, "networkInterfaceIds");
    return records(props, "subnetConfigurations").map((entry, index) => ({
        id: ids[index] ?? "",
        subnetId: text(entry, "subnetId"),
        address: text(entry, "ipv4"),
    }));
}

/** An interface stays for every subnet that stays, so its address does too. */
function network({ world, id, region, inputs, before }: Decision): Props {
    const old = before === undefined ? [] : interfacesIn(before);
    const subnets = texts(inputs, "subnetIds").flatMap((subnetId) => find(world, TYPES.subnet, subnetId) ?? []);
    const interfaces = subnets.map(
        (subnet) =>
            old.find(({ subnetId }) => subnetId === subnet.id) ?? {
                id: world.awsId("eni"),
                subnetId: subnet.id,
                address: freeAddress(world, subnet) ?? "",
            },
    );
    const zones = subnets.map(({ props }) => text(props, "availabilityZone"));
    return {
        subnetIds: subnets.map((subnet) => subnet.id),
        networkInterfaceIds: interfaces.map((one) => one.id),
        subnetConfigurations: interfaces.map(({ subnetId, address }) => ({ subnetId, ipv4: address })),
        dnsEntries: dnsEntries(id, text(inputs, "serviceName"), region, zones),
    };
}

function freeAddress(world: World, subnet: AwsObject): string | undefined {
    const taken = new Set(world.aws(TYPES.endpoint).flatMap(interfacesOf).filter(inSubnet(subnet)).map(addressOf));
    for (let offset = FIRST_FREE_ADDRESS; ; offset += 1) {
        const address = addressAt(text(subnet.props, "cidrBlock"), offset);
        // The last address of a subnet is the broadcast address.
        if (address === undefined || addressAt(text(subnet.props, "cidrBlock"), offset + 1) === undefined) {
            return undefined;
        }
        if (!taken.has(address)) {
            return address;
        }
    }
}

function inSubnet(subnet: AwsObject): (one: EndpointInterface) => boolean {
    return ({ subnetId }) => subnetId === subnet.id;
}

function addressOf({ address }: EndpointInterface): string {
    return address;
}

/** The regional name comes last: its place in the list is nothing to rely on. */
function dnsEntries(id: string, service: string, region: string, zones: readonly string[]): Props[] {
    const suffix = `${service.split(".").at(-1) ?? ""}.${region}.vpce.amazonaws.com`;
    const label = `${id}-${digest(id, 8)}`;
    const hostedZoneId = `Z${digest(region, 13).toUpperCase()}`;
    const labels = [...zones.map((zone) => `${label}-${zone}`), label];
    return labels.map((first) => ({ dnsName: `${first}.${suffix}`, hostedZoneId }));
}

function settings({ world, region, inputs, before }: Decision): Props {
    const owner = find(world, TYPES.vpc, text(inputs, "vpcId"));
    const fallback = owner === undefined ? [] : [text(owner.props, "defaultSecurityGroupId")];
    return {
        cidrBlocks: [],
        dnsOptions: inputs.dnsOptions ?? {
            dnsRecordIpType: "ipv4",
            privateDnsOnlyForInboundResolverEndpoint: false,
        },
        ipAddressType: inputs.ipAddressType ?? "ipv4",
        policy: inputs.policy ?? "",
        prefixListId: "",
        privateDnsEnabled: false,
        requesterManaged: false,
        routeTableIds: [],
        securityGroupIds: texts(inputs, "securityGroupIds").length > 0 ? inputs.securityGroupIds : fallback,
        serviceRegion: inputs.serviceRegion ?? region,
        // Confluent accepts the endpoint when a connection names it.
        state: before?.state ?? "pendingAcceptance",
    };
}
