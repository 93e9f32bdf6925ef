import { randomBytes } from "node:crypto";
import type { Props, ResourceModel } from "../provider/model";
import type { AwsObject, World } from "../world";
import { accountOf, isForeign } from "./accounts";
import { checkLength } from "./checks";
import { route53, type Refusal } from "./errors";
import { objectModel, type Decision } from "./object";
import { find, put, records, regionOf, remove, text, where } from "./store";
import { TYPES } from "./types";

/** A VPC that a private zone answers in. */
interface Association {
    readonly vpcId: string;
    readonly vpcRegion: string;
}

const described = objectModel({
    type: TYPES.zone,
    latency: "hostedZone",
    id: () => `Z${randomBytes(10).toString("hex").toUpperCase().slice(0, 19)}`,
    arn: "route53:hostedzone",
    autoName: "zone",
    required: [],
    notSimulated: ["delegationSetId"],
    replaceOn: ["name", "delegationSetId"],
    computed: ["arn", "enableAcceleratedRecovery", "name", "nameServers", "primaryNameServer", "tagsAll", "zoneId"],
    defaults: { comment: "Managed by Pulumi", forceDestroy: false },
    check: (inputs) => {
        checkLength(inputs, "name", 1, 1024);
        checkLength(inputs, "comment", 0, 256);
    },
    admit: (world, inputs) => {
        const name = text(inputs, "name");
        const refuse = route53("CreateHostedZone", `creating Route53 Hosted Zone (${name})`);
        for (const vpc of wanted(world, inputs)) {
            admitVpc(world, name, vpc, refuse);
        }
    },
    admitChange: (world, zone, inputs) => {
        const refuse = route53("AssociateVPCWithHostedZone", `updating Route53 Hosted Zone (${zone.id})`);
        const present = new Set(associationsOf(zone).map(({ vpcId }) => vpcId));
        for (const vpc of wanted(world, inputs).filter(({ vpcId }) => !present.has(vpcId))) {
            admitVpc(world, text(zone.props, "name"), vpc, refuse);
        }
        if (present.size > 0 && wanted(world, inputs).length === 0) {
            throw lastVpc(
                zone.id,
                route53("DisassociateVPCFromHostedZone", `updating Route53 Hosted Zone (${zone.id})`),
            );
        }
    },
    decide: (decision) => ({
        enableAcceleratedRecovery: decision.inputs.enableAcceleratedRecovery ?? false,
        ...(decision.before === undefined ? zoneIdentity(decision.id) : {}),
        ...zoneVpcs(decision),
    }),
    release: (world, { id, props }) => {
        if (props.forceDestroy !== true && where(world, TYPES.record, "zoneId", id).some(isRequired)) {
            const refuse = route53("DeleteHostedZone", `deleting Route53 Hosted Zone (${id})`);
            const message =
                "The specified hosted zone contains non-required resource record sets  and so cannot be deleted.";
            throw refuse("HostedZoneNotEmpty", message);
        }
    },
    gone: (world, { id }) => {
        for (const type of [TYPES.record, TYPES.zoneAssociation, TYPES.zoneAuthorization]) {
            for (const dependant of where(world, type, "zoneId", id)) {
                remove(world, dependant.id);
            }
        }
    },
});

/**
 * A hosted zone. Create and update answer with the VPCs that this resource set; a read has all of them, so that after
 * a refresh the next update takes away what associations of their own have added, as with the real provider.
 */
export const zone: ResourceModel = {
    ...described,
    async update(context, id, state, inputs) {
        const outputs = await described.update(context, id, state, inputs);
        return inputs.vpcs === undefined ? outputs : { ...outputs, vpcs: wanted(context.world, inputs) };
    },
};

function isRequired({ props }: AwsObject): boolean {
    return !["NS", "SOA"].includes(text(props, "type"));
}

function zoneIdentity(id: string): Props {
    const nameServers = [0, 1, 2, 3].map((index) => `ns-${index * 512}.awsdns-0${index}.com`);
    return { zoneId: id, nameServers, primaryNameServer: nameServers[0] };
}

/** What the provider asks for: add what is new in the inputs, take away what it saw and no longer finds there. */
function zoneVpcs({ world, inputs, before, seen }: Decision): Props {
    const asked = wanted(world, inputs);
    if (before === undefined) {
        return asked.length === 0 ? {} : { vpcs: asked };
    }
    const dropped = wanted(world, seen ?? {}).filter((vpc) => !asked.some(({ vpcId }) => vpcId === vpc.vpcId));
    const present = wanted(world, before);
    const added = asked.filter((vpc) => !present.some(({ vpcId }) => vpcId === vpc.vpcId));
    for (const vpc of dropped) {
        remove(world, associationId(text(before, "zoneId"), vpc));
    }
    const left = present.filter((vpc) => !dropped.some(({ vpcId }) => vpcId === vpc.vpcId));
    const vpcs = [...left, ...added];
    return vpcs.length === 0 ? {} : { vpcs };
}

function wanted(world: World, props: Props): Association[] {
    return records(props, "vpcs").map((vpc) => associationIn(world, vpc));
}

/** A VPC that names no region is one of the provider's own. */
function associationIn(world: World, props: Props): Association {
    return { vpcId: text(props, "vpcId"), vpcRegion: text(props, "vpcRegion") || regionOf(world) };
}

/** The VPCs in which a zone answers; none for a public zone. */
export function associationsOf(zone: AwsObject): Association[] {
    return records(zone.props, "vpcs").map((vpc) => ({ vpcId: text(vpc, "vpcId"), vpcRegion: text(vpc, "vpcRegion") }));
}

/** The private zones that a VPC is associated with. */
export function zonesOfVpc(world: World, vpcId: string): AwsObject[] {
    return world.aws(TYPES.zone).filter((zone) => associationsOf(zone).some((one) => one.vpcId === vpcId));
}

function admitVpc(world: World, name: string, { vpcId, vpcRegion }: Association, refuse: Refusal): void {
    const found = find(world, TYPES.vpc, vpcId);
    if (found === undefined || text(found.props, "region") !== vpcRegion) {
        throw refuse("InvalidVPCId", `The VPC: ${vpcId} in region ${vpcRegion} does not exist.`);
    }
    if (isForeign(world, found)) {
        throw notAuthorised(vpcId, refuse);
    }
    const other = zonesOfVpc(world, vpcId).find(({ props }) => props.name === name);
    if (other !== undefined) {
        const what = `The VPC ${vpcId} in region ${vpcRegion} has already been associated`;
        throw refuse("ConflictingDomainExists", `${what} with the hosted zone ${other.id} with the same domain name.`);
    }
}

function notAuthorised(vpcId: string, refuse: Refusal): Error {
    const what = `The VPC: ${vpcId} has not authorized to associate with your hosted zone.`;
    return refuse("NotAuthorizedException", what);
}

function lastVpc(zoneId: string, refuse: Refusal): Error {
    const what = "The VPC cannot be disassociated because it is the last VPC associated with";
    return refuse("LastVPCAssociation", `${what} the private hosted zone ${zoneId}.`);
}

function associationId(zoneId: string, { vpcId, vpcRegion }: Association): string {
    return `${zoneId}:${vpcId}:${vpcRegion}`;
}

/** The zone, or the service's answer where there is none. */
export function theZone(world: World, id: string, refuse: Refusal): AwsObject {
    const found = find(world, TYPES.zone, id);
    if (found === undefined) {
        throw refuse("NoSuchHostedZone", `No hosted zone found with ID: ${id}`);
    }
    return found;
}

function owningAccount(world: World, zoneId: string): string {
    const target = find(world, TYPES.zone, zoneId);
    return target === undefined ? "" : accountOf(world, target);
}

function isAuthorised(world: World, zoneId: string, vpcId: string): boolean {
    return where(world, TYPES.zoneAuthorization, "zoneId", zoneId).some(({ props }) => props.vpcId === vpcId);
}

export const zoneAssociation = objectModel({
    type: TYPES.zoneAssociation,
    latency: "zoneAssociation",
    id: (world, inputs) => associationId(text(inputs, "zoneId"), associationIn(world, inputs)),
    required: ["vpcId", "zoneId"],
    replaceOn: ["zoneId", "vpcId", "vpcRegion"],
    computed: ["owningAccount", "vpcRegion"],
    admit: (world, inputs) => {
        const [zoneId, vpcId] = [text(inputs, "zoneId"), text(inputs, "vpcId")];
        const doing = `associating Route 53 Hosted Zone (${zoneId}) to EC2 VPC (${vpcId})`;
        const refuse = route53("AssociateVPCWithHostedZone", doing);
        const target = theZone(world, zoneId, refuse);
        if (isForeign(world, target) && !isAuthorised(world, zoneId, vpcId)) {
            throw notAuthorised(vpcId, refuse);
        }
        if (associationsOf(target).length === 0) {
            const message = `Attempting to associate public zone: ${zoneId} with vpc: ${vpcId}`;
            throw refuse("PublicZoneVPCAssociation", message);
        }
        admitVpc(world, text(target.props, "name"), associationIn(world, inputs), refuse);
    },
    decide: ({ world, inputs }) => ({
        owningAccount: owningAccount(world, text(inputs, "zoneId")),
        vpcRegion: associationIn(world, inputs).vpcRegion,
    }),
    made: (world, { props }) => {
        const { target, own } = ends(world, props);
        if (target !== undefined) {
            put(world, { ...target, props: { ...target.props, vpcs: [...associationsOf(target), own] } });
        }
    },
    release: (world, { props }) => {
        const { target, own } = ends(world, props);
        if (target !== undefined && associationsOf(target).every(({ vpcId }) => vpcId === own.vpcId)) {
            const doing = `disassociating Route 53 Hosted Zone (${target.id}) from EC2 VPC (${own.vpcId})`;
            throw lastVpc(target.id, route53("DisassociateVPCFromHostedZone", doing));
        }
    },
    gone: (world, { props }) => {
        const { target, own } = ends(world, props);
        if (target !== undefined) {
            const vpcs = associationsOf(target).filter(({ vpcId }) => vpcId !== own.vpcId);
            put(world, { ...target, props: { ...target.props, vpcs } });
        }
    },
});

function ends(world: World, props: Props): { target: AwsObject | undefined; own: Association } {
    const own = { vpcId: text(props, "vpcId"), vpcRegion: text(props, "vpcRegion") };
    return { target: find(world, TYPES.zone, text(props, "zoneId")), own };
}
