import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import type { Answer, Task } from "./worker";

const WORKER = path.join(__dirname, "worker.ts");

/** So many tasks a process does: what the SDK keeps of each run, some MiB, goes with it. */
const TASKS_OF_A_WORKER = 60;

/** Does the tasks with so many worker processes, each taking the next one when it is done; tells of every answer. */
export async function inParallel(
    tasks: readonly Task[],
    jobs: number,
    tell: (task: Task, answer: Answer) => void,
): Promise<void> {
    const left = [...tasks];
    const line = async () => {
        while (left.length > 0) {
            await shift(left, tell);
        }
    };
    await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, line));
}

/** One worker's share. */
async function shift(left: Task[], tell: (task: Task, answer: Answer) => void): Promise<void> {
    const worker = fork(WORKER, { execArgv: ["--import", "tsx"] });
    try {
        for (let done = 0; done < TASKS_OF_A_WORKER; done += 1) {
            const task = left.shift();
            if (task === undefined) {
                return;
            }
            tell(task, await answerOf(worker, task));
        }
    } finally {
        worker.disconnect();
    }
}

function answerOf(worker: ChildProcess, task: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
        const onExit = (code: number | null) => {
            reject(new Error(`a worker ended with status ${code ?? "none"}`));
        };
        worker.once("exit", onExit);
        worker.once("message", (answer: Answer) => {
            worker.off("exit", onExit);
            resolve(answer);
        });
        worker.send(task);
    });
}
