import * as pulumi from "@pulumi/pulumi";
import type { ClusterAccess } from "../access/kafkaAccess";
import { credentialOutputs } from "../access/storedSecret";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { KafkaClusterHandle } from "../kafka/handle";
import { linkIds } from "../linking/clusterLinking";
import type { Settings } from "../settings/settings";
import { hubReturnRoutes } from "../settings/topology";
import { mapEntries } from "../internal/maps";
import type { DeployedAccess } from "./access";
import { entry, type DeploymentContext } from "./context";
import type { DeployedHub } from "./hub";
import type { HubIds } from "./hubIds";
import type { DeployedLink } from "./links";
import type { DeployedNetwork } from "./networks";
import type { StackOutputs } from "./outputTypes";
import type { DeployedWorkloads } from "./workloads";

interface Deployed {
    readonly hub: DeployedHub;
    readonly environment: ConfluentEnvironment | undefined;
    readonly networks: Readonly<Record<string, DeployedNetwork>>;
    readonly clusters: Readonly<Record<string, KafkaClusterHandle>>;
    readonly access: DeployedAccess;
    readonly workloads: DeployedWorkloads;
    readonly links: Readonly<Record<string, DeployedLink>>;
}

/** What follows the first phase. */
const NEXT =
    "The network stands. Set phase to all (or remove it), and run pulumi up from the runner's VPC, which alone reaches " +
    "the private clusters.";

/** The stack's outputs: what others need to find and use what was made. None is a secret. */
export function stackOutputs({ settings, generations }: DeploymentContext, deployed: Deployed): StackOutputs {
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
        identities: identities(deployed),
        links: mapEntries(deployed.links, (key, { linking, mirrors }) => ({
            name: linking.linkName,
            ...endsOf(settings, key),
            ...linkIds(linking),
            mirrorTopics: {
                onSource: mirrors.source?.mirrorTopicNames ?? [],
                onDestination: mirrors.destination?.mirrorTopicNames ?? [],
            },
        })),
        requiredHubRoutes: requiredHubRoutes(settings, deployed.hub.ids),
        ...hubOutputs(deployed.hub),
        ...(settings.phase === "all" ? {} : { next: NEXT }),
        ...workloads(settings, deployed.workloads),
        ...(generations === undefined ? {} : { keysRotateAt: generations.until.toISOString() }),
    };
}

/** Which way a link moves data, and the keys of the clusters at its ends. */
function endsOf({ links }: Settings, key: string) {
    const { mode, source, destination } = entry(links, key);
    return { mode, source, destination };
}

/** The hub for other stacks, and where a runner of one's own belongs. */
function hubOutputs({ made, runner }: DeployedHub) {
    return {
        ...(made === undefined ? {} : { hub: made }),
        ...(runner === undefined
            ? {}
            : { deploymentRunner: { privateSubnetIds: runner.privateSubnetIds, clusterArn: runner.clusterArn } }),
    };
}

/** Accounts and key ids, and where in the stack's state the keys' secrets are, encrypted. */
function identities({ access, links }: Pick<Deployed, "access" | "links">) {
    const all = [
        ...Object.entries(access.managers).map(([key, manager]): [string, ClusterAccess] => [
            `${key}-manager`,
            manager,
        ]),
        ...Object.entries(links).flatMap(([key, { linking }]) =>
            Object.entries(linking.identities).map(([end, own]): [string, ClusterAccess] => [`${key}-${end}`, own]),
        ),
    ];
    return Object.fromEntries(all.map(([name, access]) => [name, identity(name, access)]));
}

function identity(name: string, { serviceAccountId, apiKeyId, identityPoolId }: ClusterAccess) {
    const stack = pulumi.getStack();
    return identityPoolId === undefined
        ? { serviceAccountId, apiKeyId, secretAt: `state of stack ${stack}: ApiKey ${name}-key, property secret` }
        : { identityPoolId, secretAt: `configuration of stack ${stack}: confluentcloud:oauth` };
}

/** Who they are and where their secrets are, of what the stack has; the secrets themselves are in AWS. */
function workloads(settings: Settings, { clients, datagen, schemaRegistry }: DeployedWorkloads) {
    const clusters = Object.values(settings.clusters);
    return {
        ...(clusters.every((cluster) => Object.keys(cluster.clients).length === 0)
            ? {}
            : {
                  clients: mapEntries(clients, (_cluster, own) =>
                      mapEntries(own, (_key, client) => credentialOutputs(client)),
                  ),
              }),
        ...(clusters.every((cluster) => Object.keys(cluster.datagen).length === 0)
            ? {}
            : {
                  datagen: mapEntries(datagen, (_cluster, own) =>
                      mapEntries(own, (_key, { connectorId }) => connectorId),
                  ),
              }),
        ...(schemaRegistry === undefined ? {} : { schemaRegistry: credentialOutputs(schemaRegistry) }),
    };
}

/** The routes that somebody else has to add to the hub's VPCs; empty when the program adds them. */
function requiredHubRoutes(settings: Settings, ids: HubIds) {
    if (settings.hub === undefined || settings.hub.manageRoutes) {
        return [];
    }
    const routes = Object.keys(settings.privateNetworks).flatMap((key) => hubReturnRoutes(settings, key));
    return routes.map(({ routeTableId, transitGatewayId, ...route }) => ({
        ...route,
        routeTableId: ids(routeTableId),
        transitGatewayId: ids(transitGatewayId),
    }));
}
