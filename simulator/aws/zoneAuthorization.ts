import { isForeign } from "./accounts";
import { route53 } from "./errors";
import { objectModel } from "./object";
import { find, regionOf, text } from "./store";
import { TYPES } from "./types";
import { associationsOf, theZone } from "./zone";

/** The zone's owner lets another account associate its VPC. */
export const zoneAuthorization = objectModel({
    type: TYPES.zoneAuthorization,
    latency: "zoneAssociation",
    id: (_world, inputs) => [text(inputs, "zoneId"), text(inputs, "vpcId")].join(":"),
    required: ["vpcId", "zoneId"],
    replaceOn: ["vpcId", "vpcRegion", "zoneId"],
    computed: ["vpcRegion"],
    admit: (world, inputs) => {
        const [zoneId, vpcId] = [text(inputs, "zoneId"), text(inputs, "vpcId")];
        const doing = `creating Route53 VPC Association Authorization (${zoneId}:${vpcId})`;
        const refuse = route53("CreateVPCAssociationAuthorization", doing);
        const zone = theZone(world, zoneId, refuse);
        if (isForeign(world, zone)) {
            throw refuse("AccessDenied", `User is not authorized to access this resource: hosted zone ${zoneId}`);
        }
        if (associationsOf(zone).length === 0) {
            const message = `Attempting to authorize a VPC for public zone: ${zoneId}`;
            throw refuse("PublicZoneVPCAssociation", message);
        }
        const region = text(inputs, "vpcRegion") || regionOf(world);
        if (find(world, TYPES.vpc, vpcId)?.props.region !== region) {
            throw refuse("InvalidVPCId", `The VPC: ${vpcId} in region ${region} does not exist.`);
        }
    },
    decide: ({ world, inputs }) => ({ vpcRegion: text(inputs, "vpcRegion") || regionOf(world) }),
});
