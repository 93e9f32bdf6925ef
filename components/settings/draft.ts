import { Cursor, type Located, type Text, type Texts } from "./cursor";
import { readHub, readNetworkHub, type DraftHub, type DraftNetworkHub } from "./hubDraft";
import { replicationDefaults, statedKeys, type StatedKey } from "./replication";
import { direction } from "./schema/replication";
import { readRunner, type DraftRunner } from "./runnerDraft";
import { DEFAULT_FORMAT } from "./schema/workloads";

/**
 * What can be read of a configuration that may be wrong elsewhere: every field is missing rather than malformed,
 * so that one mistake does not hide another. Wrong types are the schema's business.
 */
export interface Draft {
    readonly authentication: Text;
    readonly environment: DraftEnvironment;
    readonly privateNetworks: DraftMap<DraftNetwork>;
    readonly dns: DraftDns | undefined;
    readonly clusters: DraftMap<DraftCluster>;
    /** What stands where the clusters belong. */
    readonly clustersAt: Located<unknown>;
    readonly links: DraftMap<DraftLink>;
    readonly hub: DraftHub | undefined;
    readonly networkHub: DraftNetworkHub | undefined;
    readonly deploymentRunner: DraftRunner | undefined;
    /** Subjects of the Schema Registry. */
    readonly subjects: Texts;
    /** Where the settings of rotation stand, when there are any. */
    readonly rotation: string | undefined;
}

export interface DraftEnvironment {
    /** Whether anything at all stands there. */
    readonly isGiven: boolean;
    readonly path: string;
    readonly id: Text;
}

/** The entries of a map by key; undefined when something else stands where the map belongs. */
export type DraftMap<T> = ReadonlyMap<string, T> | undefined;

export interface DraftNetwork {
    readonly path: string;
    readonly connectivity: Text;
    readonly keepAttachment: Located<boolean> | undefined;
    readonly vpcCidr: Text;
    readonly zoneIds: Texts;
    readonly clientCidrs: Texts;
    readonly systemResolverRule: Texts;
}

export interface DraftDns {
    readonly mode: Text;
    readonly network: Text;
}

export interface DraftCluster {
    readonly path: string;
    readonly type: Text;
    readonly id: Text;
    readonly environmentId: Text;
    readonly kind: Text;
    readonly region: Text;
    readonly privateNetwork: Text;
    readonly reachable: Text;
    readonly availability: Text;
    readonly cku: Located<number> | undefined;
    readonly topics: DraftMap<DraftTopic>;
    readonly clients: DraftMap<Located<unknown>>;
    readonly datagen: DraftMap<DraftDatagen>;
    readonly import: Text;
}

export interface DraftDatagen {
    readonly path: string;
    readonly topic: Text;
    /** What is given, or the default. */
    readonly format: Text;
}

export interface DraftTopic {
    readonly path: string;
    readonly config: DraftConfig;
    readonly import: Text;
    readonly partitions: Located<unknown>;
}

/** Configuration of a topic, by Kafka's names. */
export interface DraftConfig {
    readonly path: string;
    readonly entries: ReadonlyMap<string, Located<string>>;
}

export interface DraftLink {
    readonly path: string;
    readonly mode: Text;
    /** The name in Kafka, the key when none is given; undefined when what is given is no text. */
    readonly name: Text;
    readonly identities: Text;
    readonly authorization: Text;
    readonly source: Text;
    readonly destination: Text;
    readonly fromSource: readonly DraftMirror[];
    readonly fromDestination: readonly DraftMirror[];
    readonly config: { readonly source: DraftLinkConfig; readonly destination: DraftLinkConfig };
    /** Ids of halves that are adopted. */
    readonly imports: { readonly source: Text; readonly destination: Text };
    /** Where the settings of the way back stand, when there are any. */
    readonly wayBack: string | undefined;
}

/** The name of a topic to mirror, and what its mirror is to become. */
export interface DraftMirror extends Located<string> {
    readonly status: Text;
    readonly import: Text;
}

/** What a half's configuration comes to: keys given as such, and keys that settings of a direction state. */
export interface DraftLinkConfig {
    /** Where keys are given as such. */
    readonly path: string;
    readonly entries: ReadonlyMap<string, DraftConfigEntry>;
    /** Keys that are also stated by a setting. */
    readonly twice: readonly DraftConfigEntry[];
}

export interface DraftConfigEntry extends Located<string> {
    /** The setting that states the key; undefined where the key itself is given. */
    readonly setting?: string;
}

/** Reads what it can of plain data; `keys` are those of the whole configuration, secrets included. */
export function readDraft(root: unknown, keys: readonly string[]): Draft {
    const top = new Cursor(root, []);
    const [environment, dns, hub] = [top.get("environment"), top.get("dns"), top.get("hub")];
    const networkHub = top.get("networkHub");
    const rotation = top.get("rotation");
    return {
        authentication: top.get("authentication").text(),
        environment: {
            isGiven: environment.value !== undefined,
            path: environment.path,
            id: environment.get("id").text(),
        },
        privateNetworks: mapOf(top.get("privateNetworks"), network),
        dns: dns.isMap() ? { mode: dns.get("mode").text(), network: dns.get("network").text() } : undefined,
        clusters: mapOf(top.get("clusters"), cluster),
        clustersAt: located(top.get("clusters")),
        links: mapOf(top.get("links"), link),
        hub: hub.isMap() ? readHub(hub) : undefined,
        networkHub: networkHub.isMap() ? readNetworkHub(networkHub) : undefined,
        deploymentRunner: readRunner(top.get("deploymentRunner"), keys),
        subjects: top.get("schemaRegistry").get("subjects").texts(),
        rotation: rotation.value === undefined ? undefined : rotation.path,
    };
}

function mapOf<T>(cursor: Cursor, read: (entry: Cursor, key: string) => T): DraftMap<T> {
    if (cursor.value !== undefined && !cursor.isMap()) {
        return undefined;
    }
    return new Map(cursor.entries().map(([key, entry]) => [key, read(entry, key)]));
}

function network(entry: Cursor): DraftNetwork {
    return {
        path: entry.path,
        connectivity: entry.get("connectivity").text(),
        keepAttachment: entry.get("keepAttachment").flag(),
        vpcCidr: entry.get("vpcCidr").text(),
        zoneIds: entry.get("zoneIds").texts(),
        clientCidrs: entry.get("clientCidrs").texts(),
        systemResolverRule: entry.get("systemResolverRule").texts(),
    };
}

function cluster(entry: Cursor): DraftCluster {
    return {
        path: entry.path,
        type: entry.get("type").text(),
        id: entry.get("id").text(),
        environmentId: entry.get("environmentId").text(),
        kind: entry.get("kind").text(),
        region: entry.get("region").text(),
        privateNetwork: entry.get("privateNetwork").text(),
        reachable: entry.get("reachable").text(),
        availability: entry.get("availability").text(),
        cku: entry.get("cku").number(),
        topics: mapOf(entry.get("topics"), (topic) => ({
            path: topic.path,
            config: { path: topic.get("config").path, entries: new Map(entriesByKey(topic.get("config"))) },
            import: topic.get("import").text(),
            partitions: located(topic.get("partitions")),
        })),
        clients: mapOf(entry.get("clients"), located),
        datagen: mapOf(entry.get("datagen"), (one) => ({
            path: one.path,
            topic: one.get("topic").text(),
            format: one.get("format").textOr(DEFAULT_FORMAT),
        })),
        import: entry.get("import").text(),
    };
}

function located({ value, path }: Cursor): Located<unknown> {
    return { value, path };
}

function link(entry: Cursor, key: string): DraftLink {
    const name = entry.get("name");
    const mirrors = entry.get("mirrorTopics");
    const [config, replication] = [entry.get("config"), entry.get("replication")];
    const wayBack = replication.get("fromDestination");
    return {
        path: entry.path,
        mode: entry.get("mode").text(),
        name: name.value === undefined ? { value: key, path: entry.path } : name.text(),
        identities: entry.get("identities").text(),
        authorization: entry.get("authorization").text(),
        source: entry.get("source").text(),
        destination: entry.get("destination").text(),
        fromSource: mirrors.get("fromSource").items().flatMap(draftMirror),
        fromDestination: mirrors.get("fromDestination").items().flatMap(draftMirror),
        config: {
            source: linkConfig(config.get("source"), wayBack),
            destination: linkConfig(config.get("destination"), replication.get("fromSource")),
        },
        imports: {
            source: entry.get("import").get("source").text(),
            destination: entry.get("import").get("destination").text(),
        },
        wayBack: wayBack.value === undefined ? undefined : wayBack.path,
    };
}

function draftMirror(entry: Cursor): DraftMirror[] {
    const topic = entry.isMap() ? entry.get("topic").text() : entry.text();
    return topic === undefined
        ? []
        : [{ ...topic, status: entry.get("status").text(), import: entry.get("import").text() }];
}

/** Settings of a direction that are malformed state nothing: the schema tells of them. */
function linkConfig(cursor: Cursor, settings: Cursor): DraftLinkConfig {
    const byKey = entriesByKey(cursor);
    const parsed = settings.value === undefined ? undefined : direction.safeParse(settings.value);
    if (parsed?.success !== true) {
        return { path: cursor.path, entries: new Map(byKey), twice: [] };
    }
    const stated = statedKeys(parsed.data);
    const entry = ({ key, value, setting }: StatedKey): [string, DraftConfigEntry] => [
        key,
        { value, setting, path: settings.follow(setting).path },
    ];
    const defaults = Object.entries(replicationDefaults).map(([key, value]): [string, DraftConfigEntry] => [
        key,
        { value, path: settings.path },
    ]);
    const keys = stated.map(({ key }) => key);
    return {
        path: cursor.path,
        entries: new Map([...defaults, ...byKey, ...stated.map(entry)]),
        twice: byKey.flatMap(([key, given]) => {
            const setting = stated[keys.indexOf(key)]?.setting;
            return setting === undefined ? [] : [{ ...given, setting: settings.follow(setting).path }];
        }),
    };
}

/** Values that YAML reads as numbers or as true and false are texts to Kafka. */
function entriesByKey(cursor: Cursor): [string, DraftConfigEntry][] {
    return cursor.entries().flatMap(([key, entry]): [string, DraftConfigEntry][] => {
        const { value, path } = entry;
        const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
        return isScalar ? [[key, { value: String(value), path }]] : [];
    });
}
