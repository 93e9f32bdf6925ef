import priceList from "./prices.json";

type Props = Readonly<Record<string, unknown>>;

/** A resource as an exported state has it; there is more to it than is read here. */
export interface StateResource {
    readonly type: string;
    readonly outputs?: Props | undefined;
}

export type PriceKey = keyof typeof priceList.prices;

/** A price in US dollars, per hour or per month. */
interface Price {
    readonly what: string;
    readonly hourly?: number;
    readonly monthly?: number;
}

/** One kind of cost: how many units, and what they come to in a month. */
export interface CostLine {
    readonly item: string;
    readonly units: number;
    /** US dollars for one unit in a month. */
    readonly unitPrice: number;
    readonly monthly: number;
}

export interface Estimate {
    readonly lines: readonly CostLine[];
    readonly monthly: number;
    /** What the stack has that costs something every hour, at prices that are not published: counted, not priced. */
    readonly unpriced: readonly { readonly item: string; readonly units: number }[];
    readonly currency: string;
    readonly region: string;
    readonly hoursPerMonth: number;
}

type Units = Readonly<Partial<Record<PriceKey, number>>>;

/** What costs a fixed amount, by resource type: how many units of which price one resource is. */
const PRICED: Readonly<Record<string, (outputs: Props, all: readonly StateResource[]) => Units>> = {
    "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType, subnetIds }) =>
        vpcEndpointType === "Interface" ? { interfaceEndpointZone: sizeOf(subnetIds) } : {},
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": () => ({ transitGatewayAttachment: 1 }),
    "aws:route53/zone:Zone": () => ({ hostedZone: 1 }),
    "aws:route53/resolverEndpoint:ResolverEndpoint": ({ ipAddresses }) => ({ resolverAddress: sizeOf(ipAddresses) }),
    "aws:ec2/natGateway:NatGateway": () => ({ natGateway: 1 }),
    "aws:ec2/eip:Eip": () => ({ publicAddress: 1 }),
    "aws:ec2clientvpn/networkAssociation:NetworkAssociation": () => ({ vpnAssociation: 1 }),
    "aws:secretsmanager/secret:Secret": () => ({ secret: 1 }),
    "aws:ecs/service:Service": fargate,
};

/** What Confluent bills by the hour; list prices are quoted, see `confluent billing price list`. */
const UNPRICED: Readonly<Record<string, (outputs: Props) => { item: string; units: number }>> = {
    "confluentcloud:index/kafkaCluster:KafkaCluster": ({ dedicated }) =>
        isProps(dedicated)
            ? { item: "Dedicated cluster, per CKU", units: Number(dedicated.cku) }
            : { item: "Enterprise cluster, eCKU by use", units: 1 },
    "confluentcloud:index/clusterLink:ClusterLink": () => ({ item: "cluster link half", units: 1 }),
    "confluentcloud:index/connector:Connector": () => ({ item: "connector, per task", units: 1 }),
};

/** Memory is given in MiB, and 1,024 CPU units are one virtual processor. */
const UNITS_PER_WHOLE = 1024;

/**
 * The fixed part of a stack's monthly cost, from the resources in its state: what is billed by the hour whether or not
 * anything happens. Data, requests, log volume and Confluent's usage come on top.
 */
export function estimate(resources: readonly StateResource[]): Estimate {
    const units = new Map<PriceKey, number>();
    for (const { type, outputs = {} } of resources) {
        const own = PRICED[type]?.(outputs, resources) ?? {};
        for (const [key, count] of Object.entries(own) as [PriceKey, number][]) {
            units.set(key, (units.get(key) ?? 0) + count);
        }
    }
    const lines = [...units].filter(([, count]) => count > 0).map(([key, count]) => costLine(key, count));
    const { currency, region, hoursPerMonth } = priceList;
    return {
        lines: lines.toSorted((one, other) => other.monthly - one.monthly),
        monthly: round(lines.reduce((sum, { monthly }) => sum + monthly, 0)),
        unpriced: unpriced(resources),
        currency,
        region,
        hoursPerMonth,
    };
}

function costLine(key: PriceKey, units: number): CostLine {
    const { what, hourly = 0, monthly = 0 }: Price = priceList.prices[key];
    const unitPrice = monthly + hourly * priceList.hoursPerMonth;
    return { item: what, units, unitPrice: round(unitPrice), monthly: round(units * unitPrice) };
}

function unpriced(resources: readonly StateResource[]): Estimate["unpriced"] {
    const counts = new Map<string, number>();
    for (const { type, outputs = {} } of resources) {
        const found = UNPRICED[type]?.(outputs);
        if (found !== undefined) {
            counts.set(found.item, (counts.get(found.item) ?? 0) + found.units);
        }
    }
    return [...counts].map(([item, units]) => ({ item, units }));
}

/** A service keeps its desired number of tasks running, each of the size that its definition says. */
function fargate({ taskDefinition, desiredCount }: Props, resources: readonly StateResource[]): Units {
    const definition = resources.find(
        ({ type, outputs }) =>
            type === "aws:ecs/taskDefinition:TaskDefinition" && outputs !== undefined && outputs.arn === taskDefinition,
    );
    const tasks = Number(desiredCount ?? 1);
    const whole = (value: unknown) => (Number(value ?? 0) / UNITS_PER_WHOLE) * tasks;
    return { fargateProcessor: whole(definition?.outputs?.cpu), fargateMemory: whole(definition?.outputs?.memory) };
}

function sizeOf(list: unknown): number {
    return Array.isArray(list) ? list.length : 0;
}

function isProps(value: unknown): value is Props {
    return typeof value === "object" && value !== null;
}

/** To the cent. */
function round(amount: number): number {
    return Math.round(amount * 100) / 100;
}
