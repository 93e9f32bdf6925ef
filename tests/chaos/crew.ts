import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import type { Answer, Task } from "./worker";

const WORKER = path.join(__dirname, "worker.ts");

/** Does the tasks with so many worker processes, each taking the next one when it is done; tells of every answer. */
export async function inParallel(
    tasks: readonly Task[],
    jobs: number,
    tell: (task: Task, answer: Answer) => void,
): Promise<void> {
    const left = [...tasks];
    const workers = Array.from({ length: Math.min(jobs, tasks.length) }, () =>
        fork(WORKER, { execArgv: ["--import", "tsx"] }),
    );
    try {
        await Promise.all(
            workers.map(async (worker) => {
                for (let task = left.shift(); task !== undefined; task = left.shift()) {
                    tell(task, await answerOf(worker, task));
                }
            }),
        );
    } finally {
        workers.forEach((worker) => {
            worker.disconnect();
        });
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
