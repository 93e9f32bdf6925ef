import { promises as dns } from "node:dns";
import { isIP } from "node:net";
import type { World } from "../world";

/** Whether a connection to a host comes about from where the runner is, and if not, what a Go client would say. */
export type HostReach =
    | { readonly kind: "open" }
    | { readonly kind: "unknown"; readonly reason: string }
    | { readonly kind: "cut"; readonly reason: string };

/**
 * Looks a host up at the world's own DNS server, so that the proxy knows what every other client knows: a name that
 * does not exist there is unknown, and one that leads anywhere but to the world's address is cut off.
 */
export async function reachHost({ data }: World, host: string, port: string): Promise<HostReach> {
    if (isIP(host) !== 0) {
        return judge(host, data.address, port);
    }
    const server = `${data.address}:${data.dnsPort}`;
    const resolver = new dns.Resolver({ timeout: 2000, tries: 1 });
    resolver.setServers([server]);
    try {
        const [address = ""] = await resolver.resolve4(host);
        return judge(address, data.address, port);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const isAbsent = code === dns.NOTFOUND || code === dns.NODATA;
        const lookup = `dial tcp: lookup ${host} on ${server}`;
        return isAbsent
            ? { kind: "unknown", reason: `${lookup}: no such host` }
            : { kind: "cut", reason: `${lookup}: i/o timeout` };
    }
}

function judge(address: string, own: string, port: string): HostReach {
    return address === own ? { kind: "open" } : { kind: "cut", reason: `dial tcp ${address}:${port}: i/o timeout` };
}
