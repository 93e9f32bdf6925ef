import { addressAt, prefixLength } from "../network/cidr";
import type { World } from "../world";
import { ensure, tailOf } from "./seed";
import { digest, find, ownerOf, text } from "./store";
import { TYPES } from "./types";

const ALL = "0.0.0.0/0";
/**
 * Puts a private way to a cluster into a VPC that was seeded before, as somebody else would have made it: an endpoint
 * in the VPC, and a private zone for the cluster's name that answers there.
 */
export function seedWay(world: World, vpcId: string, region: string, host: string): void {
    const vpc = find(world, TYPES.vpc, vpcId);
    if (vpc === undefined) {
        throw new Error(`there is no VPC ${vpcId} for the way to ${host}`);
    }
    const [tail, subnetId] = [digest(host, 17), `subnet-${tailOf(vpcId)}`];
    const [group, address] = [`sg-${tail}`, lastAddress(text(vpc.props, "cidrBlock"))];
    const common = { region, ownerId: ownerOf(world), vpcId };
    ensure(world, TYPES.securityGroup, group, common);
    ensure(world, TYPES.ingressRule, `sgr-${tail}`, { securityGroupId: group, ipProtocol: "-1", cidrIpv4: ALL });
    ensure(world, TYPES.endpoint, `vpce-${tail}`, {
        ...common,
        vpcEndpointType: "Interface",
        securityGroupIds: [group],
        subnetIds: [subnetId],
        networkInterfaceIds: [`eni-${tail}`],
        subnetConfigurations: [{ subnetId, ipv4: address }],
        dnsEntries: [],
        state: "available",
    });
    const zoneId = `Z${tail.toUpperCase()}`;
    ensure(world, TYPES.zone, zoneId, { name: host, zoneId, vpcs: [{ vpcId, vpcRegion: region }] });
    ensure(world, TYPES.record, `${zoneId}_${host}_A`, {
        zoneId,
        fqdn: host,
        name: host,
        type: "A",
        records: [address],
    });
}

/** The last address that an interface can have; subnets give out their first ones first. */
function lastAddress(cidr: string): string {
    return addressAt(cidr, 2 ** (32 - prefixLength(cidr)) - 2) ?? "";
}
