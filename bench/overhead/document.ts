import * as fs from "node:fs";
import * as path from "node:path";
import type { Machine } from "../machine";
import type { Comparison } from "../statistics";
import { ratios, STEPS, type Row } from "./results";
import { titleOf } from "./sizes";

const ROOT = path.join(__dirname, "..", "..");
const RESULTS = path.join(ROOT, "bench", "results", "overhead.json");
const PAGE = path.join(ROOT, "docs", "performance.md");

/** Loading and registering by Pulumi's own loader; registering with mocks in the engine's place; or with the engine. */
export type PartName = "startup" | "mocks" | "engine";

export interface Part {
    readonly date: string;
    readonly machine: Machine;
    /** How often each step was run with each program. */
    readonly runs: number;
    readonly ratios: readonly Comparison[];
    readonly rows: readonly Row[];
}

/** What `bench/results/overhead.json` holds. */
export type OverheadDocument = Readonly<Partial<Record<PartName, Part>>>;

/** The results of the last runs of the benchmark. */
export function committedOverhead(): OverheadDocument {
    return fs.existsSync(RESULTS) ? (JSON.parse(fs.readFileSync(RESULTS, "utf8")) as OverheadDocument) : {};
}

/** Writes one part of the results to their file, and all of them to their page. */
export function writeOverhead(name: PartName, measured: Omit<Part, "ratios" | "date">): void {
    const part: Part = { date: new Date().toISOString(), ...measured, ratios: ratios(measured.rows) };
    const document = { ...committedOverhead(), [name]: part };
    fs.writeFileSync(RESULTS, `${JSON.stringify(document, undefined, 2)}\n`);
    fs.writeFileSync(PAGE, withOverhead(fs.readFileSync(PAGE, "utf8"), document));
}

const [BEGIN, END] = ["<!-- overhead: written by the benchmark -->", "<!-- /overhead -->"];

/** A page with the tables between its marks replaced. Throws for a page without them. */
export function withOverhead(page: string, document: OverheadDocument): string {
    const [before, rest] = page.split(BEGIN);
    const [, after] = (rest ?? "").split(END);
    if (before === undefined || after === undefined) {
        throw new Error(`the page has no place for the tables: ${BEGIN} and ${END}`);
    }
    const tables = [overheadTable(document), callsTable(document.engine?.rows ?? [])];
    const lines = tables.map((each) => each.join("\n"));
    return [before, BEGIN, "\n\n", lines.join("\n\n"), "\n\n", END, after].join("");
}

/** The committed document and page. */
export function overheadPage(): string {
    return fs.readFileSync(PAGE, "utf8");
}

const HEAD = ["step", "stack", "resources", "processor time", "of the floor's", "memory", "of the floor's", "elapsed"];

/** Time and memory side by side, as a table in Markdown. */
function overheadTable(document: OverheadDocument): string[] {
    const { startup, mocks, engine } = document;
    const rows = [startup, mocks, engine].flatMap((part) => part?.rows ?? []);
    return table(
        HEAD,
        rows.map((row) => [
            row.step,
            titleOf(row.size),
            String(row.resources),
            seconds(row.own.processorSeconds.median),
            (row.own.processorSeconds.median / row.floor.processorSeconds.median).toFixed(2),
            `${row.own.memoryMiB.median.toFixed(0)} MiB`,
            (row.own.memoryMiB.median / row.floor.memoryMiB.median).toFixed(2),
            seconds(row.own.seconds.median),
        ]),
    );
}

const CALLS_HEAD = ["step", "stack", "Cloud API", "Kafka REST", "AWS operations", "of those that change"];

/** Calls by service, as a table in Markdown. */
function callsTable(rows: readonly Row[]): string[] {
    const order = [...rows].sort((left, right) => STEPS.indexOf(left.step) - STEPS.indexOf(right.step));
    return table(
        CALLS_HEAD,
        order.map(({ step, size, calls }) => {
            const sum = (test: (kind: string) => boolean) =>
                String(
                    Object.entries(calls)
                        .filter(([kind]) => test(kind))
                        .reduce((total, [, count]) => total + count, 0),
                );
            return [
                step,
                titleOf(size),
                sum((kind) => kind.startsWith("cloud ")),
                sum((kind) => kind.startsWith("kafka ")),
                sum((kind) => kind.startsWith("aws ")),
                sum((kind) => /^(cloud|kafka) (POST|PATCH|PUT|DELETE)$|^aws (create|update|delete)$/.test(kind)),
            ];
        }),
    );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
    const widths = head.map((title, column) =>
        Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const line = (row: readonly string[]) =>
        `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
    return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

function seconds(value: number): string {
    return `${value.toFixed(1)} s`;
}
