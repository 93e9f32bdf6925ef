import * as pulumi from "@pulumi/pulumi";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { KafkaClusterHandle } from "../kafka/handle";
import { linkIds } from "../linking/clusterLinking";
import type { PrivateNetwork } from "../network/privateNetwork";
import type { Settings } from "../settings/settings";
import { hubReturnRoutes } from "../settings/topology";
import type { DeployedAccess } from "./access";
import { mapEntries } from "./context";
import type { DeployedLink } from "./links";

interface Deployed {
    readonly environment: ConfluentEnvironment | undefined;
    readonly networks: Readonly<Record<string, PrivateNetwork>>;
    readonly clusters: Readonly<Record<string, KafkaClusterHandle>>;
    readonly access: DeployedAccess;
    readonly links: Readonly<Record<string, DeployedLink>>;
}

export type StackOutputs = Readonly<Record<string, unknown>>;

/** The stack's outputs: what others need to find and use what was made. None is a secret. */
export function stackOutputs(settings: Settings, deployed: Deployed): StackOutputs {
    return {
        ...(deployed.environment === undefined ? {} : { environmentId: deployed.environment.environmentId }),
        privateNetworks: mapEntries(deployed.networks, (_key, { vpcId, endpointId, hostedZoneId }) => ({
            vpcId,
            endpointId,
            hostedZoneId,
        })),
        clusters: mapEntries(deployed.clusters, (_key, { id, restEndpoint, bootstrapEndpoint }) => ({
            id,
            restEndpoint,
            bootstrapEndpoint,
        })),
        identities: identities(settings, deployed.access),
        links: mapEntries(deployed.links, (_key, { linking, mirrors }) => ({
            name: linking.linkName,
            ...linkIds(linking),
            mirrorTopics: {
                onSource: mirrors.source?.mirrorTopicNames ?? [],
                onDestination: mirrors.destination?.mirrorTopicNames ?? [],
            },
        })),
        requiredHubRoutes: requiredHubRoutes(settings),
    };
}

/** Accounts and key ids, and where in the stack's state the keys' secrets are, encrypted. */
function identities(settings: Settings, { managers, links }: DeployedAccess) {
    const withOwn = Object.entries(links).filter(([key]) => settings.links[key]?.identities === "own");
    const all = [
        ...Object.entries(managers).map(([key, access]) => [`${key}-manager`, access] as const),
        ...withOwn.flatMap(([key, ends]) =>
            Object.entries(ends).map(([end, access]) => [`${key}-${end}`, access] as const),
        ),
    ];
    const secretAt = (name: string) => `state of stack ${pulumi.getStack()}: ApiKey ${name}-key, property secret`;
    return Object.fromEntries(
        all.map(([name, { serviceAccountId, apiKeyId }]) => [
            name,
            { serviceAccountId, apiKeyId, secretAt: secretAt(name) },
        ]),
    );
}

/** The routes that somebody else has to add to the hub's VPCs; empty when the program adds them. */
function requiredHubRoutes(settings: Settings) {
    if (settings.hub === undefined || settings.hub.manageRoutes) {
        return [];
    }
    return Object.keys(settings.privateNetworks).flatMap((key) => hubReturnRoutes(settings, key));
}
