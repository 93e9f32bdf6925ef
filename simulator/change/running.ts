import * as http from "node:http";
import type { World } from "../world";
import { applyChange, type Change } from "./change";

const PATH = "/simulator/change";
/** Tells the world's own command line from clients of the clouds; the value is the world's organisation. */
const HEADER = "x-simulated-world";

type Answer = { readonly change: Change } | { readonly refusal: string };

/** Puts the door for changes in front of a world's HTTP server: whatever does not come from the command line goes on. */
export function withChanges(world: World, next: http.RequestListener): http.RequestListener {
    return (incoming, response) => {
        if (incoming.url !== PATH || incoming.headers[HEADER] !== world.data.organizationId) {
            next(incoming, response);
            return;
        }
        readText(incoming)
            .then((text) => applyChange(world, JSON.parse(text) as string[]))
            .then(
                (change): Answer => ({ change }),
                (error: unknown): Answer => ({ refusal: error instanceof Error ? error.message : String(error) }),
            )
            .then((answer) => response.end(JSON.stringify(answer)))
            .catch(() => response.destroy());
    };
}

/**
 * Changes a world that may be in use: a run that has it open makes the change itself, since its memory is newer than
 * the file; else it is made here, and nobody can open the world meanwhile.
 */
export async function changeWorld(world: World, operands: readonly string[]): Promise<Change> {
    const release = await hold(world);
    if (release === undefined) {
        return askRunning(world, operands);
    }
    try {
        const change = await applyChange(world, operands);
        world.save();
        return change;
    } finally {
        await release();
    }
}

/** Takes the world's address, as a run does; undefined where one has it. */
async function hold({ data }: World): Promise<(() => Promise<void>) | undefined> {
    const server = http.createServer();
    const listening = await new Promise<boolean>((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            if (error.code === "EADDRINUSE") {
                resolve(false);
            } else {
                reject(error);
            }
        });
        server.listen(data.httpPort, data.address, () => {
            resolve(true);
        });
    });
    return listening
        ? () =>
              new Promise((resolve) => {
                  server.close(() => {
                      resolve();
                  });
              })
        : undefined;
}

async function askRunning({ data }: World, operands: readonly string[]): Promise<Change> {
    const request = http.request({
        host: data.address,
        port: data.httpPort,
        method: "POST",
        path: PATH,
        agent: false,
        headers: { [HEADER]: data.organizationId },
    });
    const text = await new Promise<string>((resolve, reject) => {
        request.once("error", reject);
        request.once("response", (response) => {
            readText(response).then(resolve, reject);
        });
        request.end(JSON.stringify(operands));
    });
    const answer = JSON.parse(text) as Answer;
    if ("refusal" in answer) {
        throw new Error(answer.refusal);
    }
    return answer.change;
}

async function readText(stream: http.IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of stream) {
        parts.push(part as Buffer);
    }
    return Buffer.concat(parts).toString("utf8");
}
