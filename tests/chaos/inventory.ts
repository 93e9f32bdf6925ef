import { allObjects, valuesOf, type Found } from "../../simulator/change/objects";
import type { StateFile } from "../../simulator/engine/stateFile";
import type { World } from "../../simulator/world";

/** What the clouds hold and a stack tells, without what differs from one run to the next: ids, keys, times. */
export interface Inventory {
    /** One line an object, sorted. */
    readonly objects: readonly string[];
    readonly outputs: string;
}

/** Made by the service along with something else and gone with it, or a trace of what is gone. */
const PARTS = [
    "schemaRegistries",
    "ec2.DefaultRouteTable",
    "ec2.DefaultSecurityGroup",
    "ecs.InactiveTaskDefinition",
    "secretsmanager.DeletedSecret",
];

/** Fields that say when or under what chance name something was made. */
const BY_CHANCE = ["createdAt", "readyAt", "secret", "arn", "versionId"];

/** All that a stack has made in its clouds, as the selectors of `change` name it. */
export function made(world: World): Found[] {
    return allObjects(world).filter(
        (found) => found.object.existing !== true && !PARTS.includes(found.kind.name) && !isHistory(found),
    );
}

/** What a secret was before, which the service keeps with it. */
function isHistory(found: Found): boolean {
    const { versionStages } = valuesOf(found);
    return Array.isArray(versionStages) && versionStages.join() === "AWSPREVIOUS";
}

/** What the clouds hold and the engine's state does not know: made by a request whose answer was never recorded. */
export function orphansOf(world: World, state: string): Found[] {
    const all = made(world);
    const known = withoutDeleted(state);
    const ofMirrors = all.filter((found) => found.kind.name === "mirrors" && isKnown(found, known)).map(idOf);
    return all.filter((found) => !isKnown(found, known) && !(found.kind.name === "topics" && isIn(ofMirrors, found)));
}

/** What was deleted to be made anew has an id in the state that may be the new one's: a topic's is its name. */
function withoutDeleted(state: string): string {
    const { checkpoint } = JSON.parse(state === "" ? NO_STATE : state) as StateFile;
    const resources = checkpoint.latest?.resources ?? [];
    return JSON.stringify(resources.filter(({ pendingReplacement }) => pendingReplacement !== true));
}

const NO_STATE = '{"checkpoint":{}}';

export function selectorOf({ kind, object }: Found): string {
    return `${kind.name}/${object.id}`;
}

function isKnown(found: Found, state: string): boolean {
    const { clusterId, linkName, topic, connectorId } = valuesOf(found) as Record<string, string | undefined>;
    const ids: Partial<Record<string, string>> = {
        mirrors: [clusterId, linkName, topic].join("/"),
        acls: found.object.id.replace("#", "/"),
        ...(connectorId === undefined ? {} : { connectors: connectorId }),
    };
    const id = ids[found.kind.name] ?? found.object.id;
    return state.includes(`"${id}"`);
}

const idOf = ({ object }: Found) => object.id;
const isIn = (ids: readonly string[], { object }: Found) => ids.includes(object.id);

/** The inventory without the objects that have these selectors. */
export function inventoryOf(world: World, outputs: unknown, without: readonly string[] = []): Inventory {
    const shorten = shortener(world);
    const objects = made(world).filter((found) => !without.includes(selectorOf(found)));
    const lines = objects.map((found) => {
        const values = Object.entries(valuesOf(found)).filter(([field]) => !BY_CHANCE.includes(field));
        return shorten(`${found.kind.name} ${JSON.stringify(sorted(Object.fromEntries(values)))}`);
    });
    return { objects: lines.sort(), outputs: shorten(JSON.stringify(sorted(outputs) ?? {})) };
}

/** What is in one inventory and not in the other; empty for equal ones. */
export function differences(expected: Inventory, actual: Inventory): string[] {
    const missing = without(expected.objects, actual.objects).map((line) => `missing: ${line}`);
    const surplus = without(actual.objects, expected.objects).map((line) => `too much: ${line}`);
    const outputs = expected.outputs === actual.outputs ? [] : [`outputs: ${actual.outputs}`];
    return [...missing, ...surplus, ...outputs];
}

/** The lines that `others` has fewer of. */
function without(lines: readonly string[], others: readonly string[]): string[] {
    const left = [...others];
    return lines.filter((line) => {
        const place = left.indexOf(line);
        if (place >= 0) {
            left.splice(place, 1);
        }
        return place < 0;
    });
}

/** What clouds make up for names: each is new in every world. */
const CHANCE: readonly (readonly [RegExp, string])[] = [
    [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, "<uuid>"],
    [/\b([a-z]+(?:-[a-z]+)*)-0[0-9a-f]{16}(?:-[0-9a-f]{8})?\b/g, "$1-<id>"],
    [/\b(lkc|env|sa|rb|platt|plattc|gw|ap|lsrc|psrc|pkc|lcc|pool|u)-[0-9a-z]{4,6}\b/g, "$1-<id>"],
    [/\bap[0-9a-z]{6}\b(?=\.)/g, "<access point>"],
    [/\bZ[0-9A-F]{12,20}\b/g, "<zone>"],
    [/(:secret:[^"]*|\bsecurityGroup)-[0-9a-f]{6,7}\b/g, "$1-<id>"],
    [/"(clusterLinkId|destinationLinkId|sourceLinkId|linkId)":"[\w-]{22}"/g, '"$1":"<id>"'],
    [/"(ownerId|owningAccount|vpcOwnerId|receiverAccountId)":"\d{12}"/g, '"$1":"<account>"'],
    [/\b(arn:aws:[a-z0-9-]+:[a-z0-9-]*):\d{12}:/g, "$1:<account>:"],
    [/:\d{5}(?=["/])/g, ":<port>"],
    // An endpoint that nobody knows of keeps its addresses.
    [/"ipv4":"[\d.]+"/g, '"ipv4":"<address>"'],
];

/** Puts for keys and clusters what they are called, so that a reference to a wrong one still shows. */
function shortener(world: World): (text: string) => string {
    const { address, organizationId, confluent } = world.data;
    const keys = Object.values(confluent.apiKeys).flatMap(({ id, spec }): [string, string][] => [
        [id, `<key ${String(spec.displayName)}>`],
        [String(spec.secret), `<secret ${String(spec.displayName)}>`],
    ]);
    const logins = Object.values(confluent.identityPools).map(({ id, spec }): [string, string] => [
        String(spec.clientSecret),
        `<login of ${id}>`,
    ]);
    const shown = [confluent.clusters, confluent.serviceAccounts]
        .flatMap((kind) => Object.values(kind))
        .map(({ id, spec }): [string, string] => [id, `<${String(spec.displayName)}>`]);
    const own: [string, string][] = [[organizationId, "<org>"], [address, "<address>"], ...keys, ...logins, ...shown];
    return (text) => {
        const told = own.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
        return CHANCE.reduce((rest, [from, to]) => rest.replace(from, to), told);
    };
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
