import type { Props } from "./clouds";

/** What the remote component gives back, as far as the program reads it; in another order than that of the zones. */
export function awsxVpcOutputs(name: string, { availabilityZoneNames }: Props): Props {
    const zones = (availabilityZoneNames as string[]).toReversed();
    const subnets = (kind: string) =>
        zones.map((zone) => ({ id: `subnet-${name}-${kind}-${zone}`, availabilityZone: zone }));
    const tables = (kind: string) =>
        zones.toReversed().map((zone) => ({
            subnetId: `subnet-${name}-${kind}-${zone}`,
            routeTableId: `rtb-${name}-${kind}-${zone}`,
        }));
    return {
        vpcId: `vpc-${name}`,
        privateSubnets: subnets("private"),
        publicSubnets: subnets("public"),
        routeTableAssociations: [...tables("public"), ...tables("private")],
    };
}
