import { addressAt, contains } from "../network/cidr";
import type { AwsObject, World } from "../world";
import { records, text, texts, where } from "./store";
import { TYPES } from "./types";

/** A network interface with an address of its own. */
export interface NetworkInterface {
    readonly vpcId: string;
    readonly subnetId: string;
    readonly address: string;
    /** What the interface belongs to. */
    readonly of: AwsObject;
}

// AWS keeps the first four addresses of every subnet for itself.
const FIRST_FREE_ADDRESS = 4;

/** Every interface in the simulated network whose address is known. */
export function allInterfaces(world: World): NetworkInterface[] {
    const listed = (type: string, key: string, address: string) =>
        world.aws(type).flatMap((of) =>
            records(of.props, key).map((entry) => ({
                vpcId: text(of.props, "vpcId") || text(of.props, "hostVpcId"),
                subnetId: text(entry, "subnetId"),
                address: text(entry, address),
                of,
            })),
        );
    const gateways = world.aws(TYPES.natGateway).map((of) => ({
        vpcId: text(of.props, "vpcId"),
        subnetId: text(of.props, "subnetId"),
        address: text(of.props, "privateIp"),
        of,
    }));
    const endpoints = listed(TYPES.endpoint, "subnetConfigurations", "ipv4");
    return [...endpoints, ...listed(TYPES.resolverEndpoint, "ipAddresses", "ip"), ...gateways];
}

/** The lowest address of a subnet that is free; undefined where it is full. `reserved` is about to be taken. */
export function freeAddress(world: World, subnet: AwsObject, reserved: readonly string[] = []): string | undefined {
    const inSubnet = allInterfaces(world).filter(({ subnetId }) => subnetId === subnet.id);
    const taken = new Set([...reserved, ...inSubnet.map(({ address }) => address)]);
    for (let offset = FIRST_FREE_ADDRESS; ; offset += 1) {
        const address = addressAt(text(subnet.props, "cidrBlock"), offset);
        // The last address of a subnet is the broadcast address.
        if (address === undefined || addressAt(text(subnet.props, "cidrBlock"), offset + 1) === undefined) {
            return undefined;
        }
        if (!taken.has(address)) {
            return address;
        }
    }
}

/** True for an address of a subnet that a new interface can have. */
export function isFree(world: World, subnet: AwsObject, address: string): boolean {
    const cidr = text(subnet.props, "cidrBlock");
    const kept = [0, 1, 2, 3].map((offset) => addressAt(cidr, offset));
    return (
        contains(cidr, address) &&
        !kept.includes(address) &&
        allInterfaces(world).every((one) => one.address !== address || one.subnetId !== subnet.id)
    );
}

/** What has interfaces in a subnet, so that the subnet cannot go. */
export function usersOfSubnet(world: World, id: string): AwsObject[] {
    const listed = [TYPES.endpoint, TYPES.attachment].flatMap((type) =>
        world.aws(type).filter(({ props }) => texts(props, "subnetIds").includes(id)),
    );
    const single = [TYPES.natGateway, TYPES.vpnAssociation].flatMap((type) => where(world, type, "subnetId", id));
    const resolvers = world
        .aws(TYPES.resolverEndpoint)
        .filter(({ props }) => records(props, "ipAddresses").some((entry) => entry.subnetId === id));
    return [...listed, ...single, ...resolvers];
}

/** What a security group guards, so that the group cannot go. */
export function usersOfGroup(world: World, id: string): AwsObject[] {
    const types = [TYPES.endpoint, TYPES.vpnEndpoint, TYPES.resolverEndpoint];
    return types
        .flatMap((type) => world.aws(type))
        .filter(({ props }) => texts(props, "securityGroupIds").includes(id));
}
