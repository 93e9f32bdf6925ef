import { randomUUID } from "node:crypto";
import { UNKNOWN, type Props } from "../provider/model";
import { isBlock, isNetwork, networkOf } from "../network/cidr";

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

function refused(service: string, operation: string, doing: string, answer: string): Error {
    const request = `https response error StatusCode: 400, RequestID: ${randomUUID()}`;
    return new Error(`${doing}: operation error ${service}: ${operation}, ${request}, ${answer}`);
}

/** Fails as the provider does, before it asks the service, where an input is no network address. */
export function checkNetwork(inputs: Props, key: string): void {
    const value = inputs[key];
    if (value === undefined || value === UNKNOWN) {
        return;
    }
    if (typeof value !== "string" || !isBlock(value)) {
        throw new Error(`${key}: ${JSON.stringify(value)} is not a valid CIDR block`);
    }
    if (!isNetwork(value)) {
        throw new Error(`${key}: "${value}" is not a valid CIDR block; did you mean "${networkOf(value)}"?`);
    }
}

/** Fails where the number of given inputs among `keys` is not one. */
export function checkExactlyOne(inputs: Props, keys: readonly string[]): void {
    const given = keys.filter((key) => inputs[key] !== undefined);
    if (given.length === 0) {
        throw new Error(`one of \`${keys.join(",")}\` must be specified`);
    }
    if (given.length > 1) {
        throw new Error(
            `only one of \`${keys.join(",")}\` can be specified, but \`${given.join(",")}\` were specified`,
        );
    }
}

/** Fails where a block inside a resource is used that only exists here as a resource of its own. */
export function checkNotInline(inputs: Props, key: string, instead: string): void {
    if (inputs[key] !== undefined) {
        throw new Error(`${key}: the simulator has no inline form of this; use ${instead}`);
    }
}
