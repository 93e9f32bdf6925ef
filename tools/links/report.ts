import type { ChangeDocument } from "./change";
import type { Plan } from "./plan";
import type { StatusDocument } from "./status";
import type { HalfReport, LinkReport, MirrorReport } from "./survey";

/** Between columns. */
const GAP = "  ";

/** What was found, for people. */
export function statusLines({ stack, links, troubles, result }: StatusDocument): string[] {
    const verdict = {
        healthy: `The links of stack ${stack} are well.`,
        trouble: "Not as it should be:",
        unasked: "Not everything could be asked:",
    };
    return [...links.flatMap(linkLines), verdict[result], ...troubles.map((trouble) => `  ${trouble}`)];
}

function linkLines(link: LinkReport): string[] {
    const halves = link.halves.map(halfCells);
    const mirrors = link.mirrors.map(mirrorCells);
    return [
        `${link.key}${link.name === link.key ? "" : ` (${link.name})`}, ${link.mode}`,
        ...table([["half on", "cluster", "state", "tasks"], ...halves]),
        ...(mirrors.length === 0 ? ["  no mirrors"] : table([["mirror", "on", "state", "lag", "since"], ...mirrors])),
        "",
    ];
}

function halfCells({ cluster, clusterId, state, error, tasks }: HalfReport): string[] {
    const told = tasks
        .filter((task) => task.state !== "NOT_CONFIGURED")
        .map(({ name, state: now }) => `${name} ${now}`);
    return [cluster, clusterId, error === "" ? state : `${state} (${error})`, told.join(", ")];
}

function mirrorCells({ name, cluster, state, lag, since }: MirrorReport): string[] {
    return [name, cluster, state, lag === null ? "-" : String(lag), since ?? "-"];
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP)}`.trimEnd());
}

/** What is about to happen. */
export function planLines({ change, link, steps, done, passedOver }: Plan): string[] {
    const each = steps.map(({ mirror, effect }) => {
        const lag = mirror.lag === null || mirror.lag === 0 ? "" : `, ${mirror.lag} records behind`;
        return `  ${mirror.name} on ${mirror.cluster} (${mirror.state}${lag}): ${effect}`;
    });
    const names = (mirrors: readonly MirrorReport[]) => mirrors.map(({ name, cluster }) => `${name} on ${cluster}`);
    return [
        ...(steps.length === 0
            ? [`Nothing is left to ${change} on link ${link}.`]
            : [`${change} on link ${link}:`, ...each]),
        ...names(done).map((name) => `  ${name}: is done already`),
        ...names(passedOver).map((name) => `  ${name}: is left alone`),
    ];
}

/** What has been done, and what is left to do so that the next `pulumi up` does not undo it. */
export function changeLines(document: ChangeDocument, file: string, isStateBehind: boolean): string[] {
    const { stack, change, link, result, mirrors, settings, written } = document;
    const verdict = {
        done: `Done: ${change} on link ${link} of stack ${stack}.`,
        nothing: `Nothing was left to ${change} on link ${link} of stack ${stack}.`,
        declined: "Nothing has been changed.",
        failed: `Not all of it has been done: ${change} on link ${link} of stack ${stack}.`,
    };
    const failures = mirrors.flatMap(({ name, cluster, failure }) =>
        failure === undefined ? [] : [`  ${name} on ${cluster}: ${failure}`],
    );
    const said = settings.map((line) => `  ${line}`);
    if (written) {
        const changed = said.length === 0 ? [`${file} says so already.`] : [`Changed in ${file}:`, ...said];
        return [verdict[result], ...failures, ...changed, "pulumi preview shows what is left for the next up."];
    }
    const isLeft = result !== "declined" && (said.length > 0 || isStateBehind);
    return [
        verdict[result],
        ...failures,
        ...(said.length === 0 ? [] : [`To be changed in ${file}:`, ...said]),
        ...(isLeft
            ? [
                  "Before the next pulumi up run the same command with --write: it changes no cluster any more, but file and state.",
              ]
            : []),
    ];
}
