import { generationOf } from "../components/internal/stackMark";
import { stackRule, type Finding } from "./rule";
import { text, type SeenInStack } from "./seen";

interface Config {
    /** How many rotations ago the oldest valid key may have been made. */
    readonly rotations: number;
}

const API_KEY = "confluentcloud:index/apiKey:ApiKey";
const LINK = "confluentcloud:index/clusterLink:ClusterLink";
/** One more than a key lives through by default, see `rotation.retain`. */
const ROTATIONS = 2;

/** Where keys rotate: those that are too old, and those that do not rotate without a reason. */
export function oldKeys(resources: readonly SeenInStack[], { rotations = ROTATIONS }: Partial<Config> = {}): Finding[] {
    const { newest, keys } = generations(resources);
    const staying = waitingKeys(resources);
    return keys.flatMap(({ urn, generation }) => {
        if (newest === undefined || (generation === undefined && staying.has(urn))) {
            return [];
        }
        if (generation === undefined) {
            return [{ message: "It does not rotate, as other keys of the stack do.", urn }];
        }
        const age = newest - generation;
        return age > rotations ? [{ message: `It is ${age} rotations old; ${rotations} are allowed.`, urn }] : [];
    });
}

/** Where keys rotate: those that cannot, because the half of a link that they manage waits to be dialled. */
export function stayingKeys(resources: readonly SeenInStack[]): Finding[] {
    const { newest, keys } = generations(resources);
    const staying = waitingKeys(resources);
    return keys
        .filter(({ urn, generation }) => newest !== undefined && generation === undefined && staying.has(urn))
        .map(({ urn }) => ({ message: "It manages an INBOUND half, and is replaced by hand.", urn }));
}

function generations(resources: readonly SeenInStack[]) {
    const keys = resources
        .filter(({ type }) => type === API_KEY)
        .map(({ urn, props }) => ({ urn, generation: generationOf(text(props.description) ?? "") }));
    const known = keys.flatMap(({ generation }) => generation ?? []);
    return { keys, newest: known.length === 0 ? undefined : Math.max(...known) };
}

/** URNs of the keys that INBOUND halves hold: they get them from their manager's gate. */
function waitingKeys(resources: readonly SeenInStack[]): ReadonlySet<string> {
    const halves = resources.filter(({ type, props }) => type === LINK && props.connectionMode === "INBOUND");
    const near = halves.flatMap(({ sources }) => Object.values(sources).flat());
    const keys = [...near, ...near.flatMap(({ sources }) => sources.credentials ?? [])];
    return new Set(keys.filter(({ type }) => type === API_KEY).map(({ urn }) => urn));
}

export const keysRotate = stackRule<Config>(
    {
        name: "keys-rotate",
        description: "Where keys rotate, all do that can, and none is older than two rotations.",
        severity: "high",
        remediationSteps: "Run an up, which makes the key of this period. With a higher retain set rotations as high.",
        config: { rotations: { type: "integer", minimum: 1, default: ROTATIONS } },
    },
    oldKeys,
);

export const keysThatStay = stackRule(
    {
        name: "keys-that-stay",
        description:
            "Where keys rotate, those of managers with an INBOUND half do not: the provider cannot change them.",
        severity: "low",
        enforcementLevel: "advisory",
        remediationSteps: "Nothing, until it has to be replaced: docs/runbooks/rotate-inbound-manager-key.md.",
    },
    stayingKeys,
);
