import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import type { EndpointDnsEntry } from "./endpointNames";
import { interfaceEndpoint, type InterfaceEndpointArgs } from "./interfaceEndpoint";

const TYPE = "confluent-cluster-linking:index:AccessPointEndpoint";

export interface AccessPointEndpointArgs extends InterfaceEndpointArgs {
    /** The environment of the gateway, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** The ingress gateway, `gw-…`. */
    readonly gatewayId: pulumi.Input<string>;
}

/** An interface endpoint to an ingress gateway with its security group, and the access point that lets it in. */
export class AccessPointEndpoint extends pulumi.ComponentResource {
    /** `vpce-…` */
    readonly endpointId: pulumi.Output<string>;
    /** `ap-…` */
    readonly accessPointId: pulumi.Output<string>;
    /** The domain of the names that clusters have behind this access point alone. */
    readonly domain: pulumi.Output<string>;
    /** Names of the endpoint, one for all zones and one for each. */
    readonly dnsEntries: pulumi.Output<EndpointDnsEntry[]>;
    /** The endpoint's security group, `sg-…`. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Endpoint and access point under `*`, the security group's rules under the client they admit. */
    readonly parts: Readonly<Record<string, readonly pulumi.CustomResource[]>>;

    constructor(name: string, args: AccessPointEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { endpoint, group, rules } = interfaceEndpoint(this, name, args);
        const point = new confluentcloud.AccessPoint(
            `${name}-access-point`,
            {
                displayName: args.displayName,
                environment: { id: args.environmentId },
                gateway: { id: args.gatewayId },
                awsIngressPrivateLinkEndpoint: { vpcEndpointId: endpoint.id },
            },
            { parent: this, deleteBeforeReplace: true },
        );
        this.parts = { "*": [endpoint, point], ...rules };
        this.endpointId = endpoint.id;
        this.accessPointId = point.id;
        this.domain = pulumi
            .all([point.id, point.awsIngressPrivateLinkEndpoint])
            .apply(([id, ingress]) => domainOf(id, ingress?.dnsDomain));
        this.dnsEntries = endpoint.dnsEntries;
        this.securityGroupId = group.id;
        this.registerOutputs({
            endpointId: this.endpointId,
            accessPointId: this.accessPointId,
            domain: this.domain,
            dnsEntries: this.dnsEntries,
            securityGroupId: this.securityGroupId,
        });
    }
}

/** The service may give an access point its domain some time after it has made it. Throws a ProgramError till then. */
export function domainOf(accessPointId: string, domain: string | undefined): string {
    if (domain === undefined || domain === "") {
        throw new ProgramError(
            `access point ${accessPointId} has no DNS domain yet, which Confluent fills in once it has accepted the ` +
                "VPC endpoint. Run `pulumi refresh` in a minute, then `pulumi up` again; nothing is made twice.",
        );
    }
    return domain;
}
