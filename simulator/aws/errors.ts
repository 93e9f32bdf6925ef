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

function refused(service: string, operation: string, doing: string, answer: string): Error {
    const request = `https response error StatusCode: 400, RequestID: ${randomUUID()}`;
    return new Error(`${doing}: operation error ${service}: ${operation}, ${request}, ${answer}`);
}
