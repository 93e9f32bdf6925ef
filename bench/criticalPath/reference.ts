import type { Graph, Operation } from "./graph";

/** A resource block of the reference: its latency entry, the blocks it names, and how many instances it has. */
interface Block {
    readonly kind: string;
    readonly after: readonly string[];
    readonly count?: number;
    readonly sleepSeconds?: number;
}

type Blocks = Readonly<Record<string, Block>>;

/** Seconds that a pause of the reference takes unless it says otherwise. */
const PAUSE = 60;

function block(kind: string, after: readonly string[] = [], count = 1): Block {
    return { kind, after, count };
}

function pause(after: readonly string[], sleepSeconds = PAUSE): Block {
    return { kind: "sleep", after, sleepSeconds };
}

const ENVIRONMENT = "environment";

/** The data sources of the root that a network's routes and rules read. */
const HUB = ["runner's VPC", "DNS VPC", "VPN VPC", "Client VPN"] as const;

/**
 * The module of one VPC with its endpoint. The module as a whole waits for the environment, so every block in it does.
 */
function network(name: string): Blocks {
    const of = (part: string) => `${name} ${part}`;
    const [runner, dns, vpn, clients] = HUB;
    const onAttachment = (hub: string) => block("route", [of("table"), of("attachment"), hub], 3);
    const rule = () => block("securityGroupRule", [of("group"), runner, vpn, clients]);
    const inside: Blocks = {
        zones: block("dataSource"),
        lookup: block("dataSource"),
        "zone lookup": block("dataSource", ["hosted zone"]),
        VPC: block("vpc"),
        subnet: block("subnet", [of("VPC"), of("zones")], 3),
        table: block("routeTable", [of("VPC")], 3),
        "table association": block("routeTableAssociation", [of("subnet"), of("table")], 3),
        attachment: block("transitGatewayAttachment", [of("subnet"), of("VPC"), of("lookup")]),
        association: block("transitGatewayAssociation", [of("attachment")]),
        propagation: block("transitGatewayPropagation", [of("attachment")]),
        "route to runner": onAttachment(runner),
        "route to clients": onAttachment(clients),
        "route to VPN": onAttachment(vpn),
        "route to DNS": onAttachment(dns),
        group: block("securityGroup", [of("VPC"), "PrivateLink attachment", of("lookup")]),
        "rule 443": rule(),
        "rule 9092": rule(),
        "rule 53 udp": rule(),
        "rule 53 tcp": rule(),
        endpoint: block("interfaceEndpoint", [
            ...[of("VPC"), of("subnet"), of("group"), "PrivateLink attachment", of("lookup")],
        ]),
        "zone association": block("zoneAssociation", [of("zone lookup"), of("VPC")]),
        pause: pause([of("zone association")]),
        connection: block("privateLinkAttachmentConnection", [of("endpoint"), "PrivateLink attachment", of("pause")]),
    };
    return Object.fromEntries(
        Object.entries(inside).map(([part, { after, ...rest }]) => [
            of(part),
            { ...rest, after: [...after, ENVIRONMENT] },
        ]),
    );
}

const SANDBOX = network("sandbox");
const SHARED = network("shared");
const SANDBOX_NETWORK = Object.keys(SANDBOX);
const SHARED_NETWORK = Object.keys(SHARED);

/** Two keys in rotation, with the moments from which they are made; the module waits as a whole. */
function keys(name: string, kind: string, after: readonly string[]): Blocks {
    return {
        [`${name} key rotation`]: block("local", after, 2),
        [`${name} key moment`]: block("local", [`${name} key rotation`, ...after], 2),
        [`${name} key`]: block(kind, [`${name} key moment`, ...after], 2),
    };
}

/** An account with its keys for a cluster, and a secret that holds them where somebody reads it. */
function identity(name: string, cluster: string, after: readonly string[], isKept = true): Blocks {
    return {
        [`${name} account`]: block("serviceAccount"),
        ...keys(name, "kafkaApiKey", [`${name} account`, cluster, ENVIRONMENT, ...after]),
        ...(isKept ? secret(name, [cluster]) : {}),
    };
}

function secret(name: string, after: readonly string[]): Blocks {
    return {
        [`${name} secret`]: block("secret"),
        [`${name} secret version`]: block("secretVersion", [`${name} secret`, `${name} key`, ...after]),
    };
}

const FOUNDATION: Blocks = {
    ...Object.fromEntries([...HUB, "caller", "region"].map((name) => [name, block("dataSource")])),
    [ENVIRONMENT]: block("environment"),
    "PrivateLink attachment": block("privateLinkAttachment", [ENVIRONMENT]),
    "sandbox cluster": block("enterpriseCluster", [ENVIRONMENT]),
    "shared cluster": block("enterpriseCluster", [ENVIRONMENT]),
    "hosted zone": block("hostedZone", ["PrivateLink attachment"]),
};

const RULE_VPCS = ["DNS", "VPN", "runner"];

const NAMES: Blocks = {
    "zonal record": block("dnsRecord", ["hosted zone", "PrivateLink attachment", ...SANDBOX_NETWORK], 3),
    "wildcard record": block("dnsRecord", ["hosted zone", "PrivateLink attachment", ...SANDBOX_NETWORK]),
    "DNS zone association": block("zoneAssociation", ["hosted zone"]),
    "VPN zone association": block("zoneAssociation", ["hosted zone"]),
    "SYSTEM rule": block("resolverRule", ["PrivateLink attachment"]),
    ...Object.fromEntries(RULE_VPCS.map((vpc) => [`SYSTEM rule ${vpc}`, systemRule()])),
    "SYSTEM rule sandbox": systemRule("sandbox VPC"),
    "SYSTEM rule shared": systemRule("shared VPC"),
    "pause for names": pause(
        [
            ...["zonal record", "wildcard record", "hosted zone", "SYSTEM rule"],
            ...["DNS zone association", "VPN zone association", ...RULE_VPCS.map((vpc) => `SYSTEM rule ${vpc}`)],
        ],
        2 * PAUSE,
    ),
    "pause for shared names": pause(["shared cluster", ...SHARED_NETWORK]),
};

function systemRule(...vpc: readonly string[]): Block {
    return block("resolverRuleAssociation", ["SYSTEM rule", ...vpc]);
}

const REGISTRY: Blocks = {
    "pause for registry": pause([ENVIRONMENT]),
    "registry lookup": block("dataSource", [ENVIRONMENT, "pause for registry"]),
    "registry account": block("serviceAccount"),
    ...keys("registry", "schemaRegistryApiKey", ["registry account", "registry lookup", ENVIRONMENT]),
    "registry read role": block("roleBinding", ["registry account", "registry lookup"]),
    "registry write role": block("roleBinding", ["registry account", "registry lookup"]),
    ...secret("registry", ["registry lookup"]),
};

const onSandbox = (...after: readonly string[]) =>
    block("kafkaAcl", ["sandbox cluster", "sandbox manager key", ...after]);

const SANDBOX_DATA: Blocks = {
    ...identity("sandbox manager", "sandbox cluster", SANDBOX_NETWORK),
    "sandbox manager role": block("roleBinding", ["sandbox manager account", "sandbox cluster"]),
    topic: block("kafkaTopic", ["sandbox cluster", "sandbox manager key"]),
    ...identity("sandbox consumer", "sandbox cluster", SANDBOX_NETWORK),
    ...identity("sandbox producer", "sandbox cluster", SANDBOX_NETWORK),
    "producer ACL": { ...onSandbox("sandbox producer account", "sandbox consumer key"), count: 3 },
    "consumer group ACL": onSandbox("sandbox consumer account"),
    "consumer topic ACL": onSandbox("topic", "sandbox consumer account"),
    "connector account": block("serviceAccount"),
    "connector describe ACL": onSandbox("connector account"),
    "connector write ACL": onSandbox("topic", "connector account"),
    "connector preview create ACL": onSandbox("connector account"),
    "connector preview write ACL": onSandbox("connector account"),
    connector: block("connector", [
        ...[ENVIRONMENT, "sandbox cluster", "connector account", "topic", "connector describe ACL"],
        ...["connector write ACL", "connector preview create ACL", "connector preview write ACL"],
    ]),
};

const SANDBOX_ACLS = Object.keys(SANDBOX_DATA).filter((name) => name.endsWith(" ACL"));

const SHARED_DATA: Blocks = {
    // This module alone does not wait for the network.
    ...identity("shared manager", "shared cluster", []),
    "shared manager role": block("roleBinding", ["shared manager account", "shared cluster"]),
    ...identity("shared consumer", "shared cluster", SHARED_NETWORK),
    "shared consumer ACL": block("kafkaAcl", [
        ...["shared cluster", "shared consumer account", "shared manager key", "shared consumer key"],
    ]),
};

const LINK_ENDS = ["sandbox cluster", "shared cluster", "sandbox link key", "shared link key"];

const LINKING: Blocks = {
    ...identity("sandbox link", "sandbox cluster", SANDBOX_NETWORK, false),
    "sandbox link role": block("roleBinding", ["sandbox link account", ENVIRONMENT]),
    ...identity("shared link", "shared cluster", SHARED_NETWORK, false),
    "shared link role": block("roleBinding", ["shared link account", ENVIRONMENT]),
    "sandbox half": block("clusterLink", [
        ...[...LINK_ENDS, "topic", "connector", ...SANDBOX_ACLS, ...SANDBOX_NETWORK, ...SHARED_NETWORK],
    ]),
    "shared half": block("clusterLink", ["sandbox half", ...LINK_ENDS]),
    "pause for link": pause(["sandbox half"]),
    mirror: block("mirrorTopic", ["topic", "sandbox half", "shared cluster", "shared link key", "pause for link"]),
};

const WORKSPACE: Blocks = {
    organisation: block("dataSource"),
    workspace: block("dataSource", ["organisation"]),
    "agent pool": block("dataSource", ["organisation"]),
    "allowed workspaces": block("local", ["workspace", "agent pool"]),
    "workspace settings": block("local", ["workspace", "allowed workspaces"]),
};

const BLOCKS: Blocks = {
    ...FOUNDATION,
    ...SANDBOX,
    ...SHARED,
    ...NAMES,
    ...REGISTRY,
    ...SANDBOX_DATA,
    ...SHARED_DATA,
    ...LINKING,
    ...WORKSPACE,
};

/**
 * The reference Terraform: two private Enterprise clusters, a link both ways, and all around them; one operation per
 * instance. Its provider waits are on, as Terraform's are by default.
 */
export function referenceGraph(): Graph {
    const instances = (name: string) =>
        Array.from({ length: BLOCKS[name]?.count ?? 1 }, (_, index) => `${name}${index === 0 ? "" : ` ${index + 1}`}`);
    return Object.entries(BLOCKS).flatMap(([name, { kind, after, sleepSeconds = 0 }]): Operation[] => {
        const waitsFor = after.flatMap(instances);
        return instances(name).map((id) => ({
            id,
            kind,
            providerWaits: true,
            sleepSeconds,
            after: waitsFor,
            needs: waitsFor,
        }));
    });
}
