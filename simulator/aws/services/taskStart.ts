import type { Props } from "../../provider/model";
import type { AwsObject, World } from "../../world";
import { find, records, text, texts, where } from "../store";
import { TYPES } from "../types";
import { containersIn } from "./containers";
import { hasLogGroup } from "./logs";
import { allows } from "./policies";
import { logOptionsOf } from "./taskDefinition";
import { wayToInternet, wayToService, type TaskPlace } from "./taskNetwork";

const INIT = "ResourceInitializationError: unable to pull secrets or registry auth: ";

/**
 * Why a Fargate task does not get to run: a secret, an image or a log group that it cannot have, looked for in this order
 * from each of its subnets, since the service may start it in any. Undefined where nothing is in its way.
 */
export function whyTaskFails(world: World, task: AwsObject, network: Props): string | undefined {
    const subnets = texts(network, "subnets").flatMap((id) => find(world, TYPES.subnet, id) ?? []);
    const groupIds = texts(network, "securityGroups");
    const isPublic = network.assignPublicIp === true;
    const containers = containersIn(text(task.props, "containerDefinitions")) ?? [];
    const [role] = where(world, TYPES.role, "arn", text(task.props, "executionRoleArn"));
    for (const subnet of subnets) {
        const place = { world, subnet, groupIds, isPublic };
        for (const container of containers) {
            const why =
                secretFlaw(place, container, role) ??
                imageFlaw(place, container, role) ??
                logFlaw(place, container, role);
            if (why !== undefined) {
                return why;
            }
        }
    }
    return undefined;
}

function secretFlaw(place: TaskPlace, container: Props, role: AwsObject | undefined): string | undefined {
    const wanted = records(container, "secrets").map((secret) => text(secret, "valueFrom"));
    const names = wanted.filter((arn) => arn.startsWith("arn:aws:secretsmanager:"));
    return names.map((arn) => oneSecretFlaw(place, arn, role)).find((why) => why !== undefined);
}

function oneSecretFlaw(place: TaskPlace, valueFrom: string, role: AwsObject | undefined): string | undefined {
    const { world } = place;
    const start = `${INIT}execution resource retrieval failed: unable to retrieve secret from asm: `;
    // A key inside the secret, a stage and a version may follow the ARN.
    const arn = valueFrom.split(":").slice(0, 7).join(":");
    const action = "secretsmanager:GetSecretValue";
    const blocked = wayToService(place, "secretsmanager");
    if (blocked !== undefined) {
        const what = "There is a connection issue between the task and AWS Secrets Manager.";
        return `${start}${what} Check your task network configuration. ${blocked}`;
    }
    if (role === undefined || !allows(world, role, action, arn)) {
        return `${start}${denied(action, arn)}`;
    }
    if (find(world, TYPES.secret, arn) === undefined) {
        return `${start}ResourceNotFoundException: Secrets Manager can't find the specified secret.`;
    }
    const versions = where(world, TYPES.secretVersion, "secretArn", arn);
    const hasCurrent = versions.some(({ props }) => texts(props, "versionStages").includes("AWSCURRENT"));
    const what = "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";
    return hasCurrent ? undefined : `${start}ResourceNotFoundException: ${what}`;
}

function denied(action: string, arn: string): string {
    const why = `because no identity-based policy allows the ${action} action`;
    return `AccessDeniedException: the execution role is not authorized to perform: ${action} on resource: ${arn} ${why}`;
}

/** Images of the account's own registry come through its endpoints, all others through the internet. */
function imageFlaw(place: TaskPlace, container: Props, role: AwsObject | undefined): string | undefined {
    const image = text(container, "image");
    if (!/^\d{12}\.dkr\.ecr\./.test(image)) {
        const blocked = wayToInternet(place);
        const what = `pull image manifest has been retried 5 time(s): failed to resolve ref ${image}`;
        return blocked === undefined ? undefined : `CannotPullContainerError: ${what}: i/o timeout: ${blocked}`;
    }
    const blocked = ["ecr.api", "ecr.dkr", "s3"].map((service) => wayToService(place, service)).find((one) => one);
    if (blocked !== undefined) {
        const what = "There is a connection issue between the task and Amazon ECR.";
        return `${INIT}${what} Check your task network configuration. ${blocked}`;
    }
    const action = "ecr:GetAuthorizationToken";
    const may = role !== undefined && allows(place.world, role, action, "*");
    return may ? undefined : `${INIT}${denied(action, "*")}`;
}

function logFlaw(place: TaskPlace, container: Props, role: AwsObject | undefined): string | undefined {
    const options = logOptionsOf(container);
    if (options === undefined) {
        return undefined;
    }
    const { world } = place;
    const start =
        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: ";
    const blocked = wayToService(place, "logs");
    if (blocked !== undefined) {
        return `${start}failed to create Cloudwatch log stream: ${blocked}`;
    }
    const group = text(options, "awslogs-group");
    if (!hasLogGroup(world, group)) {
        const what = "ResourceNotFoundException: The specified log group does not exist.";
        return `${start}failed to create Cloudwatch log stream: ${what}`;
    }
    const [found] = where(world, TYPES.logGroup, "name", group);
    const arn = `${text(found?.props ?? {}, "arn")}:log-stream:${text(options, "awslogs-stream-prefix")}`;
    const may = role !== undefined && allows(world, role, "logs:CreateLogStream", arn);
    return may ? undefined : `${start}${denied("logs:CreateLogStream", arn)}`;
}
