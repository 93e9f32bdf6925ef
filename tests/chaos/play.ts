import { deleteObject } from "../../simulator/change/removal";
import type { Found } from "../../simulator/change/objects";
import type { EngineCommand } from "../../simulator/engine/operations";
import { stackFolders } from "../../simulator/engine/stackFiles";
import { recordedResources } from "../../simulator/engine/stateFile";
import { withoutResources } from "../../tools/links/stateChange";
import { example, examples } from "../support/examples";
import { CAN_END_PROCESSES } from "../support/processes";
import { secretsIn } from "../support/secrets";
import { Simulated, type Run, type RunOptions } from "../support/simulated";
import { CHANGES } from "./changes";
import { differences, inventoryOf, made, orphansOf, selectorOf, type Inventory } from "./inventory";
import { runUntilKilled } from "./killed";
import { faultOf, type Case } from "./matrix";
import { areOfFault, TAKEN, Unexpected, verdictOf, type Verdict } from "./verdict";

/** Every stack of the matrix: those of the root, and every example. */
export function stacks(): string[] {
    return ["dev", "prod", ...examples().map(({ stack }) => stack)];
}

/** An empty world for a stack. Protection is off: it is there to refuse what half of the matrix does. */
export function freshStack(stack: string): Simulated {
    const isRoot = ["dev", "prod"].includes(stack);
    return (isRoot ? Simulated.fresh(stack) : Simulated.ofExample(example(stack))).configure((settings) => {
        settings.protection = false;
    });
}

/** A stack as a phase starts from it, in a folder of its own. */
export type Start = () => Promise<Simulated>;

/** Where to start, and what an undisturbed run comes to. */
export interface Scene {
    readonly start: Start;
    readonly end: Inventory;
}

/** Plays one case from the fault to the empty clouds. Never throws for what the stack does. */
export async function play(played: Case, scene: Scene): Promise<Verdict> {
    const stack = await scene.start();
    try {
        return await new Story(stack, played, scene.end).tell();
    } catch (error) {
        if (error instanceof Unexpected) {
            return { outcome: "failed", why: error.message };
        }
        throw error;
    } finally {
        stack.discard();
    }
}

class Story {
    private readonly removed = new Set<string>();
    /** What stopped the next run, where it took more than a refresh to get on. */
    private stopped: string | undefined;
    /** What stopped it, where a refresh was enough. */
    private refreshed: string | undefined;
    /** Every secret that the clouds have held, and all that the runs have said. */
    private readonly secrets = new Set<string>();
    private readonly said: string[] = [];

    constructor(
        private readonly stack: Simulated,
        private readonly played: Case,
        private readonly end: Inventory,
    ) {}

    async tell(): Promise<Verdict> {
        const { phase, change } = this.played;
        if (change !== undefined) {
            this.stack.configure(CHANGES[change] ?? (() => undefined));
        }
        await this.disturb(this.makes ? "up" : "destroy");
        if (phase === "restore") {
            await this.restore();
        } else if (phase !== "destroy") {
            await this.reachEnd();
        }
        const orphans = this.makes ? this.orphans().map(selectorOf) : [];
        await this.leaveNothing();
        this.haveKeptSecrets();
        return verdictOf(this.played, [...new Set([...orphans, ...this.removed])], this.stopped, this.refreshed);
    }

    /** Whether the fault is in an `up`. A destroy lets go of what goes with its cluster: that is nobody's to tidy. */
    private get makes(): boolean {
        return this.played.phase === "create" || this.played.phase === "change";
    }

    private async disturb(command: "up" | "destroy"): Promise<void> {
        const fault = faultOf(this.played);
        if (this.played.kind === "stop") {
            await this.kill(command, fault);
            await this.stack.cancel();
            this.haveKeptSecrets();
            return;
        }
        const run = await this.run(command, { faults: [fault] });
        this.haveKeptSecrets();
        if (!messagesOf(run).includes("injected fault")) {
            throw new Unexpected(`the fault did not happen: ${run.result} ${messagesOf(run)}`);
        }
        const selectors = this.orphans().map(selectorOf);
        if (command === "up" && !areOfFault(selectors, this.played)) {
            throw new Unexpected(`left more than the fault's own object: ${selectors.join(", ")}`);
        }
    }

    /** Kills the engine, from outside where it cannot be found from here. */
    private async kill(command: "up" | "destroy", fault: string): Promise<void> {
        if (!CAN_END_PROCESSES) {
            this.said.push(await runUntilKilled(this.stack, command, fault));
            return;
        }
        const run = await this.run(command, { faults: [fault] });
        if (!run.wasKilled) {
            throw new Unexpected(`the fault did not happen: ${run.result} ${messagesOf(run)}`);
        }
    }

    /** The plain next `up`, or the one after what is in its way has been deleted by hand. */
    private async reachEnd(): Promise<void> {
        const { outputs } = await this.succeed("up");
        const selectors = this.orphans().map(selectorOf);
        this.haveReached(differences(this.end, inventoryOf(this.stack.world, outputs, selectors)));
    }

    private haveReached(found: readonly string[]): void {
        if (found.length > 0) {
            throw new Unexpected(`another end than undisturbed: ${found.join("\n")}`);
        }
    }

    /** After half a destroy `up` mends all, or names what is in its way; then the destroy is to be finished. */
    private async restore(): Promise<void> {
        const first = await this.run("up");
        const run = first.result === "failed" && !isNamed(first) ? await this.afterRefresh("up", first) : first;
        if (run.result === "failed") {
            if (!isNamed(run)) {
                throw new Unexpected(`up stopped without naming what is in its way: ${messagesOf(run)}`);
            }
            this.stopped = messagesOf(run);
            return;
        }
        const gone = differences(this.end, inventoryOf(this.stack.world, run.outputs));
        if (gone.length === 0) {
            return;
        }
        // The state has what is gone, and only a refresh can know.
        this.refreshed ??= `the state has what is gone: ${gone.join("\n")}`;
        const mended = await this.run("up", { refresh: true });
        if (mended.result === "failed") {
            throw new Unexpected(`up with a refresh failed: ${messagesOf(mended)}`);
        }
        this.haveReached(differences(this.end, inventoryOf(this.stack.world, mended.outputs)));
    }

    /** Runs a command; where it fails, deletes by hand what nobody knows of, refreshes the state, and runs it again. */
    private async succeed(command: EngineCommand): Promise<Run> {
        let run = await this.run(command);
        if (run.result === "failed" && this.makes) {
            const before = messagesOf(run);
            if ((await this.removeOrphans()) > 0) {
                this.stopped ??= before;
                run = await this.run(command);
            }
        }
        if (run.result === "failed") {
            run = await this.afterRefresh(command, run);
        }
        if (run.result === "failed" && (await this.forgetDeletedMirrors(run))) {
            run = await this.run(command);
        }
        if (run.result === "failed") {
            throw new Unexpected(`the next ${command} failed: ${messagesOf(run)}`);
        }
        return run;
    }

    /** A refresh may end with the error of a gate; what it has seen until then it keeps. */
    private async afterRefresh(command: EngineCommand, failed: Run): Promise<Run> {
        this.refreshed ??= messagesOf(failed);
        await this.run("refresh");
        return this.run(command);
    }

    /**
     * The runbook's step for a replacement that broke off between a mirror and its topic: the mirrors that the run could
     * not delete again leave the state, as with `pulumi state delete`. Tells whether there were any.
     */
    private async forgetDeletedMirrors(failed: Run): Promise<boolean> {
        const { home, stack } = this.stack;
        const named = messagesOf(failed);
        const gone = recordedResources(stackFolders(home, stack), stack).flatMap(({ type, urn, pendingReplacement }) =>
            type.endsWith(":KafkaMirrorTopic") && pendingReplacement === true && urn !== undefined ? [urn] : [],
        );
        if (gone.length === 0 || !named.includes("error deleting Kafka Mirror Topic")) {
            return false;
        }
        this.stopped ??= named;
        await this.stack.editState((state) => withoutResources(state, gone));
        return true;
    }

    private async run(command: EngineCommand, options: RunOptions = {}): Promise<Run> {
        this.rememberSecrets();
        const run = await this.stack.run(command, options);
        this.said.push(JSON.stringify(run));
        return run;
    }

    private rememberSecrets(): void {
        for (const secret of this.stack.secrets) {
            this.secrets.add(secret);
        }
    }

    /** Whatever went wrong: secrets are in no message, and encrypted in all that runs leave behind. */
    private haveKeptSecrets(): void {
        this.rememberSecrets();
        const open = secretsIn(this.said.join("\n") + this.stack.leftBehind, [...this.secrets]);
        if (open.length > 0) {
            throw new Unexpected(`${open.length} of ${this.secrets.size} secrets are in the open`);
        }
    }

    private async leaveNothing(): Promise<void> {
        await this.succeed("destroy");
        if (this.makes) {
            await this.removeOrphans();
        }
        const left = made(this.stack.world).map(selectorOf);
        if (left.length > 0) {
            throw new Unexpected(`left after destroy: ${left.join(", ")}`);
        }
    }

    private orphans(): Found[] {
        return orphansOf(this.stack.world, this.stack.state);
    }

    /** As somebody does in the services' consoles: what keeps another from going goes first. Returns how many went. */
    private async removeOrphans(): Promise<number> {
        const { world } = this.stack;
        let gone = 0;
        for (let before = -1; before < gone;) {
            before = gone;
            for (const found of orphansOf(world, this.stack.state)) {
                try {
                    await deleteObject(world, found);
                } catch {
                    continue;
                }
                this.removed.add(selectorOf(found));
                gone += 1;
            }
        }
        world.save();
        return gone;
    }
}

/** Whether every error says that something is there already. */
function isNamed({ diagnostics }: Run): boolean {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return errors.length > 0 && errors.every(({ message }) => TAKEN.test(message));
}

function messagesOf({ diagnostics }: Run): string {
    const told = diagnostics.filter(({ severity }) => severity === "error");
    return told.map(({ urn, message }) => `${urn.split("::").slice(2).join("::")}: ${message}`).join("\n");
}
