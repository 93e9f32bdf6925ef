// The VPC component gives its subnets and associations back as resources, which the SDK reads only by their classes.
import * as ec2 from "@pulumi/aws/ec2";
import * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../internal/maps";
import { routeTableOf, subnetOf, zoneLayout, type FoundAssociation, type FoundSubnet } from "./zoneLayout";

const TYPE = "confluent-cluster-linking:index:RunnerVpc";

/** One NAT gateway for all zones, which is cheaper; or one in each, so that no zone depends on another. */
export type NatKind = "single" | "perZone";

const NAT_STRATEGIES = { single: "Single", perZone: "OnePerAz" } as const;

export interface RunnerVpcArgs {
    /** IPv4 block of the VPC, /16 to /22. Plain, because the subnets are cut from it. A change replaces everything in it. */
    readonly cidr: string;
    /** Names of the zones, such as `us-east-1a`; add new ones at the end, where they move no other. */
    readonly availabilityZones: readonly string[];
    /** One NAT gateway for all zones, or one in each. */
    readonly nat: NatKind;
}

/** A VPC whose private subnets reach the internet through NAT, and which nobody reaches from there. */
export class RunnerVpc extends pulumi.ComponentResource {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;
    /** Private subnets by zone name. */
    readonly privateSubnetIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** Route tables of the private subnets, by zone name. */
    readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** The VPC with all that is in it, the way to the internet included: for `dependsOn`. */
    readonly whole: pulumi.Resource;

    constructor(name: string, args: RunnerVpcArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const vpc = new awsx.Vpc(name, vpcArgs(args), { parent: this });
        const subnets = foundSubnets(vpc);
        const associations = foundAssociations(vpc);
        const zones = Object.fromEntries(args.availabilityZones.map((zone) => [zone, zone]));
        this.vpcId = vpc.vpcId;
        this.privateSubnetIds = mapEntries(zones, (zone) => subnets.apply((found) => subnetOf(found, zone)));
        // Found by what they are for: the component's lists are in no promised order.
        this.routeTableIds = mapEntries(this.privateSubnetIds, (_zone, subnetId) =>
            pulumi.all([associations, subnetId]).apply(([found, id]) => routeTableOf(found, id)),
        );
        this.whole = vpc;
        this.resolver(name, vpc);
        this.registerOutputs({
            vpcId: this.vpcId,
            privateSubnetIds: this.privateSubnetIds,
            routeTableIds: this.routeTableIds,
        });
    }

    /** Private names are known to the VPC's own resolver only, whatever the account's default set of options says. */
    private resolver(name: string, { vpcId }: awsx.Vpc): void {
        const parent = { parent: this };
        const tags = { Name: name };
        const servers = { domainNameServers: ["AmazonProvidedDNS"] };
        const options = new ec2.VpcDhcpOptions(`${name}-dhcp-options`, { ...servers, tags }, parent);
        new ec2.VpcDhcpOptionsAssociation(
            `${name}-dhcp-options`,
            { vpcId, dhcpOptionsId: options.id },
            { parent: this, deleteBeforeReplace: true },
        );
    }
}

function vpcArgs({ cidr, availabilityZones, nat }: RunnerVpcArgs): awsx.VpcArgs {
    const masks = zoneLayout(cidr);
    return {
        cidrBlock: cidr,
        availabilityZoneNames: [...availabilityZones],
        availabilityZoneCidrMask: masks.zone,
        subnetStrategy: "Auto",
        subnetSpecs: [
            { type: "Private", name: "private", cidrMask: masks.private },
            { type: "Public", name: "public", cidrMask: masks.public },
        ],
        natGateways: { strategy: NAT_STRATEGIES[nat] },
        // Endpoints of AWS services and private hosted zones answer only where both are on.
        enableDnsHostnames: true,
        enableDnsSupport: true,
    };
}

function foundSubnets({ privateSubnets }: awsx.Vpc): pulumi.Output<FoundSubnet[]> {
    return privateSubnets.apply((subnets) =>
        pulumi.all(subnets.map(({ id, availabilityZone }) => pulumi.output({ id, availabilityZone }))),
    );
}

function foundAssociations({ routeTableAssociations }: awsx.Vpc): pulumi.Output<FoundAssociation[]> {
    return routeTableAssociations.apply((associations) =>
        pulumi.all(associations.map(({ subnetId, routeTableId }) => pulumi.output({ subnetId, routeTableId }))),
    );
}
