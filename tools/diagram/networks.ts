import type { Items } from "./items";
import { componentType, idIn, textOf, type Item } from "./items";

/** A service inside a VPC. */
export interface Part {
    readonly kind: "endpoint" | "vpn" | "resolver" | "runner" | "services";
    readonly title: string;
    readonly lines: readonly string[];
}

/** A VPC, or a network of clients that is none in this account. */
export interface Network {
    /** Key of the private network, or role in the hub: `runner`, `dns`, `vpn`, else a block of clients. */
    readonly key: string;
    readonly title: string;
    /** False for what was there before the stack. */
    readonly made: boolean;
    readonly lines: readonly string[];
    readonly parts: readonly Part[];
    /** Whether it is attached to the Transit Gateway. */
    readonly attached: boolean;
}

export interface TransitGateway {
    readonly title: string;
    readonly made: boolean;
    readonly lines: readonly string[];
}

/** A private hosted zone, and where its names resolve. */
export interface PrivateZone {
    readonly key: string;
    readonly title: string;
    readonly lines: readonly string[];
    /** The private network in which it leads to the endpoint. */
    readonly network: string;
    /** Keys of the networks whose resolvers answer from it. */
    readonly networks: readonly string[];
}

export interface AwsSide {
    /** The networks around the private ones, the runner's first. */
    readonly hub: readonly Network[];
    readonly privateNetworks: readonly Network[];
    readonly gateway: TransitGateway | undefined;
    readonly zones: readonly PrivateZone[];
}

const VPC = "aws:ec2/vpc:Vpc";
const AWSX_VPC = "awsx:ec2:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const LOOKED_UP = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const LEARNED = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const ACCEPTER = "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter";
const ADMITTED = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";
const ANSWERS = "aws:route53/zoneAssociation:ZoneAssociation";
const RESOLVER = "aws:route53/resolverEndpoint:ResolverEndpoint";
const FORWARDED = "aws:route53/resolverRule:ResolverRule";
const VPN = "aws:ec2clientvpn/endpoint:Endpoint";
const VPN_RULE = "aws:ec2clientvpn/authorizationRule:AuthorizationRule";
const SERVICE = "aws:ecs/service:Service";

/** Roles in a hub by the component that makes their VPC, in the order of the picture. */
const ROLES: Readonly<Record<string, string>> = { DeploymentRunner: "runner", HubDns: "dns", ClientVpnEndpoint: "vpn" };
const ROLE_TITLES: Readonly<Record<string, string>> = { runner: "Runner VPC", dns: "DNS VPC", vpn: "VPN VPC" };
const ROLE_NOTES: Readonly<Record<string, string>> = { runner: "pulumi up runs here", dns: "answers for others" };
const PRIVATE = ["PrivateNetwork", "ConsumerVpc"];

/** What the stack has and uses in AWS. */
export function awsSide(items: Items): AwsSide {
    const hub = hubKeys(items).map((key) => hubNetwork(items, key));
    const privateNetworks = PRIVATE.flatMap((type) => items.components(type)).map((each) =>
        privateNetwork(items, each),
    );
    const [first, ...others] = privateNetworks;
    const isAlone = first !== undefined && !hub.some(({ key }) => key === "runner");
    const ownRunner = isAlone ? [{ ...first, lines: [...first.lines, ROLE_NOTES.runner ?? ""] }, ...others] : undefined;
    return {
        hub,
        privateNetworks: ownRunner ?? privateNetworks,
        gateway: transitGateway(items),
        zones: items.ofType(ZONE).map((zone) => privateZone(items, zone)),
    };
}

/** Key of the network that an item belongs to. */
function networkKey(items: Items, item: Item): string | undefined {
    const found = items.around(item).find((each) => {
        const type = componentType(each) ?? "";
        return type in ROLES || PRIVATE.includes(type);
    });
    return found === undefined ? undefined : (ROLES[componentType(found) ?? ""] ?? found.name);
}

/** Roles in the hub of what asks at endpoints and zones or is made here, then further blocks of clients. */
function hubKeys(items: Items): string[] {
    const admitted = admittedClients(items).map(({ client }) => client);
    const answering = items.ofType(ANSWERS).map(associated);
    const made = Object.entries(ROLES).flatMap(([type, role]) => (items.components(type).length > 0 ? [role] : []));
    const attached = runnerAttachment(items) === undefined ? [] : ["runner"];
    const keys = new Set([...admitted, ...answering, ...made, ...attached].filter(isOutside));
    const roles = Object.keys(ROLE_TITLES);
    return [...roles.filter((role) => keys.has(role)), ...[...keys].filter((key) => !roles.includes(key)).sort()];
}

function isOutside(key: string): boolean {
    return key !== "own" && !key.startsWith("network-");
}

interface Client {
    readonly client: string;
    readonly cidr: string | undefined;
}

/** Whom the endpoints' security groups admit. */
function admittedClients(items: Items): Client[] {
    return items.ofType(ADMITTED).flatMap((rule) => {
        const client = /-https-from-(?<client>.+)$/.exec(rule.name)?.groups?.client;
        const isEndpoints = items.within(rule, "PrivateNetwork") !== undefined;
        return client === undefined || !isEndpoints ? [] : [{ client, cidr: textOf(rule.inputs.cidrIpv4) }];
    });
}

function associated({ name }: Item): string {
    return /-association-(?<key>.+)$/.exec(name)?.groups?.key ?? name;
}

/** The attachment of a runner's VPC that was there before a hub was made. */
function runnerAttachment(items: Items): Item | undefined {
    return items
        .ofType(ATTACHMENT)
        .find((item) => networkKey(items, item) === undefined && items.within(item, "NetworkHub") !== undefined);
}

function hubNetwork(items: Items, key: string): Network {
    const type = Object.keys(ROLES).find((each) => ROLES[each] === key);
    const [component] = type === undefined ? [] : items.components(type);
    const cidr = admittedClients(items).find(({ client }) => client === key)?.cidr;
    const isVpc = key in ROLE_TITLES;
    const answering = items.ofType(ANSWERS).find((each) => associated(each) === key);
    const attached = key === "runner" ? runnerAttachment(items) : undefined;
    const id = textOf(answering?.inputs.vpcId) ?? textOf(attached?.inputs.vpcId);
    // In the gateway's own mode VPN clients keep their addresses, and no VPC of theirs is there.
    const isClients = component === undefined && id === undefined && key === "vpn";
    const told =
        component === undefined ? [cidr, isVpc && !isClients ? id : undefined] : vpcLines(items, component, cidr);
    return {
        key,
        title: isClients ? "VPN clients" : (ROLE_TITLES[key] ?? "Client network"),
        made: component !== undefined,
        lines: told.concat(ROLE_NOTES[key]).filter((line) => line !== undefined),
        parts: component === undefined ? givenParts(items, key) : madeParts(items, component),
        attached: transitGateway(items) !== undefined && isAttached(items, component),
    };
}

function isAttached(items: Items, component: Item | undefined): boolean {
    return component === undefined || items.inside(component, ATTACHMENT).length > 0;
}

function privateNetwork(items: Items, component: Item): Network {
    const kind = componentType(component) === "ConsumerVpc" ? "Consumer network" : "Private network";
    return {
        key: component.name,
        title: `${kind} ${component.name}`,
        made: true,
        lines: vpcLines(items, component, undefined),
        parts: madeParts(items, component),
        attached: isAttached(items, component),
    };
}

/** Block and zones of a VPC that the stack makes. */
function vpcLines(items: Items, component: Item, known: string | undefined): string[] {
    const vpcs = items.inside(component, VPC, AWSX_VPC);
    const cidr = known ?? vpcs.map(({ inputs }) => textOf(inputs.cidrBlock)).find((each) => each !== undefined);
    const subnets = items.inside(component, SUBNET);
    const ids = subnets.map(({ inputs }) => textOf(inputs.availabilityZoneId) ?? textOf(inputs.availabilityZone));
    const names = vpcs.flatMap(({ inputs }) => listOf(inputs.availabilityZoneNames));
    const zones = [...new Set([...ids, ...names])].filter((zone) => zone !== undefined).sort();
    return [...(cidr === undefined ? [] : [cidr]), ...(zones.length === 0 ? [] : [`subnets in ${zones.join(", ")}`])];
}

function listOf(value: unknown): (string | undefined)[] {
    return Array.isArray(value) ? value.map(textOf) : [];
}

/** What is known of a Client VPN that was there before. */
function givenParts(items: Items, key: string): Part[] {
    const [rule] = key === "vpn" ? items.ofType(VPN_RULE) : [];
    const id = textOf(rule?.inputs.clientVpnEndpointId);
    return rule === undefined ? [] : [{ kind: "vpn", title: "Client VPN", lines: id === undefined ? [] : [id] }];
}

function madeParts(items: Items, component: Item): Part[] {
    const vpns = items.inside(component, VPN).map(({ inputs }): Part => ({
        kind: "vpn",
        title: "Client VPN",
        lines: [`clients ${textOf(inputs.clientCidrBlock) ?? "of any block"}`],
    }));
    return [
        ...runnerParts(items, component),
        ...items.inside(component, RESOLVER).map((each) => resolver(items, each)),
        ...vpns,
        ...endpoints(items, component),
    ];
}

function runnerParts(items: Items, component: Item): Part[] {
    const isRunner = items.inside(component, SERVICE).length > 0;
    const services = items.inside(component, ENDPOINT).filter((each) => !leadsToConfluent(items, each));
    const names = services.map(({ inputs }) => textOf(inputs.serviceName)?.split(".").slice(3).join(".") ?? "?");
    return [
        ...(isRunner ? [{ kind: "runner", title: "Workflow runner", lines: ["on Fargate"] } as const] : []),
        ...(services.length > 0
            ? [
                  {
                      kind: "services",
                      title: `${services.length} endpoints of AWS`,
                      lines: inRows("", names.sort(), 3),
                  } as const,
              ]
            : []),
    ];
}

/** Names after what is said of them, a few a line. */
function inRows(said: string, names: readonly string[], each = 4): string[] {
    const rows = Array.from({ length: Math.ceil(names.length / each) }, (_, row) =>
        names.slice(row * each, (row + 1) * each).join(", "),
    );
    return rows.map((row, index) => `${index === 0 ? said : ""}${row}${index < rows.length - 1 ? "," : ""}`);
}

function resolver(items: Items, endpoint: Item): Part {
    const isInbound = textOf(endpoint.inputs.direction) === "INBOUND";
    const rules = items.ofType(FORWARDED).filter(({ inputs }) => textOf(inputs.ruleType) === "FORWARD");
    const domains = rules.map(({ inputs }) => textOf(inputs.domainName) ?? "?");
    return isInbound
        ? { kind: "resolver", title: "Resolver, inbound", lines: ["others ask here"] }
        : { kind: "resolver", title: "Resolver, outbound", lines: domains.map((domain) => `asks for ${domain}`) };
}

function leadsToConfluent(items: Items, endpoint: Item): boolean {
    return items.within(endpoint, "PrivateNetwork") !== undefined;
}

function endpoints(items: Items, component: Item): Part[] {
    const found = items.inside(component, ENDPOINT).filter((each) => leadsToConfluent(items, each));
    return found.map((endpoint) => {
        const clients = admittedClients(items)
            .filter(({ client }) =>
                items.inside(component, ADMITTED).some(({ name }) => name.endsWith(`from-${client}`)),
            )
            .map(({ client }) => (client === "own" ? "own VPC" : client.replace(/^network-/, "")));
        const title = items.within(endpoint, "AccessPointEndpoint") === undefined ? endpointTitle : gatewayTitle;
        return { kind: "endpoint", title, lines: inRows("admits ", [...new Set(clients)]) };
    });
}

const endpointTitle = "Interface endpoint";
const gatewayTitle = "Interface endpoint (gateway)";

function transitGateway(items: Items): TransitGateway | undefined {
    const [made] = items.ofType(GATEWAY);
    const attachments = items.ofType(ATTACHMENT);
    if (made === undefined && attachments.length === 0) {
        return undefined;
    }
    const id = attachments.map(({ inputs }) => textOf(inputs.transitGatewayId)).find((each) => each !== undefined);
    const isForeign = items.ofType(ACCEPTER).length > 0;
    return {
        title: "Transit Gateway",
        made: made !== undefined,
        lines: [
            ...(made === undefined && id !== undefined ? [id] : []),
            ...(isForeign ? ["in another account"] : []),
            ...tableLines(items),
        ],
    };
}

/** Who looks up each table, and whose block it learns. */
function tableLines(items: Items): string[] {
    const routing = [...items.ofType(LOOKED_UP), ...items.ofType(LEARNED)];
    const tables = [...new Set(routing.map((each) => tableName(items, each)))].sort();
    return tables.flatMap((table) => {
        const users = (type: string) =>
            items
                .ofType(type)
                .filter((each) => tableName(items, each) === table)
                .map((each) => networkKey(items, each) ?? "runner");
        const [lookedUp, learned] = [new Set(users(LOOKED_UP)), new Set(users(LEARNED))];
        return [`table ${table}`, ...inRows("· used by ", [...lookedUp], 3), ...inRows("· learns ", [...learned], 3)];
    });
}

function tableName(items: Items, routing: Item): string {
    const made = items.target(routing, "transitGatewayRouteTableId", [TABLE]);
    return made?.name.replace(/^.*-routes-/, "") ?? idIn(routing.inputs.transitGatewayRouteTableId) ?? "of the hub";
}

function privateZone(items: Items, zone: Item): PrivateZone {
    const own = items.within(zone, "PrivateNetwork")?.name ?? zone.name;
    const component = items.within(zone, "PrivateDns");
    const inside = (type: string) => (component === undefined ? [] : items.inside(component, type));
    const others = inside(ANSWERS).map((each) => associated(each).replace(/^network-/, ""));
    const domain = textOf(zone.inputs.name) ?? "domain known after the first up";
    const networks = [own, ...others];
    const records = inside(RECORD).length;
    return {
        key: zone.name,
        title: "Private hosted zone",
        lines: [
            domain,
            `${records} CNAME${records === 1 ? "" : "s"} to the endpoint of ${own}`,
            ...inRows("answers in ", networks),
        ],
        network: own,
        networks,
    };
}
