import { SCENARIOS } from "./durations";
import { TITLES, type ChainLink, type GraphResult, type ResultName, type Results } from "./results";

const NAMES = Object.keys(TITLES) as ResultName[];
const HEAD = ["scenario", "", "makespan", "first mirrored topic", "lower bound", "makespan of bound"];

interface Row {
    readonly scenario: string;
    readonly name: ResultName;
    readonly result: GraphResult;
}

function rows(results: Results): Row[] {
    return SCENARIOS.flatMap(({ name: scenario }) => {
        const found = results[scenario];
        return found === undefined ? [] : NAMES.map((name) => ({ scenario, name, result: found[name] }));
    });
}

/** All times side by side, as a table in Markdown. */
export function markdownTable(results: Results): string[] {
    const cells = rows(results).map(({ scenario, name, result }) => [
        scenario,
        TITLES[name],
        spread(result.makespan),
        spread(result.firstMirror),
        `${whole(result.lowerBound)} s`,
        (result.makespan.median / result.lowerBound).toFixed(2),
    ]);
    const widths = HEAD.map((title, column) =>
        Math.max(3, title.length, ...cells.map((row) => row[column]?.length ?? 0)),
    );
    const line = (row: readonly string[]) =>
        `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
    return [line(HEAD), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)];
}

/** The median over all orders, and the range where there is one. */
function spread({ minimum, median, maximum }: GraphResult["makespan"]): string {
    const range = whole(minimum) === whole(maximum) ? "" : ` (${whole(minimum)} to ${whole(maximum)})`;
    return `${whole(median)} s${range}`;
}

function whole(seconds: number): string {
    return seconds.toFixed(0);
}

/** Table and chains, for people. */
export function resultLines(results: Results): string[] {
    const chains = rows(results).flatMap(({ scenario, name, result }) => [
        "",
        `${scenario}, ${TITLES[name]}: what sets the makespan`,
        ...result.chain.map(chainLine),
        "what sets the lower bound",
        `    ${result.lowerBoundChain.join(" -> ")}`,
    ]);
    return [...markdownTable(results), ...chains];
}

const CAUSES: Readonly<Record<string, string>> = {
    order: "",
    worker: "  (had to wait for a worker)",
    effect: "  (until that has taken effect)",
};

function chainLine({ id, start, end, by }: ChainLink): string {
    return `    ${whole(start).padStart(5)} to ${whole(end).padStart(5)} s  ${id}${CAUSES[by] ?? ""}`;
}

const [BEGIN, END] = ["<!-- critical-path: written by the benchmark -->", "<!-- /critical-path -->"];

/** A page with the table between its marks replaced. Throws for a page without them. */
export function withTable(page: string, results: Results): string {
    const [before, rest] = page.split(BEGIN);
    const [, after] = (rest ?? "").split(END);
    if (before === undefined || after === undefined) {
        throw new Error(`the page has no place for the table: ${BEGIN} and ${END}`);
    }
    return [before, BEGIN, "\n\n", markdownTable(results).join("\n"), "\n\n", END, after].join("");
}
