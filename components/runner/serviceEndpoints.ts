import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../internal/maps";

const TYPE = "confluent-cluster-linking:index:ServiceEndpoints";

const HTTPS = 443;
/** What a task on Fargate needs to start: its secrets, its log, and images from the account's own registry. */
const SERVICES = {
    secretsmanager: "secretsmanager",
    logs: "logs",
    "ecr-api": "ecr.api",
    "ecr-dkr": "ecr.dkr",
} as const;

export interface ServiceEndpointsArgs {
    /** AWS region of everything. */
    readonly region: string;
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Input<string>;
    /** The VPC's own block: who may use the endpoints. */
    readonly vpcCidr: string;
    /** One subnet per zone. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Route tables that get the way to S3, where the registry keeps the layers of images. */
    readonly routeTableIds: readonly pulumi.Input<string>[];
    /** Value of the Name tags. */
    readonly displayName: string;
}

/** Ways from a VPC to the AWS services that its tasks start with, which pass neither NAT nor the internet. */
export class ServiceEndpoints extends pulumi.ComponentResource {
    /** Ids of the interface endpoints by service. */
    readonly interfaceIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** Id of the gateway endpoint of S3. */
    readonly s3Id: pulumi.Output<string>;

    constructor(name: string, args: ServiceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const group = this.securityGroup(name, args);
        const endpoints = mapEntries(SERVICES, (key, service) =>
            this.interfaceEndpoint(name, args, group, key, service),
        );
        const s3 = new ec2.VpcEndpoint(
            `${name}-s3`,
            {
                vpcId: args.vpcId,
                vpcEndpointType: "Gateway",
                serviceName: serviceName(args.region, "s3"),
                routeTableIds: [...args.routeTableIds],
                tags: { Name: `${args.displayName}-s3` },
            },
            { parent: this },
        );
        this.interfaceIds = mapEntries(endpoints, (_key, { id }) => id);
        this.s3Id = s3.id;
        this.registerOutputs({ interfaceIds: this.interfaceIds, s3Id: this.s3Id });
    }

    private securityGroup(name: string, args: ServiceEndpointsArgs): ec2.SecurityGroup {
        const group = new ec2.SecurityGroup(
            `${name}-security-group`,
            {
                vpcId: args.vpcId,
                description: "Users of AWS services inside the VPC",
                tags: { Name: `${args.displayName}-services` },
            },
            { parent: this },
        );
        new vpc.SecurityGroupIngressRule(
            `${name}-https-from-vpc`,
            {
                securityGroupId: group.id,
                ipProtocol: "tcp",
                fromPort: HTTPS,
                toPort: HTTPS,
                cidrIpv4: args.vpcCidr,
                description: "https from the VPC",
            },
            { parent: this, deleteBeforeReplace: true },
        );
        return group;
    }

    private interfaceEndpoint(
        name: string,
        args: ServiceEndpointsArgs,
        group: ec2.SecurityGroup,
        key: string,
        service: string,
    ): ec2.VpcEndpoint {
        return new ec2.VpcEndpoint(
            `${name}-${key}`,
            {
                vpcId: args.vpcId,
                vpcEndpointType: "Interface",
                serviceName: serviceName(args.region, service),
                subnetIds: [...args.subnetIds],
                securityGroupIds: [group.id],
                privateDnsEnabled: true,
                tags: { Name: `${args.displayName}-${key}` },
            },
            // A service's own name belongs to one endpoint of a VPC.
            { parent: this, deleteBeforeReplace: true },
        );
    }
}

/** The name of an AWS service's endpoint service in a commercial region. */
function serviceName(region: string, service: string): string {
    return `com.amazonaws.${region}.${service}`;
}
