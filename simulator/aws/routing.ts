import { contains } from "../network/cidr";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { own } from "./accounts";
import { isAccepted } from "./attachments";
import { checkExactlyOne, checkNetwork, checkNotInline } from "./checks";
import { ec2, type Refusal } from "./errors";
import { internetGatewayOf } from "./internet";
import { attachmentOf, theRouteTable, theSubnet, theVpc } from "./lookup";
import { objectModel } from "./object";
import { digest, find, remove, text, where } from "./store";
import { TYPES } from "./types";

export const routeTable = objectModel({
    type: TYPES.routeTable,
    latency: "routeTable",
    id: "rtb",
    arn: "ec2:route-table",
    required: ["vpcId"],
    notSimulated: ["propagatingVgws"],
    replaceOn: ["vpcId"],
    computed: ["arn", "ownerId", "propagatingVgws", "region", "routes", "tagsAll"],
    check: (inputs) => {
        checkNotInline(inputs, "routes", "aws.ec2.Route");
    },
    admit: (world, inputs) => {
        theVpc(world, text(inputs, "vpcId"), ec2("CreateRouteTable", "creating Route Table"));
    },
    decide: () => ({ propagatingVgws: [] }),
    view: (world, { id }) => ({
        routes: where(world, TYPES.route, "routeTableId", id).map(({ props }) => ({
            cidrBlock: text(props, "destinationCidrBlock"),
            ...Object.fromEntries(TARGETS.filter((key) => text(props, key) !== "").map((key) => [key, props[key]])),
        })),
    }),
    // The provider takes the subnets off a table before it deletes it.
    gone: (world, { id }) => {
        for (const type of [TYPES.route, TYPES.routeTableAssociation]) {
            for (const dependant of where(world, type, "routeTableId", id)) {
                remove(world, dependant.id);
            }
        }
    },
});

export const routeTableAssociation = objectModel({
    type: TYPES.routeTableAssociation,
    latency: "routeTableAssociation",
    id: "rtbassoc",
    required: ["routeTableId"],
    notSimulated: ["gatewayId"],
    replaceOn: ["subnetId", "gatewayId"],
    computed: ["region"],
    check: (inputs) => {
        checkExactlyOne(inputs, ["subnetId", "gatewayId"]);
    },
    admit: admitAssociation,
    admitChange: (world, _object, inputs) => {
        const refuse = ec2("ReplaceRouteTableAssociation", "updating Route Table Association");
        theRouteTable(world, text(inputs, "routeTableId"), refuse);
    },
});

function admitAssociation(world: World, inputs: Props): void {
    const [tableId, subnetId] = [text(inputs, "routeTableId"), text(inputs, "subnetId")];
    const refuse = ec2("AssociateRouteTable", `creating Route Table (${tableId}) Association`);
    const table = theRouteTable(world, tableId, refuse);
    const served = theSubnet(world, subnetId, refuse);
    if (table.props.vpcId !== served.props.vpcId) {
        const message = `Route table ${tableId} and subnet ${subnetId} belong to different networks`;
        throw refuse("InvalidParameterValue", message);
    }
    if (where(world, TYPES.routeTableAssociation, "subnetId", subnetId).length > 0) {
        const message = `the specified association for route table ${tableId} conflicts with an existing association`;
        throw refuse("Resource.AlreadyAssociated", message);
    }
}

/** Where a route can lead; Transit Gateways are followed, all else leads out of the simulated network. */
export const TARGETS = [
    "transitGatewayId",
    "gatewayId",
    "natGatewayId",
    "networkInterfaceId",
    "vpcEndpointId",
    "vpcPeeringConnectionId",
    "egressOnlyGatewayId",
    "carrierGatewayId",
    "localGatewayId",
    "coreNetworkArn",
    "odbNetworkArn",
] as const;

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

export const route = objectModel({
    type: TYPES.route,
    latency: "route",
    id: (_world, inputs) => {
        const [table, destination] = [text(inputs, "routeTableId"), text(inputs, "destinationCidrBlock")];
        return `r-${table}${Number.parseInt(digest(destination, 8), 16)}`;
    },
    required: ["routeTableId"],
    notSimulated: ["destinationIpv6CidrBlock", "destinationPrefixListId", "egressOnlyGatewayId"],
    replaceOn: ["routeTableId", ...DESTINATIONS],
    computed: ["instanceId", "instanceOwnerId", "networkInterfaceId", "origin", "region", "state"],
    check: (inputs) => {
        checkExactlyOne(inputs, DESTINATIONS);
        checkExactlyOne(inputs, TARGETS);
        checkNetwork(inputs, "destinationCidrBlock");
    },
    admit: admitRoute,
    admitChange: (world, _object, inputs) => {
        admitTarget(world, inputs, "ReplaceRoute");
    },
    decide: ({ inputs }) => ({
        instanceId: "",
        instanceOwnerId: "",
        networkInterfaceId: inputs.networkInterfaceId ?? "",
        origin: "CreateRoute",
    }),
    view: (world, object) => ({ state: routeIsActive(world, object) ? "active" : "blackhole" }),
});

/** False for a route to a gateway that its VPC is no longer attached to, or that is gone. */
export function routeIsActive(world: World, { props }: AwsObject): boolean {
    const gateway = text(props, "transitGatewayId");
    const vpcId = vpcOfTable(world, text(props, "routeTableId"));
    const [internet, nat] = [text(props, "gatewayId"), text(props, "natGatewayId")];
    if (internet !== "" || nat !== "") {
        return nat === "" ? internetGatewayOf(world, vpcId)?.id === internet : isNat(world, nat);
    }
    return gateway === "" || attachmentOf(world, vpcId, gateway) !== undefined;
}

function vpcOfTable(world: World, tableId: string): string {
    const table = find(world, TYPES.routeTable, tableId) ?? find(world, TYPES.mainRouteTable, tableId);
    return table === undefined ? "" : text(table.props, "vpcId");
}

function admitRoute(world: World, inputs: Props): void {
    const [tableId, destination] = [text(inputs, "routeTableId"), text(inputs, "destinationCidrBlock")];
    const doing = `creating Route in Route Table (${tableId}) with destination (${destination})`;
    const refuse = ec2("CreateRoute", doing);
    const table = theRouteTable(world, tableId, refuse);
    const others = where(world, TYPES.route, "routeTableId", tableId);
    if (others.some(({ props }) => props.destinationCidrBlock === destination)) {
        throw refuse("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
    }
    const owner = theVpc(world, text(table.props, "vpcId"), refuse);
    if (contains(text(owner.props, "cidrBlock"), destination)) {
        const what = `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks.`;
        throw refuse("InvalidParameterValue", `${what} This route can target only an interface or an instance.`);
    }
    admitTarget(world, inputs, "CreateRoute");
}

/** A route can use a Transit Gateway only once the table's VPC is attached to it, and other gateways that exist. */
function admitTarget(world: World, inputs: Props, operation: string): void {
    const [tableId, gateway] = [text(inputs, "routeTableId"), text(inputs, "transitGatewayId")];
    const doing = operation === "CreateRoute" ? "creating" : "updating";
    const destination = text(inputs, "destinationCidrBlock");
    const refuse = ec2(operation, `${doing} Route in Route Table (${tableId}) with destination (${destination})`);
    const vpcId = vpcOfTable(world, tableId);
    const attachment = attachmentOf(world, vpcId, gateway);
    if (gateway !== "" && (attachment === undefined || !isAccepted(world, attachment))) {
        throw refuse("InvalidTransitGatewayID.NotFound", `The transitGateway ID '${gateway}' does not exist`);
    }
    const nat = text(inputs, "natGatewayId");
    if (nat !== "" && !isNat(world, nat)) {
        throw refuse("InvalidNatGatewayID.NotFound", `The natGateway ID '${nat}' does not exist`);
    }
    admitInternetGateway(world, vpcId, inputs, refuse);
}

function admitInternetGateway(world: World, vpcId: string, inputs: Props, refuse: Refusal): void {
    const id = text(inputs, "gatewayId");
    const gateway = find(world, TYPES.internetGateway, id);
    if (id !== "" && gateway === undefined) {
        throw refuse("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);
    }
    if (gateway !== undefined && gateway.props.vpcId !== vpcId) {
        const tableId = text(inputs, "routeTableId");
        const what = `route table ${tableId} and network gateway ${id} belong to different networks`;
        throw refuse("InvalidParameterValue", what);
    }
}

function isNat(world: World, id: string): boolean {
    return own(world, find(world, TYPES.natGateway, id)) !== undefined;
}
