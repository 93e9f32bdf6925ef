import { runStack } from "../../tests/support/programs";
import type { Recording } from "../../tests/support/recording";
import { stackOf, type Size } from "./sizes";

/** A thousand topics take their time on a busy machine. */
const PATIENCE_SECONDS = 600;

/** What the program registers with a stack of that size, in a run with mocks. */
export function recordedAt(size: Size): Promise<Recording> {
    return runStack(stackOf(size), { stack: "dev", patience: PATIENCE_SECONDS });
}
