// The gate in front of a cluster that becomes ready slowly, one stage after the other, as real ones do. Time is the
// test's: each pause of the gate lets the cluster's next moment come.
import { randomBytes } from "node:crypto";
import * as dgram from "node:dgram";
import { once } from "node:events";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import * as dnsPacket from "dns-packet";
import { probe } from "../../../components/access/readinessProvider";
import { teller, waitFor, type NotReady } from "../../../components/access/waiting";

const HOST = "lkc-1.private.test";

/** The cluster at one moment: whether its name is known, where that leads, and the status of its answers by path. */
interface Moment {
    readonly known: boolean;
    readonly status?: Readonly<Record<string, number>>;
    /** An address at which nobody listens, as before the endpoint is accepted. */
    readonly cut?: boolean;
}

const READY: Moment = { known: true };

class SlowCluster {
    private moments: readonly Moment[] = [READY];
    private readonly server = http.createServer((request, response) => {
        const path = /[^/]*$/.exec(request.url ?? "")?.[0] ?? "";
        response.writeHead(this.now.status?.[path] ?? 200).end();
    });
    private readonly names = dgram.createSocket("udp4");
    readonly clock = {
        time: 0,
        now: () => this.clock.time,
        sleep: (milliseconds: number) => {
            this.clock.time += milliseconds;
            this.moments = this.moments.length > 1 ? this.moments.slice(1) : this.moments;
            return Promise.resolve();
        },
    };

    private get now(): Moment {
        return this.moments[0] ?? READY;
    }

    async start(): Promise<void> {
        this.server.listen(0, "127.0.0.1");
        await once(this.server, "listening");
        this.names.on("message", (message, { port, address }) => {
            const { id = 0, questions = [] } = dnsPacket.decode(message);
            const { known, cut = false } = this.now;
            // On 127.0.0.2 nobody listens.
            const data = cut ? "127.0.0.2" : "127.0.0.1";
            const answers = known ? [{ type: "A" as const, name: HOST, ttl: 0, data }] : [];
            const packet = { type: "response" as const, id, flags: known ? 0 : 3, questions, answers };
            this.names.send(dnsPacket.encode(packet), port, address);
        });
        this.names.bind(0, "127.0.0.1");
        await once(this.names, "listening");
    }

    async stop(): Promise<void> {
        this.server.close();
        this.names.close();
        await once(this.server, "close");
    }

    /** Waits for a cluster that lives through the moments, the last one for ever; tells the stages that it waited in. */
    async wait(moments: readonly Moment[], deadlineSeconds = 900): Promise<{ stages: string[]; failure: string }> {
        this.moments = moments;
        const target = {
            clusterId: "lkc-1",
            restEndpoint: `http://${HOST}:${(this.server.address() as AddressInfo).port}`,
            credentials: { key: "KEY", secret: randomBytes(16).toString("hex") },
            link: "",
            resolver: `127.0.0.1:${this.names.address().port}`,
        };
        const stages: string[] = [];
        const done = waitFor(() => probe(target), {
            clock: this.clock,
            deadlineMs: deadlineSeconds * 1000,
            explanation: ({ seen }) => seen,
            progress: (_waited, { stage }) => stages.push(stage),
        });
        const failure = await done.then(
            () => "",
            (error: unknown) => String(error),
        );
        return { stages, failure };
    }
}

describe("a gate in front of a cluster that is slow", () => {
    let cluster: SlowCluster;

    beforeEach(async () => {
        cluster = new SlowCluster();
        await cluster.start();
    });

    afterEach(() => cluster.stop());

    const answering = (status: Readonly<Record<string, number>>): Moment => ({ known: true, status });

    it("waits through every stage: name, way, key, role", async () => {
        const moments: Moment[] = [
            { known: false },
            { known: false },
            { known: true, cut: true },
            answering({ topics: 401 }),
            answering({ acls: 403 }),
            READY,
        ];
        const { stages, failure } = await cluster.wait(moments);
        expect(failure).to.equal("");
        expect(stages).to.deep.equal(["resolve", "resolve", "connect", "authenticate", "authorise"]);
    });

    for (const status of [429, 500, 502, 503, 504]) {
        it(`outlasts a burst of ${status}, and counts successes anew after it`, async () => {
            const busy = answering({ links: status });
            const { stages, failure } = await cluster.wait([busy, busy, busy, READY, busy, READY]);
            expect(failure).to.equal("");
            expect(stages).to.deep.equal(["respond", "respond", "respond", "respond"]);
        });
    }

    it("asks seldom while the service is busy: a quarter of an hour of it is a hundred looks", async () => {
        const { stages, failure } = await cluster.wait([answering({ topics: 429 })]);
        expect(failure).to.include("GET …/topics answered 429");
        expect(stages.length).to.be.within(90, 105);
    });

    it("outlasts a name that a resolver keeps as unknown for 15 minutes only with a longer deadline", async () => {
        const unknown = Array.from({ length: 110 }, (): Moment => ({ known: false }));
        expect((await cluster.wait([...unknown, READY], 900)).failure).to.include("ENOTFOUND");
        expect((await cluster.wait([...unknown, READY], 1800)).failure).to.equal("");
    });
});

describe("the progress of a gate", () => {
    const lines = (...steps: readonly (readonly [seconds: number, stage: NotReady["stage"]])[]) => {
        const told: string[] = [];
        const tell = teller("Kafka REST of lkc-1", (line) => told.push(line));
        steps.forEach(([seconds, stage]) => {
            tell(seconds * 1000, { stage, seen: `seen at ${seconds}` });
        });
        return told;
    };

    it("says what it waits for, and what it has seen", () => {
        expect(lines([12, "authenticate"])).to.deep.equal([
            "Kafka REST of lkc-1 is not ready after 12 s. Waiting for: authenticate. Seen: seen at 12.",
        ]);
    });

    it("is silent at first, then tells a new stage at once and an old one every minute", () => {
        const told = lines([1, "resolve"], [9, "resolve"], [10, "resolve"], [40, "resolve"], [70, "resolve"]);
        expect(told.map((line) => /after (\d+) s/.exec(line)?.[1])).to.deep.equal(["10", "70"]);
        expect(lines([11, "resolve"], [12, "connect"], [13, "connect"])).to.have.length(2);
    });
});
