import { randomUUID } from "node:crypto";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { accountOf, own } from "./accounts";
import { ram, type Refusal } from "./errors";
import { objectModel } from "./object";
import { find, ownerOf, regionOf, remove, text, where } from "./store";
import { TYPES } from "./types";

const ACCOUNT = /^\d{12}$/;
const ARN = /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+$/;

/** The arn of a share, which is its id. */
function shareArn(world: World): string {
    return `arn:aws:ram:${regionOf(world)}:${ownerOf(world)}:resource-share/${randomUUID()}`;
}

/** What one account shares with others. */
export const resourceShare = objectModel({
    type: TYPES.resourceShare,
    latency: "resourceShare",
    id: shareArn,
    autoName: "resourceShare",
    required: [],
    notSimulated: ["permissionArns", "resourceShareConfiguration"],
    replaceOn: ["permissionArns"],
    computed: ["arn", "name", "permissionArns", "region", "resourceShareConfiguration", "tagsAll"],
    defaults: { allowExternalPrincipals: false },
    admit: () => undefined,
    decide: ({ id }) => ({
        arn: id,
        permissionArns: [],
        resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false },
    }),
    gone: (world, { id }) => {
        const parts = [TYPES.shareResource, TYPES.sharePrincipal].flatMap((type) =>
            where(world, type, "resourceShareArn", id),
        );
        for (const part of [...parts, ...where(world, TYPES.shareAccepter, "shareArn", id)]) {
            remove(world, part.id);
        }
    },
});

function theShare(world: World, inputs: Props, refuse: Refusal): AwsObject {
    const arn = text(inputs, "resourceShareArn");
    const share = own(world, find(world, TYPES.resourceShare, arn));
    if (share === undefined) {
        throw refuse("UnknownResourceException", `ResourceShare ${arn} could not be found.`);
    }
    return share;
}

export const shareResource = objectModel({
    type: TYPES.shareResource,
    latency: "resourceShare",
    id: (_world, inputs) => `${text(inputs, "resourceShareArn")},${text(inputs, "resourceArn")}`,
    required: ["resourceArn", "resourceShareArn"],
    replaceOn: ["resourceArn", "resourceShareArn"],
    computed: ["region"],
    admit: (world, inputs) => {
        const arn = text(inputs, "resourceArn");
        const doing = `creating RAM Resource Association (${text(inputs, "resourceShareArn")},${arn})`;
        const refuse = ram("AssociateResourceShare", doing);
        if (!ARN.test(arn)) {
            throw refuse("MalformedArnException", `The specified resource ARN ${arn} is not valid.`);
        }
        const share = theShare(world, inputs, refuse);
        const shared = Object.values(world.data.aws).find(({ props }) => props.arn === arn);
        if (own(world, shared) === undefined) {
            throw refuse("UnknownResourceException", `Resource ${arn} could not be found.`);
        }
        if (resourcesOf(world, share.id).includes(arn)) {
            throw refuse("InvalidParameterException", `Resource ${arn} is already associated with the share.`);
        }
    },
});

export const sharePrincipal = objectModel({
    type: TYPES.sharePrincipal,
    latency: "resourceShare",
    id: (_world, inputs) => `${text(inputs, "resourceShareArn")},${text(inputs, "principal")}`,
    required: ["principal", "resourceShareArn"],
    replaceOn: ["principal", "resourceShareArn"],
    computed: ["region"],
    check: ({ principal }) => {
        if (typeof principal === "string" && !ACCOUNT.test(principal) && !ARN.test(principal)) {
            throw new Error(`"principal" (${principal}) is neither a valid AWS account ID nor a valid ARN`);
        }
    },
    admit: (world, inputs) => {
        const principal = text(inputs, "principal");
        const doing = `creating RAM Principal Association (${text(inputs, "resourceShareArn")},${principal})`;
        const refuse = ram("AssociateResourceShare", doing);
        const share = theShare(world, inputs, refuse);
        const others = where(world, TYPES.sharePrincipal, "resourceShareArn", share.id);
        if (others.some(({ props }) => props.principal === principal)) {
            throw refuse("InvalidParameterException", `Principal ${principal} is already associated with the share.`);
        }
    },
});

/**
 * An account takes a share. There is an invitation only where the share lets principals from outside the organisation
 * in; within it nothing has to be accepted.
 */
export const shareAccepter = objectModel({
    type: TYPES.shareAccepter,
    latency: "resourceShareAccepter",
    // Told apart from the share, whose arn the provider uses: the world keeps all objects by id.
    id: (world, inputs) => `${text(inputs, "shareArn")}@${ownerOf(world)}`,
    required: ["shareArn"],
    replaceOn: ["shareArn"],
    computed: [
        ...["invitationArn", "receiverAccountId", "region", "resources", "senderAccountId"],
        ...["shareId", "shareName", "status"],
    ],
    admit: (world, inputs) => {
        const arn = text(inputs, "shareArn");
        const share = find(world, TYPES.resourceShare, arn);
        const isInvited = share !== undefined && isNamed(world, share.id, ownerOf(world)) && isExternal(share);
        if (!isInvited || find(world, TYPES.shareAccepter, `${arn}@${ownerOf(world)}`) !== undefined) {
            const note = "NOTE: If both AWS accounts are in the same AWS Organization and RAM Sharing with AWS";
            const end = "Organizations is enabled, this action is not necessary";
            throw new Error(`No RAM Resource Share (${arn}) invitation found\n\n${note} ${end}`);
        }
    },
    decide: ({ world, inputs, id }) => {
        const share = find(world, TYPES.resourceShare, text(inputs, "shareArn"));
        return {
            invitationArn: id.replace(":resource-share/", ":resource-share-invitation/").replace(/@.*$/, ""),
            receiverAccountId: ownerOf(world),
            senderAccountId: share === undefined ? "" : accountOf(world, share),
            shareId: `rs-${text(inputs, "shareArn").split("/").at(-1) ?? ""}`,
            shareName: share?.props.name ?? "",
            status: "ACTIVE",
        };
    },
    view: (world, { props }) => ({ resources: resourcesOf(world, text(props, "shareArn")) }),
});

function resourcesOf(world: World, share: string): string[] {
    return where(world, TYPES.shareResource, "resourceShareArn", share).map(({ props }) => text(props, "resourceArn"));
}

/** True where a share is for an account: by its number, or by the organisation or unit that all accounts here are in. */
function isNamed(world: World, share: string, account: string): boolean {
    const principals = where(world, TYPES.sharePrincipal, "resourceShareArn", share);
    return principals.some(({ props }) => props.principal === account || !ACCOUNT.test(text(props, "principal")));
}

function isExternal({ props }: AwsObject): boolean {
    return props.allowExternalPrincipals === true;
}

/** True where an account may use a resource of another one: a share names both, and is accepted where that is needed. */
export function isSharedWith(world: World, arn: string, account: string): boolean {
    return world
        .aws(TYPES.resourceShare)
        .filter((share) => resourcesOf(world, share.id).includes(arn) && isNamed(world, share.id, account))
        .some(
            (share) => !isExternal(share) || find(world, TYPES.shareAccepter, `${share.id}@${account}`) !== undefined,
        );
}
