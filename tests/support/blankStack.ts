import * as fs from "node:fs";
import * as path from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { openSession } from "../../simulator/engine/session";
import { stackFolders, type StackFolders } from "../../simulator/engine/stackFiles";

const blanks = new Map<string, Promise<StackFolders>>();

/**
 * Gives an empty home a stack of that name without resources, the key to the clouds in its file. Made once in a process
 * and copied from then on: to make one takes two starts of the engine.
 */
export async function copyBlankStack(
    home: string,
    stack: string,
    command: PulumiCommand,
    newHome: () => string,
): Promise<void> {
    const known = blanks.get(stack) ?? blankStack(newHome(), stack, command);
    blanks.set(stack, known);
    const [from, to] = [await known, stackFolders(home, stack)];
    fs.cpSync(from.state, to.state, { recursive: true });
    fs.cpSync(from.work, to.work, { recursive: true });
    fs.copyFileSync(from.passphrase, to.passphrase);
}

async function blankStack(home: string, stack: string, command: PulumiCommand): Promise<StackFolders> {
    const config = path.join(__dirname, "..", "..", "Pulumi.dev.yaml");
    const session = await openSession(command, { stack, config, home, runner: "private", latency: 0, faults: [] });
    await session.close();
    return stackFolders(home, stack);
}
