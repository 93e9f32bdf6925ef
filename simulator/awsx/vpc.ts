import * as aws from "@pulumi/aws/ec2";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedSubnet, SubnetType } from "./layout";
import { planVpc, type VpcPlan } from "./vpcArgs";

const EVERYWHERE = "0.0.0.0/0";

type Tags = Record<string, pulumi.Input<string>>;

/** All that the component has made. */
interface Made {
    readonly vpc: aws.Vpc;
    readonly internetGateway: aws.InternetGateway;
    readonly subnets: Record<SubnetType, aws.Subnet[]>;
    readonly all: aws.Subnet[];
    readonly routeTables: aws.RouteTable[];
    readonly routeTableAssociations: aws.RouteTableAssociation[];
    readonly routes: aws.Route[];
    readonly natGateways: aws.NatGateway[];
    readonly eips: aws.Eip[];
}

/** Stands in for `awsx.ec2.Vpc`: the same children, by the same names, under the same parents. */
export class Vpc extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("awsx:ec2:Vpc", name, {}, opts);
    }

    /** Makes the children, and gives the component's outputs. */
    async make(name: string, inputs: pulumi.Inputs): Promise<pulumi.Inputs> {
        const zonesOfRegion = async () => (await getAvailabilityZones(undefined, { parent: this })).names;
        const plan = await planVpc(name, inputs, zonesOfRegion);
        const outputs = outputsOf(this.children(name, plan, inputs), plan);
        this.registerOutputs(outputs);
        return outputs;
    }

    private children(name: string, plan: VpcPlan, inputs: pulumi.Inputs): Made {
        const given = (inputs.tags ?? {}) as Tags;
        const tags = { Name: name, ...given };
        const { enableDnsHostnames, enableDnsSupport, enableNetworkAddressUsageMetrics, instanceTenancy } =
            inputs as aws.VpcArgs;
        const switches = { enableDnsHostnames, enableDnsSupport, enableNetworkAddressUsageMetrics, instanceTenancy };
        const settings = Object.fromEntries(Object.entries(switches).filter(([, value]) => value !== undefined));
        const vpc = new aws.Vpc(name, { ...settings, cidrBlock: plan.cidrBlock, tags }, { parent: this });
        const within = { parent: vpc, dependsOn: [vpc] };
        const made: Made = {
            vpc,
            internetGateway: new aws.InternetGateway(name, { vpcId: vpc.id, tags }, within),
            subnets: { Public: [], Private: [], Isolated: [], Unused: [] },
            all: [],
            routeTables: [],
            routeTableAssociations: [],
            routes: [],
            natGateways: [],
            eips: [],
        };
        for (const planned of plan.subnets) {
            addSubnet(made, name, plan, planned, given);
        }
        return made;
    }
}

/** A subnet with its table, its way out, and where it is public the NAT gateway of its zone. */
function addSubnet(made: Made, name: string, plan: VpcPlan, planned: PlannedSubnet, given: Tags): void {
    const tags = { Name: planned.name, SubnetType: planned.type };
    const subnet = new aws.Subnet(
        planned.name,
        {
            vpcId: made.vpc.id,
            availabilityZone: planned.zone,
            mapPublicIpOnLaunch: planned.type === "Public",
            cidrBlock: planned.cidrBlock,
            tags: { ...given, ...planned.tags, ...tags },
        },
        { parent: made.vpc, dependsOn: [made.vpc] },
    );
    const table = new aws.RouteTable(
        planned.name,
        { vpcId: made.vpc.id, tags: { ...given, ...tags } },
        { parent: subnet, dependsOn: [subnet] },
    );
    const association = new aws.RouteTableAssociation(
        planned.name,
        { routeTableId: table.id, subnetId: subnet.id },
        { parent: table, dependsOn: [table] },
    );
    made.subnets[planned.type].push(subnet);
    made.all.push(subnet);
    made.routeTables.push(table);
    made.routeTableAssociations.push(association);
    const index = plan.zones.indexOf(planned.zone);
    if (planned.type === "Public" && made.natGateways.length < natGatewaysUpTo(plan, index)) {
        addNatGateway(made, `${name}-${index + 1}`, plan.allocationIds[index], subnet, given);
    }
    const target = targetOf(made, planned.type, plan, index);
    if (target !== undefined) {
        const route = { routeTableId: table.id, destinationCidrBlock: EVERYWHERE, ...target };
        made.routes.push(new aws.Route(planned.name, route, { parent: table, dependsOn: [table] }));
    }
}

/** How many NAT gateways there are once the zone of that index is done. */
function natGatewaysUpTo({ nat }: VpcPlan, index: number): number {
    return { None: 0, Single: 1, OnePerAz: index + 1 }[nat];
}

function addNatGateway(
    made: Made,
    name: string,
    allocation: string | undefined,
    subnet: aws.Subnet,
    given: Tags,
): void {
    const within = { parent: subnet, dependsOn: [subnet] };
    const tags = { ...given, Name: name };
    let allocationId: pulumi.Input<string> | undefined = allocation;
    if (allocationId === undefined) {
        const eip = new aws.Eip(name, { tags }, within);
        made.eips.push(eip);
        allocationId = eip.allocationId;
    }
    made.natGateways.push(new aws.NatGateway(name, { subnetId: subnet.id, allocationId, tags }, within));
}

/** Where a subnet of a type sends what leaves the VPC; undefined where nothing does. */
function targetOf(made: Made, type: SubnetType, { nat }: VpcPlan, index: number): Partial<aws.RouteArgs> | undefined {
    if (type === "Public") {
        return { gatewayId: made.internetGateway.id };
    }
    const natGateway = made.natGateways[nat === "Single" ? 0 : index];
    return type === "Private" && natGateway !== undefined ? { natGatewayId: natGateway.id } : undefined;
}

function outputsOf({ subnets, all, ...made }: Made, { specs }: VpcPlan): pulumi.Inputs {
    const ids = (some: readonly aws.Subnet[]) => some.map(({ id }) => id);
    return {
        ...made,
        vpcId: made.vpc.id,
        vpcEndpoints: [],
        subnets: all,
        publicSubnets: subnets.Public,
        privateSubnets: subnets.Private,
        isolatedSubnets: subnets.Isolated,
        publicSubnetIds: ids(subnets.Public),
        privateSubnetIds: ids(subnets.Private),
        isolatedSubnetIds: ids(subnets.Isolated),
        subnetLayout: specs.map((spec) => Object.fromEntries(Object.entries(spec).filter(([key]) => key !== "tags"))),
    };
}
