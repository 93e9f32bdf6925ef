import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import type { PlannedStep } from "./drift";

type Inputs = Readonly<Record<string, unknown>>;

interface State {
    readonly inputs?: Inputs;
    readonly outputs?: Inputs;
    readonly type?: string;
}

/** How a preview writes what it cannot know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What `pulumi preview --json` writes. */
export interface PreviewDocument {
    readonly steps?: readonly {
        readonly op: string;
        readonly urn: string;
        readonly oldState?: State;
        readonly newState?: State;
        readonly diffReasons?: readonly string[] | null;
        readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
    }[];
    readonly diagnostics?: readonly { readonly severity: string; readonly message: string; readonly urn?: string }[];
    readonly changeSummary?: Readonly<Record<string, number>>;
}

/** The steps in the document of a preview. */
export function stepsOfDocument({ steps = [] }: PreviewDocument): PlannedStep[] {
    return steps.map(({ op, urn, oldState, newState, diffReasons, detailedDiff }) => {
        const type = newState?.type ?? oldState?.type ?? "";
        return planned({ op, urn, type, old: oldState, new: newState, diffs: diffReasons, detailedDiff });
    });
}

/** The step that an event of a running preview announces; undefined for all other events. */
export function stepOfEvent({ resourcePreEvent }: EngineEvent): PlannedStep | undefined {
    return resourcePreEvent === undefined ? undefined : planned(resourcePreEvent.metadata);
}

type Announced = Pick<StepEventMetadata, "urn" | "type"> & {
    readonly op: string;
    readonly old?: State | undefined;
    readonly new?: State | undefined;
    readonly diffs?: readonly string[] | null | undefined;
    readonly detailedDiff?: Readonly<Record<string, unknown>> | null | undefined;
};

function planned({ op, urn, type, old, new: fresh, diffs, detailedDiff }: Announced): PlannedStep {
    const paths = Object.keys(detailedDiff ?? {});
    return {
        op,
        urn,
        type,
        found: old?.inputs ?? {},
        foundOutputs: old?.outputs ?? {},
        configured: fresh?.inputs ?? {},
        differing: (paths.length > 0 ? paths : (diffs ?? [])).map(firstKey),
    };
}

/** The property at which a path such as `config["retention.ms"]`, `tags.owner` or `rules[0].port` begins. */
function firstKey(path: string): string {
    return /^\["(?<quoted>[^"]*)"\]/.exec(path)?.groups?.quoted ?? /^[^.[]+/.exec(path)?.[0] ?? path;
}
