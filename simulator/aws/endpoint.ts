import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { awsService, isNamedBy, type AwsService } from "./awsServices";
import { offeredZoneIds } from "./availabilityZones";
import { checkOneOf } from "./checks";
import { ec2, type Refusal } from "./errors";
import { freeAddress } from "./interfaces";
import { secondInZone, theRouteTable, theSecurityGroup, theSubnet, theVpc } from "./lookup";
import { objectModel, type Decision } from "./object";
import { digest, find, records, regionOf, text, texts, where } from "./store";
import { TYPES } from "./types";

/** One network interface of an endpoint. */
export interface EndpointInterface {
    readonly id: string;
    readonly subnetId: string;
    readonly address: string;
}

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
        admitPrivateNames(world, { ...inputs, vpcId: props.vpcId }, refuse, id);
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
    const offered = awsService(service, region);
    const isKnown = offered !== undefined || serviceNames(world).has(service);
    if (!isKnown || !service.includes(`.${region}.`)) {
        throw refuse("InvalidServiceName", `The Vpc Endpoint Service '${service}' does not exist`);
    }
    admitType(inputs, offered, refuse);
    admitPrivateNames(world, inputs, refuse);
    admitPlacement(world, inputs, refuse);
}

/** Confluent's services take interface endpoints only; each kind of endpoint has its own arguments. */
function admitType(inputs: Props, service: AwsService | undefined, refuse: Refusal): void {
    const type = text(inputs, "vpcEndpointType") || "Gateway";
    const types = service?.endpointTypes ?? ["Interface"];
    if (type !== "Interface" && texts(inputs, "subnetIds").length > 0) {
        const message = "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.";
        throw refuse("InvalidParameter", message);
    }
    if (!types.includes(type)) {
        const message = `Endpoint type (${type}) does not match available service types ([${types.join(", ")}]).`;
        throw refuse("InvalidParameter", message);
    }
    if (type === "Interface" && texts(inputs, "routeTableIds").length > 0) {
        throw refuse("InvalidParameter", "Route table IDs are only supported for Gateway type VPC Endpoint.");
    }
}

/** Names of AWS's own services can lead to an interface endpoint, one per VPC, where the VPC has its DNS on. */
function admitPrivateNames(world: World, inputs: Props, refuse: Refusal, own?: string): void {
    if (inputs.privateDnsEnabled !== true) {
        return;
    }
    const [service, vpcId] = [text(inputs, "serviceName"), text(inputs, "vpcId")];
    const region = text(inputs, "region") || regionOf(world);
    const offered = awsService(service, region);
    if (offered === undefined || inputs.vpcEndpointType !== "Interface") {
        const why = `because the service ${service} does not provide a private DNS name.`;
        throw refuse("InvalidParameter", `Private DNS can't be enabled ${why}`);
    }
    const { props } = theVpc(world, vpcId, refuse);
    if (props.enableDnsSupport !== true || props.enableDnsHostnames !== true) {
        const what = "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes";
        throw refuse("InvalidParameter", `${what} set to true for ${vpcId}`);
    }
    const others = where(world, TYPES.endpoint, "vpcId", vpcId).filter(({ id }) => id !== own);
    if (others.some((one) => one.props.serviceName === service && one.props.privateDnsEnabled === true)) {
        const what = "private-dns-enabled cannot be set because there is already a conflicting DNS domain for";
        throw refuse("InvalidParameter", `${what} ${offered.privateName} in the VPC ${vpcId}`);
    }
}

/** Subnets of the endpoint's VPC in zones of their own that the service offers, and security groups of that VPC. */
function admitPlacement(world: World, inputs: Props, refuse: Refusal): void {
    const vpcId = text(inputs, "vpcId");
    const subnets = texts(inputs, "subnetIds").map((id) => theSubnet(world, id, refuse));
    const tables = texts(inputs, "routeTableIds").map((id) => theRouteTable(world, id, refuse));
    const groups = texts(inputs, "securityGroupIds").map((id) => theSecurityGroup(world, id, refuse));
    const stranger = [...subnets, ...tables, ...groups].find(({ props }) => props.vpcId !== vpcId);
    if (stranger !== undefined) {
        throw refuse("InvalidParameter", `${stranger.id} and VPC ${vpcId} belong to different networks.`);
    }
    const second = secondInZone(subnets);
    if (second !== undefined) {
        const message = `Found another VPC endpoint subnet in the availability zone of ${second.id}`;
        throw refuse("DuplicateSubnetsInSameZone", message);
    }
    for (const subnet of subnets) {
        const isOffered = offeredZoneIds(text(subnet.props, "region")).includes(
            text(subnet.props, "availabilityZoneId"),
        );
        // AWS's own services are in every zone.
        if (!isOffered && serviceNames(world).has(text(inputs, "serviceName"))) {
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
        dnsEntries:
            inputs.vpcEndpointType === "Interface" ? dnsEntries(id, text(inputs, "serviceName"), region, zones) : [],
    };
}

/** The regional name comes last: its place in the list is nothing to rely on. */
function dnsEntries(id: string, service: string, region: string, zones: readonly string[]): Props[] {
    const suffix = `${service.split(".").at(-1) ?? ""}.${region}.vpce.amazonaws.com`;
    const label = `${id}-${digest(id, 8)}`;
    const hostedZoneId = `Z${digest(region, 13).toUpperCase()}`;
    const labels = [...zones.map((zone) => `${label}-${zone}`), label];
    return labels.map((first) => ({ dnsName: `${first}.${suffix}`, hostedZoneId }));
}

function serviceOf(inputs: Props, region: string): AwsService | undefined {
    return awsService(text(inputs, "serviceName"), text(inputs, "serviceRegion") || region);
}

/** The endpoint in a VPC to which a name of an AWS service leads there. */
export function endpointNamed(world: World, vpcId: string, name: string): AwsObject | undefined {
    return where(world, TYPES.endpoint, "vpcId", vpcId).find(({ props }) => {
        const service = serviceOf(props, text(props, "region"));
        return props.privateDnsEnabled === true && service !== undefined && isNamedBy(service.privateName, name);
    });
}

function settings({ world, region, inputs, before }: Decision): Props {
    const owner = find(world, TYPES.vpc, text(inputs, "vpcId"));
    const isGateway = (text(inputs, "vpcEndpointType") || "Gateway") === "Gateway";
    const fallback = owner === undefined || isGateway ? [] : [text(owner.props, "defaultSecurityGroupId")];
    return {
        cidrBlocks: [],
        dnsOptions: inputs.dnsOptions ?? {
            dnsRecordIpType: "ipv4",
            privateDnsOnlyForInboundResolverEndpoint: false,
        },
        ipAddressType: inputs.ipAddressType ?? "ipv4",
        policy: inputs.policy ?? "",
        prefixListId: isGateway ? `pl-${digest(text(inputs, "serviceName"), 8)}` : "",
        privateDnsEnabled: inputs.privateDnsEnabled ?? false,
        requesterManaged: false,
        routeTableIds: inputs.routeTableIds ?? [],
        securityGroupIds: texts(inputs, "securityGroupIds").length > 0 ? inputs.securityGroupIds : fallback,
        serviceRegion: inputs.serviceRegion ?? region,
        // Confluent accepts the endpoint when a connection names it; AWS's own services accept every one.
        state: before?.state ?? (serviceOf(inputs, region) === undefined ? "pendingAcceptance" : "available"),
    };
}
