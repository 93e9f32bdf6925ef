import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftCluster } from "../draft";
import { SCHEMALESS } from "../schema/workloads";
import { isOnAttachment } from "./connectivity";

/**
 * Existing clusters of another environment can be told apart by their names, and are reached the way that is stated:
 * attachments of one region have the same names in every environment, and a VPC follows one of them.
 */
export function checkEnvironments(draft: Draft, region: string): Problem[] {
    const existing = [...(draft.clusters?.values() ?? [])].filter(({ type }) => type?.value === "existing");
    const sharing = [...(draft.privateNetworks ?? [])].filter(([, network]) => isOnAttachment(network));
    const keys = sharing.map(([key]) => key).join(", ");
    const elsewhere = existing.filter((cluster) => isElsewhere(cluster, draft));
    return [
        ...elsewhere.flatMap((cluster) => [
            ...throughOwnNetwork(cluster, draft),
            ...underSameNames(cluster, draft, region, keys),
        ]),
        ...existing.flatMap((cluster) => schemasElsewhere(cluster, draft)),
    ];
}

/** A connector's schemas are in the registry of its cluster's environment, and the stack gives rights in one registry. */
function schemasElsewhere({ environmentId, datagen }: DraftCluster, draft: Draft): Problem[] {
    const [first] = draft.clusters?.values() ?? [];
    const registry = draft.environment.isGiven ? draft.environment.id : first?.environmentId;
    if (environmentId === undefined || environmentId.value === registry?.value) {
        return [];
    }
    const formats = [...(datagen?.values() ?? [])].flatMap(({ format }) => format ?? []);
    return formats
        .filter(({ value }) => value !== SCHEMALESS)
        .map(({ value, path }) =>
            problem({
                path,
                given: show(value),
                allowed:
                    `${SCHEMALESS} on a cluster of environment ${environmentId.value}: the stack gives connectors the ` +
                    `right to write schemas in the registry of ${show(registry?.value ?? "a new environment")} only`,
                fix: `Write format: ${SCHEMALESS}, or make the connector in a stack of that environment.`,
            }),
        );
}

function isElsewhere({ environmentId }: DraftCluster, { environment }: Draft): boolean {
    return environmentId !== undefined && environment.isGiven && environmentId.value !== environment.id?.value;
}

function own({ environment }: Draft): string {
    return show(environment.id?.value ?? "a new one");
}

/** Neither an attachment nor an access point leads out of its environment. */
function throughOwnNetwork({ privateNetwork, environmentId }: DraftCluster, draft: Draft): Problem[] {
    if (privateNetwork === undefined || environmentId === undefined) {
        return [];
    }
    const network = draft.privateNetworks?.get(privateNetwork.value);
    const isShared = network !== undefined && isOnAttachment(network);
    const onGateway = isShared
        ? `, and write connectivity: gateway for ${privateNetwork.value}: on the attachment one VPC cannot follow both`
        : "";
    return [
        problem({
            path: environmentId.path,
            given: show(environmentId.value),
            allowed:
                `the stack's own environment, ${own(draft)}: its networks lead nowhere else` +
                (isShared ? ", and the names of attachments are the same in every environment of a region" : ""),
            fix:
                `Set environment to { id: ${environmentId.value} }, or write reachable: fromRunner instead where ` +
                `somebody else made the way${onGateway}.`,
        }),
    ];
}

/** The runner's VPC takes every name of a region's attachments to the endpoint of this stack, in one of these networks. */
function underSameNames(cluster: DraftCluster, draft: Draft, home: string, keys: string): Problem[] {
    const { environmentId, kind, reachable } = cluster;
    const isNear = (cluster.region?.value ?? home) === home;
    if (environmentId === undefined || reachable === undefined || keys === "") {
        return [];
    }
    // Private Dedicated clusters have names of their network's own.
    if (kind?.value !== "enterprise" || !isNear) {
        return [];
    }
    return [
        problem({
            path: environmentId.path,
            given: show(environmentId.value),
            allowed:
                `the stack's own environment, ${own(draft)}, while a network of the stack is on the PrivateLink ` +
                `attachment (${keys}): attachments of a region have the same names in every environment, and the ` +
                "runner's VPC follows this stack's",
            fix:
                `Write connectivity: gateway for ${keys}, whose names are its own, or give this cluster a stack ` +
                "whose runner is in another VPC.",
        }),
    ];
}
