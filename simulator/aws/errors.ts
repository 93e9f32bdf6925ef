import { randomUUID } from "node:crypto";

/** Makes the error that the provider shows when the service answers with this code and message. */
export type Refusal = (code: string, message: string) => Error;

/** EC2's codes reach the provider as generic errors, hence "api error". */
export function ec2(operation: string, doing: string): Refusal {
    return (code, message) => refused("EC2", operation, doing, `api error ${code}: ${message}`);
}

export function route53(operation: string, doing: string): Refusal {
    return (code, message) => refused("Route 53", operation, doing, `${code}: ${message}`);
}

export function resolver(operation: string, doing: string): Refusal {
    return (code, message) => refused("Route53Resolver", operation, doing, `${code}: ${message}`);
}

export function secretsManager(operation: string, doing: string): Refusal {
    return (code, message) => refused("Secrets Manager", operation, doing, `${code}: ${message}`);
}

export function ram(operation: string, doing: string): Refusal {
    return (code, message) => refused("RAM", operation, doing, `${code}: ${message}`);
}

export function acm(operation: string, doing: string): Refusal {
    return (code, message) => refused("ACM", operation, doing, `${code}: ${message}`);
}

export function cloudWatchLogs(operation: string, doing: string): Refusal {
    return (code, message) => refused("CloudWatch Logs", operation, doing, `${code}: ${message}`);
}

export function ecs(operation: string, doing: string): Refusal {
    return (code, message) => refused("ECS", operation, doing, `${code}: ${message}`);
}

const IAM_STATUS: Readonly<Record<string, number>> = {
    NoSuchEntity: 404,
    EntityAlreadyExists: 409,
    DeleteConflict: 409,
    LimitExceeded: 409,
};

export function iam(operation: string, doing: string): Refusal {
    return (code, message) => refused("IAM", operation, doing, `${code}: ${message}`, IAM_STATUS[code]);
}

function refused(service: string, operation: string, doing: string, answer: string, status = 400): Error {
    const request = `https response error StatusCode: ${status}, RequestID: ${randomUUID()}`;
    return new Error(`${doing}: operation error ${service}: ${operation}, ${request}, ${answer}`);
}
