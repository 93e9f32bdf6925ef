import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft, DraftLink, DraftLinkConfig } from "../draft";

const BOTH_WAYS = "bidirectional";

/** A link that moves data one way has mirrors, and what governs them, on its destination only. */
export function checkOneWay({ links }: Draft): Problem[] {
    const oneWay = [...(links?.values() ?? [])].filter(({ mode }) => mode !== undefined && mode.value !== BOTH_WAYS);
    return oneWay.flatMap((link) => [
        ...link.fromDestination.map((topic) => againstTheWay(link, topic)),
        ...ungoverned(link, link.config.source),
    ]);
}

function againstTheWay({ mode, source, destination }: DraftLink, topic: Located<string>): Problem {
    return problem({
        path: topic.path,
        given: `${show(topic.value)}, mirrored from the destination of a ${mode?.value ?? ""} link`,
        allowed: `mirrors of topics of ${show(source?.value)} on ${show(destination?.value)}: data moves that way only`,
        fix: `Remove it, change the link's mode to ${BOTH_WAYS}, or swap source and destination.`,
    });
}

function ungoverned({ mode }: DraftLink, { entries, path }: DraftLinkConfig): Problem[] {
    const given = [...entries].filter(([, entry]) => entry.path.startsWith(path)).map(([key]) => key);
    if (given.length === 0) {
        return [];
    }
    return [
        problem({
            path,
            given: `link configuration (${given.join(", ")}) on the source of a ${mode?.value ?? ""} link`,
            allowed: "configuration of the half on the destination, where the mirrors are",
            fix: "Move the entries to config.destination.",
        }),
    ];
}
