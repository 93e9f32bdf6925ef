import { subnet } from "../internal/cidr";
import { zoneSlot } from "../internal/zones";

/** Subnets are a sixteenth of their VPC. */
const SUBNET_BITS = 4;

/** The block of a zone's subnet: the slot with the zone's own number, so that no other zone can move it. */
export function zoneSubnet(vpcCidr: string, zoneId: string): string {
    return subnet(vpcCidr, SUBNET_BITS, zoneSlot(zoneId));
}
