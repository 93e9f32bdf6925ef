// Runs every suite, as many at a time as there are cores, and ends with the total over all of them. Those on the engine
// come last, and share the cores among themselves.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resolveEngine } from "../simulator/engine/install";

interface Suite {
    readonly name: string;
    readonly command: readonly [string, ...string[]];
    /** Test suites tell how many of their tests passed; any other check counts as one. */
    readonly counts: boolean;
}

interface Tally {
    readonly passed: number;
    readonly failed: number;
}

const TOOLS = path.join(__dirname, "..", "node_modules", ".bin");

const check = (name: string, ...command: [string, ...string[]]): Suite => ({ name, command, counts: false });
const mocha = (name: string, ...options: string[]): Suite => ({
    name,
    command: ["mocha", `tests/${name}/**/*.spec.ts`, ...options],
    counts: true,
});

/** Long stories on the engine, such as ten periods of rotation: run when asked for. */
const DEEP = "soak";

const CORES = Math.max(2, os.availableParallelism());

/** Each file in a process of its own, as many at a time as there are cores. */
const SPREAD = ["--parallel", "--jobs", String(CORES)];

const engine = (name: string) => mocha(name, ...SPREAD);

/** A suite that runs alone has all cores for itself. */
const alone = (suite: Suite): Suite =>
    suite.counts && !suite.command.includes("--parallel")
        ? { ...suite, command: [...suite.command, ...SPREAD] }
        : suite;

/** The longest first, so that no lane is left with it. */
const SUITES: readonly Suite[] = [
    check("lint", "eslint", "."),
    mocha("program"),
    mocha("tooling"),
    mocha("simulator"),
    mocha("package"),
    mocha("unit"),
    check("types", "tsc", "--noEmit"),
    check("format", "prettier", "--check", "."),
    check("workflows", "tsx", "tools/actionlint/main.ts"),
    // Each file has clouds of its own, and an engine leaves one core idle most of the time.
    engine("simulation"),
    engine(DEEP),
];

const ON_ENGINE: readonly string[] = ["simulation", DEEP];

/** What a mocha run says at its end; a run that broke off before that has failed once. */
export function tallyOf(output: string, exitCode: number): Tally {
    const number = (word: string) => Number(new RegExp(`^\\s*(\\d+) ${word}\\b`, "m").exec(output)?.[1] ?? 0);
    const [passed, failed] = [number("passing"), number("failing")];
    return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

function run(suite: Suite, temporary: string): Promise<Tally> {
    return new Promise((resolve, reject) => {
        const [tool, ...options] = suite.command;
        const child = spawn(path.join(TOOLS, tool), options, {
            stdio: ["ignore", "pipe", "pipe"],
            // Workers that are stopped cannot clean up after themselves.
            env: { ...process.env, TMPDIR: temporary },
        });
        let output = "";
        const keep = (chunk: Buffer) => {
            output += chunk.toString();
        };
        child.stdout.on("data", keep);
        child.stderr.on("data", keep);
        child.on("error", reject);
        child.on("close", (code) => {
            const status = code ?? 1;
            // In one piece: another suite may be running.
            console.log(`\n== ${suite.name}\n${output}`);
            resolve(
                suite.counts ? tallyOf(output, status) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 },
            );
        });
    });
}

async function timed(suite: Suite, temporary: string): Promise<Tally> {
    const started = performance.now();
    const tally = await run(suite, temporary);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`== ${suite.name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`);
    return tally;
}

/** Does all tasks, so many at a time, in their order. */
async function inLanes<T>(lanes: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
    const results: T[] = [];
    const waiting = [...tasks];
    const lane = async () => {
        for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
            results.push(await task());
        }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return results;
}

async function main(): Promise<void> {
    const only = process.argv.slice(2);
    const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "tests-"));
    const chosen = SUITES.filter(({ name }) => (only.length === 0 ? name !== DEEP : only.includes(name)));
    const [first, ...more] = chosen;
    const spread = first !== undefined && more.length === 0 ? [alone(first)] : chosen;
    const onEngine = spread.filter(({ name }) => ON_ENGINE.includes(name));
    const others = spread.filter((suite) => !onEngine.includes(suite));
    // Where it has to be built, that takes minutes, in which the other suites run.
    const engineThere = onEngine.length === 0 ? Promise.resolve() : resolveEngine(console.log).then(() => undefined);
    const [tallies] = await Promise.all([
        inLanes(
            CORES,
            others.map((suite) => () => timed(suite, temporary)),
        ),
        engineThere,
    ]);
    for (const suite of onEngine) {
        tallies.push(await timed(suite, temporary));
    }
    const total = {
        passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
        failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    };
    fs.rmSync(temporary, { recursive: true, force: true });
    console.log(`${total.passed} passed, ${total.failed} failed`);
    process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

if (require.main === module) {
    void main();
}
