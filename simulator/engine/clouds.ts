import * as http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { awsProvider } from "../aws/provider";
import { startAwsx } from "../awsx/attach";
import { withChanges } from "../change/running";
import type { Credentials } from "../confluent/api";
import { confluentProvider } from "../confluent/provider";
import { confluentServer } from "../confluent/server";
import { DnsServer } from "../network/dns";
import type { Place } from "../network/reachability";
import { FaultPlan, type Fault } from "../provider/faults";
import type { CallContext } from "../provider/model";
import { serveProvider, type AttachedProvider } from "../provider/server";
import type { Authority } from "../proxy/authority";
import { acceptTunnels, withProxy } from "../proxy/proxy";
import { Traffic, type CallCounts, type Limits } from "../traffic/traffic";
import type { World } from "../world";

export interface CloudOptions {
    readonly latency: number;
    readonly faults: readonly Fault[];
    /** Where the program runs, asked anew at each name look-up. */
    readonly place: () => Place;
    /**
     * For the installed confluentcloud plugin: its stand-in is left out, and the HTTP server is also a proxy, whose
     * certificates this authority signs.
     */
    readonly authority?: Authority;
    /** Whether the stack has components of awsx: their stand-in is a process of its own, which takes time to start. */
    readonly awsx?: boolean;
    /** The Cloud API key that the control plane accepts. Defaults to this process's own, which the stand-in uses. */
    readonly cloudKey?: Credentials;
    /** How much the services put up with. Defaults to anything. */
    readonly limits?: Limits;
    /** Ends the run at a `stop` fault. Defaults to killing this process, and the group that it leads. */
    readonly stop?: (() => void) | undefined;
}

/** The simulated clouds while they run. */
export interface RunningClouds {
    /** Value of PULUMI_DEBUG_PROVIDERS: the engine attaches to these instead of starting plugins. */
    readonly attach: string;
    /** `host:port` of the DNS server. */
    readonly resolver: string;
    /** How often what has been called since the start. */
    readonly calls: () => CallCounts;
    readonly close: () => Promise<void>;
}

/** `host:port` at which a world's DNS server answers; the same in every run. */
export function resolverOf(world: World): string {
    return `${world.data.address}:${world.data.dnsPort}`;
}

type Closer = () => Promise<void> | void;

/**
 * Starts Confluent's API, the DNS server, and the stand-in providers, all on loopback. Fails, with nothing left open,
 * where the world's addresses are taken.
 */
export async function startClouds(world: World, options: CloudOptions): Promise<RunningClouds> {
    const closers: Closer[] = [];
    const closeAll = async () => {
        for (const close of closers.splice(0).reverse()) {
            await close();
        }
    };
    const traffic = new Traffic(options.limits);
    try {
        closers.push(await serveApi(world, options, traffic));
        closers.push(await serveNames(world, options.place));
        const attach = await attachProviders(world, options, traffic, closers);
        const close = async () => {
            await closeAll();
            world.save();
        };
        return { attach, resolver: resolverOf(world), calls: () => traffic.counts(), close };
    } catch (error) {
        await closeAll();
        throw error;
    }
}

async function serveApi(
    world: World,
    { latency, cloudKey, authority }: CloudOptions,
    traffic: Traffic,
): Promise<Closer> {
    const { address, httpPort } = world.data;
    const api = confluentServer(world, {
        latencyFactor: latency,
        traffic,
        ...(cloudKey === undefined ? {} : { cloudKey }),
    });
    const direct = withChanges(world, api);
    const server = http.createServer(authority === undefined ? direct : withProxy(world, direct));
    const closeTunnels = authority === undefined ? undefined : acceptTunnels(server, world, authority);
    await new Promise<void>((resolve, reject) => {
        server.once("error", (error) => {
            reject(taken(address, httpPort, error));
        });
        server.listen(httpPort, address, resolve);
    });
    return async () => {
        closeTunnels?.();
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
    };
}

async function serveNames(world: World, place: () => Place): Promise<Closer> {
    const dns = new DnsServer(world, place);
    try {
        await dns.start();
    } catch (error) {
        throw taken(world.data.address, world.data.dnsPort, error);
    }
    return () => dns.close();
}

function taken(address: string, port: number, error: unknown): Error {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "another run uses this simulated world" : message;
    return new Error(`cannot listen on ${address}:${port}: ${reason}`, { cause: error });
}

/** Serves the stand-ins, and returns what tells the engine where they are. */
async function attachProviders(
    world: World,
    options: CloudOptions,
    traffic: Traffic,
    closers: Closer[],
): Promise<string> {
    const context: CallContext = {
        world,
        latencyFactor: options.latency,
        wait: (seconds) => (options.latency === 0 ? Promise.resolve() : sleep(seconds * options.latency * 1000)),
        controlPlane: `http://${world.data.address}:${world.data.httpPort}`,
        resolver: resolverOf(world),
        traffic,
        stop: options.stop,
    };
    const faults = new FaultPlan(options.faults);
    const attached: string[] = [];
    for (const model of options.authority === undefined ? [awsProvider, confluentProvider] : [awsProvider]) {
        attached.push(closedLater(await serveProvider(model, context, faults), closers));
    }
    if (options.awsx === true) {
        attached.push(closedLater(await startAwsx(), closers));
    }
    return attached.join(",");
}

/** What tells the engine where a provider is, which is closed with all else. */
function closedLater(provider: AttachedProvider, closers: Closer[]): string {
    closers.push(() => {
        provider.close();
    });
    return `${provider.name}:${provider.port}`;
}
