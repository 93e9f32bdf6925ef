import type { EngineEvent, OpMap, OutputMap, Stack } from "@pulumi/pulumi/automation";

export interface Diagnostic {
    readonly severity: string;
    readonly urn: string;
    readonly message: string;
}

/** What one run of the engine came to. */
export interface Outcome {
    readonly result: "succeeded" | "failed";
    /** Number of resources by what happened to them. */
    readonly changes: Readonly<Record<string, number>>;
    /** Resources in the state afterwards, components and the stack itself included. */
    readonly resources: number;
    readonly seconds: number;
    readonly diagnostics: readonly Diagnostic[];
    /** Stack outputs, secrets masked. */
    readonly outputs: Readonly<Record<string, unknown>>;
}

export type EngineCommand = "preview" | "up" | "refresh" | "destroy";

/** Runs the engine on the stack and gathers what its events say; never throws for a failed run. */
export async function runEngine(
    stack: Stack,
    command: EngineCommand,
    progress: (event: EngineEvent) => void,
): Promise<Outcome> {
    const started = performance.now();
    const changes: OpMap = {};
    const diagnostics: Diagnostic[] = [];
    const onEvent = (event: EngineEvent) => {
        Object.assign(changes, event.summaryEvent?.resourceChanges);
        const diagnostic = readDiagnostic(event);
        if (diagnostic !== undefined) {
            diagnostics.push(diagnostic);
        }
        progress(event);
    };
    let failure: string | undefined;
    let outputs: OutputMap | undefined;
    try {
        const options = { onEvent, color: "never", suppressOutputs: true } as const;
        // An up tells the outputs itself; asking again would cost two more starts of the engine.
        outputs = command === "up" ? (await stack.up(options)).outputs : undefined;
        if (command !== "up") {
            await stack[command](options);
        }
    } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
    }
    const told = diagnostics.filter((diagnostic, index) => !isTrailer(diagnostic) && isNew(diagnostics, index));
    if (failure !== undefined && !told.some(({ severity }) => severity === "error")) {
        told.push({ severity: "error", urn: "", message: failure });
    }
    return {
        result: failure === undefined ? "succeeded" : "failed",
        changes: { ...changes },
        resources: await countResources(stack),
        seconds: Math.round((performance.now() - started) / 100) / 10,
        diagnostics: told,
        outputs: masked(outputs ?? (await stack.outputs())),
    };
}

function readDiagnostic(event: EngineEvent): Diagnostic | undefined {
    const found = event.diagnosticEvent;
    // The SDK logs its own steps as debug messages; they are no news to anybody.
    if (found === undefined || found.ephemeral === true || (found.severity as string) === "debug") {
        return undefined;
    }
    const message = found.message.replace(/<\{%[^%]*%\}>/g, "").trim();
    return message === "" ? undefined : { severity: found.severity, urn: found.urn ?? "", message };
}

/** The engine ends a failed run with "update failed", which `result` says already. */
function isTrailer({ urn, message }: Diagnostic): boolean {
    return urn === "" && /^[a-z]+ failed$/.test(message);
}

/** An error of the program is told by the program, and once more by the engine. */
function isNew(diagnostics: readonly Diagnostic[], index: number): boolean {
    const { urn, message } = diagnostics[index] ?? {};
    return diagnostics.findIndex((other) => other.urn === urn && other.message === message) === index;
}

async function countResources(stack: Stack): Promise<number> {
    const { deployment } = (await stack.exportStack()) as { deployment?: { resources?: unknown[] } };
    return deployment?.resources?.length ?? 0;
}

function masked(outputs: OutputMap): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(outputs).map(([name, { value, secret }]) => [name, secret ? "[secret]" : value]),
    );
}
