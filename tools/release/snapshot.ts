import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { isProps } from "../../simulator/provider/values";
import type { WorldData } from "../../simulator/world";

/** What a stack was after its first `up` with some release, on simulated clouds. */
export interface Snapshot {
    readonly version: string;
    readonly stack: string;
    /** The stack's file, as it was committed. */
    readonly configuration: Readonly<Record<string, unknown>>;
    readonly state: Deployment;
    readonly world: WorldData;
}

/** A snapshot as it is kept: without secrets and addresses, long texts once. */
interface Kept extends Snapshot {
    readonly texts: readonly string[];
}

const ROOT = path.join(__dirname, "..", "..");
const LONG = 1_000;
const SECRET = /\{\{secret-(\d+)\}\}/g;
const TEXT = /^\{\{text-(\d+)\}\}$/;
const ADDRESS = "{{address}}";

/** Where the snapshot of a release's stack is kept. */
export function snapshotFile(version: string, stack: string): string {
    return path.join(ROOT, "tests", "releases", version, `${stack}.json`);
}

/** What a state says of the machine and the moment of its run, and how it was encrypted there. */
const OF_ITS_RUN = ["created", "modified", "secrets_providers", "sourcePosition", "stackTrace"];

/** The text of a snapshot to keep: every one of `secrets` is a placeholder in it, and so is the world's address. */
export function kept(snapshot: Snapshot, secrets: readonly string[]): string {
    const texts: string[] = [];
    const lasting = without(OF_ITS_RUN, snapshot.state);
    const shared = replaced({ ...snapshot, state: lasting }, (text) => {
        if (text.length < LONG) {
            return text;
        }
        const known = texts.indexOf(text);
        return `{{text-${known < 0 ? texts.push(text) - 1 : known}}}`;
    });
    const plain = JSON.stringify({ ...(shared as Snapshot), texts });
    // Secrets are found in the text, so that those inside JSON inside the state are found as well.
    const hidden = secrets.reduce((text, secret, index) => text.replaceAll(secret, `{{secret-${index}}}`), plain);
    return `${hidden.replaceAll(snapshot.world.address, ADDRESS)}\n`;
}

/** Reads a kept snapshot, with new secrets, for a world at `address`. Throws where there is none. */
export function restored(file: string, address: string): Snapshot {
    const secrets = new Map<string, string>();
    const text = fs.readFileSync(file, "utf8").replaceAll(SECRET, (_all, index: string) => {
        const secret = secrets.get(index) ?? randomBytes(48).toString("base64url");
        secrets.set(index, secret);
        return secret;
    });
    const { texts, ...snapshot } = JSON.parse(text.replaceAll(ADDRESS, address)) as Kept;
    const whole = (each: string) => texts[Number(TEXT.exec(each)?.[1] ?? NaN)] ?? each;
    return replaced(snapshot, whole) as Snapshot;
}

/** The resources, by URN, that only one of two kept snapshots holds; `-` before those of the first, `+` before the second's. */
export function differingResources(first: string, second: string): string[] {
    const [before, after] = [urnsOf(first), urnsOf(second)];
    return [
        ...[...before].filter((urn) => !after.has(urn)).map((urn) => `- ${urn}`),
        ...[...after].filter((urn) => !before.has(urn)).map((urn) => `+ ${urn}`),
    ];
}

function urnsOf(text: string): Set<string> {
    const { state } = JSON.parse(text) as Kept;
    const { resources } = state.deployment as { resources: readonly { readonly urn: string }[] };
    return new Set(resources.map(({ urn }) => urn));
}

/** The same value without the keys of that name, wherever they are. */
function without(names: readonly string[], value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => without(names, item));
    }
    return isProps(value)
        ? Object.fromEntries(
              Object.entries(value)
                  .filter(([key]) => !names.includes(key))
                  .map(([key, inner]) => [key, without(names, inner)]),
          )
        : value;
}

/** The same value with every text in it replaced. */
function replaced(value: unknown, change: (text: string) => string): unknown {
    if (typeof value === "string") {
        return change(value);
    }
    if (Array.isArray(value)) {
        return value.map((item) => replaced(item, change));
    }
    return isProps(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, change)]))
        : value;
}
