// Gives links, mirrors and ACLs in an exported state the names that their clusters have behind an access point, so that
// they need not be replaced for it. docs/runbooks/attachment-to-gateway.md says when.
//
//   npx tsx tools/renameEndpoints.ts EXPORTED NEW
import * as fs from "node:fs";

interface Endpoints {
    readonly restEndpoint: string;
    readonly bootstrapEndpoint: string;
}

type Props = Readonly<Record<string, unknown>>;

/** A resource in a state; there is more to it than is read here. */
interface StateResource {
    readonly type: string;
    readonly inputs?: Props;
    readonly outputs?: Props;
}

/** A state as `pulumi stack export` writes it. */
export interface ExportedState {
    readonly version: number;
    readonly deployment: { readonly resources?: readonly StateResource[] };
}

const CLUSTER_TYPE = "confluent-cluster-linking:index:AccessPointCluster";
/** What the provider would replace for another endpoint. */
const KEEPERS = ["ClusterLink", "KafkaMirrorTopic", "KafkaAcl"].map((type) => {
    return `confluentcloud:index/${type.slice(0, 1).toLowerCase()}${type.slice(1)}:${type}`;
});

/**
 * The state with the endpoints that its access points give; nothing else is changed. Throws an Error for a state with
 * encrypted secrets, in which endpoints may be hidden.
 */
export function withRenamedEndpoints(state: ExportedState): ExportedState {
    const resources = state.deployment.resources ?? [];
    const names = new Map(resources.filter(({ type }) => type === CLUSTER_TYPE).map(({ outputs }) => named(outputs)));
    const renamed = resources.map((resource) => {
        const { type, inputs, outputs } = resource;
        return KEEPERS.includes(type)
            ? { ...resource, inputs: rename(inputs, names) as Props, outputs: rename(outputs, names) as Props }
            : resource;
    });
    return { ...state, deployment: { ...state.deployment, resources: renamed } };
}

function named(outputs: Props = {}): [string, Endpoints] {
    const { clusterId, restEndpoint, bootstrapEndpoint } = outputs;
    return [String(clusterId), { restEndpoint: String(restEndpoint), bootstrapEndpoint: String(bootstrapEndpoint) }];
}

function rename(value: unknown, names: ReadonlyMap<string, Endpoints>): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => rename(item, names));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const { ciphertext, plaintext, ...fields } = value as Props;
    if (typeof ciphertext === "string") {
        throw new Error("the state's secrets are encrypted: export it with --show-secrets");
    }
    if (typeof plaintext === "string") {
        return { ...fields, plaintext: JSON.stringify(rename(JSON.parse(plaintext), names)) };
    }
    const inner = Object.entries(fields).map(([key, field]) => [key, rename(field, names)] as const);
    return { ...Object.fromEntries(inner), ...endpointsOf(fields, names) };
}

/** The new values of those endpoints that a block has: its cluster is named in it, or in a block inside it. */
function endpointsOf(block: Props, names: ReadonlyMap<string, Endpoints>): Props {
    const { id } = (block.kafkaCluster ?? block) as Props;
    const endpoints = Object.entries(names.get(String(id)) ?? {});
    return Object.fromEntries(endpoints.filter(([key]) => typeof block[key] === "string" && block[key] !== ""));
}

function main([exported, target]: readonly string[]): void {
    if (exported === undefined || target === undefined) {
        throw new Error("usage: npx tsx tools/renameEndpoints.ts EXPORTED NEW");
    }
    const state = JSON.parse(fs.readFileSync(exported, "utf8")) as ExportedState;
    // It holds secrets in plain text.
    fs.writeFileSync(target, JSON.stringify(withRenamedEndpoints(state)), { mode: 0o600 });
}

if (require.main === module) {
    main(process.argv.slice(2));
}
