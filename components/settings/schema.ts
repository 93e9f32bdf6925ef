import { z } from "zod";
import { LINK_MODES } from "../linking/linkPlan";
import { existingClusterFields } from "./existingCluster";
import * as rules from "./rules";
import { replication } from "./replicationSchema";
import { rotation } from "./schema/rotation";
import * as workloads from "./schema/workloads";
import { CONNECTIVITIES, DNS_MODES, LINK_IDENTITIES, MIRROR_STATUSES, VPC_ROLES } from "./settings";
import { text } from "./text";

/** What the resource limits below mean is said in each field's description, which error messages quote. */
const VPC_PREFIX = { shortest: 16, longest: 28 };
/** One block per zone is cut off with four more bits, and a subnet is at most a /28. */
const PRIVATE_VPC_PREFIX = { shortest: 16, longest: 24 };
const CLIENT_VPN_PREFIX = { shortest: 12, longest: 22 };
const MAX_ZONES = 6;

export const DEFAULT_PARTITIONS = 6;
/** What the largest cluster holds altogether. */
const MAX_PARTITIONS = 100_000;
export const DEFAULT_DEADLINE_SECONDS = 900;
const MAX_DEADLINE_SECONDS = 3600;

function awsId(prefix: string, description: string) {
    return text(rules.awsIdRule(prefix), `${description}: ${prefix}- and 8 or 17 hexadecimal digits.`);
}

function isConfigValue(value: unknown): value is string | number | boolean {
    // YAML reads unquoted values as numbers; beyond this limit it would change them.
    return typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value) || isFraction(value);
}

function isFraction(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && !Number.isInteger(value);
}

const configValue = z
    .custom<string | number | boolean>(isConfigValue, {
        params: { fix: "Write the value in quotes." },
    })
    .describe("A value of Kafka's: text, a number or true or false; larger whole numbers than 2^53 in quotes.")
    .transform(String);

const keyedConfig = (description: string) => z.record(z.string(), configValue).default({}).describe(description);

const importId = (form: string) =>
    z
        .string()
        .describe(`Id of one that is there, to be adopted instead of made: ${form}. Defaults to making it.`)
        .optional();

const topic = z
    .strictObject({
        import: importId("<lkc-id>/<topic>"),
        partitions: z
            .int()
            .min(1)
            .max(MAX_PARTITIONS)
            .default(DEFAULT_PARTITIONS)
            .describe(
                `Number of partitions, a whole number from 1 to ${MAX_PARTITIONS}. Defaults to ${DEFAULT_PARTITIONS}.`,
            ),
        config: keyedConfig("Topic configuration, such as retention.ms, a map of texts. Defaults to Kafka's own."),
    })
    .describe("A topic: a map with partitions and config, both optional; {} takes the defaults.");

const topics = z
    .record(z.string(), topic)
    .default({})
    .describe("Topics of the cluster that this stack makes, a map from topic name to its settings. Defaults to none.");

const clusterName = text(
    rules.displayNameRule,
    "Name in the Confluent Cloud console, 1 to 64 characters. Defaults to the cluster's key.",
).optional();

const enterpriseCluster = z
    .strictObject({
        import: importId("<env-id>/<lkc-id>"),
        type: z
            .literal("enterprise")
            .describe("Type of the cluster: enterprise (private), dedicated (public) or existing."),
        privateNetwork: z.string().describe("Key of the private network over which the cluster is reached."),
        displayName: clusterName,
        availability: z
            .enum(["HIGH", "LOW"])
            .default("HIGH")
            .describe("HIGH spreads over zones, LOW does not. Defaults to HIGH."),
        topics,
        clients: workloads.clients,
        datagen: workloads.datagen,
    })
    .describe("A private Enterprise cluster.");

const dedicatedCluster = z
    .strictObject({
        import: importId("<env-id>/<lkc-id>"),
        type: z
            .literal("dedicated")
            .describe("Type of the cluster: enterprise (private), dedicated (public) or existing."),
        displayName: clusterName,
        cku: z
            .int()
            .min(1)
            .describe("Size in CKU, a whole number from 1, from 2 with MULTI_ZONE. Each is billed hourly."),
        availability: z
            .enum(["SINGLE_ZONE", "MULTI_ZONE"])
            .default("SINGLE_ZONE")
            .describe("SINGLE_ZONE or MULTI_ZONE, which needs 2 CKU. Defaults to SINGLE_ZONE."),
        topics,
        clients: workloads.clients,
        datagen: workloads.datagen,
    })
    .describe("A public Dedicated cluster.");

const existingCluster = z
    .strictObject({ ...existingClusterFields, topics, clients: workloads.clients, datagen: workloads.datagen })
    .describe("A cluster that is there already: it is looked up, and never changed or deleted.");

const cluster = z
    .discriminatedUnion("type", [enterpriseCluster, dedicatedCluster, existingCluster])
    .describe("A cluster: a map whose type is enterprise, dedicated or existing.");

const privateNetwork = z
    .strictObject({
        connectivity: z
            .enum(CONNECTIVITIES)
            .default("attachment")
            .describe(
                "How the network reaches Confluent: attachment, the PrivateLink attachment of the environment and " +
                    "region; or gateway, an access point of its own at an ingress gateway. Defaults to attachment.",
            ),
        keepAttachment: z
            .boolean()
            .default(false)
            .describe(
                "Whether a network on the gateway keeps its way over the attachment as well, and its links the old " +
                    "names, true or false. For moving to the gateway only. Defaults to false.",
            ),
        vpcCidr: text(
            rules.cidrRule(PRIVATE_VPC_PREFIX.shortest, PRIVATE_VPC_PREFIX.longest),
            "Address block of the VPC to make, /16 to /24; each zone's subnet takes a sixteenth of it.",
        ),
        zoneIds: z
            .array(z.string().describe("A zone id of aws:region, such as use1-az1."))
            .min(1)
            .max(MAX_ZONES)
            .describe("Zones with a subnet and an endpoint interface, 1 to 6 zone ids; 3 are advised."),
        clientCidrs: z
            .array(text(rules.cidrRule(8, 32), "Address block of a client network, /8 to /32."))
            .default([])
            .describe("Further networks whose clients use the endpoint, a list of blocks. Defaults to none."),
        systemResolverRule: z
            .array(z.enum(VPC_ROLES).describe("A VPC's role: endpoint, runner, dns or vpn."))
            .default([])
            .describe(
                "VPCs whose resolver gets a SYSTEM rule for the private domain, which overrules a forwarding rule " +
                    "for a parent domain: a list of endpoint, runner, dns, vpn. Defaults to none.",
            ),
    })
    .describe("A private network: a VPC with an endpoint to Confluent Cloud.");

const dns = z
    .strictObject({
        mode: z
            .enum(DNS_MODES)
            .describe("shared, one endpoint for all networks, over the hub; or perVpc, an endpoint in each network."),
        network: z.string().describe("Key of the network whose endpoint the hub's VPCs, or else the runner, follow."),
    })
    .describe(
        "Whose endpoint the attachment's names lead to: a map with mode and network, for two such networks or more.",
    );

const topicName = text(
    rules.topicNameRule,
    "Name of a topic, 1 to 249 letters, digits, dots, underscores and hyphens.",
);

const mirror = z
    .union([
        topicName,
        z
            .strictObject({
                topic: topicName,
                status: z
                    .enum(MIRROR_STATUSES)
                    .describe(
                        "What a mirror that is there is to become: ACTIVE, PAUSED, PROMOTED or FAILED_OVER. " +
                            "Defaults to leaving it alone.",
                    )
                    .optional(),
                import: importId("<lkc-id>/<link>/<mirror>"),
            })
            .describe("A mirror: a map with topic, status and import."),
    ])
    .describe("A topic to mirror: its name, or a map with topic, status and import.");

const mirroredTopics = (from: string) =>
    z
        .array(mirror)
        .default([])
        .describe(`Topics of the ${from} cluster to mirror onto the other, a list of names. Defaults to none.`);

const link = z
    .strictObject({
        mode: z
            .enum(LINK_MODES)
            .describe(
                "Which way data can move: bidirectional, or from source to destination, dialled by the source " +
                    "(source-initiated) or by the destination (destination-initiated).",
            ),
        identities: z
            .enum(LINK_IDENTITIES)
            .default("own")
            .describe("own: an account and key per end; managers: those of the clusters' managers. Defaults to own."),
        name: text(
            rules.linkNameRule,
            "Name of the link in Kafka, 1 to 200 letters, digits, dots, underscores and hyphens. Defaults to its key.",
        ).optional(),
        authorization: z
            .enum(["rbac", "acl"])
            .default("rbac")
            .describe("What gives the link its rights: rbac, the role CloudClusterAdmin; acl, ACLs. Defaults to rbac."),
        source: z.string().describe("Key of the cluster at one end."),
        destination: z.string().describe("Key of the cluster at the other end."),
        mirrorTopics: z
            .strictObject({ fromSource: mirroredTopics("source"), fromDestination: mirroredTopics("destination") })
            .prefault({})
            .describe("Mirror topics of each direction: a map with fromSource and fromDestination. Defaults to none."),
        config: z
            .strictObject({
                source: keyedConfig("Configuration of the half on the source cluster, a map. Defaults to none."),
                destination: keyedConfig("Configuration of the half on the destination cluster. Defaults to none."),
            })
            .prefault({})
            .describe("Link configuration: a map with source and destination. Defaults to Kafka's own."),
        replication,
        import: z
            .strictObject({
                source: importId("<link>/<mode>/<connection mode>/<lkc-id>/<lkc-id>"),
                destination: importId("<link>/<mode>/<connection mode>/<lkc-id>/<lkc-id>"),
            })
            .describe("Ids of halves that are there, to be adopted: a map with source and destination.")
            .optional(),
    })
    .describe("A cluster link between two of the clusters.");

const vpcId = awsId("vpc", "Id of an existing VPC");
const vpcCidr = text(rules.cidrRule(VPC_PREFIX.shortest, VPC_PREFIX.longest), "Address block of that VPC, /16 to /28.");
const routeTableId = awsId("rtb", "Id of a route table of that VPC");
const routeTableIds = z
    .array(routeTableId)
    .min(1)
    .describe("Route tables of that VPC which need a route to the private networks, a list of at least one rtb- id.");
const clientCidr = text(
    rules.cidrRule(CLIENT_VPN_PREFIX.shortest, CLIENT_VPN_PREFIX.longest),
    "Address block from which VPN clients get their addresses, /12 to /22.",
);
const endpointId = awsId(
    "cvpn-endpoint",
    "Id of the Client VPN endpoint to which this stack adds routes and authorisation; left out, it adds none",
).optional();

const vpn = z
    .discriminatedUnion("mode", [
        z
            .strictObject({
                mode: z.literal("vpc").describe("How the VPN reaches other networks: vpc or tgw."),
                vpcId,
                cidr: vpcCidr,
                routeTableIds,
                clientCidr,
                endpointId,
                targetSubnetIds: z
                    .array(awsId("subnet", "Id of a subnet associated with the VPN endpoint"))
                    .default([])
                    .describe("Subnets associated with the VPN endpoint, a list of subnet- ids. Defaults to none."),
            })
            .describe("A Client VPN endpoint associated with subnets of a VPC, whose addresses its clients take."),
        z
            .strictObject({
                mode: z.literal("tgw").describe("How the VPN reaches other networks: vpc or tgw."),
                clientCidr,
                endpointId,
            })
            .describe("A Client VPN endpoint attached to the Transit Gateway; clients keep their own addresses."),
    ])
    .describe("The Client VPN through which people reach the clusters: a map whose mode is vpc or tgw.");

const transitGateway = z
    .strictObject({
        id: awsId("tgw", "Id of the Transit Gateway"),
        associationRouteTableId: awsId("tgw-rtb", "Id of the gateway route table that private networks look up"),
        propagationRouteTableIds: z
            .array(awsId("tgw-rtb", "Id of a gateway route table that learns the way to private networks"))
            .min(1)
            .describe("Gateway route tables that learn the private networks, a list of at least one tgw-rtb- id."),
    })
    .describe("The Transit Gateway that joins the networks: a map with its id and its route tables.");

const hub = z
    .strictObject({
        transitGateway,
        runner: z
            .strictObject({ vpcId, cidr: vpcCidr, routeTableIds })
            .describe("The VPC in which deployments run: a map with vpcId, cidr and routeTableIds."),
        dns: z
            .strictObject({
                vpcId,
                cidr: vpcCidr,
                routeTableIds: z
                    .array(routeTableId)
                    .default([])
                    .describe("Route tables of that VPC, a list of rtb- ids. Defaults to none: it only answers names."),
            })
            .describe("The VPC whose resolver answers for others: a map with vpcId, cidr and routeTableIds.")
            .optional(),
        vpn: vpn.optional(),
        manageRoutes: z
            .boolean()
            .default(true)
            .describe(
                "Whether this stack adds routes to the hub, true or false; false only outputs them. Defaults to true.",
            ),
    })
    .describe("The networks around the private ones: a map with transitGateway, runner, dns, vpn and manageRoutes.");

const environment = z
    .strictObject({
        name: text(rules.displayNameRule, "Name of a new environment, 1 to 64 characters.").optional(),
        streamGovernance: z
            .enum(["ESSENTIALS", "ADVANCED"])
            .describe("Stream Governance package of a new environment, ESSENTIALS or ADVANCED. Defaults to ESSENTIALS.")
            .optional(),
        id: text(rules.environmentIdRule, "Id of an existing environment, such as env-abc123.").optional(),
    })
    .transform((given, context) => {
        const { id, name, streamGovernance } = given;
        if (id !== undefined && name === undefined && streamGovernance === undefined) {
            return { id };
        }
        if (name !== undefined && id === undefined) {
            return { name, streamGovernance: streamGovernance ?? "ESSENTIALS" };
        }
        context.addIssue({
            code: "custom",
            params: { fix: "Give name (and streamGovernance) for a new environment, or id alone for an existing one." },
        });
        return z.NEVER;
    })
    .describe(
        "The Confluent environment: a map with either name and streamGovernance, or id. May be left out where all " +
            "clusters are existing ones and there is no private network.",
    );

const readiness = z
    .strictObject({
        deadlineSeconds: z
            .int()
            .min(1)
            .max(MAX_DEADLINE_SECONDS)
            .default(DEFAULT_DEADLINE_SECONDS)
            .describe(
                `Seconds to wait for a cluster to answer, a whole number from 1 to ${MAX_DEADLINE_SECONDS}. ` +
                    `Defaults to ${DEFAULT_DEADLINE_SECONDS}.`,
            ),
        resolver: text(
            rules.resolverRule,
            "DNS server to ask, as address:port. Defaults to the system's resolver.",
        ).optional(),
    })
    .prefault({})
    .describe("How to find out whether a cluster can be reached: a map with deadlineSeconds and resolver.");

/** The shape of everything in the namespace. What fields mean for each other is checked elsewhere. */
export const settingsSchema = z
    .strictObject({
        environment: environment.optional(),
        protection: z
            .boolean()
            .default(false)
            .describe("Whether everything is protected from deletion, true or false. Defaults to false."),
        privateNetworks: z
            .record(z.string(), privateNetwork)
            .default({})
            .describe("Private networks, a map from a key of yours to its settings. Defaults to none."),
        dns: dns.optional(),
        clusters: z
            .record(z.string(), cluster)
            .refine((clusters) => Object.keys(clusters).length > 0, {
                params: { fix: "Add a cluster, such as shared: { type: dedicated, cku: 1 }." },
            })
            .describe("Clusters, a map from a key of yours to its settings, at least one."),
        links: z
            .record(z.string(), link)
            .default({})
            .describe("Cluster links, a map from a key of yours to its settings. Defaults to none."),
        hub: hub.optional(),
        readiness,
        rotation: rotation.optional(),
        schemaRegistry: workloads.schemaRegistry.optional(),
        secrets: workloads.secrets,
    })
    .describe("The configuration of a stack.");

/** The configuration as the schema reads it, before defaults that depend on an entry's key. */
export type ParsedSettings = z.output<typeof settingsSchema>;
