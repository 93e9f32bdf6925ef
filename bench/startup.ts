import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as ts from "typescript";
import { PROJECT, readStackFile } from "../simulator/engine/stackFiles";
import { runChild } from "./child";
import { bareProgram } from "./program/bare";
import type { StartReport } from "./program/recording";
import type { Machine } from "./machine";
import { conclude, type Concluded } from "./overhead/conclude";
import type { Figures, Row } from "./overhead/results";
import type { Size } from "./overhead/sizes";
import { measurement, summarise, type Measurement } from "./statistics";

const ROOT = path.join(__dirname, "..");
const STACK = "dev";
const TSCONFIG = "tsconfig.pulumi.json";
/** What the stack has. */
const DEV: Size = { of: "topics", count: 1 };

/** Whether compiled sources are kept between runs, as they are on a machine that has run the program before. */
const STARTS = [
    { step: "start-up", isCompiled: true },
    { step: "start-up, not compiled", isCompiled: false },
] as const;

export interface StartupResults extends Concluded {
    /** Where the time of each start goes. */
    readonly measurements: readonly Measurement[];
}

interface Folders {
    /** The program that is measured against. */
    readonly bare: string;
    /** The measured process's entry point. */
    readonly host: string;
    readonly root: string;
}

/**
 * Measures how long the program takes to be loaded by Pulumi's own TypeScript loader and to register all its resources,
 * each time in a fresh process without an engine, against a bare program that registers the same. Writes the results to
 * their file and their page, and tells which ratios are worse than the committed ones.
 */
export async function measureStartup(runs: number, machine: Machine): Promise<StartupResults> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "bench-startup-"));
    try {
        const folders = prepare(root);
        const recorded = await start(folders, ROOT, "recording");
        fs.writeFileSync(path.join(folders.bare, "index.ts"), bareProgram(recorded.resources));
        const bare = await start(folders, folders.bare, "recording");
        const resources = sameNumber(recorded, bare);
        const rows: Row[] = [];
        const measurements: Measurement[] = [];
        for (const { step, isCompiled } of STARTS) {
            const reports = await alternate(runs, (program, run) =>
                start(folders, program === "own" ? ROOT : folders.bare, isCompiled ? "recording" : `${program}-${run}`),
            );
            const { registrations } = recorded;
            rows.push({ size: DEV, step, resources, registrations, ...figuresOf(reports), calls: {} });
            measurements.push(...parts(`${step}: this program`, reports.own));
            measurements.push(...parts(`${step}: bare program`, reports.bare));
        }
        return { measurements, ...conclude("startup", { machine, runs, rows }) };
    } finally {
        fs.rmSync(root, { recursive: true, force: true });
    }
}

type Program = "own" | "bare";
type Reports = Readonly<Record<Program, readonly StartReport[]>>;

/** One after the other, each first every other time: what else the machine does falls on both. */
async function alternate(
    runs: number,
    measure: (program: Program, run: number) => Promise<StartReport>,
): Promise<Reports> {
    const reports: Record<Program, StartReport[]> = { own: [], bare: [] };
    for (let run = 0; run < runs; run += 1) {
        const order: Program[] = run % 2 === 0 ? ["own", "bare"] : ["bare", "own"];
        for (const program of order) {
            reports[program].push(await measure(program, run));
        }
    }
    return reports;
}

function figuresOf({ own, bare }: Reports): Pick<Row, "own" | "floor"> {
    const figures = (reports: readonly StartReport[]): Figures => ({
        seconds: summarise(reports.map(({ registered }) => registered)),
        processorSeconds: summarise(reports.map(({ processorSeconds }) => processorSeconds)),
        memoryMiB: summarise(reports.map(({ memoryMiB }) => memoryMiB)),
    });
    return { own: figures(own), floor: figures(bare) };
}

/** The whole start, and where its time goes. */
function parts(name: string, reports: readonly StartReport[]): Measurement[] {
    const part = (title: string, seconds: (report: StartReport) => number) =>
        measurement(
            `  ${title}`,
            reports.map((report) => ({ seconds: seconds(report) })),
        );
    return [
        measurement(
            name,
            reports.map(({ registered, memoryMiB }) => ({ seconds: registered, memoryMiB })),
        ),
        part("Node and the SDK", ({ sdkLoaded }) => sdkLoaded),
        part("the language host, loading the program", (report) => report.firstResource - report.sdkLoaded),
        part("registering", ({ firstResource, registered }) => registered - firstResource),
    ];
}

function sameNumber(own: StartReport, bare: StartReport): number {
    const [expected, found] = [own, bare].map((report) => report.resources.length);
    if (expected === undefined || expected !== found) {
        throw new Error(`the bare program registers ${found ?? 0} resources, the program itself ${expected ?? 0}`);
    }
    return expected;
}

/** Starts the program of a folder once; `cache` names the folder in which compiled sources are kept. */
async function start(folders: Folders, program: string, cache: string): Promise<StartReport> {
    const report = path.join(folders.root, "report.json");
    fs.rmSync(report, { force: true });
    await runChild(process.execPath, [folders.host, report, PROJECT, STACK], {
        cwd: program,
        env: {
            PULUMI_CONFIG: configuration(),
            PULUMI_NODEJS_TYPESCRIPT: "true",
            PULUMI_NODEJS_TSCONFIG_PATH: TSCONFIG,
            TS_NODE_CACHE_DIRECTORY: path.join(folders.root, "compiled", cache),
        },
    });
    return JSON.parse(fs.readFileSync(report, "utf8")) as StartReport;
}

/** The stack's configuration as the engine hands it to programs: every value a text. */
function configuration(): string {
    const entries = Object.entries(readStackFile(STACK, undefined).config ?? {});
    const texts = entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]);
    return JSON.stringify(Object.fromEntries(texts));
}

/** Lays out host and bare program in a folder where they find the project's packages. */
function prepare(root: string): Folders {
    const bare = path.join(root, "bare");
    fs.mkdirSync(bare);
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"), "dir");
    for (const file of ["package.json", TSCONFIG]) {
        fs.copyFileSync(path.join(ROOT, file), path.join(bare, file));
    }
    for (const name of ["host", "mocks"]) {
        const source = fs.readFileSync(path.join(__dirname, "program", `${name}.ts`), "utf8");
        const compilerOptions = {
            module: ts.ModuleKind.CommonJS,
            target: ts.ScriptTarget.ES2022,
            esModuleInterop: true,
        };
        fs.writeFileSync(path.join(root, `${name}.js`), ts.transpileModule(source, { compilerOptions }).outputText);
    }
    return { root, bare, host: path.join(root, "host.js") };
}
