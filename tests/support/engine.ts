// The one place that knows the SDK's internals: the monitor behind the mocks. `tests/unit/support/engine.spec.ts` fails
// when they change. Limits: registration order is not creation order; provider, hooks and transforms do not run; what a
// provider would refuse is accepted.
import { setImmediate as nextTurn } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type {
    RegisterResourceOutputsRequest,
    RegisterResourceRequest,
    RegisterResourceResponse,
    ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";
import { getMonitor } from "@pulumi/pulumi/runtime/settings";
import { mockClouds, type Props } from "./clouds";
import { mockFunctions } from "./functions";
import { Recording, registration, type Registration } from "./recording";

export interface RunOptions {
    /** A preview: nothing is known but the inputs. Defaults to false. */
    readonly preview?: boolean;
    /** Stack configuration, as the engine hands it over. Defaults to none. */
    readonly config?: Readonly<Record<string, string>>;
    /** Name of the stack. Defaults to `test`. */
    readonly stack?: string;
    /** What makes resources and answers functions. Defaults to mocks. */
    readonly clouds?: Clouds;
    /** Seconds that the program is given. Defaults to 10. */
    readonly patience?: number;
}

/** What takes the place of the mocks. */
export interface Clouds {
    readonly newResource: (args: MockResourceArgs) => Promise<MockResourceResult>;
    readonly call: (args: MockCallArgs) => Promise<Record<string, unknown>>;
}

const PROJECT = "confluent-cluster-linking";
const DEFAULT_STACK = "test";

type Done<T> = (error: unknown, answer?: T) => void;

interface Monitor {
    registerResource(request: RegisterResourceRequest, done: Done<RegisterResourceResponse>): unknown;
    registerResourceOutputs(request: RegisterResourceOutputsRequest, done: Done<unknown>): unknown;
    invoke(request: ResourceInvokeRequest, done: Done<unknown>): unknown;
}

/**
 * Runs a whole program, whose result becomes the stack's outputs. Throws what the program throws, and an error for
 * two resources with one URN or a resource that the mocks do not know.
 */
export async function runProgram(
    program: () => Record<string, unknown> | Promise<Record<string, unknown>>,
    { preview = false, config = {}, stack = DEFAULT_STACK, clouds: given, patience = 10 }: RunOptions = {},
): Promise<Recording> {
    // The SDK's own way to where in a program a resource is made, which reads the whole stack without heed of the limit.
    const positions = pulumi.Resource as unknown as { callsites: () => readonly unknown[] };
    const { callsites } = positions;
    const before = { config: pulumi.runtime.allConfig(), depth: Error.stackTraceLimit };
    const log = new Log();
    const clouds = mockClouds(preview);
    const mocks = given ?? { newResource: log.watch(clouds.newResource), call: mockFunctions(config, clouds.call) };
    // The SDK reads a stack trace for every promise, which takes longer than all the rest. To see where in a program an
    // error comes from, leave this line out.
    Error.stackTraceLimit = 0;
    positions.callsites = () => [];
    process.on("unhandledRejection", log.reject);
    try {
        await pulumi.runtime.setMocks(mocks, PROJECT, stack, preview);
        tap(log);
        pulumi.runtime.setAllConfig({ ...config });
        const late = () => log.blame(`the program did not settle in ${patience} s`);
        await inTime(settled(program), patience * 1000, late);
    } finally {
        process.off("unhandledRejection", log.reject);
        pulumi.runtime.setAllConfig(before.config);
        Error.stackTraceLimit = before.depth;
        positions.callsites = callsites;
    }
    return log.recording(clouds.secrets);
}

async function settled(program: () => Record<string, unknown> | Promise<Record<string, unknown>>): Promise<void> {
    try {
        await pulumi.runtime.runInPulumiStack(async () => program());
    } finally {
        await pulumi.runtime.disconnect();
        // Node tells of failed promises at the end of the turn.
        await nextTurn();
    }
}

/** Runs what makes a component, and gives back both the component and the record. */
export async function record<T>(
    make: () => T | Promise<T>,
    options: RunOptions = {},
): Promise<{ made: T; recording: Recording }> {
    let made: { value: T } | undefined;
    const recording = await runProgram(async () => {
        made = { value: await make() };
        return {};
    }, options);
    if (made === undefined) {
        throw new Error("the program has not run");
    }
    return { made: made.value, recording };
}

/** The value of an output once the program has run. Rejects when it is unknown, or does not settle in time. */
export async function valueOf<T>(output: pulumi.Output<T>, what = "the output"): Promise<T> {
    const inner = output as unknown as { isKnown: Promise<boolean>; promise(): Promise<T> };
    const value = async () => {
        if (!(await inner.isKnown)) {
            throw new Error(`${what} is not known in this run`);
        }
        return inner.promise();
    };
    return inTime(value(), 200, () => `${what} did not settle in time`);
}

/** What a promise fails with. Rejects when it does not fail. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
    try {
        await promise;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    throw new Error("it was expected to fail");
}

async function inTime<T>(promise: Promise<T>, milliseconds: number, message: () => string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
            reject(new Error(message()));
        }, milliseconds);
    });
    try {
        return await Promise.race([promise, late]);
    } finally {
        clearTimeout(timer);
    }
}

/** What has been seen of a run. Faults are kept to its end: thrown inside the SDK they would end the process. */
class Log {
    private readonly registrations: Registration[] = [];
    private readonly outputs = new Map<string, Props>();
    private readonly invokes: string[] = [];
    private readonly faults: string[] = [];

    watch<A extends { name: string; inputs: unknown }, R>(make: (args: A) => R) {
        return (args: A): R | { id: undefined; state: Record<string, unknown> } => {
            try {
                return make(args);
            } catch (error) {
                this.faults.push(error instanceof Error ? error.message : String(error));
                return { id: undefined, state: {} };
            }
        };
    }

    add(each: Registration): void {
        if (this.registrations.some(({ urn }) => urn === each.urn)) {
            this.faults.push(`two resources have the URN ${each.urn}`);
        }
        this.registrations.push(each);
    }

    addOutputs(urn: string, outputs: Props): void {
        if (this.outputs.has(urn)) {
            this.faults.push(`outputs are registered twice for ${urn}`);
        }
        this.outputs.set(urn, outputs);
    }

    addInvoke(token: string): void {
        this.invokes.push(token);
    }

    /** Takes note of a promise that failed unheard: an `apply` that throws leaves its resource out, and says nothing. */
    readonly reject = (reason: unknown): void => {
        this.faults.push(reason instanceof Error ? reason.message : String(reason));
    };

    /** The faults so far, or the message when there is none. */
    blame(message: string): string {
        return [...new Set(this.faults)].join("\n") || message;
    }

    recording(secrets: readonly string[]): Recording {
        if (this.faults.length > 0) {
            throw new Error(this.blame(""));
        }
        return new Recording(this.registrations, this.outputs, this.invokes, secrets);
    }
}

/** Listens to what the program tells the engine. */
function tap(log: Log): void {
    const monitor = getMonitor() as unknown as Partial<Monitor> | undefined;
    const { registerResource, registerResourceOutputs, invoke } = monitor ?? {};
    if (!monitor || !registerResource || !registerResourceOutputs || !invoke) {
        throw new Error("the SDK's mock monitor has changed: tests/support/engine.ts has to follow");
    }
    monitor.registerResource = (request, done) =>
        registerResource.call(monitor, request, (error, response) => {
            if (response !== undefined) {
                const state = response.getObject()?.toJavaScript() ?? {};
                log.add(registration(request, { urn: response.getUrn(), id: response.getId(), state }));
            }
            done(error, response);
        });
    monitor.registerResourceOutputs = (request, done) => {
        log.addOutputs(request.getUrn(), request.getOutputs()?.toJavaScript() ?? {});
        return registerResourceOutputs.call(monitor, request, done);
    };
    monitor.invoke = (request, done) => {
        log.addInvoke(request.getTok());
        return invoke.call(monitor, request, done);
    };
}
