import type { Recorded } from "../../simulator/engine/stateFile";
import { isProps } from "../../simulator/provider/values";
import { RULES, type Change } from "./states";
import type { MirrorReport } from "./survey";
import { otherEnd, type LinkTarget } from "./target";

/** What a stack's state has to learn after a change of mirrors. */
export interface StateChange {
    /** URNs of mirrors that are not as the state has them. */
    readonly refresh: readonly string[];
    /** URNs of topics that are mirrors now, and that the state must not delete. */
    readonly forget: readonly string[];
}

const MIRROR = "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic";
const TOPIC = "confluentcloud:index/kafkaTopic:KafkaTopic";

/** By the names that the program gives its resources. */
export function stateChange(
    resources: readonly Recorded[],
    link: LinkTarget,
    change: Change,
    mirrors: readonly MirrorReport[],
): StateChange {
    const isExchange = RULES[change].exchanges === true;
    const refreshed = mirrors.flatMap(({ end, name, topic }) => [
        `${link.key}-on-${end}/${topic}`,
        ...(isExchange ? [`${link.key}-on-${otherEnd(end)}/${name}`] : []),
    ]);
    const forgotten = mirrors.flatMap(({ end, topic }) => {
        const origin = link.halves.find((half) => half.end === otherEnd(end));
        return isExchange && origin !== undefined ? [`${origin.cluster}/${topic}`] : [];
    });
    return { refresh: urnsOf(resources, MIRROR, refreshed), forget: urnsOf(resources, TOPIC, forgotten) };
}

function urnsOf(resources: readonly Recorded[], type: string, names: readonly string[]): string[] {
    return resources.flatMap(({ type: own, urn }) =>
        own === type && urn !== undefined && names.some((name) => urn.endsWith(`::${name}`)) ? [urn] : [],
    );
}

/** A state as `pulumi stack export` writes it. */
export interface ExportedState {
    readonly version: number;
    readonly deployment: Readonly<Record<string, unknown>>;
}

/**
 * The state without resources, which are deleted nowhere. `pulumi state delete` would not do it: it takes all that depends
 * on a resource along.
 */
export function withoutResources(state: ExportedState, urns: readonly string[]): ExportedState {
    const { resources } = state.deployment;
    const all = Array.isArray(resources) ? resources.filter(isProps) : [];
    const left = all.filter(({ urn }) => !urns.includes(String(urn)));
    const freed = left.map((resource) => withoutMentions(resource, urns));
    return { ...state, deployment: { ...state.deployment, resources: freed } };
}

function withoutMentions(resource: Readonly<Record<string, unknown>>, urns: readonly string[]) {
    const { dependencies, propertyDependencies } = resource;
    return {
        ...resource,
        ...(Array.isArray(dependencies) ? { dependencies: others(dependencies, urns) } : {}),
        ...(isProps(propertyDependencies)
            ? {
                  propertyDependencies: Object.fromEntries(
                      Object.entries(propertyDependencies).map(([key, list]) => [key, others(list, urns)]),
                  ),
              }
            : {}),
    };
}

function others(list: unknown, urns: readonly string[]): unknown {
    return Array.isArray(list) ? list.filter((urn: unknown) => !urns.includes(String(urn))) : list;
}
