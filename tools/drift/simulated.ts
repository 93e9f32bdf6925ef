import { resolverOf } from "../../simulator/engine/clouds";
import { resolveEngine } from "../../simulator/engine/install";
import { runEngine } from "../../simulator/engine/operations";
import { openSession } from "../../simulator/engine/session";
import { recordedOutputs } from "../../simulator/engine/stateFile";
import { drifts, type PlannedStep } from "./drift";
import type { SimulatedOptions } from "./options";
import { uncheckable } from "./outOfReach";
import { checked, unchecked, type CheckResult } from "./report";
import { stepOfEvent } from "./steps";

/** Checks a simulated stack, with the simulator's engine. */
export async function checkSimulated(stack: string, options: SimulatedOptions): Promise<CheckResult> {
    const engine = await resolveEngine((line) => {
        console.error(line);
    });
    const session = await openSession(engine, { ...options, stack, latency: 0, faults: [] });
    try {
        const outputs = recordedOutputs(session.resources());
        const reason = await uncheckable(outputs, resolverOf(session.world));
        if (reason !== undefined) {
            return unchecked(stack, reason);
        }
        const steps: PlannedStep[] = [];
        const note = (step: PlannedStep | undefined) => steps.push(...(step === undefined ? [] : [step]));
        const outcome = await runEngine(session, "preview", (event) => note(stepOfEvent(event)), { refresh: true });
        if (outcome.result === "failed") {
            const errors = outcome.diagnostics.filter(({ severity }) => severity === "error");
            return unchecked(stack, errors.map(({ message }) => message).join("\n"));
        }
        return checked(stack, drifts(steps), outputs);
    } finally {
        await session.close();
    }
}
