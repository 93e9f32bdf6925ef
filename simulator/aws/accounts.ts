import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { homeAccount, ownerOf } from "./store";

const ROLE = /^arn:[\w-]+:iam::(?<account>\d{12}):role\//;

/** The account that an object is in. */
export function accountOf(world: World, object: AwsObject): string {
    return object.owner ?? homeAccount(world);
}

/**
 * True for an object of another account than the one that asks. What was there before the stack belongs to whoever
 * asks, unless it was seeded for one account: a configuration does not say whose it is.
 */
export function isForeign(world: World, object: AwsObject): boolean {
    const isAnybodys = object.existing === true && object.owner === undefined;
    return !isAnybodys && accountOf(world, object) !== ownerOf(world);
}

/** The object where the account that asks has it, else undefined. */
export function own(world: World, object: AwsObject | undefined): AwsObject | undefined {
    return object === undefined || isForeign(world, object) ? undefined : object;
}

/**
 * The account of a provider's configuration: that of the last role it assumes, else the only one that it allows.
 * Lists of objects reach a provider as JSON text.
 */
export function configuredAccount(config: Props): string | undefined {
    const roles = listIn(config.assumeRoles).map((role) => ROLE.exec(roleArn(role))?.groups?.account);
    const last = roles.filter((account) => account !== undefined).at(-1);
    const allowed = listIn(config.allowedAccountIds);
    const [only] = allowed;
    return last ?? (allowed.length === 1 && typeof only === "string" ? only : undefined);
}

function roleArn(role: unknown): string {
    const arn = typeof role === "object" && role !== null && "roleArn" in role ? role.roleArn : undefined;
    return typeof arn === "string" ? arn : "";
}

function listIn(value: unknown): unknown[] {
    const plain: unknown = typeof value === "string" ? parsed(value) : value;
    return Array.isArray(plain) ? (plain as unknown[]) : [];
}

function parsed(value: string): unknown {
    try {
        return JSON.parse(value);
    } catch {
        return undefined;
    }
}
