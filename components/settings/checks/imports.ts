import { problem, show, type Problem } from "../../internal/problems";
import { LINK_MODES, linkFault, linkPlan, type LinkEnd } from "../../linking/linkPlan";
import type { Located } from "../cursor";
import type { Draft, DraftCluster, DraftLink, DraftTopic } from "../draft";
import { PREFIX_KEY } from "../linkConfigKeys";
import { draftSide } from "./links";

const CLUSTER = "lkc-[a-z0-9]+";

/** Ids of what is adopted have the provider's form, and name the very object that the entry describes. */
export function checkImports(draft: Draft, region: string): Problem[] {
    const links = [...(draft.links?.values() ?? [])];
    return [
        ...[...(draft.clusters?.values() ?? [])].flatMap((cluster) => clusterProblems(cluster, draft)),
        ...links.flatMap((link) => [
            ...halfProblems(link, "source", draft, region),
            ...halfProblems(link, "destination", draft, region),
            ...mirrorProblems(link, "fromSource", "destination"),
            ...mirrorProblems(link, "fromDestination", "source"),
        ]),
    ];
}

function clusterProblems({ import: id, topics }: DraftCluster, draft: Draft): Problem[] {
    const environmentId = draft.environment.id?.value;
    const ofTopics = [...(topics ?? [])].flatMap(([name, topic]) => {
        const clusterId = id?.value.split("/").at(-1) ?? CLUSTER;
        const form = `<lkc-id>/${name}, on this cluster`;
        return [...wrongForm(topic.import, [clusterId, escaped(name)], form), ...partitionsUnsaid(topic)];
    });
    const environment = environmentId === undefined ? "env-[a-z0-9]+/" : `(?:${escaped(environmentId)}/)?`;
    const form = environmentId === undefined ? "<env-id>/<lkc-id>" : `<lkc-id> or ${environmentId}/<lkc-id>`;
    return [...wrongForm(id, [`${environment}${CLUSTER}`], form), ...ofTopics];
}

/** A topic gets the partitions that are configured, and never loses one again: no default for one that is there. */
function partitionsUnsaid({ import: id, partitions }: DraftTopic): Problem[] {
    return id === undefined || partitions.value !== undefined
        ? []
        : [
              problem({
                  path: partitions.path,
                  given: "nothing",
                  allowed: "the number of partitions that the topic has, since import adopts it",
                  fix: "Write how many it has: it would be given more up to the default, which nobody can take back.",
              }),
          ];
}

/** The id of a half says how it is linked: that has to be what this program would have made. */
function halfProblems(link: DraftLink, end: LinkEnd, draft: Draft, region: string): Problem[] {
    const [source, destination] = [link.source, link.destination].map((key) => draftSide(key?.value, draft, region));
    const mode = LINK_MODES.find((known) => known === link.mode?.value);
    const id = link.imports[end];
    if (source === undefined || destination === undefined || mode === undefined || id === undefined) {
        return [];
    }
    if (linkFault(source, destination, mode) !== undefined) {
        return [];
    }
    const half = linkPlan(source, destination, mode).find(({ on }) => on === end);
    if (half === undefined) {
        const allowed = `none: a ${mode} link has no half on its ${end}`;
        return [problem({ path: id.path, given: show(id.value), allowed, fix: "Remove it." })];
    }
    const [name, modes] = [link.name?.value ?? "", `${half.linkMode}/${half.connectionMode}`];
    const ends = half.linkMode === "BIDIRECTIONAL" ? ["local", "remote"] : ["source", "destination"];
    const form = `${name}/${modes}/${ends.map((each) => `<lkc-id of the ${each} cluster>`).join("/")}`;
    return wrongForm(id, [escaped(name), modes, CLUSTER, CLUSTER], form);
}

function mirrorProblems(link: DraftLink, direction: "fromSource" | "fromDestination", onto: LinkEnd): Problem[] {
    const prefix = link.config[onto].entries.get(PREFIX_KEY)?.value ?? "";
    const linkName = link.name?.value ?? "";
    return link[direction].flatMap(({ value, import: id }) => {
        const name = `${prefix}${value}`;
        const form = `<lkc-id of the ${onto} cluster>/${linkName}/${name}`;
        return wrongForm(id, [CLUSTER, escaped(linkName), escaped(name)], form);
    });
}

function wrongForm(id: Located<string> | undefined, parts: readonly string[], form: string): Problem[] {
    if (id === undefined || new RegExp(`^${parts.join("/")}$`).test(id.value)) {
        return [];
    }
    return [
        problem({
            path: id.path,
            given: show(id.value),
            allowed: `the id of what this entry describes: ${form}`,
            fix: "Write the id of the object that is there, or remove this to make a new one.",
        }),
    ];
}

function escaped(text: string): string {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
