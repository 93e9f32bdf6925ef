// Runs every suite, one after the other, and ends with the total over all of them.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resolveEngine } from "../simulator/engine/install";

interface Suite {
    readonly name: string;
    readonly command: readonly string[];
    /** Test suites tell how many of their tests passed; any other check counts as one. */
    readonly counts: boolean;
}

interface Tally {
    readonly passed: number;
    readonly failed: number;
}

const check = (name: string, ...command: string[]): Suite => ({ name, command, counts: false });
const mocha = (name: string, ...options: string[]): Suite => ({
    name,
    command: ["mocha", ...options, `tests/${name}/**/*.spec.ts`],
    counts: true,
});

/** Long stories on the engine, such as ten periods of rotation: run when asked for. */
const DEEP = "soak";

const engine = (name: string) => mocha(name, "--parallel", "--jobs", String(Math.max(2, os.availableParallelism())));

const SUITES: readonly Suite[] = [
    check("format", "prettier", "--check", "."),
    check("lint", "eslint", "."),
    check("types", "tsc", "--noEmit"),
    mocha("unit"),
    mocha("program"),
    mocha("simulator"),
    // Each file has clouds of its own, and an engine leaves one core idle most of the time.
    engine("simulation"),
    engine(DEEP),
];

/** What a mocha run says at its end; a run that broke off before that has failed once. */
export function tallyOf(output: string, exitCode: number): Tally {
    const number = (word: string) => Number(new RegExp(`^\\s*(\\d+) ${word}\\b`, "m").exec(output)?.[1] ?? 0);
    const [passed, failed] = [number("passing"), number("failing")];
    return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

function run(suite: Suite, temporary: string): Promise<Tally> {
    return new Promise((resolve, reject) => {
        const child = spawn("npx", ["--no-install", ...suite.command], {
            stdio: ["ignore", "pipe", "inherit"],
            // Workers that are stopped cannot clean up after themselves.
            env: { ...process.env, TMPDIR: temporary },
        });
        let output = "";
        child.stdout.on("data", (chunk: Buffer) => {
            output += chunk.toString();
            process.stdout.write(chunk);
        });
        child.on("error", reject);
        child.on("close", (code) => {
            const status = code ?? 1;
            resolve(
                suite.counts ? tallyOf(output, status) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 },
            );
        });
    });
}

async function main(): Promise<void> {
    const only = process.argv.slice(2);
    const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "tests-"));
    const total = { passed: 0, failed: 0 };
    for (const suite of SUITES.filter(({ name }) => (only.length === 0 ? name !== DEEP : only.includes(name)))) {
        if (["simulation", DEEP].includes(suite.name)) {
            await resolveEngine(console.log);
        }
        console.log(`\n== ${suite.name}`);
        const started = performance.now();
        const { passed, failed } = await run(suite, temporary);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        console.log(`== ${suite.name}: ${passed} passed, ${failed} failed, ${seconds} s`);
        total.passed += passed;
        total.failed += failed;
    }
    fs.rmSync(temporary, { recursive: true, force: true });
    console.log(`${total.passed} passed, ${total.failed} failed`);
    process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

if (require.main === module) {
    void main();
}
