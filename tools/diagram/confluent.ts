import type { Items } from "./items";
import { blockOf, componentType, idIn, textOf, type Item } from "./items";

/** What private clusters are behind: a PrivateLink attachment or an ingress gateway. */
export interface Entrance {
    readonly key: "attachment" | "gateway";
    readonly title: string;
    readonly lines: readonly string[];
    /** Keys of the private networks with an endpoint to it. */
    readonly networks: readonly string[];
    /** Keys of the clusters behind it. */
    readonly clusters: readonly string[];
}

export interface Cluster {
    readonly key: string;
    /** Kind and name. */
    readonly title: string;
    readonly made: boolean;
    readonly isPrivate: boolean;
    readonly lines: readonly string[];
}

export interface Link {
    readonly key: string;
    /** Its name in Kafka. */
    readonly name: string;
    readonly mode: "bidirectional" | "source-initiated" | "destination-initiated";
    /** Key of the cluster. */
    readonly source: string;
    readonly destination: string;
    /** Keys of the clusters that dial. */
    readonly dials: readonly string[];
    /** Names of the mirrors that the stack makes on either cluster. */
    readonly mirrors: { readonly onSource: readonly string[]; readonly onDestination: readonly string[] };
}

export interface ConfluentSide {
    readonly environment: { readonly title: string; readonly made: boolean } | undefined;
    readonly entrances: readonly Entrance[];
    readonly clusters: readonly Cluster[];
    readonly links: readonly Link[];
}

const ENVIRONMENT = "confluentcloud:index/environment:Environment";
const CLUSTER = "confluentcloud:index/kafkaCluster:KafkaCluster";
const TOPIC = "confluentcloud:index/kafkaTopic:KafkaTopic";
const CONNECTOR = "confluentcloud:index/connector:Connector";
const LINK = "confluentcloud:index/clusterLink:ClusterLink";
const MIRROR = "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic";
const ATTACHMENT = "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment";
const CONNECTION = "confluentcloud:index/privateLinkAttachmentConnection:PrivateLinkAttachmentConnection";
const GATEWAY = "confluentcloud:index/gateway:Gateway";
const ACCESS_POINT = "confluentcloud:index/accessPoint:AccessPoint";

const MADE = ["PrivateEnterpriseCluster", "PublicDedicatedCluster"];
const EXISTING = "ExistingCluster";
/** Hosts of endpoints that resolve inside associated VPCs only, of whatever kind of private network. */
const PRIVATE_HOST = /\.(private|accesspoint|glb)\.|\bap[0-9a-z]+\.|-ap[0-9a-z]+\./;
const GATE = "pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady";

/** What the stack has and uses in Confluent Cloud. */
export function confluentSide(items: Items): ConfluentSide {
    return {
        environment: environment(items),
        entrances: [...items.ofType(ATTACHMENT), ...items.ofType(GATEWAY)].map((each) => entrance(items, each)),
        clusters: clusterComponents(items).map((each) => cluster(items, each)),
        links: items.components("ClusterLinking").flatMap((each) => link(items, each)),
    };
}

function environment(items: Items): ConfluentSide["environment"] {
    const [made] = items.ofType(ENVIRONMENT);
    if (made !== undefined) {
        const governance = textOf(blockOf(made.inputs.streamGovernance).package);
        const shown = governance === undefined ? "" : `, Stream Governance ${governance}`;
        return { title: `environment ${textOf(made.inputs.displayName) ?? made.name}${shown}`, made: true };
    }
    const used = [...items.ofType(CLUSTER), ...items.ofType(ATTACHMENT), ...items.ofType(GATEWAY)];
    const id = used.map(({ inputs }) => idIn(inputs.environment)).find((each) => each !== undefined);
    return id === undefined ? undefined : { title: `environment ${id}`, made: false };
}

function clusterComponents(items: Items): Item[] {
    return [...MADE, EXISTING].flatMap((type) => items.components(type));
}

function entrance(items: Items, made: Item): Entrance {
    const isAttachment = made.type === ATTACHMENT;
    const joined = items.ofType(isAttachment ? CONNECTION : ACCESS_POINT);
    const networks = joined.flatMap((each) => items.within(each, "PrivateNetwork")?.name ?? []);
    const behind = clusterComponents(items).filter((each) =>
        componentType(each) === EXISTING
            ? leadsThrough(items, each, joined)
            : componentType(each) === "PrivateEnterpriseCluster",
    );
    const kind = isAttachment ? "connection" : "access point";
    return {
        key: isAttachment ? "attachment" : "gateway",
        title: isAttachment ? "PrivateLink attachment" : "Ingress gateway",
        lines: [textOf(made.inputs.displayName), ...networks.map((network) => `${kind} ${network}`)].filter(
            (line) => line !== undefined,
        ),
        networks,
        clusters: behind.map(({ name }) => name),
    };
}

/** Whether the gate of an existing cluster waits for one of these connections. */
function leadsThrough(items: Items, { name }: Item, connections: readonly Item[]): boolean {
    const gate = items.ofType(GATE).find((each) => each.name === `${name}-manager-ready`);
    return connections.some(({ urn }) => gate?.dependencies.includes(urn) === true);
}

function hostOf({ outputs }: Item): string | undefined {
    return textOf(outputs.bootstrapEndpoint)
        ?.replace(/^.*:\/\//, "")
        .replace(/:\d+$/, "");
}

function cluster(items: Items, component: Item): Cluster {
    const [made] = items.inside(component, CLUSTER);
    const topics = items.components("KafkaTopics").filter(({ name }) => name === component.name);
    const held = topics.flatMap((each) => items.inside(each, TOPIC)).length;
    const connectors = items
        .ofType(CONNECTOR)
        .filter((each) => clusterOf(items, each, "kafkaCluster") === component.name);
    const counts = [counted(held, "topic"), counted(connectors.length, "connector")].filter((text) => text !== "");
    return {
        key: component.name,
        made: made !== undefined,
        ...(made === undefined ? existing(component) : owned(component, made)),
        ...(counts.length === 0 ? {} : { lines: [...linesOf(component, made), counts.join(", ")] }),
    };
}

function counted(count: number, what: string): string {
    return count === 0 ? "" : `${count} ${what}${count === 1 ? "" : "s"}`;
}

function linesOf(component: Item, made: Item | undefined): readonly string[] {
    return (made === undefined ? existing(component) : owned(component, made)).lines;
}

function owned(component: Item, { inputs }: Item): Pick<Cluster, "title" | "isPrivate" | "lines"> {
    const isPrivate = componentType(component) === "PrivateEnterpriseCluster";
    const { cku } = blockOf(inputs.dedicated);
    const size = typeof cku === "number" ? `${cku} CKU` : undefined;
    const availability = textOf(inputs.availability)?.toLowerCase().replaceAll("_", " ");
    const told = [size, availability === undefined ? undefined : `availability ${availability}`];
    const place = [isPrivate ? "private" : "public", textOf(inputs.region)];
    return {
        title: `${isPrivate ? "Enterprise" : "Dedicated"} cluster ${component.name}`,
        isPrivate,
        lines: [joined(place), joined(told)].filter((line) => line !== ""),
    };
}

function joined(parts: readonly (string | undefined)[]): string {
    return parts.filter((part) => part !== undefined).join(", ");
}

function existing(component: Item): Pick<Cluster, "title" | "isPrivate" | "lines"> {
    const host = hostOf(component) ?? "";
    const isPrivate = PRIVATE_HOST.test(host);
    const region = /(?<region>[a-z]{2}(-[a-z]+)+-\d)\./.exec(host)?.groups?.region;
    const id = textOf(component.outputs.clusterId);
    return {
        title: `Existing cluster ${component.name}`,
        isPrivate,
        lines: [joined([isPrivate ? "private" : "public", region]), ...(id === undefined ? [] : [id])],
    };
}

/** Key of the cluster that an input names. */
function clusterOf(items: Items, item: Item, input: string): string | undefined {
    const made = items.target(item, input, [CLUSTER]);
    const id = idIn(item.inputs[input]);
    const found = items
        .components(EXISTING)
        .find(({ outputs }) => id !== undefined && textOf(outputs.clusterId) === id);
    return made === undefined ? found?.name : items.around(made)[0]?.name;
}

function link(items: Items, component: Item): Link[] {
    const halves = items.inside(component, LINK);
    const [first] = halves;
    if (first === undefined) {
        return [];
    }
    const ends = endsOf(items, first);
    const modes = halves.map(({ inputs }) => textOf(inputs.linkMode));
    const oneWay = modes.includes("SOURCE") ? "source-initiated" : "destination-initiated";
    const outbound = halves.filter(({ inputs }) => textOf(inputs.connectionMode) === "OUTBOUND");
    const dials = outbound.map((half) => (isOnSource(half) ? ends.source : ends.destination));
    const mirrors = (side: string) =>
        items
            .components("MirrorTopics")
            .filter(({ name }) => name === `${component.name}-on-${side}`)
            .flatMap((each) => items.inside(each, MIRROR))
            .map(mirrorName);
    return [
        {
            key: component.name,
            name: textOf(first.inputs.link) ?? component.name,
            mode: modes.includes("BIDIRECTIONAL") ? "bidirectional" : oneWay,
            ...ends,
            dials,
            mirrors: { onSource: mirrors("source"), onDestination: mirrors("destination") },
        },
    ];
}

function isOnSource({ name }: Item): boolean {
    return name.endsWith("-source");
}

/** A half of a bidirectional link names its own cluster and the other one; any other names source and destination. */
function endsOf(items: Items, half: Item): Pick<Link, "source" | "destination"> {
    const named = (input: string) => clusterOf(items, half, input) ?? "?";
    if ("sourceKafkaCluster" in half.inputs) {
        return { source: named("sourceKafkaCluster"), destination: named("destinationKafkaCluster") };
    }
    const [local, remote] = [named("localKafkaCluster"), named("remoteKafkaCluster")];
    return isOnSource(half) ? { source: local, destination: remote } : { source: remote, destination: local };
}

function mirrorName({ name, inputs }: Item): string {
    return textOf(inputs.mirrorTopicName) ?? textOf(blockOf(inputs.sourceKafkaTopic).topicName) ?? name;
}
