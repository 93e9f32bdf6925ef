import type { Finding } from "./commands";

/** What `orphans --json` prints. */
export interface Found {
    readonly stack: string;
    readonly orphans: readonly Finding[];
    /** Which cloud has not been asked, and why. */
    readonly leftOut: readonly string[];
    /** Whether the state holds nothing at all: it may be another one than the stack is kept in. */
    readonly stateIsEmpty: boolean;
}

/** Exit status where it could not be asked. */
export const UNASKED = 2;

/** 0 there is nothing, 1 there is something, 2 nothing was found and not all could be asked. */
export function orphansExit({ orphans, leftOut }: Found): number {
    return orphans.length > 0 ? 1 : leftOut.length > 0 ? UNASKED : 0;
}

/** The findings for people. */
export function orphansReport({ stack, orphans, leftOut, stateIsEmpty }: Found): string[] {
    return [
        headline(stack, orphans.length, leftOut.length),
        ...(stateIsEmpty && orphans.length > 0 ? emptyState(stack) : []),
        ...orphans.flatMap((finding) => ["", ...lines(finding)]),
        ...(leftOut.length === 0 ? [] : [""]),
        ...leftOut.map((reason) => `Left out: ${reason}`),
    ];
}

function headline(stack: string, found: number, leftOut: number): string {
    if (found > 0) {
        return `Outside the state of stack ${stack}, with what to do about each, in this order:`;
    }
    return leftOut === 0
        ? `Nothing of stack ${stack} is outside its state.`
        : `Nothing of stack ${stack} was found outside its state, but not everything was asked:`;
}

function emptyState(stack: string): string[] {
    return [
        "",
        `CAUTION: this state of stack ${stack} is empty. If the stack was not destroyed, but is kept in another state`,
        "(another organisation, another backend, or a state that was lost), all of this is in use: delete none of it.",
    ];
}

function lines({ kind, id, name, isCertain, command }: Finding): string[] {
    return [
        name === "" ? `${kind} ${id}` : `${kind} ${id} (${name})`,
        ...(isCertain
            ? []
            : ["    Only its name says that it is the stack's: make sure that nobody else has made it."]),
        `    ${command}`,
    ];
}
