import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { ownFolder } from "./stackFiles";

/** One step of a run: what was done to which resource, and when. Holds no values, hence no secrets. */
export interface TimedStep {
    readonly urn: string;
    readonly type: string;
    readonly op: string;
    /** Milliseconds since the run began. */
    readonly started: number;
    /** The same; that of the run's end for a step that did not come to its own. */
    readonly ended: number;
    readonly failed: boolean;
}

/** The steps of one run, in the order in which they began. */
export interface TimedRun {
    /** Milliseconds from its first to its last event. */
    readonly took: number;
    readonly steps: readonly TimedStep[];
    /** What part of their usual time the simulated operations took; undefined for a run on real clouds. */
    readonly latency?: number;
}

type Event = Pick<EngineEvent, "preludeEvent" | "resourcePreEvent" | "resOutputsEvent" | "resOpFailedEvent">;
type Metadata = NonNullable<Event["resourcePreEvent"]>["metadata"];

/** Steps that only tell of others, or do nothing. */
const NO_STEPS = ["same", "replace", "refresh", "read-discard", "discard-replaced", "remove-pending-replace"];

/** Times the steps of a run by the events of the engine, as they come or as they were logged. */
export class StepClock {
    private first: number | undefined;
    private last = 0;
    private readonly steps = new Map<
        string,
        { type: string; urn: string; op: string; at: number; end?: number; failed: boolean }
    >();

    /** `at` is in milliseconds, from whatever moment. */
    note(event: Event, at: number): void {
        if (event.preludeEvent !== undefined) {
            // What came before was the preview.
            this.steps.clear();
            this.first = at;
        }
        this.first ??= at;
        this.last = at;
        this.begin(event.resourcePreEvent?.metadata, at);
        this.end(event.resOutputsEvent?.metadata, at, false);
        this.end(event.resOpFailedEvent?.metadata, at, true);
    }

    run(): TimedRun {
        const zero = this.first ?? 0;
        const steps = [...this.steps.values()].map(({ type, urn, op, at, end, failed }) => {
            return { urn, type, op, started: at - zero, ended: (end ?? this.last) - zero, failed };
        });
        return { took: this.last - zero, steps: steps.toSorted((left, right) => left.started - right.started) };
    }

    private begin(metadata: Metadata | undefined, at: number): void {
        if (metadata !== undefined && isTimed(metadata)) {
            const { type, urn, op } = metadata;
            this.steps.set(`${op} ${urn}`, { type, urn, op, at, failed: false });
        }
    }

    private end(metadata: Metadata | undefined, at: number, failed: boolean): void {
        const step = metadata === undefined ? undefined : this.steps.get(`${metadata.op} ${metadata.urn}`);
        if (step !== undefined) {
            step.end = at;
            step.failed ||= failed;
        }
    }
}

/** Components and providers are done as soon as they are announced. */
function isTimed({ op, type, new: after, old: before }: Metadata): boolean {
    const isMade = after?.custom === true || before?.custom === true;
    return isMade && !NO_STEPS.includes(op) && !type.startsWith("pulumi:providers:");
}

function lastUp(home: string, stack: string): string {
    return path.join(ownFolder(home, stack), "last-up.json");
}

/** Keeps the times of a stack's last `up` in its home. */
export function keepLastUp(home: string, stack: string, run: TimedRun): void {
    fs.writeFileSync(lastUp(home, stack), JSON.stringify(run));
}

/** The times of a stack's last `up`; undefined where there was none in this home. */
export function readLastUp(home: string, stack: string): TimedRun | undefined {
    const file = lastUp(home, stack);
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as TimedRun) : undefined;
}
