import { contains, overlaps, prefixLength } from "../network/cidr";
import type { Props } from "../provider/model";
import type { World } from "../world";
import { zonesOf, type Zone } from "./availabilityZones";
import { checkConflicts, checkNetwork, checkOneOf } from "./checks";
import { ec2 } from "./errors";
import { usersOfSubnet } from "./interfaces";
import { isNetworkSize, isUsedByTasks, theVpc } from "./lookup";
import { objectModel, type Decision } from "./object";
import { put, regionOf, remove, text, where } from "./store";
import { TYPES } from "./types";

const createVpc = ec2("CreateVpc", "creating EC2 VPC");
const createSubnet = ec2("CreateSubnet", "creating EC2 Subnet");

/** What keeps a VPC from being deleted. */
const VPC_DEPENDANTS = [
    ...[TYPES.subnet, TYPES.securityGroup, TYPES.endpoint, TYPES.attachment, TYPES.routeTable],
    TYPES.internetGateway,
];

export const vpc = objectModel({
    type: TYPES.vpc,
    latency: "vpc",
    id: "vpc",
    arn: "ec2:vpc",
    required: [],
    notSimulated: [
        "assignGeneratedIpv6CidrBlock",
        "ipv4IpamPoolId",
        "ipv4NetmaskLength",
        "ipv6CidrBlock",
        "ipv6CidrBlockNetworkBorderGroup",
        "ipv6IpamPoolId",
        "ipv6NetmaskLength",
    ],
    replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    // The service lets go of dedicated hardware, but does not move a VPC onto it.
    replaceWhen: { instanceTenancy: (old, fresh) => fresh === "dedicated" && old !== "dedicated" },
    computed: [
        "arn",
        "defaultNetworkAclId",
        "defaultRouteTableId",
        "defaultSecurityGroupId",
        "dhcpOptionsId",
        "enableDnsHostnames",
        "enableNetworkAddressUsageMetrics",
        "ipv6AssociationId",
        "ipv6CidrBlock",
        "ipv6CidrBlockNetworkBorderGroup",
        "mainRouteTableId",
        "ownerId",
        "region",
        "tagsAll",
    ],
    defaults: { enableDnsSupport: true, instanceTenancy: "default", assignGeneratedIpv6CidrBlock: false },
    check: checkVpc,
    admit: admitVpc,
    decide: ({ world, inputs, before }) => ({
        enableDnsHostnames: inputs.enableDnsHostnames ?? false,
        enableNetworkAddressUsageMetrics: inputs.enableNetworkAddressUsageMetrics ?? false,
        ...(before === undefined ? vpcCompanions(world) : {}),
    }),
    made: (world, { id, props, owner }) => {
        const common = { props: { vpcId: id }, ...(owner === undefined ? {} : { owner }) };
        const [table, group] = [text(props, "mainRouteTableId"), text(props, "defaultSecurityGroupId")];
        put(world, { ...common, id: table, type: TYPES.mainRouteTable });
        put(world, { ...common, id: group, type: TYPES.defaultSecurityGroup, props: { vpcId: id, name: "default" } });
    },
    release: (world, { id }) => {
        if (VPC_DEPENDANTS.some((type) => where(world, type, "vpcId", id).length > 0)) {
            const refuse = ec2("DeleteVpc", `deleting EC2 VPC (${id})`);
            throw refuse("DependencyViolation", `The vpc '${id}' has dependencies and cannot be deleted.`);
        }
    },
    gone: (world, { props }) => {
        const routes = where(world, TYPES.route, "routeTableId", text(props, "mainRouteTableId")).map(({ id }) => id);
        for (const id of [...routes, text(props, "mainRouteTableId"), text(props, "defaultSecurityGroupId")]) {
            remove(world, id);
        }
    },
});

function vpcCompanions(world: World): Props {
    const table = world.awsId("rtb");
    return {
        mainRouteTableId: table,
        defaultRouteTableId: table,
        defaultSecurityGroupId: world.awsId("sg"),
        defaultNetworkAclId: world.awsId("acl"),
        dhcpOptionsId: world.awsId("dopt"),
        ipv6AssociationId: "",
        ipv6CidrBlock: "",
        ipv6CidrBlockNetworkBorderGroup: "",
    };
}

function checkVpc(inputs: Props): void {
    checkNetwork(inputs, "cidrBlock");
    const cidr = inputs.cidrBlock;
    if (typeof cidr === "string" && !isNetworkSize(cidr)) {
        const expected = 'expected "cidr_block" to contain a network Value with between 16 and 28 significant bits';
        throw new Error(`${expected}, got: ${prefixLength(cidr)}`);
    }
    checkOneOf(inputs, "instanceTenancy", ["default", "dedicated"]);
}

function admitVpc(_world: World, inputs: Props): void {
    const cidr = text(inputs, "cidrBlock");
    if (cidr === "") {
        throw createVpc("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    }
    if (!isNetworkSize(cidr)) {
        throw createVpc("InvalidVpc.Range", `The CIDR '${cidr}' is invalid.`);
    }
}

export const subnet = objectModel({
    type: TYPES.subnet,
    latency: "subnet",
    id: "subnet",
    arn: "ec2:subnet",
    required: ["vpcId"],
    notSimulated: [
        "assignIpv6AddressOnCreation",
        "customerOwnedIpv4Pool",
        "enableLniAtDeviceIndex",
        "ipv4IpamPoolId",
        "ipv4NetmaskLength",
        "ipv6CidrBlock",
        "ipv6IpamPoolId",
        "ipv6Native",
        "ipv6NetmaskLength",
        "mapCustomerOwnedIpOnLaunch",
        "outpostArn",
    ],
    replaceOn: [
        "vpcId",
        "cidrBlock",
        "availabilityZone",
        "availabilityZoneId",
        "ipv4IpamPoolId",
        "ipv4NetmaskLength",
        "ipv6IpamPoolId",
        "ipv6Native",
        "ipv6NetmaskLength",
        "outpostArn",
    ],
    computed: [
        "arn",
        "availabilityZone",
        "availabilityZoneId",
        "ipv6CidrBlock",
        "ipv6CidrBlockAssociationId",
        "ownerId",
        "privateDnsHostnameTypeOnLaunch",
        "region",
        "tagsAll",
    ],
    defaults: {
        assignIpv6AddressOnCreation: false,
        enableDns64: false,
        enableResourceNameDnsAaaaRecordOnLaunch: false,
        enableResourceNameDnsARecordOnLaunch: false,
        ipv6Native: false,
        mapPublicIpOnLaunch: false,
    },
    check: (inputs) => {
        checkNetwork(inputs, "cidrBlock");
        checkConflicts(inputs, "availabilityZone", ["availabilityZoneId"]);
        checkOneOf(inputs, "privateDnsHostnameTypeOnLaunch", ["ip-name", "resource-name"]);
    },
    admit: admitSubnet,
    decide: subnetPlace,
    release: (world, object) => {
        if (usersOfSubnet(world, object.id).length > 0 || isUsedByTasks(world, "subnets", object.id)) {
            const refuse = ec2("DeleteSubnet", `deleting EC2 Subnet (${object.id})`);
            throw refuse("DependencyViolation", `The subnet '${object.id}' has dependencies and cannot be deleted.`);
        }
    },
    gone: (world, { id }) => {
        for (const association of where(world, TYPES.routeTableAssociation, "subnetId", id)) {
            remove(world, association.id);
        }
    },
});

function admitSubnet(world: World, inputs: Props): void {
    const owner = theVpc(world, text(inputs, "vpcId"), createSubnet);
    const cidr = text(inputs, "cidrBlock");
    zoneOf(inputs, text(inputs, "region") || regionOf(world));
    if (cidr === "") {
        throw createSubnet("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.");
    }
    if (!isNetworkSize(cidr) || !contains(text(owner.props, "cidrBlock"), cidr)) {
        throw createSubnet("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
    }
    const others = where(world, TYPES.subnet, "vpcId", owner.id);
    if (others.some(({ props }) => overlaps(text(props, "cidrBlock"), cidr))) {
        throw createSubnet("InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`);
    }
}

function subnetPlace({ region, inputs, before }: Decision): Props {
    if (before !== undefined) {
        return {};
    }
    const zone = zoneOf(inputs, region);
    return {
        availabilityZone: zone.name,
        availabilityZoneId: zone.id,
        ipv6CidrBlock: "",
        ipv6CidrBlockAssociationId: "",
        privateDnsHostnameTypeOnLaunch: inputs.privateDnsHostnameTypeOnLaunch ?? "ip-name",
    };
}

/** The zone that the inputs name, else the first of the region. */
function zoneOf(inputs: Props, region: string): Zone {
    const [id, name] = [text(inputs, "availabilityZoneId"), text(inputs, "availabilityZone")];
    const zones = zonesOf(region);
    const zone = zones.find((one) => (id === "" || one.id === id) && (name === "" || one.name === name));
    if (zone === undefined) {
        const what = `Value (${id || name}) for parameter ${id === "" ? "availabilityZone" : "availabilityZoneId"} is invalid.`;
        const allowed = zones.map((one) => one.name).join(", ");
        throw createSubnet(
            "InvalidParameterValue",
            `${what} Subnets can currently only be created in the following availability zones: ${allowed}.`,
        );
    }
    return zone;
}
