import * as http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { awsProvider } from "../aws/provider";
import { confluentProvider } from "../confluent/provider";
import { confluentServer } from "../confluent/server";
import { DnsServer } from "../network/dns";
import type { Place } from "../network/reachability";
import { FaultPlan, type Fault } from "../provider/faults";
import type { CallContext } from "../provider/model";
import { serveProvider } from "../provider/server";
import type { World } from "../world";

export interface CloudOptions {
    readonly latency: number;
    readonly faults: readonly Fault[];
    /** Where the program runs, asked anew at each name look-up. */
    readonly place: () => Place;
}

/** The simulated clouds while they run. */
export interface RunningClouds {
    /** Value of PULUMI_DEBUG_PROVIDERS: the engine attaches to these instead of starting plugins. */
    readonly attach: string;
    /** `host:port` of the DNS server. */
    readonly resolver: string;
    readonly close: () => Promise<void>;
}

/** `host:port` at which a world's DNS server answers; the same in every run. */
export function resolverOf(world: World): string {
    return `${world.data.address}:${world.data.dnsPort}`;
}

/** Starts Confluent's API, the DNS server, and the stand-in providers, all on loopback. */
export async function startClouds(world: World, options: CloudOptions): Promise<RunningClouds> {
    const server = http.createServer(confluentServer(world, { latencyFactor: options.latency }));
    const dns = new DnsServer(world, options.place);
    await listen(server, world);
    await dns.start();
    const context: CallContext = {
        world,
        latencyFactor: options.latency,
        wait: (seconds) => (options.latency === 0 ? Promise.resolve() : sleep(seconds * options.latency * 1000)),
        controlPlane: `http://${world.data.address}:${world.data.httpPort}`,
        resolver: resolverOf(world),
    };
    const faults = new FaultPlan(options.faults);
    const providers = await Promise.all(
        [awsProvider, confluentProvider].map((model) => serveProvider(model, context, faults)),
    );
    return {
        attach: providers.map(({ name, port }) => `${name}:${port}`).join(","),
        resolver: resolverOf(world),
        close: async () => {
            for (const provider of providers) {
                provider.close();
            }
            await dns.close();
            server.closeAllConnections();
            await new Promise((closed) => server.close(closed));
            world.save();
        },
    };
}

function listen(server: http.Server, { data: { address, httpPort } }: World): Promise<void> {
    return new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            const reason = error.code === "EADDRINUSE" ? "another run uses this simulated world" : error.message;
            reject(new Error(`cannot listen on ${address}:${httpPort}: ${reason}`));
        });
        server.listen(httpPort, address, resolve);
    });
}
