import * as dgram from "node:dgram";
import * as dnsPacket from "dns-packet";
import type { World } from "../world";
import { path, type Place } from "./reachability";
import { resolveName, type NoSuchName } from "./resolve";

/** How long a resolver keeps the answer of a private zone that a name does not exist (Route 53's default SOA). */
const NEGATIVE_SECONDS = 900;
const NXDOMAIN = 3;
const PORT = 443;

/** An address in the world's loopback network on which nothing listens: connections there fail. */
export function deadEnd(world: World): string {
    return world.data.address.replace(/\d+$/, "66");
}

/**
 * The resolver of the place where the runner sits, on UDP at the world's address and DNS port.
 * A name that resolves is answered with the address of the world's HTTP server where the network path is open, else
 * with one on which nothing listens. A name with several addresses counts as open only if the way to each is: a client
 * may pick any of them.
 */
export class DnsServer {
    private socket: dgram.Socket | undefined;
    /** What VPC resolvers have learnt not to exist, with the time until which they keep it. */
    private readonly negative = new Map<string, { until: number; answer: NoSuchName }>();

    constructor(
        private readonly world: World,
        private readonly place: () => Place,
    ) {}

    /** Listens; fails where the address is taken. */
    async start(): Promise<void> {
        const socket = dgram.createSocket("udp4");
        socket.on("message", (message, sender) => {
            const reply = this.reply(message);
            if (reply !== undefined) {
                socket.send(reply, sender.port, sender.address);
            }
        });
        await new Promise<void>((resolve, reject) => {
            socket.once("error", reject);
            socket.bind(this.world.data.dnsPort, this.world.data.address, () => {
                socket.off("error", reject);
                resolve();
            });
        });
        this.socket = socket;
    }

    async close(): Promise<void> {
        const { socket } = this;
        this.socket = undefined;
        await new Promise<void>((resolve) => {
            if (socket === undefined) {
                resolve();
            } else {
                socket.close(resolve);
            }
        });
    }

    private reply(message: Buffer): Buffer | undefined {
        const query = decoded(message);
        const question = query?.questions?.[0];
        if (query === undefined || question === undefined) {
            return undefined;
        }
        const address = this.answer(question.name);
        const known = address !== undefined;
        const isAnswer = known && question.type === "A";
        return dnsPacket.encode({
            type: "response",
            id: query.id ?? 0,
            flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (known ? 0 : NXDOMAIN),
            questions: [question],
            answers: isAnswer ? [{ type: "A", name: question.name, ttl: 0, data: address }] : [],
            authorities: isAnswer ? [] : [startOfAuthority(question.name)],
        });
    }

    /** The loopback address to answer with; undefined where the name does not exist. */
    private answer(name: string): string | undefined {
        const from = this.place();
        const resolution = this.resolve(from, name.toLowerCase());
        if (resolution.status === "nxdomain") {
            return undefined;
        }
        const reaches = resolution.addresses.map((address) => path(this.world, from, address, PORT));
        return reaches.every(({ open }) => open) ? this.world.data.address : deadEnd(this.world);
    }

    private resolve(from: Place, name: string): ReturnType<typeof resolveName> {
        const key = `${from === "public" ? from : from.vpcId} ${name}`;
        const kept = this.negative.get(key);
        if (kept !== undefined && kept.until > this.world.now()) {
            return kept.answer;
        }
        const resolution = resolveName(this.world, from, name);
        if (resolution.status === "nxdomain" && resolution.zoneId !== undefined) {
            this.negative.set(key, { until: this.world.now() + NEGATIVE_SECONDS * 1000, answer: resolution });
        }
        return resolution;
    }
}

function decoded(message: Buffer): dnsPacket.DecodedPacket | undefined {
    try {
        return dnsPacket.decode(message);
    } catch {
        return undefined;
    }
}

function startOfAuthority(name: string): dnsPacket.Answer {
    const parent = name.split(".").slice(1).join(".");
    const data = {
        mname: "ns-0.awsdns-00.com",
        rname: "awsdns-hostmaster.amazon.com",
        serial: 1,
        refresh: 7200,
        retry: NEGATIVE_SECONDS,
        expire: 1_209_600,
        minimum: NEGATIVE_SECONDS,
    };
    return { type: "SOA", name: parent === "" ? name : parent, ttl: NEGATIVE_SECONDS, data };
}
