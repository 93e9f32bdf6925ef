import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { find, put, remove, text, where } from "./store";
import { TYPES } from "./types";

/** Outputs of a Transit Gateway that name the tables which attachments use unless they say otherwise. */
export const DEFAULT_TABLES = ["associationDefaultRouteTableId", "propagationDefaultRouteTableId"] as const;

/** What the service does with an attachment that it takes in: it uses the gateway's default tables, if there are any. */
export function useDefaultTables(world: World, attachment: AwsObject, wishes: Props): void {
    const gateway = find(world, TYPES.transitGateway, text(attachment.props, "transitGatewayId"))?.props ?? {};
    const [associated, propagated] = DEFAULT_TABLES.map((key) => text(gateway, key));
    if (wishes.transitGatewayDefaultRouteTableAssociation !== false) {
        place(world, attachment, TYPES.gatewayAssociation, associated, "_");
    }
    if (wishes.transitGatewayDefaultRouteTablePropagation !== false) {
        place(world, attachment, TYPES.gatewayPropagation, propagated, "_propagation_");
    }
}

function place(world: World, attachment: AwsObject, type: string, table: string | undefined, middle: string): void {
    if (table === undefined || table === "") {
        return;
    }
    const props = {
        transitGatewayAttachmentId: attachment.id,
        transitGatewayRouteTableId: table,
        resourceId: attachment.props.vpcId,
        resourceType: "vpc",
    };
    // Made by the service, not by the stack.
    put(world, { id: `${table}${middle}${attachment.id}`, type, props, existing: true });
}

/** Takes an attachment away, with its places in the gateway's tables. */
export function removeAttachment(world: World, id: string): void {
    const dependants = [
        TYPES.gatewayAssociation,
        TYPES.gatewayPropagation,
        TYPES.gatewayRoute,
        TYPES.attachmentAccepter,
    ].flatMap((type) => where(world, type, "transitGatewayAttachmentId", id));
    for (const dependant of dependants) {
        remove(world, dependant.id);
    }
    remove(world, id);
}

/** False for an attachment that the owner of the gateway, another account, has not taken in yet. */
export function isAccepted(world: World, attachment: AwsObject): boolean {
    const gateway = find(world, TYPES.transitGateway, text(attachment.props, "transitGatewayId"));
    const isAnybodys = gateway === undefined || (gateway.existing === true && gateway.owner === undefined);
    return (
        attachment.existing === true ||
        isAnybodys ||
        gateway.owner === attachment.owner ||
        gateway.props.autoAcceptSharedAttachments === "enable" ||
        where(world, TYPES.attachmentAccepter, "transitGatewayAttachmentId", attachment.id).length > 0
    );
}
