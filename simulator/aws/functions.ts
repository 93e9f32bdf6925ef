import type { FunctionModel } from "../provider/model";
import { zonesOf } from "./availabilityZones";
import { ec2 } from "./errors";
import { routeTablesOf } from "./lookup";
import { find, ownerOf, regionOf, text } from "./store";
import { TYPES } from "./types";

export const getRegion: FunctionModel = ({ world }, args) => {
    const region = text(args, "region") || text(args, "name") || regionOf(world);
    const endpoint = `ec2.${region}.amazonaws.com`;
    return Promise.resolve({ id: region, name: region, region, endpoint, description: region });
};

/** Finds a VPC by its id. */
export const getVpc: FunctionModel = async (context, args) => {
    const { world } = context;
    await context.wait(1);
    const id = text(args, "id");
    const vpc = find(world, TYPES.vpc, id);
    if (vpc === undefined) {
        const refuse = ec2("DescribeVpcs", "reading EC2 VPCs");
        throw refuse("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
    }
    const association = { associationId: `vpc-cidr-assoc-${id.slice(4)}`, cidrBlock: vpc.props.cidrBlock };
    return {
        ...vpc.props,
        id,
        default: false,
        state: "available",
        tags: vpc.props.tags ?? {},
        cidrBlockAssociations: [{ ...association, state: "associated" }],
        ipv6CidrBlockAssociations: [],
    };
};

/** Lists the route tables of a VPC, the main one included. */
export const getRouteTables: FunctionModel = async (context, args) => {
    const { world } = context;
    await context.wait(1);
    const [vpcId, region] = [text(args, "vpcId"), text(args, "region") || regionOf(world)];
    return { id: region, ids: routeTablesOf(world, vpcId).map(({ id }) => id), region, tags: {}, vpcId };
};

export const getAvailabilityZones: FunctionModel = async (context, args) => {
    const { world } = context;
    await context.wait(1);
    const region = text(args, "region") || regionOf(world);
    const zones = zonesOf(region);
    return {
        id: region,
        region,
        state: text(args, "state") || "available",
        groupNames: [region],
        names: zones.map(({ name }) => name),
        zoneIds: zones.map(({ id }) => id),
    };
};

/** Who the program is to AWS: a user of the simulated account. */
export const getCallerIdentity: FunctionModel = ({ world }) => {
    const accountId = ownerOf(world);
    const arn = `arn:aws:iam::${accountId}:user/simulated`;
    return Promise.resolve({ id: accountId, accountId, arn, userId: "AIDASIMULATED" });
};

export const getPartition: FunctionModel = () =>
    Promise.resolve({ id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" });
