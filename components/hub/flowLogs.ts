import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:FlowLogs";

/** Seconds; AWS takes nothing else for a Transit Gateway. */
const GATEWAY_INTERVAL = 60;

const SERVICE = "vpc-flow-logs.amazonaws.com";

export interface FlowLogsArgs {
    /** Days for which records are kept. */
    readonly retentionDays: number;
    /** The account that everything is in: the service writes for no other one. */
    readonly accountId: pulumi.Input<string>;
    /** The Transit Gateway, `tgw-…`. */
    readonly transitGatewayId: pulumi.Input<string>;
    /** VPCs by a stable key. */
    readonly vpcs: Readonly<Record<string, pulumi.Input<string>>>;
    /** Value of the Name tags. */
    readonly displayName: pulumi.Input<string>;
}

/** Records of who talked to whom, over the Transit Gateway and in VPCs, in one log group. */
export class FlowLogs extends pulumi.ComponentResource {
    /** ARN of the log group in CloudWatch. */
    readonly logGroupArn: pulumi.Output<string>;
    /** ARN of the role that may write to the group, once it may. */
    readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const tags = { Name: args.displayName };
        const options = { parent: this };
        const group = new cloudwatch.LogGroup(name, { retentionInDays: args.retentionDays, tags }, options);
        this.logGroupArn = group.arn;
        this.roleArn = this.writer(name, args, group);
        const common = {
            logDestinationType: "cloud-watch-logs",
            logDestination: this.logGroupArn,
            iamRoleArn: this.roleArn,
            tags,
        };
        new ec2.FlowLog(
            `${name}-gateway`,
            { ...common, transitGatewayId: args.transitGatewayId, maxAggregationInterval: GATEWAY_INTERVAL },
            options,
        );
        for (const [key, vpcId] of Object.entries(args.vpcs)) {
            new ec2.FlowLog(`${name}-${key}`, { ...common, vpcId, trafficType: "ALL" }, options);
        }
        this.registerOutputs({ logGroupArn: this.logGroupArn, roleArn: this.roleArn });
    }

    private writer(name: string, args: FlowLogsArgs, group: cloudwatch.LogGroup): pulumi.Output<string> {
        const role = new iam.Role(
            `${name}-writer`,
            {
                description: "Lets flow logs be written",
                assumeRolePolicy: pulumi.output(args.accountId).apply(trust),
                tags: { Name: args.displayName },
            },
            { parent: this },
        );
        const policy = new iam.RolePolicy(
            `${name}-writer`,
            { role: role.name, policy: group.arn.apply(permissions) },
            { parent: this },
        );
        // After the policy, and before it goes: without it records are lost.
        return pulumi.all([role.arn, policy.role]).apply(([arn]) => arn);
    }
}

/** Nobody but the service, and for this account only. */
function trust(accountId: string): string {
    return statement({
        Effect: "Allow",
        Principal: { Service: SERVICE },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    });
}

function permissions(logGroupArn: string): string {
    return statement({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${logGroupArn}:*`,
    });
}

function statement(content: object): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: [content] });
}
