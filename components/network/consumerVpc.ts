import * as pulumi from "@pulumi/pulumi";
import { PrivateLinkVpc } from "./privateLinkVpc";
import { TransitGatewaySpoke } from "./transitGatewaySpoke";

const TYPE = "confluent-cluster-linking:index:ConsumerVpc";

export interface ConsumerVpcArgs {
    /** IPv4 block of the VPC, /16 to /24. */
    readonly vpcCidr: string;
    /** Availability zones by id. */
    readonly zoneIds: readonly string[];
    /** The network with the endpoint: its key, and the block of its VPC. */
    readonly endpointNetwork: { readonly key: string; readonly vpcCidr: string };
    /** `tgw-…` */
    readonly transitGatewayId: pulumi.Input<string>;
    /** The gateway's route table that both VPCs look up, `tgw-rtb-…`; it learns the way to this one. */
    readonly routeTable: { readonly key: string; readonly id: pulumi.Input<string> };
    /** Provider of the account that the gateway is in. Defaults to this account. */
    readonly owner?: pulumi.ProviderResource;
    /** Name shown in the consoles. */
    readonly displayName: pulumi.Input<string>;
}

/** A VPC without an endpoint of its own, whose clients use that of another network over the Transit Gateway. */
export class ConsumerVpc extends pulumi.ComponentResource {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;

    constructor(name: string, args: ConsumerVpcArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { vpcCidr, zoneIds, displayName, endpointNetwork } = args;
        const parent = { parent: this };
        const vpc = new PrivateLinkVpc(name, { cidrBlock: vpcCidr, zoneIds: [...zoneIds], displayName }, parent);
        new TransitGatewaySpoke(
            name,
            {
                vpcId: vpc.vpcId,
                vpcCidr,
                zones: vpc.zones,
                transitGatewayId: args.transitGatewayId,
                associationRouteTableId: args.routeTable.id,
                propagationRouteTableIds: { [args.routeTable.key]: args.routeTable.id },
                destinations: { [`network-${endpointNetwork.key}`]: endpointNetwork.vpcCidr },
                hubRouteTableIds: {},
                displayName,
            },
            { ...parent, ...(args.owner === undefined ? {} : { owner: args.owner }) },
        );
        this.vpcId = vpc.vpcId;
        this.registerOutputs({ vpcId: this.vpcId });
    }
}
