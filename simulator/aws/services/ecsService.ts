import { secondsOf } from "../../latencies";
import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { isProps } from "../../provider/values";
import type { AwsObject, World } from "../../world";
import { checkBetween, checkLength, checkOneOf } from "../checks";
import { ecs, type Refusal } from "../errors";
import { objectModel } from "../object";
import { autoName, find, ownerOf, regionOf, remove, text, texts } from "../store";
import { TYPES } from "../types";
import { clusterOf } from "./ecsCluster";
import { whyTaskFails } from "./taskStart";
import { isFargate, taskDefinitionOf } from "./taskDefinition";

const STEADY_SECONDS = secondsOf("ecsService", "providerWait");

const model = objectModel({
    type: TYPES.ecsService,
    latency: "ecsService",
    id: (world, inputs) => {
        const region = text(inputs, "region") || regionOf(world);
        const cluster = text(clusterOf(world, inputs)?.props ?? {}, "name");
        const name = text(inputs, "name") || autoName("service");
        return `arn:aws:ecs:${region}:${ownerOf(world)}:service/${cluster}/${name}`;
    },
    required: [],
    notSimulated: [
        ...["alarms", "capacityProviderStrategies", "deploymentConfiguration", "deploymentController"],
        ...["healthCheckGracePeriodSeconds", "iamRole", "loadBalancers", "orderedPlacementStrategies"],
        ...["placementConstraints", "schedulingStrategy", "serviceConnectConfiguration", "serviceRegistries"],
        ...["sigintRollback", "volumeConfiguration", "vpcLatticeConfigurations"],
    ],
    replaceOn: ["cluster", "iamRole", "launchType", "name", "schedulingStrategy"],
    computed: [
        ...["arn", "availabilityZoneRebalancing", "cluster", "deploymentConfiguration", "iamRole", "launchType"],
        ...["name", "platformVersion", "region", "tagsAll", "triggers"],
    ],
    defaults: {
        ...{ availabilityZoneRebalancing: "ENABLED", deploymentConfiguration: { strategy: "ROLLING" }, iamRole: "" },
        ...{ deploymentMaximumPercent: 200, deploymentMinimumHealthyPercent: 100, desiredCount: 0 },
        ...{ enableEcsManagedTags: false, enableExecuteCommand: false, launchType: "EC2", triggers: {} },
        ...{ schedulingStrategy: "REPLICA", waitForSteadyState: false },
    },
    check: (inputs) => {
        checkLength(inputs, "name", 1, 255);
        checkOneOf(inputs, "launchType", ["EC2", "FARGATE", "EXTERNAL"]);
        checkOneOf(inputs, "availabilityZoneRebalancing", ["ENABLED", "DISABLED"]);
        checkOneOf(inputs, "propagateTags", ["SERVICE", "TASK_DEFINITION", "NONE"]);
        checkBetween(inputs, "desiredCount", 0, 5000);
    },
    admit: admitService,
    admitChange: (world, { id, props }, inputs) => {
        const refuse = ecs("UpdateService", `updating ECS Service (${id})`);
        admitTask(world, { ...inputs, launchType: props.launchType }, refuse);
    },
    decide: ({ world, id, inputs }) => ({
        arn: id,
        name: id.split("/").at(-1) ?? "",
        cluster: clusterOf(world, inputs)?.id ?? "",
        platformVersion: inputs.platformVersion ?? (inputs.launchType === "FARGATE" ? "LATEST" : ""),
    }),
});

function admitService(world: World, inputs: Props): void {
    const name = text(inputs, "name");
    const refuse = ecs("CreateService", `creating ECS Service (${name})`);
    const cluster = clusterOf(world, inputs);
    if (cluster === undefined) {
        throw refuse("ClusterNotFoundException", "Cluster not found.");
    }
    admitTask(world, inputs, refuse);
    const others = world.aws(TYPES.ecsService).filter(({ props }) => clusterOf(world, props)?.id === cluster.id);
    if (others.some(({ props }) => props.name === name)) {
        throw refuse("InvalidParameterException", "Creation of service was not idempotent.");
    }
}

function admitTask(world: World, inputs: Props, refuse: Refusal): void {
    const task = taskDefinitionOf(world, inputs);
    if (task === undefined) {
        const isGone = find(world, TYPES.inactiveTaskDefinition, text(inputs, "taskDefinition")) !== undefined;
        throw refuse("ClientException", isGone ? "TaskDefinition is inactive" : "TaskDefinition not found.");
    }
    if (inputs.launchType === "FARGATE" && !isFargate(task.props)) {
        throw refuse("InvalidParameterException", "Task definition does not support launch_type FARGATE.");
    }
    const network = networkOf(inputs);
    if (task.props.networkMode === "awsvpc" && network === undefined) {
        const what = "Network Configuration must be provided when networkMode 'awsvpc' is specified.";
        throw refuse("InvalidParameterException", what);
    }
    admitNetwork(world, network ?? {}, refuse);
}

function admitNetwork(world: World, network: Props, refuse: Refusal): void {
    const [subnetIds, groupIds] = [texts(network, "subnets"), texts(network, "securityGroups")];
    const subnets = subnetIds.map((id) => {
        const message = `The subnet ID '${id}' does not exist (ErrorCode: InvalidSubnetID.NotFound)`;
        return (
            find(world, TYPES.subnet, id) ??
            thrown(refuse("InvalidParameterException", `Error retrieving subnet information for [${id}]: ${message}`))
        );
    });
    const groups = groupIds.map((id) => {
        const message = `The security group '${id}' does not exist (ErrorCode: InvalidGroup.NotFound)`;
        const what = `Error retrieving security group information for [${id}]: ${message}`;
        const group = find(world, TYPES.securityGroup, id) ?? find(world, TYPES.defaultSecurityGroup, id);
        return group ?? thrown(refuse("InvalidParameterException", what));
    });
    if (new Set([...subnets, ...groups].map(({ props }) => props.vpcId)).size > 1) {
        const message = "Subnets and security groups have to be in one VPC.";
        throw refuse("InvalidParameterException", message);
    }
}

function thrown(error: Error): never {
    throw error;
}

/** The network of a service's tasks; programs give it as an object. */
function networkOf({ networkConfiguration }: Props): Props | undefined {
    return isProps(networkConfiguration) ? networkConfiguration : undefined;
}

/** Why the tasks of a service do not get to run; undefined where they do, or where none is wanted. */
export function whyUnstable(world: World, { props }: AwsObject): string | undefined {
    const task = taskDefinitionOf(world, props);
    const isMeant = Number(props.desiredCount) > 0 && props.launchType === "FARGATE";
    return isMeant && task !== undefined ? whyTaskFails(world, task, networkOf(props) ?? {}) : undefined;
}

/** What the provider makes of a service that does not become stable while it waits for that. */
async function awaitSteadyState(context: CallContext, id: string, verb: string): Promise<void> {
    const service = find(context.world, TYPES.ecsService, id);
    if (service?.props.waitForSteadyState !== true) {
        return;
    }
    await context.wait(STEADY_SECONDS);
    const why = whyUnstable(context.world, service);
    if (why !== undefined) {
        throw new Error(`waiting for ECS Service (${id}) ${verb}: ${endOf(service.props)} (task stopped: ${why})`);
    }
}

/** With a circuit breaker the deployment fails; without one it goes on for ever. */
function endOf({ deploymentCircuitBreaker }: Props): string {
    const isBroken = isProps(deploymentCircuitBreaker) && deploymentCircuitBreaker.enable === true;
    return isBroken
        ? "service deployment failed: ECS deployment circuit breaker: tasks failed to start."
        : "timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING', timeout: 20m0s)";
}

/**
 * A service that keeps tasks running. Where the program waits for its steady state, one whose tasks do not start fails:
 * a new one is taken away again, since a first deployment has none to go back to, and a changed one stays as it was.
 */
export const ecsService: ResourceModel = {
    ...model,
    async create(context, inputs) {
        const made = await model.create(context, inputs);
        try {
            await awaitSteadyState(context, made.id, "create");
        } catch (error) {
            remove(context.world, made.id);
            throw error;
        }
        return made;
    },
    async update(context, id, state, inputs) {
        const before = find(context.world, TYPES.ecsService, id)?.props;
        const outputs = await model.update(context, id, state, inputs);
        try {
            await awaitSteadyState(context, id, "update");
        } catch (error) {
            const service = find(context.world, TYPES.ecsService, id);
            if (service !== undefined && before !== undefined) {
                service.props = before;
            }
            throw error;
        }
        return outputs;
    },
};
