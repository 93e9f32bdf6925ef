import type { EngineEvent } from "@pulumi/pulumi/automation";
import { StepClock, type TimedRun } from "../../simulator/engine/timing";

/** How a log comes about: the CLI has that option only for those who debug it. */
export const LOGGING = "PULUMI_DEBUG_COMMANDS=true pulumi up --event-log FILE";

/**
 * The times of the run that `pulumi up --event-log FILE` has written, an event a line, to the second. The log may hold
 * secrets: nothing of it is kept but which resource, what was done to it, and when. Throws an Error with the number of a
 * line that is no event, and nothing of what is in it.
 */
export function runOfLog(text: string): TimedRun {
    const clock = new StepClock();
    for (const [index, line] of text.split("\n").entries()) {
        if (line.trim() !== "") {
            const event = eventOf(line, index + 1);
            clock.note(event, event.timestamp * 1000);
        }
    }
    return clock.run();
}

function eventOf(line: string, number: number): EngineEvent {
    try {
        const event = JSON.parse(line) as Partial<EngineEvent> | null;
        if (typeof event?.timestamp === "number") {
            return event as EngineEvent;
        }
    } catch {
        // Told below, without the parser's message, which quotes the line.
    }
    throw new Error(`line ${number} is no event of the engine: give the file that ${LOGGING} has written.`);
}
