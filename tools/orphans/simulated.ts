import * as fs from "node:fs";
import * as http from "node:http";
import { newApiKey } from "../../simulator/confluent/cloudKey";
import { confluentServer } from "../../simulator/confluent/server";
import { stackFolders } from "../../simulator/engine/stackFiles";
import { World } from "../../simulator/world";
import { simulatedAwsObjects } from "./aws";
import { confluentObjects } from "./confluent";
import type { StackFacts } from "./facts";
import type { CloudObject } from "./objects";

/**
 * What the simulated clouds of a stack hold, asked for as in the real ones. Throws an Error where there are none, or a
 * run is using them.
 */
export async function simulatedObjects(home: string, stack: string, facts: StackFacts): Promise<CloudObject[]> {
    const file = stackFolders(home, stack).world;
    if (!fs.existsSync(file)) {
        throw new Error(`there are no simulated clouds of stack ${stack} in ${home}.`);
    }
    const world = World.open(file);
    const key = newApiKey();
    const server = http.createServer(confluentServer(world, { cloudKey: key }));
    const endpoint = await listen(server, world);
    try {
        return [...(await confluentObjects({ endpoint, ...key }, facts)), ...simulatedAwsObjects(world)];
    } finally {
        world.save();
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
    }
}

/** On the world's own address: while it is taken, no run can change what is read here. */
async function listen(server: http.Server, { data: { address, httpPort } }: World): Promise<string> {
    await new Promise<void>((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            const isTaken = error.code === "EADDRINUSE";
            reject(isTaken ? new Error("another run uses this simulated world: ask again when it has ended.") : error);
        });
        server.listen(httpPort, address, resolve);
    });
    return `http://${address}:${httpPort}`;
}
