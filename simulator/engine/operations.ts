import type { EngineEvent, OpMap, Stack } from "@pulumi/pulumi/automation";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime";
import type { Session } from "./session";
import { recordedOutputs, type Recorded } from "./stateFile";

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

/** What a run does besides its command. */
export interface EngineOptions {
    /** URNs of resources that an `up` makes anew. Defaults to none. */
    readonly replace?: readonly string[];
    /** True for a preview or an `up` that looks first at what is really there. Defaults to false. */
    readonly refresh?: boolean;
    /** Folders of policy packs that a preview or an `up` has to keep to. Defaults to none. */
    readonly policyPacks?: readonly string[];
    /** Files with the configuration of each of the packs. Defaults to none. */
    readonly policyPackConfigs?: readonly string[];
    /** URNs of the only resources that a `refresh` looks at. Defaults to all. */
    readonly targets?: readonly string[];
}

export type EngineCommand = "preview" | "up" | "refresh" | "destroy";

/** Runs the engine on the stack and gathers what its events say; never throws for a failed run. */
export async function runEngine(
    { stack, resources: recorded }: Pick<Session, "stack" | "resources">,
    command: EngineCommand,
    progress: (event: EngineEvent) => void,
    options: EngineOptions = {},
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
    try {
        await perform(stack, command, onEvent, options);
    } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
    }
    const told = diagnostics.filter((diagnostic, index) => !isTrailer(diagnostic) && isNew(diagnostics, index));
    if (failure !== undefined && !told.some(({ severity }) => severity === "error")) {
        told.push({ severity: "error", urn: "", message: failure });
    }
    const resources = recorded();
    return {
        result: failure === undefined ? "succeeded" : "failed",
        changes: { ...changes },
        resources: resources.length,
        seconds: Math.round((performance.now() - started) / 100) / 10,
        diagnostics: told,
        outputs: maskedOutputs(resources),
    };
}

/**
 * Without what the automation API asks afterwards, outputs and history: that is three more starts of the engine, each with
 * a key to derive from the passphrase, for what the state tells at once.
 */
async function perform(
    stack: Stack,
    command: EngineCommand,
    onEvent: (event: EngineEvent) => void,
    { replace = [], refresh = false, policyPacks = [], policyPackConfigs = [], targets = [] }: EngineOptions,
): Promise<void> {
    const quiet = Object.assign(stack, {
        outputs: () => Promise.resolve({}),
        info: () => Promise.resolve(undefined),
    });
    const options = { onEvent, color: "never", suppressOutputs: true } as const;
    const changing = { ...options, refresh, policyPacks: [...policyPacks], policyPackConfigs: [...policyPackConfigs] };
    switch (command) {
        case "preview":
            await quiet.preview(changing);
            return;
        case "up":
            await quiet.up({ ...changing, replace: [...replace] });
            return;
        case "refresh":
            await quiet.refresh({ ...options, ...(targets.length === 0 ? {} : { target: [...targets] }) });
            return;
        default:
            await quiet[command](options);
    }
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

function maskedOutputs(resources: readonly Recorded[]): Record<string, unknown> {
    const outputs = Object.entries(recordedOutputs(resources));
    return Object.fromEntries(outputs.map(([name, value]) => [name, masked(value)]));
}

function masked(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(masked);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value);
    return entries.some(([key, held]) => key === specialSigKey && held === specialSecretSig)
        ? "[secret]"
        : Object.fromEntries(entries.map(([key, held]) => [key, masked(held)]));
}
