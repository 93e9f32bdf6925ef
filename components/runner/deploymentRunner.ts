import * as pulumi from "@pulumi/pulumi";
import type { HubVpc } from "../hub/attachedVpc";
import { HubAttachment, type HubGatewayArgs } from "../hub/hubAttachment";
import { mapEntries } from "../internal/maps";
import { ProgramError } from "../internal/programError";
import { zoneNameRegion } from "../internal/zones";
import { RunnerVpc, type NatKind } from "./runnerVpc";
import { ServiceEndpoints } from "./serviceEndpoints";
import { WorkflowRunner, type WorkflowRunnerSpec } from "./workflowRunner";

const TYPE = "confluent-cluster-linking:index:DeploymentRunner";

export interface DeploymentRunnerArgs {
    /** IPv4 block of the VPC, /16 to /22. A change replaces everything in it. */
    readonly cidr: string;
    /** Names of its zones, such as `us-east-1a`, all of one region; add new ones at the end. */
    readonly availabilityZones: readonly string[];
    /** NAT gateways: `single`, or `perZone`. Each is billed. */
    readonly nat: NatKind;
    /** The workflow runner in the VPC. Left out: none, for a runner of one's own. */
    readonly workflowRunner?: WorkflowRunnerSpec;
    /** Name shown in the consoles; the names of roles, cluster and log begin with it. */
    readonly displayName: string;
    /** Left out: the VPC is attached to nothing. */
    readonly transitGateway?: HubGatewayArgs;
}

/** A VPC in which deployments run, part of the hub, and the workflow runner that runs them. */
export class DeploymentRunner extends pulumi.ComponentResource {
    /** The VPC with the route tables of its private subnets, by zone name. */
    readonly runner: HubVpc;
    /** Private subnets by zone name: where a runner of one's own belongs. */
    readonly privateSubnetIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** The cluster in which jobs run; undefined without a workflow runner. */
    readonly clusterArn: pulumi.Output<string> | undefined;
    /** The role in which jobs run; undefined without a workflow runner. */
    readonly jobRoleArn: pulumi.Output<string> | undefined;

    constructor(name: string, args: DeploymentRunnerArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { cidr, availabilityZones, nat } = args;
        const vpc = new RunnerVpc(name, { cidr, availabilityZones, nat }, { parent: this });
        const attachment = this.attach(name, args, vpc);
        const workflowRunner = this.workflowRunner(name, args, vpc);
        const routeTableIds =
            attachment === undefined
                ? vpc.routeTableIds
                : mapEntries(vpc.routeTableIds, (_zone, id) => attachment.joined(id));
        this.runner = { vpcId: vpc.vpcId, cidr, routeTableIds };
        this.privateSubnetIds = vpc.privateSubnetIds;
        this.clusterArn = workflowRunner?.clusterArn;
        this.jobRoleArn = workflowRunner?.jobRoleArn;
        this.registerOutputs({
            runner: this.runner,
            privateSubnetIds: this.privateSubnetIds,
            clusterArn: this.clusterArn,
            jobRoleArn: this.jobRoleArn,
        });
    }

    private attach(
        name: string,
        { transitGateway, displayName }: DeploymentRunnerArgs,
        vpc: RunnerVpc,
    ): HubAttachment | undefined {
        if (transitGateway === undefined) {
            return undefined;
        }
        return new HubAttachment(
            name,
            {
                ...transitGateway,
                vpcId: vpc.vpcId,
                subnetIds: Object.values(vpc.privateSubnetIds),
                displayName,
            },
            { parent: this },
        );
    }

    private workflowRunner(name: string, args: DeploymentRunnerArgs, vpc: RunnerVpc): WorkflowRunner | undefined {
        const { availabilityZones, cidr: vpcCidr, displayName, workflowRunner } = args;
        if (workflowRunner === undefined) {
            return undefined;
        }
        const parent = { parent: this };
        const place = { region: regionOf(availabilityZones), vpcId: vpc.vpcId, displayName };
        const subnetIds = Object.values(vpc.privateSubnetIds);
        const routeTableIds = Object.values(vpc.routeTableIds);
        const endpoints = new ServiceEndpoints(name, { ...place, vpcCidr, subnetIds, routeTableIds }, parent);
        const waysOut = [vpc.whole, endpoints];
        return new WorkflowRunner(name, { ...place, ...workflowRunner, subnetIds, waysOut }, parent);
    }
}

/** The zones' region. Throws a ProgramError when they name none. */
function regionOf(zoneNames: readonly string[]): string {
    const [region] = zoneNames.flatMap((zone) => zoneNameRegion(zone) ?? []);
    if (region === undefined) {
        throw new ProgramError(
            `the runner's VPC needs zones by name, such as us-east-1a; given: ${zoneNames.join(", ")}`,
        );
    }
    return region;
}
