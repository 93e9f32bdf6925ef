import { createHash, randomBytes } from "node:crypto";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { TYPES } from "./types";

const ACCOUNT = "account";
const DEFAULT_REGION = "us-east-1";

/** One object by type and id; an id of another type does not count. */
export function find(world: World, type: string, id: string): AwsObject | undefined {
    const object = world.data.aws[id];
    return object?.type === type ? object : undefined;
}

/** All objects of a type whose property holds the given value, oldest first. */
export function where(world: World, type: string, key: string, value: string): AwsObject[] {
    return world.aws(type).filter((object) => object.props[key] === value);
}

/** Puts an object there, in place of one with the same id. */
export function put(world: World, object: AwsObject): void {
    world.data.aws[object.id] = object;
    world.changed();
}

export function remove(world: World, id: string): void {
    // Written as a copy: the keys are ids, which `delete` may not take.
    world.data.aws = Object.fromEntries(Object.entries(world.data.aws).filter(([key]) => key !== id));
    world.changed();
}

/** A property that holds a string; empty where there is none. */
export function text(props: Props, key: string): string {
    const value = props[key];
    return typeof value === "string" ? value : "";
}

/** A property that holds a list of strings; empty where there is none. */
export function texts(props: Props, key: string): string[] {
    return list(props, key).filter((item) => typeof item === "string");
}

/** A property that holds a list of objects; empty where there is none. */
export function records(props: Props, key: string): Props[] {
    return list(props, key).filter((item): item is Props => typeof item === "object" && item !== null);
}

function list(props: Props, key: string): unknown[] {
    const value = props[key];
    return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The region in which the provider works where a resource names none; us-east-1 until `setRegion`. */
export function regionOf(world: World): string {
    const account = find(world, TYPES.account, ACCOUNT);
    return account === undefined ? DEFAULT_REGION : text(account.props, "region");
}

export function setRegion(world: World, region: string): void {
    if (regionOf(world) !== region) {
        put(world, { id: ACCOUNT, type: TYPES.account, props: { region }, existing: true });
    }
}

/** The number of the account that asks: twelve digits; the home account's unless the world is another one's view. */
export function ownerOf(world: World): string {
    return world.account ?? homeAccount(world);
}

/** The number of the account in which a world's stacks work where their provider names no other; always the same. */
export function homeAccount(world: World): string {
    return digest(world.data.organizationId, 12).replace(/[a-f]/g, (letter) => String(letter.charCodeAt(0) % 10));
}

/** The first `length` hexadecimal digits that stand for a text. */
export function digest(value: string, length: number): string {
    return createHash("sha256").update(value).digest("hex").slice(0, length);
}

/** A name in the form that Pulumi gives where a program sets none. */
export function autoName(prefix: string): string {
    return `${prefix}-${randomBytes(4).toString("hex").slice(0, 7)}`;
}

/** How much the provider appends to a prefix. */
export const UNIQUE_SUFFIX_LENGTH = 26;

/** A name in the form that the provider gives where a program sets a prefix only. */
export function uniqueName(prefix: string): string {
    return `${prefix}${randomBytes(UNIQUE_SUFFIX_LENGTH / 2).toString("hex")}`;
}
