import { overlaps } from "../network/cidr";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { own } from "./accounts";
import { isAccepted, removeAttachment, useDefaultTables } from "./attachments";
import { checkNetwork, checkNotEmpty, checkOneOf } from "./checks";
import { ec2, type Refusal } from "./errors";
import { attachmentOf, secondInZone, theSubnet, theVpc } from "./lookup";
import { objectModel, type Decision } from "./object";
import { isSharedWith } from "./sharing";
import { find, ownerOf, remove, text, texts, where } from "./store";
import { TYPES } from "./types";

const SWITCHES = ["applianceModeSupport", "dnsSupport", "ipv6Support", "securityGroupReferencingSupport"] as const;

export const vpcAttachment = objectModel({
    type: TYPES.attachment,
    latency: "transitGatewayAttachment",
    id: "tgw-attach",
    arn: "ec2:transit-gateway-attachment",
    required: ["subnetIds", "transitGatewayId", "vpcId"],
    replaceOn: ["vpcId", "transitGatewayId"],
    computed: ["arn", "region", "securityGroupReferencingSupport", "tagsAll", "vpcOwnerId"],
    defaults: {
        applianceModeSupport: "disable",
        dnsSupport: "enable",
        ipv6Support: "disable",
        securityGroupReferencingSupport: "enable",
        transitGatewayDefaultRouteTableAssociation: true,
        transitGatewayDefaultRouteTablePropagation: true,
    },
    check: (inputs) => {
        checkNotEmpty(inputs, "subnetIds");
        for (const key of SWITCHES) {
            checkOneOf(inputs, key, ["disable", "enable"]);
        }
    },
    admit: admitAttachment,
    admitChange: (world, { id, props }, inputs) => {
        const refuse = ec2("ModifyTransitGatewayVpcAttachment", `updating EC2 Transit Gateway VPC Attachment (${id})`);
        admitSubnets(world, text(props, "vpcId"), inputs, refuse);
    },
    decide: ({ world }) => ({ vpcOwnerId: ownerOf(world) }),
    made: (world, attachment) => {
        if (isAccepted(world, attachment)) {
            useDefaultTables(world, attachment, attachment.props);
        }
    },
    gone: (world, { id }) => {
        removeAttachment(world, id);
    },
});

function admitAttachment(world: World, inputs: Props): void {
    const [gateway, vpcId] = [text(inputs, "transitGatewayId"), text(inputs, "vpcId")];
    const refuse = ec2("CreateTransitGatewayVpcAttachment", "creating EC2 Transit Gateway VPC Attachment");
    if (!isVisible(world, find(world, TYPES.transitGateway, gateway))) {
        const message = `Transit Gateway ${gateway} was deleted or does not exist.`;
        throw refuse("InvalidTransitGatewayID.NotFound", message);
    }
    theVpc(world, vpcId, refuse);
    if (attachmentOf(world, vpcId, gateway) !== undefined) {
        const message = `${gateway} has non-deleted Transit Gateway Attachments with same VPC ID.`;
        throw refuse("DuplicateTransitGatewayAttachment", message);
    }
    admitSubnets(world, vpcId, inputs, refuse);
}

/** A gateway of another account can be used once it is shared; one that was there before the stack, from the start. */
function isVisible(world: World, gateway: AwsObject | undefined): boolean {
    return (
        gateway !== undefined &&
        (gateway.existing === true ||
            own(world, gateway) !== undefined ||
            isSharedWith(world, text(gateway.props, "arn"), ownerOf(world)))
    );
}

function admitSubnets(world: World, vpcId: string, inputs: Props, refuse: Refusal): void {
    const subnets = texts(inputs, "subnetIds").map((id) => theSubnet(world, id, refuse));
    const stranger = subnets.find(({ props }) => props.vpcId !== vpcId);
    if (stranger !== undefined) {
        throw refuse("InvalidParameterValue", `Subnet ${stranger.id} does not belong to VPC ${vpcId}.`);
    }
    if (secondInZone(subnets) !== undefined) {
        throw refuse("DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ");
    }
}

const LINK_INPUTS = ["transitGatewayAttachmentId", "transitGatewayRouteTableId"] as const;

/** Ids of a table's association or propagation: the provider joins what they are made of. */
function linkId(...middle: readonly string[]): (world: World, inputs: Props) => string {
    return (_world, inputs) =>
        [text(inputs, "transitGatewayRouteTableId"), ...middle, text(inputs, "transitGatewayAttachmentId")].join("_");
}

function attachedVpc({ world, inputs }: Decision): Props {
    const attachment = find(world, TYPES.attachment, text(inputs, "transitGatewayAttachmentId"));
    return { resourceId: attachment?.props.vpcId ?? "", resourceType: "vpc" };
}

/** Both ends of a link between an attachment and a Transit Gateway route table. */
function admitLink(world: World, inputs: Props, refuse: Refusal): { attachmentId: string; tableId: string } {
    const tableId = theTable(world, inputs, refuse);
    return { attachmentId: theAttachment(world, inputs, refuse), tableId };
}

function theAttachment(world: World, inputs: Props, refuse: Refusal): string {
    const id = text(inputs, LINK_INPUTS[0]);
    const attachment = find(world, TYPES.attachment, id);
    if (attachment === undefined) {
        const message = `Transit Gateway Attachment ${id} was deleted or does not exist.`;
        throw refuse("InvalidTransitGatewayAttachmentID.NotFound", message);
    }
    if (!isAccepted(world, attachment)) {
        throw refuse("IncorrectState", `${id} is in invalid state.`);
    }
    return id;
}

function theTable(world: World, inputs: Props, refuse: Refusal): string {
    const id = text(inputs, LINK_INPUTS[1]);
    if (own(world, find(world, TYPES.gatewayTable, id)) === undefined) {
        const message = `Transit Gateway Route Table ${id} was deleted or does not exist.`;
        throw refuse("InvalidRouteTableID.NotFound", message);
    }
    return id;
}

export const gatewayAssociation = objectModel({
    type: TYPES.gatewayAssociation,
    latency: "transitGatewayAssociation",
    id: linkId(),
    required: LINK_INPUTS,
    replaceOn: [...LINK_INPUTS, "replaceExistingAssociation"],
    computed: ["region", "resourceId", "resourceType"],
    admit: (world, inputs) => {
        const [attachment, table] = [text(inputs, LINK_INPUTS[0]), text(inputs, LINK_INPUTS[1])];
        const doing = `creating EC2 Transit Gateway Route Table Association (${table}_${attachment})`;
        const refuse = ec2("AssociateTransitGatewayRouteTable", doing);
        const { attachmentId } = admitLink(world, inputs, refuse);
        const existing = where(world, TYPES.gatewayAssociation, LINK_INPUTS[0], attachmentId);
        if (existing.length > 0 && inputs.replaceExistingAssociation !== true) {
            const message = `Transit Gateway Attachment ${attachmentId} is already associated to a route table.`;
            throw refuse("Resource.AlreadyAssociated", message);
        }
    },
    decide: attachedVpc,
    made: (world, { id, props }) => {
        const all = where(world, TYPES.gatewayAssociation, LINK_INPUTS[0], text(props, LINK_INPUTS[0]));
        for (const former of all.filter((one) => one.id !== id)) {
            remove(world, former.id);
        }
    },
});

export const gatewayPropagation = objectModel({
    type: TYPES.gatewayPropagation,
    latency: "transitGatewayPropagation",
    // Told apart from the association of the same two: the world keeps all objects by id.
    id: linkId("propagation"),
    required: LINK_INPUTS,
    replaceOn: LINK_INPUTS,
    computed: ["region", "resourceId", "resourceType"],
    admit: (world, inputs) => {
        const [attachment, table] = [text(inputs, LINK_INPUTS[0]), text(inputs, LINK_INPUTS[1])];
        const doing = `creating EC2 Transit Gateway Route Table Propagation (${table}_${attachment})`;
        const refuse = ec2("EnableTransitGatewayRouteTablePropagation", doing);
        const { attachmentId, tableId } = admitLink(world, inputs, refuse);
        const existing = where(world, TYPES.gatewayPropagation, LINK_INPUTS[1], tableId);
        if (existing.some(({ props }) => props.transitGatewayAttachmentId === attachmentId)) {
            const message = `Propagation ${attachmentId} already exists in Transit Gateway Route Table ${tableId}.`;
            throw refuse("TransitGatewayRouteTablePropagation.Duplicate", message);
        }
    },
    decide: attachedVpc,
});

function routeId(inputs: Props): string {
    return [text(inputs, LINK_INPUTS[1]), text(inputs, "destinationCidrBlock")].join("_");
}

/** A static route in a Transit Gateway route table. */
export const gatewayRoute = objectModel({
    type: TYPES.gatewayRoute,
    latency: "route",
    id: (_world, inputs) => routeId(inputs),
    required: ["destinationCidrBlock", "transitGatewayRouteTableId"],
    replaceOn: ["destinationCidrBlock", "blackhole", ...LINK_INPUTS],
    computed: ["region"],
    defaults: { blackhole: false },
    check: (inputs) => {
        checkNetwork(inputs, "destinationCidrBlock");
    },
    admit: (world, inputs) => {
        const destination = text(inputs, "destinationCidrBlock");
        const refuse = ec2("CreateTransitGatewayRoute", `creating EC2 Transit Gateway Route (${routeId(inputs)})`);
        admitRouteTarget(world, inputs, refuse);
        const tableId = theTable(world, inputs, refuse);
        const existing = where(world, TYPES.gatewayRoute, LINK_INPUTS[1], tableId);
        if (existing.some(({ props }) => props.destinationCidrBlock === destination)) {
            const message = `Route ${destination} already exists in Transit Gateway Route Table ${tableId}.`;
            throw refuse("RouteAlreadyExists", message);
        }
    },
});

/** A route leads to an attachment, or on purpose nowhere. */
function admitRouteTarget(world: World, inputs: Props, refuse: Refusal): void {
    const [nowhere, attachmentId] = [inputs.blackhole === true, text(inputs, LINK_INPUTS[0])];
    if (nowhere && attachmentId !== "") {
        const what = "The parameter TransitGatewayAttachmentId cannot be used with the parameter Blackhole";
        throw refuse("InvalidParameterCombination", what);
    }
    if (!nowhere && attachmentId === "") {
        throw refuse("MissingParameter", "The request must contain the parameter TransitGatewayAttachmentId");
    }
    if (!nowhere) {
        theAttachment(world, inputs, refuse);
    }
}

/** A route that a Transit Gateway route table holds, or would hold. */
export interface GatewayRoute {
    readonly cidr: string;
    readonly attachmentId: string;
    /** Why the route is not in effect; undefined where it is. */
    readonly rejected?: string;
}

/** The routes of a Transit Gateway route table: static ones first, which win, then propagated ones, oldest first. */
export function gatewayRoutesOf(world: World, tableId: string): GatewayRoute[] {
    const statics = where(world, TYPES.gatewayRoute, LINK_INPUTS[1], tableId).map(({ props }) => ({
        cidr: text(props, "destinationCidrBlock"),
        attachmentId: text(props, LINK_INPUTS[0]),
    }));
    const propagated: GatewayRoute[] = [];
    for (const propagation of where(world, TYPES.gatewayPropagation, LINK_INPUTS[1], tableId)) {
        propagated.push(propagatedRoute(world, propagation, propagated));
    }
    return [...statics, ...propagated];
}

/** A VPC whose CIDR overlaps one that is already there is not propagated, although nothing reports an error. */
function propagatedRoute(world: World, { props }: AwsObject, earlier: readonly GatewayRoute[]): GatewayRoute {
    const attachmentId = text(props, LINK_INPUTS[0]);
    const cidr = text(find(world, TYPES.vpc, text(props, "resourceId"))?.props ?? {}, "cidrBlock");
    const other = earlier.find((route) => route.rejected === undefined && overlaps(route.cidr, cidr));
    const rejected = `${cidr} of ${attachmentId} overlaps ${other?.cidr ?? ""} of ${other?.attachmentId ?? ""}`;
    return other === undefined ? { cidr, attachmentId } : { cidr, attachmentId, rejected };
}
