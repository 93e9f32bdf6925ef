import { confluentProvider } from "../../../simulator/confluent/provider";
import type { CallContext, Props, ResourceModel } from "../../../simulator/provider/model";
import { Bench, REGION, startDns } from "./support";

export interface Made {
    readonly type: string;
    readonly id: string;
    readonly outputs: Props;
}

/** The stand-in provider's models at work against a running server, with a DNS server that knows what it is told. */
export class StandIn {
    /** What the DNS server answers. */
    readonly names: Map<string, string>;
    context: CallContext;

    private constructor(
        readonly bench: Bench,
        private readonly dns: { resolver: string; close: () => void; names: Map<string, string> },
    ) {
        this.names = dns.names;
        this.context = bench.context(dns.resolver);
    }

    static async start(latencyFactor = 0): Promise<StandIn> {
        const names = new Map<string, string>();
        const dns = await startDns(names);
        return new StandIn(await Bench.start(latencyFactor), { ...dns, names });
    }

    async close(): Promise<void> {
        this.dns.close();
        await this.bench.close();
    }

    get resolver(): string {
        return this.dns.resolver;
    }

    private model(type: string): ResourceModel {
        const module = `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`;
        const found = confluentProvider.resources[`confluentcloud:index/${module}:${type}`];
        if (found === undefined) {
            throw new Error(`no model of ${type}`);
        }
        return found;
    }

    async make(type: string, inputs: Props): Promise<Made> {
        this.model(type).check?.(inputs);
        return { type, ...(await this.model(type).create(this.context, inputs)) };
    }

    read({ type, id, outputs }: Made): Promise<Props | undefined> {
        return this.model(type).read(this.context, id, outputs);
    }

    /** What an import finds; undefined when there is nothing. */
    async adopt(type: string, id: string): Promise<{ id: string; outputs: Props } | undefined> {
        return this.model(type).adopt?.(this.context, id);
    }

    async update({ type, id, outputs }: Made, inputs: Props): Promise<Made> {
        return { type, id, outputs: await this.model(type).update(this.context, id, outputs, inputs) };
    }

    remove({ type, id, outputs }: Made): Promise<void> {
        return this.model(type).delete(this.context, id, outputs);
    }

    /** Calls a function of the provider, such as `getEnvironment`. */
    async invoke(name: string, args: Props): Promise<Props> {
        const run = confluentProvider.functions[`confluentcloud:index/${name}:${name}`];
        if (run === undefined) {
            throw new Error(`no model of ${name}`);
        }
        return run(this.context, args);
    }

    environment(): Promise<Made> {
        return this.make("Environment", { displayName: "non-prod", streamGovernance: { package: "ESSENTIALS" } });
    }

    cluster(environment: Made, inputs: Props): Promise<Made> {
        const shared = { displayName: "c", availability: "SINGLE_ZONE", cloud: "AWS", region: REGION };
        return this.make("KafkaCluster", { ...shared, environment: { id: environment.id }, ...inputs });
    }

    /** Makes a cluster's host known to the DNS server. */
    reveal({ outputs }: Made): void {
        this.names.set(new URL(String(outputs.restEndpoint)).hostname, this.bench.world.data.address);
    }

    /** A key of an administrator of the cluster, and what it rests on. */
    async key(
        environment: Made,
        cluster: Made,
        inputs: Props = {},
        displayName = `manager of ${cluster.id}`,
    ): Promise<Record<"key" | "binding" | "account", Made>> {
        const account = await this.make("ServiceAccount", { displayName, description: "" });
        const binding = await this.make("RoleBinding", {
            principal: `User:${account.id}`,
            roleName: "CloudClusterAdmin",
            crnPattern: cluster.outputs.rbacCrn,
            disableWaitForReady: true,
        });
        const key = await this.make("ApiKey", {
            displayName,
            disableWaitForReady: true,
            owner: { id: account.id, kind: account.outputs.kind, apiVersion: account.outputs.apiVersion },
            managedResource: {
                id: cluster.id,
                kind: cluster.outputs.kind,
                apiVersion: cluster.outputs.apiVersion,
                environment: { id: environment.id },
            },
            ...inputs,
        });
        return { key, binding, account };
    }

    /** An attachment and the connection of an endpoint to it. */
    async attached(environment: Made): Promise<Record<"attachment" | "connection", Made>> {
        const inputs = { displayName: "p", cloud: "AWS", region: REGION, environment: { id: environment.id } };
        const attachment = await this.make("PrivateLinkAttachment", inputs);
        const [service] = attachment.outputs.aws as { vpcEndpointServiceName: string }[];
        const connection = await this.make("PrivateLinkAttachmentConnection", {
            displayName: "p",
            environment: { id: environment.id },
            privateLinkAttachment: { id: attachment.id },
            aws: { vpcEndpointId: this.bench.vpcEndpoint(service?.vpcEndpointServiceName ?? "") },
        });
        return { attachment, connection };
    }

    /** A gateway and the way of an endpoint in through it. */
    async entered(environment: Made): Promise<Record<"gateway" | "point", Made>> {
        const inside = { displayName: "g", environment: { id: environment.id } };
        const gateway = await this.make("Gateway", { ...inside, awsIngressPrivateLinkGateway: { region: REGION } });
        const { vpcEndpointServiceName } = gateway.outputs.awsIngressPrivateLinkGateway as Record<string, string>;
        const vpcEndpointId = this.bench.vpcEndpoint(vpcEndpointServiceName ?? "");
        const point = await this.make("AccessPoint", {
            ...inside,
            gateway: { id: gateway.id },
            awsIngressPrivateLinkEndpoint: { vpcEndpointId },
        });
        return { gateway, point };
    }
}

/** The credentials block of a key. */
export function credentials({ id, outputs }: Made): Props {
    return { key: id, secret: outputs.secret };
}

/** The block of a cluster at whose REST endpoint something is managed. */
export function managed(cluster: Made, key: Made): Props {
    return { id: cluster.id, restEndpoint: cluster.outputs.restEndpoint, credentials: credentials(key) };
}

/** The block of a cluster at the far end of a link; a half that waits to be dialled has no key for it. */
export function peer(cluster: Made, key?: Made): Props {
    const block = { id: cluster.id, bootstrapEndpoint: cluster.outputs.bootstrapEndpoint };
    return key === undefined ? block : { ...block, credentials: credentials(key) };
}

/** Inputs of an ACL on the topic "orders" that say whom it concerns. */
export function aclOf(account: Made): Props {
    return {
        resourceType: "TOPIC",
        resourceName: "orders",
        patternType: "LITERAL",
        principal: `User:${account.id}`,
        host: "*",
        operation: "WRITE",
        permission: "ALLOW",
    };
}

/** Inputs of a connector that writes to the topic "orders". */
export function datagenOf(environment: Made, cluster: Made, account: Made, changes: Props = {}): Props {
    return {
        environment: { id: environment.id },
        kafkaCluster: { id: cluster.id },
        configNonsensitive: {
            "connector.class": "DatagenSource",
            name: "datagen orders",
            "kafka.auth.mode": "SERVICE_ACCOUNT",
            "kafka.service.account.id": account.id,
            "kafka.topic": "orders",
            "output.data.format": "AVRO",
            quickstart: "STOCK_TRADES",
            "tasks.max": "1",
            ...changes,
        },
        configSensitive: {},
    };
}
