import type { Inputs } from "@pulumi/pulumi";
import { layOut, type Layout, type SubnetSpec } from "./layout";

const STRATEGIES = ["None", "Single", "OnePerAz"] as const;
export type NatStrategy = (typeof STRATEGIES)[number];

const SIMULATED = [
    ...["availabilityZoneCidrMask", "availabilityZoneNames", "cidrBlock", "enableDnsHostnames", "enableDnsSupport"],
    ...["enableNetworkAddressUsageMetrics", "instanceTenancy", "natGateways", "numberOfAvailabilityZones"],
    ...["subnetSpecs", "subnetStrategy", "tags"],
];
const DEFAULT_CIDR = "10.0.0.0/16";
const DEFAULT_ZONES = 3;

/** What the component is to make. */
export interface VpcPlan extends Layout {
    readonly cidrBlock: string;
    readonly zones: readonly string[];
    readonly nat: NatStrategy;
    /** Allocations for the NAT gateways; empty where they get addresses of their own. */
    readonly allocationIds: readonly string[];
}

/** The arguments that the component takes in plain form. */
interface PlainArgs {
    readonly availabilityZoneCidrMask?: number;
    readonly availabilityZoneNames?: readonly string[];
    readonly cidrBlock?: string;
    readonly natGateways?: { readonly strategy?: NatStrategy; readonly elasticIpAllocationIds?: readonly string[] };
    readonly numberOfAvailabilityZones?: number;
    readonly subnetSpecs?: readonly SubnetSpec[];
    readonly subnetStrategy?: string;
}

/**
 * Decides what `awsx.ec2.Vpc` makes of its arguments; `zonesOfRegion` are used where they name no zones. Fails with the
 * component's words where it would, and with words of its own for arguments that are not simulated.
 */
export async function planVpc(
    vpcName: string,
    inputs: Inputs,
    zonesOfRegion: () => Promise<readonly string[]>,
): Promise<VpcPlan> {
    const other = Object.keys(inputs).find((key) => !SIMULATED.includes(key) && inputs[key] !== undefined);
    if (other !== undefined) {
        throw new Error(`${other}: the simulator does not simulate this argument of awsx.ec2.Vpc`);
    }
    const args = inputs as PlainArgs;
    if (args.subnetStrategy !== "Auto") {
        const what = `subnetStrategy: the simulator lays out "Auto", not "${args.subnetStrategy ?? "Legacy"}"`;
        throw new Error(`${what}, the default among them`);
    }
    const zones = await zonesFor(args, zonesOfRegion);
    const cidrBlock = args.cidrBlock ?? DEFAULT_CIDR;
    const { subnetSpecs: specs, availabilityZoneCidrMask: zoneMask } = args;
    const layout = layOut({ vpcName, cidrBlock, zones, specs, zoneMask });
    return { cidrBlock, zones, ...layout, ...natOf(args, zones.length, layout) };
}

async function zonesFor(args: PlainArgs, zonesOfRegion: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const { availabilityZoneNames: names, numberOfAvailabilityZones: number } = args;
    if (names !== undefined && number !== undefined) {
        throw new Error("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
    }
    if (names !== undefined) {
        return names;
    }
    const [all, wanted] = [await zonesOfRegion(), number ?? DEFAULT_ZONES];
    if (all.length < wanted) {
        const what = `The configured region for this provider does not have at least ${wanted} Availability Zones.`;
        throw new Error(
            `${what} Either specify an explicit list of zones in availabilityZoneNames or choose a region with at least ${wanted} AZs.`,
        );
    }
    return all.slice(0, wanted);
}

function natOf({ natGateways }: PlainArgs, zones: number, { subnets }: Layout): Pick<VpcPlan, "nat" | "allocationIds"> {
    const wanted = natGateways?.strategy ?? "OnePerAz";
    const nat = STRATEGIES.find((known) => known.toLowerCase() === wanted.toLowerCase());
    if (nat === undefined) {
        throw new Error(`Unknown NatGatewayStrategy '${wanted}'`);
    }
    const allocationIds = natGateways?.elasticIpAllocationIds ?? [];
    refuseAllocations(nat, allocationIds.length, zones);
    const missing = (["Public", "Private"] as const).some((type) => subnets.every((subnet) => subnet.type !== type));
    if (nat !== "None" && missing) {
        const what =
            "If NAT Gateway strategy is 'OnePerAz' or 'Single', both private and public subnets must be declared.";
        const why =
            "The private subnet creates the need for a NAT Gateway, and the public subnet is required to host the";
        throw new Error(`${what} ${why} NAT Gateway resource.`);
    }
    return { nat, allocationIds };
}

function refuseAllocations(nat: NatStrategy, given: number, zones: number): void {
    const when = `when NAT Gateway strategy is '${nat}'`;
    if (nat === "None" && given > 0) {
        throw new Error(`Elastic IP allocation IDs cannot be specified ${when}.`);
    }
    if (nat === "Single" && given > 1) {
        throw new Error(`Exactly one Elastic IP may be specified ${when}.`);
    }
    if (nat === "OnePerAz" && given > 0 && given !== zones) {
        const what = "The number of Elastic IPs, if specified, must match the number of availability zones for the VPC";
        throw new Error(`${what} (${zones}) ${when}`);
    }
}
