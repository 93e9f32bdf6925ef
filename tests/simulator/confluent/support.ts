import * as dgram from "node:dgram";
import * as http from "node:http";
import * as dnsPacket from "dns-packet";
import { Fields, type Credentials } from "../../../simulator/confluent/api";
import { cloudKey } from "../../../simulator/confluent/cloudKey";
import { confluentServer } from "../../../simulator/confluent/server";
import type { CallContext } from "../../../simulator/provider/model";
import { World } from "../../../simulator/world";

export interface Answer {
    readonly status: number;
    readonly type: string | null;
    readonly json: Fields;
    /** The error's text, whichever of the two forms it has. */
    readonly message: string;
}

export const REGION = "us-east-1";

/** A running simulated Confluent Cloud with an in-memory world, whose clock stands still until it is moved. */
export class Bench {
    private constructor(
        readonly world: World,
        private readonly server: http.Server,
        private readonly clock: { now: number },
    ) {}

    static async start(latencyFactor = 0): Promise<Bench> {
        const world = World.open();
        const clock = { now: Date.now() };
        world.now = () => clock.now;
        const server = http.createServer(confluentServer(world, { latencyFactor }));
        await new Promise<void>((resolve) => server.listen(world.data.httpPort, world.data.address, resolve));
        return new Bench(world, server, clock);
    }

    async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    /** Lets model time pass. */
    pass(seconds: number): void {
        this.clock.now += seconds * 1000;
    }

    get url(): string {
        return `http://${this.world.data.address}:${this.world.data.httpPort}`;
    }

    async call(method: string, path: string, body?: unknown, key: Credentials = cloudKey): Promise<Answer> {
        const authorization = `Basic ${Buffer.from(`${key.key}:${key.secret}`).toString("base64")}`;
        const response = await fetch(this.url + path, {
            method,
            headers: { authorization, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        });
        const text = await response.text();
        const json = new Fields(text === "" ? {} : JSON.parse(text));
        const message = json.list("errors")[0]?.text("detail") ?? json.text("message") ?? "";
        return { status: response.status, type: response.headers.get("content-type"), json, message };
    }

    /** As `call`, for what must succeed; returns the id of the answer's object. */
    async make(method: string, path: string, body?: unknown, key?: Credentials): Promise<string> {
        const answer = await this.call(method, path, body, key);
        if (answer.status >= 300) {
            throw new Error(`${method} ${path}: ${answer.status} ${answer.message}`);
        }
        return answer.json.text("id") ?? "";
    }

    environment(body: object = { stream_governance_config: { package: "ESSENTIALS" } }): Promise<string> {
        return this.make("POST", "/org/v2/environments", { display_name: "non-prod", ...body });
    }

    cluster(environment: string, config: object = { kind: "Enterprise" }, more: object = {}): Promise<string> {
        return this.make("POST", "/cmk/v2/clusters", { spec: clusterSpec(environment, config, more) });
    }

    /** A service account with a key for the cluster, and with `roles` bound where the CRNs say. */
    async member(cluster: string, ...roles: [role: string, crn: string][]): Promise<Credentials & { account: string }> {
        const name = `${cluster}-${Object.keys(this.world.data.confluent.serviceAccounts).length}`;
        const account = await this.make("POST", "/iam/v2/service-accounts", { display_name: name });
        for (const [role, crn] of roles) {
            await this.bind(account, role, crn);
        }
        const answer = await this.call("POST", "/iam/v2/api-keys", {
            spec: { owner: { id: account, kind: "ServiceAccount" }, resource: { id: cluster, kind: "Cluster" } },
        });
        return { key: answer.json.text("id") ?? "", secret: answer.json.text("spec.secret") ?? "", account };
    }

    bind(account: string, role: string, crn: string): Promise<string> {
        const body = { principal: `User:${account}`, role_name: role, crn_pattern: crn };
        return this.make("POST", "/iam/v2/role-bindings", body);
    }

    clusterCrn(environment: string, cluster: string): string {
        return `${this.environmentCrn(environment)}/cloud-cluster=${cluster}`;
    }

    environmentCrn(environment: string): string {
        return `${this.organizationCrn}/environment=${environment}`;
    }

    get organizationCrn(): string {
        return `crn://confluent.cloud/organization=${this.world.data.organizationId}`;
    }

    /** A VPC endpoint of the simulated AWS account. */
    vpcEndpoint(serviceName: string): string {
        const id = this.world.awsId("vpce");
        const props = { serviceName, state: "pendingAcceptance" };
        this.world.data.aws[id] = { id, type: "aws:ec2/vpcEndpoint:VpcEndpoint", props };
        return id;
    }

    /** What a provider model gets, with real waits. */
    context(resolver: string, latencyFactor = 0): CallContext {
        return {
            world: this.world,
            latencyFactor,
            wait: (seconds) => {
                this.pass(seconds);
                return Promise.resolve();
            },
            controlPlane: this.url,
            resolver,
        };
    }
}

export function clusterSpec(environment: string, config: object, more: object = {}): object {
    const shared = { display_name: "cluster", availability: "SINGLE_ZONE", cloud: "AWS", region: REGION };
    return { ...shared, config, environment: { id: environment }, ...more };
}

/** Two linked clusters' worth of administrators: a private Enterprise cluster and a public Dedicated one. */
export interface Pair {
    readonly environment: string;
    readonly sandbox: Member;
    readonly shared: Member;
}

export interface Member extends Credentials {
    readonly id: string;
    readonly account: string;
    readonly bootstrap: string;
    readonly rest: string;
    readonly base: string;
}

export async function makePair(bench: Bench): Promise<Pair> {
    const environment = await bench.environment();
    return {
        environment,
        sandbox: await administrator(bench, environment, await bench.cluster(environment)),
        shared: await administrator(
            bench,
            environment,
            await bench.cluster(environment, { kind: "Dedicated", cku: 1 }),
        ),
    };
}

export async function administrator(bench: Bench, environment: string, id: string): Promise<Member> {
    const member = await bench.member(id, ["CloudClusterAdmin", bench.clusterCrn(environment, id)]);
    const { json } = await bench.call("GET", `/cmk/v2/clusters/${id}?environment=${environment}`);
    const rest = json.text("spec.http_endpoint") ?? "";
    const bootstrap = json.text("spec.kafka_bootstrap_endpoint") ?? "";
    return { ...member, id, rest, bootstrap, base: `/kafka/v3/clusters/${id}` };
}

/** Body of a link request, as the provider builds it. */
export function linkBody(
    local: Member,
    remote: Member,
    modes: { link: string; connection: string },
    changes: Record<string, string> = {},
): object {
    const jaas = ({ key, secret }: Credentials): string =>
        `PlainLoginModule required username="${key}" password="${secret}";`;
    const outbound = {
        "sasl.jaas.config": jaas(remote),
        ...(modes.link === "DESTINATION" ? {} : { "local.sasl.jaas.config": jaas(local) }),
        ...(modes.link === "BIDIRECTIONAL" ? { "remote.link.connection.mode": "INBOUND" } : {}),
    };
    const config = {
        "link.mode": modes.link,
        "connection.mode": modes.connection,
        "bootstrap.servers": remote.bootstrap,
        ...(modes.connection === "OUTBOUND" ? outbound : {}),
        ...changes,
    };
    const field = { DESTINATION: "source", SOURCE: "destination", BIDIRECTIONAL: "remote" }[modes.link] ?? "";
    return {
        [`${field}_cluster_id`]: remote.id,
        configs: Object.entries(config).map(([name, value]) => ({ name, value })),
    };
}

export const INBOUND = { link: "BIDIRECTIONAL", connection: "INBOUND" };
export const OUTBOUND = { link: "BIDIRECTIONAL", connection: "OUTBOUND" };

/** Makes both halves of the bidirectional link "lk": the private cluster dials. */
export async function linkPair(bench: Bench, { sandbox, shared }: Pair): Promise<void> {
    const path = "/links?link_name=lk";
    await bench.make("POST", shared.base + path, linkBody(shared, sandbox, INBOUND), shared);
    await bench.make("POST", sandbox.base + path, linkBody(sandbox, shared, OUTBOUND), sandbox);
}

/** A DNS server on loopback that knows the given names; the rest does not exist. */
export async function startDns(answers: Map<string, string>): Promise<{ resolver: string; close: () => void }> {
    const socket = dgram.createSocket("udp4");
    socket.on("message", (message, sender) => {
        const query = dnsPacket.decode(message);
        const name = query.questions?.[0]?.name ?? "";
        const data = answers.get(name);
        const reply = dnsPacket.encode({
            type: "response",
            id: query.id ?? 0,
            flags: data === undefined ? 3 : 0,
            questions: query.questions ?? [],
            answers: data === undefined ? [] : [{ type: "A", name, ttl: 0, data }],
        });
        socket.send(reply, sender.port, sender.address);
    });
    await new Promise<void>((resolve) => {
        socket.bind(0, "127.0.0.1", resolve);
    });
    const { port } = socket.address();
    return { resolver: `127.0.0.1:${port}`, close: () => socket.close() };
}

/** The message of the error that a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<string> {
    try {
        await promise;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    throw new Error("expected a failure");
}
