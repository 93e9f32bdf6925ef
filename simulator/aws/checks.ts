import { UNKNOWN, type Props } from "../provider/model";
import { isBlock, isNetwork, networkOf } from "../network/cidr";

/*
 * What the provider checks before it asks the service, also in previews. A value that is not known yet may turn out
 * to be absent, so it neither fulfils nor breaks a rule. Messages name arguments as the provider does.
 */

/** Arguments whose name in the provider is not just the SDK's name in snake case. */
const ARGUMENT_NAMES: Readonly<Record<string, string>> = {
    aliases: "alias",
    ipAddresses: "ip_address",
    cidrIpv4: "cidr_ipv4",
    cidrIpv6: "cidr_ipv6",
    vpcs: "vpc",
};

/** The provider's own name of an input: `availability_zone_id` for `availabilityZoneId`. */
export function argumentName(key: string): string {
    return ARGUMENT_NAMES[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** True for an input that has a value, and one that is known. */
export function isGiven(inputs: Props, key: string): boolean {
    return inputs[key] !== undefined && inputs[key] !== UNKNOWN;
}

/** Fails for the first of `keys` that is absent. */
export function checkRequired(inputs: Props, keys: readonly string[]): void {
    const missing = keys.find((key) => inputs[key] === undefined);
    if (missing !== undefined) {
        const what = `The argument "${argumentName(missing)}" is required, but no definition was found.`;
        throw new Error(`Missing required argument. ${what}`);
    }
}

/** Fails where an input is no network address. */
export function checkNetwork(inputs: Props, key: string): void {
    const value = inputs[key];
    if (!isGiven(inputs, key)) {
        return;
    }
    if (typeof value !== "string" || !isBlock(value)) {
        throw new Error(`${argumentName(key)}: ${JSON.stringify(value)} is not a valid CIDR block`);
    }
    if (!isNetwork(value)) {
        const meant = networkOf(value);
        throw new Error(`${argumentName(key)}: "${value}" is not a valid CIDR block; did you mean "${meant}"?`);
    }
}

/** Fails where the number of given inputs among `keys` is not one. */
export function checkExactlyOne(inputs: Props, keys: readonly string[]): void {
    const given = keys.filter((key) => isGiven(inputs, key)).map(argumentName);
    const names = keys.map(argumentName).join(",");
    if (given.length > 1) {
        const what = `only one of \`${names}\` can be specified`;
        throw new Error(`${what}, but \`${given.join(",")}\` were specified`);
    }
    if (given.length === 0 && keys.every((key) => inputs[key] === undefined)) {
        throw new Error(`one of \`${names}\` must be specified`);
    }
}

/** Fails where `key` is given together with one of `others`. */
export function checkConflicts(inputs: Props, key: string, others: readonly string[]): void {
    const other = others.find((one) => isGiven(inputs, one));
    if (isGiven(inputs, key) && other !== undefined) {
        throw new Error(`"${argumentName(key)}": conflicts with ${argumentName(other)}`);
    }
}

/** Fails where `key` holds none of the values that the service knows. */
export function checkOneOf(inputs: Props, key: string, allowed: readonly (string | number)[]): void {
    const value = inputs[key];
    if (isGiven(inputs, key) && !allowed.some((one) => one === value)) {
        const names = allowed.map((one) => JSON.stringify(one)).join(" ");
        throw new Error(`expected ${argumentName(key)} to be one of [${names}], got ${String(value)}`);
    }
}

/** Fails where some, but not all of `keys` are given. */
export function checkTogether(inputs: Props, keys: readonly string[]): void {
    const first = keys.find((key) => isGiven(inputs, key));
    if (first !== undefined && keys.some((key) => inputs[key] === undefined)) {
        const names = keys.map(argumentName).join(",");
        throw new Error(`"${argumentName(first)}": all of \`${names}\` must be specified`);
    }
}

/** Fails for a list without elements. */
export function checkNotEmpty(inputs: Props, key: string): void {
    checkLeast(inputs, key, 1);
}

/** Fails for a list with fewer elements than the provider takes. */
export function checkLeast(inputs: Props, key: string, least: number): void {
    const value = inputs[key];
    if (Array.isArray(value) && value.length < least) {
        const counted = `requires ${least} item minimum, but config has only ${value.length} declared.`;
        const what = `Attribute ${argumentName(key)} ${counted}`;
        throw new Error(`Not enough list items. ${what}`);
    }
}

/** Fails where a text begins as only the service's own names do. */
export function checkNoPrefix(inputs: Props, key: string, prefix: string): void {
    const value = inputs[key];
    if (typeof value === "string" && value.startsWith(prefix)) {
        throw new Error(`invalid value for ${argumentName(key)} (cannot begin with ${prefix})`);
    }
}

/** Fails where a text is shorter or longer than the service takes it. */
export function checkLength(inputs: Props, key: string, least: number, most: number): void {
    const value = inputs[key];
    if (typeof value === "string" && (value.length < least || value.length > most)) {
        const range = `expected length of ${argumentName(key)} to be in the range (${least} - ${most})`;
        throw new Error(`${range}, got ${value}`);
    }
}

/** Fails where a number lies outside what the service takes. */
export function checkBetween(inputs: Props, key: string, least: number, most: number): void {
    const value = inputs[key];
    if (isGiven(inputs, key) && !(Number.isInteger(value) && Number(value) >= least && Number(value) <= most)) {
        const range = `value must be between ${least} and ${most}`;
        throw new Error(`Attribute ${argumentName(key)} ${range}, got: ${String(value)}`);
    }
}

/** Fails where a block inside a resource is used that only exists here as a resource of its own. */
export function checkNotInline(inputs: Props, key: string, instead: string): void {
    if (inputs[key] !== undefined) {
        throw new Error(`${key}: the simulator has no inline form of this; use ${instead}`);
    }
}

/** Fails for inputs whose effect is not simulated: to take them and do nothing would be a lie. */
export function checkSimulated(inputs: Props, absent: readonly string[]): void {
    const key = absent.find((one) => inputs[one] !== undefined && inputs[one] !== false);
    if (key !== undefined) {
        throw new Error(`${key}: the simulator does not simulate this`);
    }
}
