import type { Traffic } from "../traffic/traffic";
import type { World } from "../world";

/** Plain values of a resource: secrets unwrapped; in a preview a value may be `UNKNOWN`. */
export type Props = Record<string, unknown>;

/** Stands for a value that a preview cannot know yet. */
export const UNKNOWN = Symbol("unknown");

/** What a stand-in may use while it serves one call. */
export interface CallContext {
    readonly world: World;
    /** Waits the given number of model seconds, scaled by the run's latency factor (0 = not at all). */
    wait(seconds: number): Promise<void>;
    /** The latency factor: model seconds times this are real seconds. */
    readonly latencyFactor: number;
    /** Base URL of the simulated Confluent Cloud API on loopback. */
    readonly controlPlane: string;
    /** `host:port` of the DNS server that answers as the runner's resolver does. */
    readonly resolver: string;
    /** The provider's own configuration, as the engine has handed it over; before that there is none. */
    readonly config?: ProviderSettings;
    /** Counts the run's calls, and refuses those that are too many. Left out: nobody counts. */
    readonly traffic?: Traffic;
    /** Ends the run at a `stop` fault. Defaults to killing this process, and the group that it leads. */
    readonly stop?: (() => void) | undefined;
}

/** The provider's own configuration by name: everything but text as JSON; secrets in the clear. */
export type ProviderSettings = Readonly<Record<string, string>>;

/**
 * One resource type as a cloud provider implements it.
 * Names of properties are those of the Pulumi SDK. Errors are thrown with the service's own wording.
 */
export interface ResourceModel {
    /** Inputs whose change cannot be made in place (top-level names, or dotted paths into objects). */
    readonly replaceOn: readonly string[];
    /** Inputs that change in place for some values only: tells when a change needs a replacement. */
    readonly replaceWhen?: Readonly<Record<string, (old: unknown, fresh: unknown) => boolean>>;
    /** Outputs that only the service knows, also dotted paths into input objects: unknown while a create is previewed. */
    readonly computed: readonly string[];
    /**
     * Inputs that are compared with what the service last reported, not with what was last asked for: tells whether the
     * reported value is what is wanted.
     */
    readonly settles?: Readonly<Record<string, (reported: unknown, wanted: unknown) => boolean>>;
    /** Computed outputs that an update of these inputs changes, so that its preview cannot know them. */
    readonly recomputedOn?: Readonly<Record<string, readonly string[]>>;
    /** Fails with the service's message where arguments are wrong on their own; runs in previews too, where values may be UNKNOWN. */
    check?(inputs: Props): void;
    create(context: CallContext, inputs: Props): Promise<{ id: string; outputs: Props }>;
    /** All outputs as the service has them now, or undefined when the object is gone. */
    read(context: CallContext, id: string, state: Props): Promise<Props | undefined>;
    /**
     * Adopts an object that is known by the id that `import` takes only; undefined when there is none.
     * Left out where that id is the object's own and `read` needs no state.
     */
    adopt?(context: CallContext, id: string): Promise<{ id: string; outputs: Props } | undefined>;
    update(context: CallContext, id: string, state: Props, inputs: Props): Promise<Props>;
    delete(context: CallContext, id: string, state: Props): Promise<void>;
}

/** A function of a provider (`aws.getRegion` and the like). */
export type FunctionModel = (context: CallContext, args: Props) => Promise<Props>;

export interface ProviderModel {
    readonly name: string;
    readonly version: string;
    /** Fails with the provider's message where its configuration is wrong. */
    configure?(config: ProviderSettings): void;
    readonly resources: Readonly<Record<string, ResourceModel>>;
    readonly functions: Readonly<Record<string, FunctionModel>>;
    /** The account in which a provider with this configuration works; undefined in the world's home account. */
    readonly accountOf?: (config: Props) => string | undefined;
}
