import { isBlock, prefixLength } from "../network/cidr";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { accountOf, own } from "./accounts";
import { DEFAULT_TABLES, isAccepted, removeAttachment, useDefaultTables } from "./attachments";
import { checkOneOf } from "./checks";
import { ec2 } from "./errors";
import { objectModel } from "./object";
import { find, put, remove, text, texts, where } from "./store";
import { TYPES } from "./types";

const SWITCHES = [
    "autoAcceptSharedAttachments",
    "defaultRouteTableAssociation",
    "defaultRouteTablePropagation",
    "dnsSupport",
    "encryptionSupport",
    "multicastSupport",
    "securityGroupReferencingSupport",
    "vpnEcmpSupport",
] as const;

/** Private numbers of two and of four bytes. */
const PRIVATE_NUMBERS = [
    [64_512, 65_534],
    [4_200_000_000, 4_294_967_294],
] as const;

const SMALLEST_BLOCK = 24;

export const transitGateway = objectModel({
    type: TYPES.transitGateway,
    latency: "transitGateway",
    id: "tgw",
    arn: "ec2:transit-gateway",
    required: [],
    replaceOn: ["multicastSupport"],
    // The service gives a gateway its default table only when it makes it.
    replaceWhen: {
        defaultRouteTableAssociation: (old, fresh) => old === "disable" && fresh !== "disable",
        defaultRouteTablePropagation: (old, fresh) => old === "disable" && fresh !== "disable",
    },
    computed: [
        "arn",
        "associationDefaultRouteTableId",
        "encryptionSupport",
        "ownerId",
        "propagationDefaultRouteTableId",
        "region",
        "tagsAll",
    ],
    defaults: {
        amazonSideAsn: 64_512,
        autoAcceptSharedAttachments: "disable",
        defaultRouteTableAssociation: "enable",
        defaultRouteTablePropagation: "enable",
        dnsSupport: "enable",
        encryptionSupport: "disable",
        multicastSupport: "disable",
        securityGroupReferencingSupport: "disable",
        vpnEcmpSupport: "enable",
    },
    check: (inputs) => {
        for (const key of SWITCHES) {
            checkOneOf(inputs, key, ["disable", "enable"]);
        }
        checkNumber(inputs);
    },
    admit: (_world, inputs) => {
        const refuse = ec2("CreateTransitGateway", "creating EC2 Transit Gateway");
        const wrong = texts(inputs, "transitGatewayCidrBlocks").find((cidr) => !isOfferedBlock(cidr));
        if (wrong !== undefined) {
            throw refuse("InvalidParameterValue", `${wrong} is not a valid Transit Gateway CIDR block.`);
        }
    },
    decide: ({ world, inputs, before }) => {
        const table = before === undefined ? world.awsId("tgw-rtb") : undefined;
        return {
            associationDefaultRouteTableId: defaultTable(inputs, "defaultRouteTableAssociation", before, table),
            propagationDefaultRouteTableId: defaultTable(inputs, "defaultRouteTablePropagation", before, table),
        };
    },
    made: (world, gateway) => {
        const { id: transitGatewayId, props, owner } = gateway;
        for (const id of new Set(DEFAULT_TABLES.map((key) => text(props, key)).filter((table) => table !== ""))) {
            const table = { id, type: TYPES.gatewayTable, props: { transitGatewayId } };
            // Made by the service, not by the stack.
            put(world, { ...table, existing: true, ...(owner === undefined ? {} : { owner }) });
        }
    },
    release: admitRelease,
    gone: (world, { id }) => {
        for (const table of where(world, TYPES.gatewayTable, "transitGatewayId", id)) {
            remove(world, table.id);
        }
    },
});

function checkNumber(inputs: Props): void {
    const asn = inputs.amazonSideAsn;
    if (typeof asn === "number" && !PRIVATE_NUMBERS.some(([first, last]) => first <= asn && asn <= last)) {
        const ranges = PRIVATE_NUMBERS.map(([first, last]) => `(${first} - ${last})`);
        throw new Error(`expected amazon_side_asn to be in the range ${ranges.join(" or ")}, got ${asn}`);
    }
}

function isOfferedBlock(cidr: string): boolean {
    return isBlock(cidr) && prefixLength(cidr) <= SMALLEST_BLOCK;
}

/** Both defaults use one table; a gateway that has had one switched off has none for it. */
function defaultTable(inputs: Props, key: string, before: Props | undefined, fresh: string | undefined): string {
    if (inputs[key] === "disable") {
        return "";
    }
    const former = before === undefined ? undefined : DEFAULT_TABLES.map((one) => text(before, one)).find(Boolean);
    return fresh ?? former ?? "";
}

/** A gateway goes after its attachments and the tables that stacks have made for it. */
function admitRelease(world: World, { id, props }: AwsObject): void {
    const refuse = ec2("DeleteTransitGateway", `deleting EC2 Transit Gateway (${id})`);
    const attachments = where(world, TYPES.attachment, "transitGatewayId", id).map((one) => one.id);
    if (attachments.length > 0) {
        const what = `${id} has non-deleted Transit Gateway Attachments: ${attachments.join(", ")}.`;
        throw refuse("IncorrectState", what);
    }
    const defaults = DEFAULT_TABLES.map((key) => text(props, key));
    const tables = where(world, TYPES.gatewayTable, "transitGatewayId", id).filter((one) => !defaults.includes(one.id));
    if (tables.length > 0) {
        const what = `${id} has non-deleted Transit Gateway Route Tables: ${tables.map((one) => one.id).join(", ")}.`;
        throw refuse("IncorrectState", what);
    }
}

export const gatewayTable = objectModel({
    type: TYPES.gatewayTable,
    latency: "transitGatewayRouteTable",
    id: "tgw-rtb",
    arn: "ec2:transit-gateway-route-table",
    required: ["transitGatewayId"],
    replaceOn: ["transitGatewayId"],
    computed: ["arn", "defaultAssociationRouteTable", "defaultPropagationRouteTable", "region", "tagsAll"],
    admit: (world, inputs) => {
        const id = text(inputs, "transitGatewayId");
        if (own(world, find(world, TYPES.transitGateway, id)) === undefined) {
            const refuse = ec2("CreateTransitGatewayRouteTable", "creating EC2 Transit Gateway Route Table");
            const message = `Transit Gateway ${id} was deleted or does not exist.`;
            throw refuse("InvalidTransitGatewayID.NotFound", message);
        }
    },
    decide: () => ({ defaultAssociationRouteTable: false, defaultPropagationRouteTable: false }),
    release: (world, { id }) => {
        if (where(world, TYPES.gatewayAssociation, "transitGatewayRouteTableId", id).length > 0) {
            const doing = `deleting EC2 Transit Gateway Route Table (${id})`;
            const refuse = ec2("DeleteTransitGatewayRouteTable", doing);
            throw refuse("IncorrectState", `${id} has associated attachments and cannot be deleted.`);
        }
    },
    gone: (world, { id }) => {
        for (const type of [TYPES.gatewayPropagation, TYPES.gatewayRoute]) {
            for (const dependant of where(world, type, "transitGatewayRouteTableId", id)) {
                remove(world, dependant.id);
            }
        }
    },
});

const ACCEPT = "AcceptTransitGatewayVpcAttachment";

/**
 * The gateway's owner takes in a VPC of another account. As with the real provider, what goes away with this resource
 * is the attachment itself.
 */
export const attachmentAccepter = objectModel({
    type: TYPES.attachmentAccepter,
    latency: "transitGatewayAccepter",
    // Told apart from the attachment, whose id the provider uses: the world keeps all objects by id.
    id: (_world, inputs) => `${text(inputs, "transitGatewayAttachmentId")}_accepted`,
    required: ["transitGatewayAttachmentId"],
    replaceOn: ["transitGatewayAttachmentId"],
    computed: [
        ...["applianceModeSupport", "dnsSupport", "ipv6Support", "region", "securityGroupReferencingSupport"],
        ...["subnetIds", "tagsAll", "transitGatewayId", "vpcId", "vpcOwnerId"],
    ],
    defaults: {
        transitGatewayDefaultRouteTableAssociation: true,
        transitGatewayDefaultRouteTablePropagation: true,
    },
    admit: (world, inputs) => {
        const id = text(inputs, "transitGatewayAttachmentId");
        const refuse = ec2(ACCEPT, `accepting EC2 Transit Gateway VPC Attachment (${id})`);
        const attachment = find(world, TYPES.attachment, id);
        const gateway = find(world, TYPES.transitGateway, text(attachment?.props ?? {}, "transitGatewayId"));
        if (attachment === undefined || own(world, gateway) === undefined) {
            const message = `Transit Gateway Attachment ${id} was deleted or does not exist.`;
            throw refuse("InvalidTransitGatewayAttachmentID.NotFound", message);
        }
        if (isAccepted(world, attachment)) {
            throw refuse("IncorrectState", `${id} is in invalid state.`);
        }
    },
    decide: ({ world, inputs }) => {
        const attachment = find(world, TYPES.attachment, text(inputs, "transitGatewayAttachmentId"));
        const { applianceModeSupport, dnsSupport, ipv6Support, securityGroupReferencingSupport } =
            attachment?.props ?? {};
        const { subnetIds, transitGatewayId, vpcId } = attachment?.props ?? {};
        return {
            ...{ applianceModeSupport, dnsSupport, ipv6Support, securityGroupReferencingSupport },
            ...{ subnetIds, transitGatewayId, vpcId },
            vpcOwnerId: attachment === undefined ? "" : accountOf(world, attachment),
        };
    },
    made: (world, { props }) => {
        const attachment = find(world, TYPES.attachment, text(props, "transitGatewayAttachmentId"));
        if (attachment !== undefined) {
            useDefaultTables(world, attachment, props);
        }
    },
    gone: (world, { props }) => {
        removeAttachment(world, text(props, "transitGatewayAttachmentId"));
    },
});
