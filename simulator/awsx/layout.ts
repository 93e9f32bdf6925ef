import { Address4 } from "ip-address";
import { overlaps, prefixLength } from "../network/cidr";

export const SUBNET_TYPES = ["Public", "Private", "Isolated", "Unused"] as const;
export type SubnetType = (typeof SUBNET_TYPES)[number];

/** What a zone is divided into, as programs describe it. */
export interface SubnetSpec {
    readonly type: SubnetType;
    readonly name?: string;
    readonly cidrMask?: number;
    /** Number of addresses: another way to say the mask. */
    readonly size?: number;
    /** One network per zone, in place of masks; for all specs or for none. */
    readonly cidrBlocks?: readonly string[];
    readonly tags?: Readonly<Record<string, string>>;
}

/** A subnet that is to be made. */
export interface PlannedSubnet {
    readonly zone: string;
    readonly name: string;
    readonly type: SubnetType;
    readonly cidrBlock: string;
    readonly tags: Readonly<Record<string, string>>;
}

export interface Layout {
    /** Zone by zone; in a zone public subnets first, then private, then isolated ones. */
    readonly subnets: readonly PlannedSubnet[];
    /** The specs with sizes filled in. */
    readonly specs: readonly SubnetSpec[];
}

export interface LayoutArgs {
    readonly vpcName: string;
    readonly cidrBlock: string;
    readonly zones: readonly string[];
    readonly specs: readonly SubnetSpec[] | undefined;
    readonly zoneMask?: number | undefined;
}

/** The smallest zone that a default layout goes into. */
const SMALLEST_ZONE = 26;
const LARGEST_ZONE = 16;

/**
 * Divides a VPC as the component's strategy "Auto" does: evenly between zones, and in each zone one subnet after the
 * other in the order of the specs, each where its size fits. Without specs a zone has a private and a public subnet.
 * Fails where the subnets are too large, overlap, or are described in two ways that differ.
 */
export function layOut({ vpcName, cidrBlock, zones, specs, zoneMask }: LayoutArgs): Layout {
    const mask = zoneMask ?? prefixLength(cidrBlock) + bitsFor(zones.length);
    const wanted = normalised(specs ?? defaultSpecs(mask), zones.length);
    const isExplicit = wanted.some(({ cidrBlocks }) => cidrBlocks !== undefined);
    const subnets = zones.flatMap((zone, index) => {
        const blocks = isExplicit
            ? wanted.map(({ cidrBlocks }) => cidrBlocks?.[index] ?? "")
            : blocksOf(blockAt(cidrBlock, index * sizeOf(mask), mask), wanted);
        return wanted.map(({ type, name, tags }, position) => ({
            zone,
            name: `${vpcName}-${name ?? type.toLowerCase()}-${index + 1}`,
            type,
            cidrBlock: blocks[position] ?? "",
            tags: tags ?? {},
        }));
    });
    refuseOverlaps(subnets);
    const order = (one: PlannedSubnet) =>
        zones.indexOf(one.zone) * SUBNET_TYPES.length + SUBNET_TYPES.indexOf(one.type);
    const made = subnets.filter(({ type }) => type !== "Unused").sort((one, other) => order(one) - order(other));
    return { subnets: made, specs: wanted };
}

/** How many bits tell `count` things apart. */
function bitsFor(count: number): number {
    return count === 0 ? 0 : Math.ceil(Math.log2(count));
}

function sizeOf(mask: number): number {
    return 2 ** (32 - mask);
}

/** The block of that mask whose first address is `offset` after the first one of `around`; it may lie outside. */
function blockAt(around: string, offset: number, mask: number): string {
    const first = new Address4(around).startAddress().bigInt() + BigInt(offset);
    return `${Address4.fromBigInt(first).correctForm()}/${mask}`;
}

function defaultSpecs(zoneMask: number): SubnetSpec[] {
    if (zoneMask > SMALLEST_ZONE) {
        const available = `but only /${zoneMask} is available.`;
        throw new Error(`Automatic subnet creation requires a VPC with at least /26 available per AZ, ${available}`);
    }
    const mask = Math.max(zoneMask, LARGEST_ZONE);
    return [
        { type: "Private", cidrMask: mask + 1 },
        { type: "Public", cidrMask: mask + 2 },
    ];
}

function normalised(specs: readonly SubnetSpec[], zones: number): SubnetSpec[] {
    if (specs.length === 0) {
        throw new Error("No subnets specified");
    }
    const isExplicit = specs.some(({ cidrBlocks }) => cidrBlocks !== undefined);
    const issues = specs.flatMap(
        (spec, index) => (isExplicit ? blockIssue(spec, index, zones) : sizeIssue(spec)) ?? [],
    );
    if (issues.length > 0) {
        throw new Error(`Invalid subnet specifications:\n - ${issues.join("\n - ")}`);
    }
    return specs.map((spec) => {
        const cidrMask = maskOf(spec);
        return isExplicit || cidrMask === undefined ? spec : { ...spec, cidrMask, size: sizeOf(cidrMask) };
    });
}

function maskOf({ cidrMask, size }: SubnetSpec): number | undefined {
    return cidrMask ?? (size === undefined ? undefined : 32 - Math.log2(size));
}

function blockIssue({ cidrBlocks }: SubnetSpec, index: number, zones: number): string | undefined {
    if (cidrBlocks === undefined) {
        return "If any subnet spec has explicit cidrBlocks, all subnets must have explicit cidrBlocks.";
    }
    const what = `The number of CIDR blocks in subnetSpecs[${index}] must match the number of availability zones`;
    return cidrBlocks.length === zones ? undefined : `${what} (${zones}).`;
}

function sizeIssue(spec: SubnetSpec): string | undefined {
    const { size } = spec;
    const mask = maskOf(spec);
    if (size === undefined || mask === undefined) {
        return undefined;
    }
    if (!Number.isInteger(Math.log2(size))) {
        return `The following subnet sizes are invalid: ${size}.`;
    }
    const what = `Subnet size ${size} does not match the expected size for a /${mask} subnet`;
    return sizeOf(mask) === size ? undefined : `${what} (${sizeOf(mask)}).`;
}

/** The networks of one zone: each begins at the first multiple of its size after the one before. */
function blocksOf(zone: string, specs: readonly SubnetSpec[]): string[] {
    const even = prefixLength(zone) + bitsFor(specs.length);
    const masks = specs.map(({ cidrMask }) => cidrMask ?? even);
    const [total, available] = [masks.reduce((sum, mask) => sum + sizeOf(mask), 0), sizeOf(prefixLength(zone))];
    if (total > available) {
        const what = `VPC has ${available} addresses, but subnets require ${total} addresses.`;
        throw new Error(`Subnets are too large for VPC. ${what}`);
    }
    let next = 0;
    return masks.map((mask) => {
        const start = Math.ceil(next / sizeOf(mask)) * sizeOf(mask);
        next = start + sizeOf(mask);
        return blockAt(zone, start, mask);
    });
}

function refuseOverlaps(subnets: readonly PlannedSubnet[]): void {
    const clashing = subnets.filter((one) =>
        subnets.some((other) => other !== one && overlaps(one.cidrBlock, other.cidrBlock)),
    );
    if (clashing.length > 0) {
        const what = "The following subnets overlap with at least one other subnet.";
        const how =
            "Make the CIDR for the VPC larger, reduce the size of the subnets per AZ, or use less Availability Zones";
        const named = clashing.map(({ name, cidrBlock }, index) => `${index + 1}. ${name}: ${cidrBlock}`);
        throw new Error(`${what} ${how}:\n\n${named.join("\n")}`);
    }
}
