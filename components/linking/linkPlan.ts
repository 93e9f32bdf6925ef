/** The types of Kafka cluster that Confluent Cloud offers for linking. */
export const CLUSTER_KINDS = ["basic", "standard", "enterprise", "dedicated"] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

/**
 * How a cluster link moves data and who dials: both ways; one way, dialled by the source cluster;
 * one way, dialled by the destination cluster.
 */
export const LINK_MODES = ["bidirectional", "source-initiated", "destination-initiated"] as const;
export type LinkMode = (typeof LINK_MODES)[number];

export type LinkEnd = "source" | "destination";

/** What decides whether and how a cluster can be linked. */
export interface Side {
    /** The cluster's key in the configuration, for messages; equal keys mean the same cluster. */
    readonly key: string;
    readonly kind: ClusterKind;
    /** True when the cluster can be reached over a private network only. */
    readonly isPrivate: boolean;
    /** Environment and region; without them two private clusters count as being in different places. */
    readonly environment?: string | undefined;
    readonly region?: string | undefined;
}

/** One cluster link object, a half of the link or the whole of it. */
export interface PlannedLink {
    /** The cluster that holds and manages the object. */
    readonly on: LinkEnd;
    /** Which way data can move, as seen from this half. */
    readonly linkMode: "BIDIRECTIONAL" | "SOURCE" | "DESTINATION";
    /** OUTBOUND dials the peer; INBOUND waits to be dialled. */
    readonly connectionMode: "INBOUND" | "OUTBOUND";
    /** Whether the object holds the peer's credentials; an INBOUND half must not. */
    readonly peerCredentials: boolean;
    /**
     * Which of the link's mirror topics are made on this object's cluster through it. The link configuration
     * of that direction is set on this object too. "none" on a half that only dials.
     */
    readonly mirrors: "fromSource" | "fromDestination" | "none";
}

/** The modes in which the pair can be linked, an empty list when there is none. */
export function supportedModes(source: Side, destination: Side): LinkMode[] {
    if (source.key === destination.key || !holdsLinks(destination)) {
        return [];
    }
    if (!holdsLinks(source)) {
        return source.isPrivate ? [] : ["destination-initiated"];
    }
    if (!source.isPrivate) {
        return [...LINK_MODES];
    }
    if (!destination.isPrivate) {
        return ["bidirectional", "source-initiated"];
    }
    return inOnePlace(source, destination) ? ["bidirectional", "destination-initiated"] : [];
}

/** Why the pair cannot be linked in this mode, and which modes do work; undefined when it can. */
export function linkFault(source: Side, destination: Side, mode: LinkMode): string | undefined {
    const modes = supportedModes(source, destination);
    if (modes.includes(mode)) {
        return undefined;
    }
    const pair = `A ${mode} cluster link from ${describe(source)} to ${describe(destination)} does not work`;
    const instead = modes.length === 0 ? "no mode works for this pair" : `what works is ${modes.join(" or ")}`;
    return `${pair}: ${reason(source, destination)}; ${instead}.`;
}

/**
 * The link objects in the order in which they must be created: the waiting half before the dialling one.
 * Throws an Error that names the pair and the modes that work when this one does not.
 */
export function linkPlan(source: Side, destination: Side, mode: LinkMode): PlannedLink[] {
    const fault = linkFault(source, destination, mode);
    if (fault !== undefined) {
        throw new Error(fault);
    }
    switch (mode) {
        case "bidirectional":
            return bidirectional(source, destination);
        case "source-initiated":
            return [
                half("destination", "DESTINATION", "INBOUND"),
                { ...half("source", "SOURCE", "OUTBOUND"), mirrors: "none" },
            ];
        case "destination-initiated":
            return [half("destination", "DESTINATION", "OUTBOUND")];
    }
}

/** Where only one side can dial, the other one waits; otherwise each dials for its own direction. */
function bidirectional(source: Side, destination: Side): PlannedLink[] {
    if (source.isPrivate === destination.isPrivate) {
        return [half("source", "BIDIRECTIONAL", "OUTBOUND"), half("destination", "BIDIRECTIONAL", "OUTBOUND")];
    }
    const [waiting, dialling]: [LinkEnd, LinkEnd] = source.isPrivate
        ? ["destination", "source"]
        : ["source", "destination"];
    return [half(waiting, "BIDIRECTIONAL", "INBOUND"), half(dialling, "BIDIRECTIONAL", "OUTBOUND")];
}

function half(
    on: LinkEnd,
    linkMode: PlannedLink["linkMode"],
    connectionMode: PlannedLink["connectionMode"],
): PlannedLink {
    return {
        on,
        linkMode,
        connectionMode,
        peerCredentials: connectionMode === "OUTBOUND",
        mirrors: on === "destination" ? "fromSource" : "fromDestination",
    };
}

function holdsLinks(side: Side): boolean {
    return side.kind === "enterprise" || side.kind === "dedicated";
}

function inOnePlace(source: Side, destination: Side): boolean {
    return (
        source.environment !== undefined &&
        source.environment === destination.environment &&
        source.region !== undefined &&
        source.region === destination.region
    );
}

function describe(side: Side): string {
    return `the ${side.isPrivate ? "private" : "public"} ${side.kind} cluster "${side.key}"`;
}

function reason(source: Side, destination: Side): string {
    if (source.key === destination.key) {
        return "a cluster cannot be linked to itself";
    }
    if (!holdsLinks(destination)) {
        return "nothing can be linked into a Basic or Standard cluster";
    }
    if (!holdsLinks(source)) {
        return source.isPrivate
            ? "Basic and Standard clusters have public endpoints only"
            : "a Basic or Standard cluster holds no link, so the destination must dial";
    }
    if (!destination.isPrivate) {
        return "the public destination cannot dial into a private network";
    }
    return inOnePlace(source, destination)
        ? "source-initiated links between private clusters are not offered"
        : "two private clusters reach each other only in one environment and region";
}
