import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointDnsEntry } from "./endpointNames";
import { interfaceEndpoint, type InterfaceEndpointArgs } from "./interfaceEndpoint";

const TYPE = "confluent-cluster-linking:index:PrivateLinkEndpoint";

export interface PrivateLinkEndpointArgs extends InterfaceEndpointArgs {
    /** The environment of the PrivateLink attachment, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** The PrivateLink attachment, `platt-…`. */
    readonly privateLinkAttachmentId: pulumi.Input<string>;
}

/** An interface endpoint to Confluent with its security group, and the connection that makes Confluent accept it. */
export class PrivateLinkEndpoint extends pulumi.ComponentResource {
    /** `vpce-…` */
    readonly endpointId: pulumi.Output<string>;
    /** `plattc-…` */
    readonly connectionId: pulumi.Output<string>;
    /** Names of the endpoint, one for all zones and one for each. */
    readonly dnsEntries: pulumi.Output<EndpointDnsEntry[]>;
    /** The endpoint's security group, `sg-…`. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Endpoint and connection under `*`, the security group's rules under the client they admit. */
    readonly parts: Readonly<Record<string, readonly pulumi.CustomResource[]>>;

    constructor(name: string, args: PrivateLinkEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { endpoint, group, rules } = interfaceEndpoint(this, name, args);
        const connection = new confluentcloud.PrivateLinkAttachmentConnection(
            `${name}-connection`,
            {
                displayName: args.displayName,
                environment: { id: args.environmentId },
                privateLinkAttachment: { id: args.privateLinkAttachmentId },
                aws: { vpcEndpointId: endpoint.id },
            },
            { parent: this, deleteBeforeReplace: true },
        );
        this.parts = { "*": [endpoint, connection], ...rules };
        this.endpointId = endpoint.id;
        this.connectionId = connection.id;
        this.dnsEntries = endpoint.dnsEntries;
        this.securityGroupId = group.id;
        this.registerOutputs({
            endpointId: this.endpointId,
            connectionId: this.connectionId,
            dnsEntries: this.dnsEntries,
            securityGroupId: this.securityGroupId,
        });
    }
}
