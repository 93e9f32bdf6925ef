import { promises as dns } from "node:dns";
import { isIP } from "node:net";
import type { CallContext, Props } from "../../provider/model";
import { Fields, type Credentials } from "../api";
import { clusterLogin, oauthOf } from "./oauth";
import { ConnectionError, goVerb, send, ServiceError, succeeded } from "./transport";

/** A cluster's Kafka REST endpoint and the key to use there; without a key the provider's own login is used. */
export interface KafkaRest {
    readonly clusterId: string;
    readonly restEndpoint: string;
    readonly credentials?: Credentials | undefined;
}

/**
 * A block with `id`, `restEndpoint` and `credentials`; throws, naming the block, where one is missing. With OAuth there
 * are no credentials, and those that are still in a state are not used.
 */
export function kafkaRest(context: CallContext, block: unknown, name: string): KafkaRest {
    const fields = new Fields(block);
    const clusterId = fields.text("id") ?? "";
    const restEndpoint = fields.text("restEndpoint");
    if (!restEndpoint?.startsWith("http")) {
        throw new Error(`one of the provider's or ${name}'s rest_endpoint must be set and start with http`);
    }
    return { clusterId, restEndpoint, credentials: credentialsOf(context, fields.at("credentials"), name) };
}

/** A `credentials` block; throws, naming its owner, when key or secret is missing. With OAuth there is none. */
export function credentialsOf(context: CallContext, block: unknown, name: string): Credentials | undefined {
    if (oauthOf(context.config) !== undefined) {
        return undefined;
    }
    const fields = new Fields(block);
    const [key, secret] = [fields.text("key"), fields.text("secret")];
    if (key === undefined || secret === undefined) {
        throw new Error(`the credentials block of ${name} must be set with key and secret`);
    }
    return { key, secret };
}

/** Throws where inputs hold a key although the provider logs in with OAuth. */
export function refuseCredentials(context: CallContext, ...blocks: readonly unknown[]): void {
    const isGiven = blocks.some((block) => new Fields(block).at("credentials") !== undefined);
    if (isGiven && oauthOf(context.config) !== undefined) {
        throw new Error("error: please remove resource credentials block when OAuth is enabled");
    }
}

/** As `kafkaRest`, for resources that keep the three side by side. */
export function kafkaRestOf(context: CallContext, state: Props, name: string): KafkaRest {
    const { restEndpoint, credentials } = state;
    return kafkaRest(context, { id: new Fields(state).at("kafkaCluster.id"), restEndpoint, credentials }, name);
}

/** Calls Kafka REST on the cluster, at the address that the runner's resolver gives; no retries. */
export async function callKafka(
    context: CallContext,
    rest: KafkaRest,
    method: string,
    path: string,
    body?: unknown,
): Promise<Fields> {
    const url = new URL(`${rest.restEndpoint}/kafka/v3/clusters/${rest.clusterId}${path}`);
    const address = await lookUp(context, url, method);
    const oauth = oauthOf(context.config);
    const login = rest.credentials ?? (oauth === undefined ? undefined : await clusterLogin(oauth));
    const call = { method, url, address, login };
    return succeeded(await send(body === undefined ? call : { ...call, body })).json;
}

/** Reads an object; undefined when it is gone, which Kafka REST says with 404 only. */
export async function findInKafka(context: CallContext, rest: KafkaRest, path: string): Promise<Fields | undefined> {
    try {
        return await callKafka(context, rest, "GET", path);
    } catch (error) {
        if (error instanceof ServiceError && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}

async function lookUp(context: CallContext, url: URL, method: string): Promise<string> {
    if (isIP(url.hostname) !== 0) {
        return url.hostname;
    }
    const resolver = new dns.Resolver({ timeout: 2000, tries: 1 });
    resolver.setServers([context.resolver]);
    try {
        const [address] = await resolver.resolve4(url.hostname);
        if (address !== undefined) {
            return address;
        }
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== dns.NOTFOUND && code !== dns.NODATA) {
            throw lookUpError(context, url, method, "i/o timeout");
        }
    }
    throw lookUpError(context, url, method, "no such host");
}

function lookUpError({ resolver }: CallContext, url: URL, method: string, reason: string): ConnectionError {
    const lookup = `lookup ${url.hostname} on ${resolver}: ${reason}`;
    return new ConnectionError(`${goVerb(method)} "${url.href}": dial tcp: ${lookup}`);
}
