import type { Finding } from "./commands";

/** The findings for people. `leftOut` says which cloud has not been asked, and why. */
export function orphansReport(stack: string, found: readonly Finding[], leftOut: readonly string[]): string[] {
    return [
        found.length === 0
            ? `Nothing of stack ${stack} is outside its state.`
            : `Outside the state of stack ${stack}, with what to do about each, in this order:`,
        ...found.flatMap((finding) => ["", ...lines(finding)]),
        ...(leftOut.length === 0 ? [] : [""]),
        ...leftOut.map((reason) => `Left out: ${reason}`),
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
