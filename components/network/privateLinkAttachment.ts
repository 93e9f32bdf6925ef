import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";

const TYPE = "confluent-cluster-linking:index:PrivateLinkAttachment";

export interface PrivateLinkAttachmentArgs {
    /** The environment whose Enterprise clusters become reachable, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** AWS region, such as `us-east-1`. */
    readonly region: pulumi.Input<string>;
    /** Name shown in the console; may be changed in place. */
    readonly displayName: pulumi.Input<string>;
}

/**
 * Confluent's side of PrivateLink, one per environment and region: every Enterprise cluster there is served under its
 * one domain, whatever the number of networks and clusters.
 */
export class PrivateLinkAttachment extends pulumi.ComponentResource {
    /** `platt-…` */
    readonly attachmentId: pulumi.Output<string>;
    /** The domain of the clusters' names. */
    readonly domain: pulumi.Output<string>;
    /** The endpoint service to connect to, `com.amazonaws.vpce.…`. */
    readonly serviceName: pulumi.Output<string>;

    constructor(name: string, args: PrivateLinkAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const attachment = new confluentcloud.PrivateLinkAttachment(
            `${name}-attachment`,
            {
                displayName: args.displayName,
                cloud: "AWS",
                region: args.region,
                environment: { id: args.environmentId },
            },
            { parent: this },
        );
        this.attachmentId = attachment.id;
        this.domain = attachment.dnsDomain;
        this.serviceName = attachment.aws.apply((aws) => {
            const service = aws[0]?.vpcEndpointServiceName;
            if (service === undefined) {
                throw new ProgramError("the PrivateLink attachment names no AWS endpoint service");
            }
            return service;
        });
        this.registerOutputs({
            attachmentId: this.attachmentId,
            domain: this.domain,
            serviceName: this.serviceName,
        });
    }
}
