import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";

const TYPE = "confluent-cluster-linking:index:IngressGateway";

export interface IngressGatewayArgs {
    /** The environment whose Enterprise clusters become reachable, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** AWS region, such as `us-east-1`. A change replaces the gateway. */
    readonly region: pulumi.Input<string>;
    /** Name shown in the console; may be changed in place. */
    readonly displayName: pulumi.Input<string>;
}

/**
 * Confluent's side of PrivateLink as an ingress gateway: every network connects to its endpoint service with an access
 * point of its own, and so has names of its own.
 */
export class IngressGateway extends pulumi.ComponentResource {
    /** `gw-…` */
    readonly gatewayId: pulumi.Output<string>;
    /** The endpoint service to connect to, `com.amazonaws.vpce.…`. */
    readonly serviceName: pulumi.Output<string>;

    constructor(name: string, args: IngressGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const gateway = new confluentcloud.Gateway(
            `${name}-gateway`,
            {
                displayName: args.displayName,
                environment: { id: args.environmentId },
                awsIngressPrivateLinkGateway: { region: args.region },
            },
            { parent: this },
        );
        this.gatewayId = gateway.id;
        this.serviceName = gateway.awsIngressPrivateLinkGateway.apply((ingress) => {
            const service = ingress.vpcEndpointServiceName;
            if (!service) {
                throw new ProgramError(
                    "the ingress gateway names no AWS endpoint service yet: run `pulumi refresh`, then `pulumi up` again",
                );
            }
            return service;
        });
        this.registerOutputs({ gatewayId: this.gatewayId, serviceName: this.serviceName });
    }
}
