import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resolveEngine } from "../../simulator/engine/install";
import { runTool } from "../../tools/stackOptions";
import { inParallel } from "./crew";
import { caseId, casesOf, onceEach, type Case } from "./matrix";
import { parseOptions, selected, type Options } from "./options";
import { stacks } from "./play";
import type { Recording } from "./record";
import { planLines, reportLines, unexplained } from "./report";
import { Results } from "./results";

const ROOT = path.join(__dirname, "..", "..");
const FOLDER = path.join(ROOT, ".simulator");
const RESULTS = path.join(FOLDER, "chaos.jsonl");

/** The stack of which every instance is played; of the others what is new in them. */
const WHOLE = ["dev"];

/** What decides on the operations of a stack, besides its own file. */
const SOURCES = [
    "index.ts",
    "components",
    "simulator",
    "tests/chaos",
    "examples",
    "Pulumi.dev.yaml",
    "Pulumi.prod.yaml",
];

/** Undisturbed runs, kept until something changes of what they were made with. */
async function recordings(names: readonly string[], jobs: number): Promise<Recording[]> {
    const file = path.join(FOLDER, `chaos-${digest()}.json`);
    const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, Recording>) : {};
    const missing = names.filter((name) => kept[name] === undefined);
    if (missing.length > 0) {
        console.log(`Recording the undisturbed runs of ${missing.join(", ")} …`);
    }
    await inParallel(
        missing.map((stack) => ({ ask: "record", stack })),
        jobs,
        (task, answer) => {
            if ("recording" in answer) {
                kept[answer.recording.stack] = answer.recording;
                fs.mkdirSync(FOLDER, { recursive: true });
                fs.writeFileSync(file, JSON.stringify(kept));
                return;
            }
            throw new Error(`undisturbed ${JSON.stringify(task)}: ${"error" in answer ? answer.error : ""}`);
        },
    );
    return names.flatMap((name) => kept[name] ?? []);
}

function digest(): string {
    const hash = createHash("sha256");
    for (const source of SOURCES.map((each) => path.join(ROOT, each))) {
        const isFolder = fs.statSync(source).isDirectory();
        const files = isFolder ? fs.readdirSync(source, { recursive: true, encoding: "utf8" }).sort() : [""];
        for (const file of files.map((each) => path.join(source, each)).filter((each) => fs.statSync(each).isFile())) {
            hash.update(fs.readFileSync(file));
        }
    }
    return hash.digest("hex").slice(0, 12);
}

async function playAll(cases: readonly Case[], recorded: readonly Recording[], jobs: number, results: Results) {
    let done = 0;
    const tasks = cases.map((played) => {
        const ends = recorded.find(({ stack }) => stack === played.stack)?.ends ?? {};
        return { ask: "play", played, end: ends[played.change ?? ""] ?? { objects: [], outputs: "" } } as const;
    });
    await inParallel(tasks, jobs, (task, answer) => {
        if (task.ask !== "play") {
            return;
        }
        const id = caseId(task.played);
        const { processorSeconds } = answer;
        const verdict =
            "verdict" in answer
                ? answer.verdict
                : ({ outcome: "failed", why: "error" in answer ? answer.error : "" } as const);
        results.add({ id, ...verdict, processorSeconds });
        done += 1;
        const why = verdict.why === undefined ? "" : `: ${verdict.why.slice(0, 300)}`;
        console.log(`[${done}/${tasks.length}] ${verdict.outcome.padEnd(6)} ${id}${why}`);
    });
}

async function chaos(options: Options): Promise<void> {
    const jobs = options.jobs ?? os.availableParallelism();
    await resolveEngine(console.log);
    if (options.fresh) {
        fs.rmSync(RESULTS, { force: true });
    }
    const results = new Results(RESULTS);
    const names = stacks().filter((name) => options.only.stack.length === 0 || options.only.stack.includes(name));
    const recorded = await recordings(names, jobs);
    const every = recorded.flatMap(({ stack, stages }) => casesOf(stack, stages));
    const cases = selected(onceEach(every, options.once ? [] : WHOLE), options);
    const left = cases.filter((each) => !results.isDone(caseId(each)));
    console.log(planLines(cases, left, jobs).join("\n"));
    if (options.plan) {
        return;
    }
    await playAll(left, recorded, jobs, results);
    console.log(["", ...reportLines(cases, (id) => results.get(id))].join("\n"));
    const isSound = cases.every((each) => results.isDone(caseId(each)));
    const told = cases.flatMap((each) => results.get(caseId(each)) ?? []);
    process.exitCode = isSound && unexplained(told).length === 0 ? 0 : 1;
}

runTool(() => chaos(parseOptions(process.argv.slice(2), stacks())));
