import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import type { World } from "../world";
import type { Authority } from "./authority";
import { reachHost, type HostReach } from "./reach";

type Closed = Exclude<HostReach, { readonly kind: "open" }>;

/**
 * Answers requests that name a whole URL, as clients send them to an HTTP proxy, under the rules of the simulated
 * network; all other requests go on as they are.
 *
 * Where the host is out of reach the answer is a 400 with the reason as a Kafka REST error: the confluentcloud
 * plugin prints it at once, while it retries a 502 or 504 for long and then drops its text, and takes a 404 or 403
 * for an object that is gone.
 */
export function withProxy(world: World, next: RequestListener): RequestListener {
    return (incoming, response) => {
        const url = incoming.url?.startsWith("http://") === true ? new URL(incoming.url) : undefined;
        if (url === undefined) {
            next(incoming, response);
            return;
        }
        reachHost(world, url.hostname, url.port === "" ? "80" : url.port)
            .then((reach) => {
                if (reach.kind === "open") {
                    next(incoming, response);
                } else {
                    refuse(response, reach);
                }
            })
            .catch(() => response.destroy());
    };
}

function refuse(response: ServerResponse, { kind, reason }: Closed): void {
    response.statusMessage = kind === "unknown" ? "No Such Host" : "Connection Timed Out";
    response
        .writeHead(400, { "Content-Type": "application/json" })
        .end(JSON.stringify({ error_code: 400, message: reason }));
}

/**
 * Lets a server take `CONNECT host:port` as well: where the host can be reached, TLS ends here, with a certificate of
 * `authority` for that host, and what comes through it is answered as any other request. Where it cannot, the reason
 * stands in the status line, the one part of such an answer that Go's client prints.
 * Returns what closes the tunnels: the server's own close waits for them.
 */
export function acceptTunnels(server: Server, world: World, authority: Authority): () => void {
    const tunnels = new Set<Duplex>();
    server.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        tunnels.add(socket);
        socket.on("error", () => socket.destroy());
        socket.on("close", () => tunnels.delete(socket));
        const [host = "", port = "443"] = (request.url ?? "").split(":");
        reachHost(world, host, port)
            .then((reach) => {
                if (reach.kind === "open") {
                    server.emit("connection", secured(socket, head, host, authority));
                } else {
                    const status = reach.kind === "unknown" ? 502 : 504;
                    socket.end(`HTTP/1.1 ${status} ${reach.reason}\r\nContent-Length: 0\r\n\r\n`);
                }
            })
            .catch(() => socket.destroy());
    });
    return () => {
        for (const tunnel of tunnels) {
            tunnel.destroy();
        }
    };
}

/** The tunnel's inner end, once the client has been told that the tunnel stands. */
function secured(socket: Duplex, head: Buffer, host: string, authority: Authority): TLSSocket {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (head.length > 0) {
        socket.unshift(head);
    }
    const secureContext = authority.contextFor(host);
    const secure = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ["http/1.1"] });
    // A client that does not trust the authority hangs up.
    secure.on("error", () => socket.destroy());
    return secure;
}
