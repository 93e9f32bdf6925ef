import type { Problem } from "../internal/problems";
import { ProgramError } from "../internal/programError";

/** A configuration that cannot be used; `problems` holds all that is wrong with it. */
export class SettingsError extends ProgramError {
    constructor(readonly problems: readonly Problem[]) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const list = problems.map(({ message }) => `  ${message}`).join("\n");
        super(`The configuration of this stack has ${count}; nothing has been changed.\n${list}`);
        this.name = "SettingsError";
    }
}
