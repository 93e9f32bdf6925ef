import { addressAt } from "../network/cidr";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { own } from "./accounts";
import { checkOneOf } from "./checks";
import { ec2, type Refusal } from "./errors";
import { freeAddress } from "./interfaces";
import { theSubnet, theVpc } from "./lookup";
import { objectModel } from "./object";
import { digest, find, text, where } from "./store";
import { TYPES } from "./types";

/** Addresses that stand for the public ones which AWS gives out (kept for tests of networks). */
const PUBLIC_POOL = "198.18.0.0/15";
const POOL_SIZE = 2 ** 17;

export const internetGateway = objectModel({
    type: TYPES.internetGateway,
    latency: "internetGateway",
    id: "igw",
    arn: "ec2:internet-gateway",
    required: [],
    replaceOn: [],
    computed: ["arn", "ownerId", "region", "tagsAll", "vpcId"],
    defaults: { vpcId: "" },
    admit: (world, inputs) => {
        admitGateway(world, inputs, ec2("AttachInternetGateway", "creating EC2 Internet Gateway"));
    },
    admitChange: (world, { id, props }, inputs) => {
        if (inputs.vpcId !== undefined && inputs.vpcId !== props.vpcId) {
            const doing = `updating EC2 Internet Gateway (${id})`;
            admitDetach(world, props, ec2("DetachInternetGateway", doing));
            admitGateway(world, inputs, ec2("AttachInternetGateway", doing));
        }
    },
    release: (world, { id, props }) => {
        const doing = `deleting EC2 Internet Gateway (${id}): detaching EC2 Internet Gateway (${id})`;
        admitDetach(world, props, ec2("DetachInternetGateway", doing));
    },
});

function admitGateway(world: World, inputs: Props, refuse: Refusal): void {
    const vpcId = text(inputs, "vpcId");
    if (vpcId === "") {
        return;
    }
    theVpc(world, vpcId, refuse);
    if (internetGatewayOf(world, vpcId) !== undefined) {
        throw refuse("InvalidParameterValue", `Network ${vpcId} already has an internet gateway attached`);
    }
}

/** A gateway stays while something behind it has a public address. */
function admitDetach(world: World, { vpcId }: Props, refuse: Refusal): void {
    const mapped = world.aws(TYPES.natGateway).filter(({ props }) => props.vpcId === vpcId && props.publicIp !== "");
    if (mapped.length > 0) {
        const what = `Network ${String(vpcId)} has some mapped public address(es).`;
        const how = "Please unmap those public address(es) before detaching the gateway.";
        throw refuse("DependencyViolation", `${what} ${how}`);
    }
}

/** The Internet Gateway that is attached to a VPC. */
export function internetGatewayOf(world: World, vpcId: string): AwsObject | undefined {
    return where(world, TYPES.internetGateway, "vpcId", vpcId)[0];
}

export const elasticIp = objectModel({
    type: TYPES.elasticIp,
    latency: "elasticIp",
    id: "eipalloc",
    arn: "ec2:elastic-ip",
    required: [],
    notSimulated: [
        ...["address", "associateWithPrivateIp", "customerOwnedIpv4Pool", "instance", "ipamPoolId"],
        ...["networkBorderGroup", "networkInterface", "publicIpv4Pool"],
    ],
    replaceOn: ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
    computed: [
        ...["allocationId", "arn", "associationId", "carrierIp", "customerOwnedIp", "domain", "instance"],
        ...["ipamPoolId", "networkBorderGroup", "networkInterface", "privateDns", "privateIp", "ptrRecord"],
        ...["publicDns", "publicIp", "publicIpv4Pool", "region", "tagsAll"],
    ],
    check: (inputs) => {
        checkOneOf(inputs, "domain", ["vpc"]);
    },
    admit: () => undefined,
    decide: ({ id, region, before, inputs }) => {
        const publicIp = text(before ?? {}, "publicIp") || publicAddress(id);
        const none = { carrierIp: "", customerOwnedIp: "", instance: "", ipamPoolId: "", ptrRecord: "" };
        const publicDns = `ec2-${publicIp.replaceAll(".", "-")}.compute-1.amazonaws.com`;
        const place = { domain: inputs.domain ?? "vpc", networkBorderGroup: region, publicIpv4Pool: "amazon" };
        return { ...none, ...place, allocationId: id, publicIp, publicDns };
    },
    view: (world, { id }) => {
        const [user] = where(world, TYPES.natGateway, "allocationId", id);
        return {
            associationId: text(user?.props ?? {}, "associationId"),
            networkInterface: text(user?.props ?? {}, "networkInterfaceId"),
            privateDns: "",
            privateIp: text(user?.props ?? {}, "privateIp"),
        };
    },
    release: (world, { id, props }) => {
        if (where(world, TYPES.natGateway, "allocationId", id).length > 0) {
            const refuse = ec2("ReleaseAddress", `deleting EC2 EIP (${id})`);
            throw refuse("InvalidIPAddress.InUse", `Address ${text(props, "publicIp")} is in use.`);
        }
    },
});

function publicAddress(id: string): string {
    return addressAt(PUBLIC_POOL, Number.parseInt(digest(id, 8), 16) % POOL_SIZE) ?? "";
}

const createNat = ec2("CreateNatGateway", "creating EC2 NAT Gateway");

export const natGateway = objectModel({
    type: TYPES.natGateway,
    latency: "natGateway",
    id: "nat",
    required: [],
    notSimulated: [
        ...["availabilityMode", "availabilityZoneAddresses", "privateIp", "secondaryAllocationIds"],
        ...["secondaryPrivateIpAddressCount", "secondaryPrivateIpAddresses", "vpcId"],
    ],
    replaceOn: [
        ...["allocationId", "availabilityMode", "connectivityType", "privateIp"],
        ...["secondaryPrivateIpAddressCount", "subnetId", "vpcId"],
    ],
    computed: [
        ...["associationId", "autoProvisionZones", "autoScalingIps", "availabilityMode", "networkInterfaceId"],
        ...["privateIp", "publicIp", "region", "regionalNatGatewayAddresses", "regionalNatGatewayAutoMode"],
        ...["routeTableId", "secondaryAllocationIds", "secondaryPrivateIpAddressCount"],
        ...["secondaryPrivateIpAddresses", "tagsAll", "vpcId"],
    ],
    defaults: { connectivityType: "public" },
    check: (inputs) => {
        checkOneOf(inputs, "connectivityType", ["private", "public"]);
    },
    admit: admitNat,
    decide: ({ world, inputs, before }) => (before === undefined ? natPlace(world, inputs) : {}),
});

function admitNat(world: World, inputs: Props): void {
    const [subnetId, allocationId] = [text(inputs, "subnetId"), text(inputs, "allocationId")];
    if (subnetId === "") {
        throw createNat("MissingParameter", "The request must contain the parameter SubnetId");
    }
    const { props } = theSubnet(world, subnetId, createNat);
    if (inputs.connectivityType === "private") {
        if (allocationId !== "") {
            const what = "The parameter AllocationId cannot be used with the connectivity type private";
            throw createNat("InvalidParameterCombination", what);
        }
        return;
    }
    admitAddress(world, allocationId);
    if (internetGatewayOf(world, text(props, "vpcId")) === undefined) {
        const what = "waiting for EC2 NAT Gateway create: unexpected state 'failed', wanted target 'available'.";
        const why = `Network ${text(props, "vpcId")} has no Internet gateway attached`;
        throw new Error(`${what} last error: Gateway.NotAttached: ${why}`);
    }
}

function admitAddress(world: World, allocationId: string): void {
    if (allocationId === "") {
        throw createNat("MissingParameter", "The request must contain the parameter AllocationId");
    }
    if (own(world, find(world, TYPES.elasticIp, allocationId)) === undefined) {
        const what = `The allocation ID '${allocationId}' does not exist`;
        throw createNat("InvalidAllocationID.NotFound", what);
    }
    if (where(world, TYPES.natGateway, "allocationId", allocationId).length > 0) {
        const what = `Elastic IP address [${allocationId}] is already associated`;
        throw createNat("Resource.AlreadyAssociated", what);
    }
}

function natPlace(world: World, inputs: Props): Props {
    const subnet = find(world, TYPES.subnet, text(inputs, "subnetId"));
    const address = find(world, TYPES.elasticIp, text(inputs, "allocationId"));
    const regional = { autoProvisionZones: "", autoScalingIps: "", regionalNatGatewayAutoMode: "", routeTableId: "" };
    return {
        ...regional,
        regionalNatGatewayAddresses: [],
        associationId: address === undefined ? "" : world.awsId("eipassoc"),
        availabilityMode: "zonal",
        networkInterfaceId: world.awsId("eni"),
        privateIp: subnet === undefined ? "" : (freeAddress(world, subnet) ?? ""),
        publicIp: address === undefined ? "" : address.props.publicIp,
        secondaryAllocationIds: [],
        secondaryPrivateIpAddressCount: 0,
        secondaryPrivateIpAddresses: [],
        vpcId: subnet === undefined ? "" : subnet.props.vpcId,
    };
}
