import { parseCidr } from "../internal/cidr";
import { ProgramError } from "../internal/programError";

/** A zone's share of the VPC is an eighth, so that zones which are added at the end leave the others where they are. */
const ZONE_BITS = 3;
/** Of which tasks get one half, and the NAT gateway, which needs an address or two, a small block of the other. */
const PRIVATE_BITS = 4;
const PUBLIC_BITS = 8;
/** AWS makes no smaller subnets. */
const LONGEST_PREFIX = 28;

/** Prefix lengths in the runner's VPC. */
export interface ZoneLayout {
    readonly zone: number;
    readonly private: number;
    readonly public: number;
}

/** How the VPC is cut up, whatever the number of its zones. */
export function zoneLayout(vpcCidr: string): ZoneLayout {
    const { prefix } = parseCidr(vpcCidr);
    return {
        zone: prefix + ZONE_BITS,
        private: prefix + PRIVATE_BITS,
        public: Math.min(prefix + PUBLIC_BITS, LONGEST_PREFIX),
    };
}

/** A subnet as it is found. */
export interface FoundSubnet {
    readonly id: string;
    /** Name of its zone, such as `us-east-1a`. */
    readonly availabilityZone: string;
}

/** Which table a subnet uses, as it is found; one for a gateway names no subnet. */
export interface FoundAssociation {
    readonly subnetId?: string | undefined;
    readonly routeTableId: string;
}

/** The subnet of a zone. Throws a ProgramError when there is none. */
export function subnetOf(subnets: readonly FoundSubnet[], zoneName: string): string {
    const found = subnets.find(({ availabilityZone }) => availabilityZone === zoneName);
    if (found === undefined) {
        const zones = subnets.map(({ availabilityZone }) => availabilityZone).join(", ");
        throw new ProgramError(`the runner's VPC has no private subnet in ${zoneName}, only in ${zones || "no zone"}`);
    }
    return found.id;
}

/** The route table that the subnet uses. Throws a ProgramError when none is associated with it. */
export function routeTableOf(associations: readonly FoundAssociation[], subnetId: string): string {
    const found = associations.find((association) => association.subnetId === subnetId);
    if (found === undefined) {
        throw new ProgramError(`no route table is associated with ${subnetId}, a private subnet of the runner's VPC`);
    }
    return found.routeTableId;
}
