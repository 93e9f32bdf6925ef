import type { Props } from "../../provider/model";
import type { AwsObject, World } from "../../world";
import { checkNotEmpty, checkOneOf } from "../checks";
import { ecs, type Refusal } from "../errors";
import { objectModel } from "../object";
import { find, ownerOf, put, records, text, texts, where } from "../store";
import { TYPES } from "../types";
import { admitContainers, containersIn, unitsOf } from "./containers";
import { trustsService } from "./policies";

const GIB = 1024;
const FARGATE = "FARGATE";
const ROLES = ["executionRoleArn", "taskRoleArn"] as const;
const TASKS = "ecs-tasks.amazonaws.com";

/** Memory that Fargate has, in MiB, by CPU units: the least, the most, and the step between. */
const FARGATE_MEMORY: Readonly<Record<number, readonly [number, number, number]>> = {
    512: [GIB, 4 * GIB, GIB],
    1024: [2 * GIB, 8 * GIB, GIB],
    2048: [4 * GIB, 16 * GIB, GIB],
    4096: [8 * GIB, 30 * GIB, GIB],
    8192: [16 * GIB, 60 * GIB, 4 * GIB],
    16384: [32 * GIB, 120 * GIB, 8 * GIB],
};
const SMALLEST = { cpu: 256, memory: [512, GIB, 2 * GIB] } as const;

/** A revision of a task definition. Any change but that of tags is another revision. */
export const taskDefinition = objectModel({
    type: TYPES.taskDefinition,
    latency: "taskDefinition",
    id: (_world, inputs) => text(inputs, "family"),
    // The family is the id of all its revisions; an import names the revision's ARN.
    key: (id, props) => text(props, "arn") || id,
    required: ["containerDefinitions", "family"],
    notSimulated: ["ipcMode", "pidMode", "placementConstraints", "proxyConfiguration"],
    replaceOn: [
        ...["containerDefinitions", "cpu", "enableFaultInjection", "ephemeralStorage", "family", "ipcMode", "memory"],
        ...["networkMode", "pidMode", "placementConstraints", "proxyConfiguration", "requiresCompatibilities"],
        ...["runtimePlatform", "volumes", ...ROLES],
    ],
    computed: ["arn", "arnWithoutRevision", "enableFaultInjection", "networkMode", "region", "revision", "tagsAll"],
    defaults: { enableFaultInjection: false, networkMode: "bridge", skipDestroy: false, trackLatest: false },
    check: checkTaskDefinition,
    admit: admitTaskDefinition,
    decide: ({ world, region, inputs, before }) => {
        const family = text(inputs, "family");
        const base = `arn:aws:ecs:${region}:${ownerOf(world)}:task-definition/${family}`;
        const revision = Number(before?.revision ?? revisionsOf(world, family) + 1);
        return { revision, arn: `${base}:${revision}`, arnWithoutRevision: base };
    },
    gone: (world, { id, props }) => {
        const type = props.skipDestroy === true ? TYPES.taskDefinition : TYPES.inactiveTaskDefinition;
        put(world, { id, type, props, existing: true });
    },
});

/** The last revision of a family, also one that is no longer active: numbers are never used again. */
function revisionsOf(world: World, family: string): number {
    const [active, inactive] = [TYPES.taskDefinition, TYPES.inactiveTaskDefinition];
    const all = [...where(world, active, "family", family), ...where(world, inactive, "family", family)];
    return Math.max(0, ...all.map(({ props }) => Number(props.revision)));
}

function checkTaskDefinition(inputs: Props): void {
    const { family, containerDefinitions } = inputs;
    checkNotEmpty(inputs, "containerDefinitions");
    if (typeof family === "string" && !/^[\w-]{1,255}$/.test(family)) {
        throw new Error("invalid value for family (must be up to 255 letters, numbers, hyphens and underscores)");
    }
    if (typeof containerDefinitions === "string" && containersIn(containerDefinitions) === undefined) {
        throw new Error("ECS Task Definition container_definitions is invalid: Error decoding JSON");
    }
    checkOneOf(inputs, "networkMode", ["bridge", "host", "awsvpc", "none"]);
    const unknown = texts(inputs, "requiresCompatibilities").find((one) => !["EC2", FARGATE, "EXTERNAL"].includes(one));
    if (unknown !== undefined) {
        throw new Error(`expected requires_compatibilities to be one of ["EC2" "FARGATE" "EXTERNAL"], got ${unknown}`);
    }
}

function admitTaskDefinition(world: World, inputs: Props): void {
    const refuse = ecs("RegisterTaskDefinition", `creating ECS Task Definition (${text(inputs, "family")})`);
    const containers = containersIn(text(inputs, "containerDefinitions")) ?? [];
    if (isFargate(inputs)) {
        admitFargate(inputs, refuse);
        admitExecutionRole(containers, inputs, refuse);
    }
    admitContainers(containers, inputs, refuse);
    for (const key of ROLES) {
        admitRole(world, text(inputs, key), refuse);
    }
}

/** True for a task definition that Fargate can run. */
export function isFargate(inputs: Props): boolean {
    return texts(inputs, "requiresCompatibilities").includes(FARGATE);
}

function admitFargate(inputs: Props, refuse: Refusal): void {
    if (text(inputs, "networkMode") !== "awsvpc") {
        throw refuse("ClientException", "Fargate only supports network mode ‘awsvpc’.");
    }
    for (const key of ["cpu", "memory"]) {
        if (text(inputs, key) === "") {
            throw refuse("ClientException", `Fargate requires that '${key}' be defined at the task level.`);
        }
    }
    const [cpu, memory] = [unitsOf(text(inputs, "cpu"), GIB), unitsOf(text(inputs, "memory"), GIB)];
    if (!isFargateSize(cpu, memory)) {
        const what = `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`;
        throw refuse("ClientException", `${what} See the Amazon ECS documentation for the valid values.`);
    }
}

function isFargateSize(cpu: number, memory: number): boolean {
    const [least, most, step] = FARGATE_MEMORY[cpu] ?? [0, -1, 1];
    const smallest: readonly number[] = cpu === SMALLEST.cpu ? SMALLEST.memory : [];
    return smallest.includes(memory) || (least <= memory && memory <= most && (memory - least) % step === 0);
}

/** What Fargate does for a task before it runs, it does with the execution role. */
function admitExecutionRole(containers: readonly Props[], inputs: Props, refuse: Refusal): void {
    if (text(inputs, "executionRoleArn") !== "") {
        return;
    }
    const needs: [string, boolean][] = [
        ["ECR images", containers.some(({ image }) => String(image).includes(".dkr.ecr."))],
        ["log driver awslogs", containers.some((one) => logOptionsOf(one) !== undefined)],
        ["container secrets", containers.some((one) => records(one, "secrets").length > 0)],
    ];
    const [need] = needs.find(([, isNeeded]) => isNeeded) ?? [];
    if (need !== undefined) {
        throw refuse(
            "ClientException",
            `Fargate requires task definition to have execution role ARN to support ${need}.`,
        );
    }
}

/** The options of a container that logs to CloudWatch. */
export function logOptionsOf({ logConfiguration }: Props): Props | undefined {
    const { logDriver, options } = (logConfiguration ?? {}) as { logDriver?: unknown; options?: Props };
    return logDriver === "awslogs" ? (options ?? {}) : undefined;
}

function admitRole(world: World, arn: string, refuse: Refusal): void {
    const [role] = where(world, TYPES.role, "arn", arn);
    if (arn !== "" && (role === undefined || !trustsService(role, TASKS))) {
        throw refuse("ClientException", "Role is not valid");
    }
}

/** The task definition that a service names: by ARN, by `family:revision`, or by family, whose last one counts. */
export function taskDefinitionOf(world: World, inputs: Props): AwsObject | undefined {
    const named = text(inputs, "taskDefinition");
    const [family = "", revision] = (named.split(":task-definition/").at(-1) ?? "").split(":");
    const all = where(world, TYPES.taskDefinition, "family", family);
    const wanted = all.filter(({ props }) => revision === undefined || String(props.revision) === revision);
    return find(world, TYPES.taskDefinition, named) ?? wanted.at(-1);
}
