// The gate's look at a cluster, against a server and a name server on loopback. Does not prove how Confluent answers.
import { randomBytes } from "node:crypto";
import * as dgram from "node:dgram";
import { once } from "node:events";
import * as http from "node:http";
import * as net from "node:net";
import { expect } from "chai";
import * as dnsPacket from "dns-packet";
import { probe, readinessProvider, type ReadinessInputs } from "../../../components/access/readinessProvider";
import { failureOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";

const HOST = "lkc-1.private.test";
const PREFIX = "/kafka/v3/clusters/lkc-1";

type Answers = Readonly<Record<string, readonly [status: number, body?: string]>>;

const READY: Answers = { "/topics": [200], "/acls": [200], "/links": [200] };

/** A cluster that answers as it is told, and its name server. */
class Cluster {
    answers: Answers = READY;
    /** What the next requests are answered with, before all others. */
    readonly first: number[] = [];
    readonly requests: { path: string; host: string | undefined; authorization: string | undefined }[] = [];
    private readonly server = http.createServer((request, response) => {
        const { host, authorization } = request.headers;
        const path = (request.url ?? "").slice(PREFIX.length);
        this.requests.push({ path, host, authorization });
        const next = this.first.shift();
        const [status, body = ""] = next === undefined ? (this.answers[path] ?? [404]) : [next];
        response.writeHead(status).end(body);
    });
    private readonly names = dgram.createSocket("udp4");
    port = 0;
    resolver = "";

    async start(): Promise<void> {
        this.server.listen(0, "127.0.0.1");
        await once(this.server, "listening");
        this.port = portOf(this.server.address());
        this.names.on("message", (message, { port, address }) => {
            const { id, questions = [] } = dnsPacket.decode(message);
            const known = questions.some(({ name, type }) => name === HOST && type === "A");
            const answers = known ? [{ type: "A" as const, name: HOST, ttl: 1, data: "127.0.0.1" }] : [];
            const flags = known ? 0 : 3;
            const answer = {
                type: "response" as const,
                ...(id === undefined ? {} : { id }),
                flags,
                questions,
                answers,
            };
            this.names.send(dnsPacket.encode(answer), port, address);
        });
        this.names.bind(0, "127.0.0.1");
        await once(this.names, "listening");
        this.resolver = `127.0.0.1:${this.names.address().port}`;
    }

    async stop(): Promise<void> {
        this.server.close();
        this.names.close();
        await once(this.server, "close");
    }
}

function portOf(address: net.AddressInfo | string | null): number {
    if (address === null || typeof address === "string") {
        throw new Error("the server has no port");
    }
    return address.port;
}

describe("probe", () => {
    let cluster: Cluster;

    beforeEach(async () => {
        cluster = new Cluster();
        await cluster.start();
    });

    afterEach(() => cluster.stop());

    function inputs(change: Partial<ReadinessInputs> = {}) {
        return {
            clusterId: "lkc-1",
            restEndpoint: `http://${HOST}:${cluster.port}`,
            credentials: { key: "KEY", secret: randomBytes(16).toString("hex") },
            link: "",
            objects: [],
            reachable: "",
            restsOn: [],
            resolver: cluster.resolver,
            deadlineSeconds: 1,
            ...change,
        } satisfies ReadinessInputs;
    }

    it("finds nothing wrong when name, key and role work", async () => {
        const given = inputs();
        expect(await probe(given)).to.equal(undefined);
        const { key, secret } = given.credentials;
        const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
        const host = `${HOST}:${cluster.port}`;
        expect(cluster.requests).to.deep.equal(
            ["/topics", "/acls", "/links"].map((path) => ({ path, host, authorization })),
        );
    });

    describe("before mirrors go", () => {
        const path = "/links/both-ways/mirrors/orders";
        const update = (answers: Answers, change: Partial<ReadinessInputs> = {}) => {
            cluster.answers = answers;
            const olds = inputs({ link: "both-ways", objects: ["orders"], deadlineSeconds: 10 });
            const news = { ...olds, objects: [], ...change };
            return Promise.resolve(readinessProvider.update?.("lkc-1/both-ways", olds, news));
        };

        for (const status of ["STOPPED", "PENDING_STOPPED"]) {
            it(`refuses to let one go that is ${status}`, async () => {
                const message = await failureOf(update({ [path]: [200, JSON.stringify({ mirror_status: status })] }));
                expect(message).to.include("orders on lkc-1 is no mirror any more");
                expect(message).to.include("Nothing has been deleted");
            });
        }

        it("lets one go that runs, or is gone, without a look at the link", async () => {
            await update({ [path]: [200, '{"mirror_status":"ACTIVE"}'] });
            await update({});
            expect(cluster.requests.map((request) => request.path)).to.deep.equal([path, path, "/topics/orders"]);
        });

        it("lets none go that the link has forgotten and that is still a topic", async () => {
            const message = await failureOf(update({ "/topics/orders": [200] }));
            expect(message).to.include("orders on lkc-1 is a topic, and no mirror of link both-ways any more");
            expect(message).to.include("Nothing has been deleted").and.include("Run pulumi refresh");
            for (const status of [403, 503]) {
                const refused = update({ "/topics/orders": [status] }, { deadlineSeconds: 0.1 });
                expect(await failureOf(refused)).to.include(`answered ${status}`);
            }
        });

        it("lets one go that a refresh has seen to be gone from the link", async () => {
            const state = inputs({ link: "both-ways", objects: ["orders", "trades"] });
            cluster.answers = {
                "/links/both-ways": [200, '{"link_state":"ACTIVE"}'],
                "/links/both-ways/mirrors": [200, '{"data":[{"mirror_topic_name":"trades"}]}'],
            };
            const seen = await readinessProvider.read?.("lkc-1/both-ways", state);
            expect(seen?.props).to.deep.equal({ ...state, objects: ["trades"] });
            cluster.answers = { ...cluster.answers, "/links/both-ways/mirrors": [429] };
            expect((await readinessProvider.read?.("lkc-1/both-ways", state))?.props).to.deep.equal(state);
        });

        it("lets none go for an answer that is somebody else's", async () => {
            const message = await failureOf(update({ [path]: [200, "<html>"] }, { deadlineSeconds: 0.2 }));
            expect(message).to.include("answered 200, and no status").and.to.not.include("html");
        });

        for (const [status, stage] of [
            [429, "respond"],
            [503, "respond"],
            [403, "authorise"],
            [401, "authenticate"],
        ] as const) {
            it(`lets none go while the cluster does not tell what it is: ${status}`, async () => {
                const message = await failureOf(update({ [path]: [status] }, { deadlineSeconds: 0.2 }));
                expect(message).to.include(`Stage that failed: ${stage}.`).and.include(`answered ${status}`);
                expect(cluster.requests.length).to.be.greaterThan(1);
            });
        }

        it("lets one go once the cluster tells", async () => {
            cluster.first.push(429, 503);
            await update({ [path]: [200, '{"mirror_status":"ACTIVE"}'] });
            expect(cluster.requests).to.have.length(3);
        });

        it("asks nothing when one is failed over: the source may be gone", async () => {
            await update({}, { stopped: ["orders"] });
            expect(cluster.requests).to.deep.equal([]);
        });
    });

    describe("before the halves of a link are made anew", () => {
        const olds = () => inputs({ link: "both-ways", objects: ["orders"], restsOn: ["old"] });
        const listed = (status: string): Answers => ({
            "/links/both-ways/mirrors": [
                200,
                JSON.stringify({
                    data: [
                        { mirror_topic_name: "orders", mirror_status: status },
                        { mirror_topic_name: "others", mirror_status: "STOPPED" },
                    ],
                }),
            ],
        });
        const diff = async (answers: Answers, change: Partial<ReadinessInputs>) => {
            cluster.answers = answers;
            const before = olds();
            return readinessProvider.diff?.("lkc-1/both-ways", before, { ...before, ...change });
        };

        for (const status of ["STOPPED", "PENDING_STOPPED"]) {
            it(`refuses to lose a mirror that is ${status}`, async () => {
                const message = await failureOf(diff(listed(status), { restsOn: [UNKNOWN] }));
                expect(message).to.include("cluster link both-ways is to be made anew");
                expect(message).to.include("orders on lkc-1 would be deleted").and.to.not.include("others");
            });
        }

        it("lets it be made anew where its mirrors run, are no business of the stack's, or cannot be asked for", async () => {
            const anew = { restsOn: [UNKNOWN] };
            expect(await diff(listed("ACTIVE"), anew)).to.include({ changes: true });
            expect(await diff({ "/links/both-ways/mirrors": [503] }, anew)).to.include({ changes: true });
            expect(await diff({}, { ...anew, link: "other" })).to.include({ changes: true });
        });

        it("asks nothing while they stay", async () => {
            expect(await diff(listed("STOPPED"), { objects: [] })).to.include({ changes: true });
            expect(cluster.requests).to.deep.equal([]);
        });
    });

    it("asks of a client's credential only that it is accepted", async () => {
        cluster.answers = { "/topics": [200], "/acls": [403], "/links": [403] };
        expect(await probe(inputs({ keyOnly: true }))).to.equal(undefined);
        expect(cluster.requests.map(({ path }) => path)).to.deep.equal(["/topics"]);
        cluster.answers = { "/topics": [401] };
        expect((await probe(inputs({ keyOnly: true })))?.stage).to.equal("authenticate");
    });

    it("does not ask for links where the cluster can hold none", async () => {
        cluster.answers = { ...READY, "/links": [403] };
        expect(await probe(inputs({ listsLinks: false }))).to.equal(undefined);
        expect(cluster.requests.map(({ path }) => path)).to.deep.equal(["/topics", "/acls"]);
    });

    it("resolve: the name is not known", async () => {
        const found = await probe(inputs({ restEndpoint: `http://other.private.test:${cluster.port}` }));
        expect(found?.stage).to.equal("resolve");
        expect(found?.seen).to.include("ENOTFOUND other.private.test");
        expect(cluster.requests).to.deep.equal([]);
    });

    it("connect: nobody listens at the address", async () => {
        const closed = net.createServer().listen(0, "127.0.0.1");
        await once(closed, "listening");
        const port = portOf(closed.address());
        closed.close();
        await once(closed, "close");
        const found = await probe(inputs({ restEndpoint: `http://${HOST}:${port}` }));
        expect(found).to.deep.equal({
            stage: "connect",
            seen: `connect ECONNREFUSED 127.0.0.1:${port} (address 127.0.0.1)`,
        });
    });

    it("connect: with https it wants TLS, and names the cluster, not the address", async () => {
        const hello: Buffer[] = [];
        const server = net.createServer((socket) => {
            socket.on("error", () => socket.destroy());
            socket.once("data", (data) => {
                hello.push(data);
                socket.destroy();
            });
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const found = await probe(inputs({ restEndpoint: `https://${HOST}:${portOf(server.address())}` }));
        server.close();
        expect(found?.stage).to.equal("connect");
        expect(Buffer.concat(hello).includes(HOST)).to.equal(true);
    });

    it("authenticate: the key is not accepted", async () => {
        cluster.answers = { ...READY, "/topics": [401] };
        expect(await probe(inputs())).to.deep.equal({ stage: "authenticate", seen: "GET …/topics answered 401" });
    });

    for (const path of ["/acls", "/links"]) {
        it(`authorise: an empty list of topics proves nothing, ${path} is refused`, async () => {
            cluster.answers = { ...READY, "/topics": [200, '{"data":[]}'], [path]: [403] };
            expect(await probe(inputs())).to.deep.equal({ stage: "authorise", seen: `GET …${path} answered 403` });
        });
    }

    it("respond: the cluster is in trouble", async () => {
        cluster.answers = { ...READY, "/topics": [503] };
        expect(await probe(inputs())).to.deep.equal({ stage: "respond", seen: "GET …/topics answered 503" });
    });

    it("link: asks for that link only, its name made safe for a path", async () => {
        cluster.answers = { "/links/a%2Fb": [200, '{"link_state":"PENDING"}'] };
        const found = await probe(inputs({ link: "a/b" }));
        expect(found).to.deep.equal({ stage: "link", seen: "link state PENDING, error NO_ERROR (no message)" });
        expect(cluster.requests.map(({ path }) => path)).to.deep.equal(["/links/a%2Fb"]);
        cluster.answers = { "/links/a%2Fb": [200, '{"link_state":"ACTIVE"}'] };
        expect(await probe(inputs({ link: "a/b" }))).to.equal(undefined);
    });

    it("asks no name server for an address, and the system's when none is given", async () => {
        for (const host of ["127.0.0.1", "localhost"]) {
            const given = inputs({ restEndpoint: `http://${host}:${cluster.port}`, resolver: "" });
            expect(await probe(given)).to.equal(undefined);
        }
    });

    it("create and update wait until it works, and give back what they were given", async () => {
        const given = inputs();
        expect(await readinessProvider.create(given)).to.deep.equal({ id: "lkc-1", outs: given });
        const changed = inputs({ objects: ["topic/b"] });
        expect(await readinessProvider.update?.("lkc-1", given, changed)).to.deep.equal({ outs: changed });
        expect(cluster.requests).to.have.length(12);
    });

    it("create waits for a link under an id that names both", async () => {
        cluster.answers = { "/links/both": [200, '{"link_state":"ACTIVE"}'] };
        expect(await readinessProvider.create(inputs({ link: "both" }))).to.deep.include({ id: "lkc-1/both" });
    });

    it("create goes on after a failure", async () => {
        cluster.answers = { ...READY, "/acls": [403] };
        const done = readinessProvider.create(inputs({ deadlineSeconds: 10 }));
        setTimeout(() => (cluster.answers = READY), 50);
        expect((await done).id).to.equal("lkc-1");
    });

    it("create fails at the deadline, with the stage and without the secret", async () => {
        cluster.answers = { ...READY, "/topics": [401] };
        const given = inputs({ deadlineSeconds: 0 });
        const message = await failureOf(readinessProvider.create(given));
        expect(message).to.include("Stage that failed: authenticate. Seen: GET …/topics answered 401");
        expect(message).to.not.include(given.credentials.secret);
        const encoded = Buffer.from(`${given.credentials.key}:${given.credentials.secret}`).toString("base64");
        expect(message).to.not.include(encoded);
    });

    it("a refresh looks once, and gives back what is in the state", async () => {
        const given = inputs();
        expect(await readinessProvider.read?.("lkc-1", given)).to.deep.equal({ id: "lkc-1", props: given });
        expect(cluster.requests).to.have.length(3);
        expect(await readinessProvider.read?.("lkc-1")).to.deep.equal({ id: "lkc-1" });
    });

    it("a refresh takes a cluster that is asked too much, as by a refresh of a thousand topics, for one in reach", async () => {
        cluster.answers = { ...READY, "/acls": [429] };
        const given = inputs();
        expect(await readinessProvider.read?.("lkc-1", given)).to.deep.equal({ id: "lkc-1", props: given });
        expect(cluster.requests.map(({ path }) => path)).to.deep.equal(["/topics", "/acls"]);
        expect(await failureOf(readinessProvider.create(given))).to.include("answered 429");
    });

    it("a refresh from where the cluster is out of reach fails after 5 seconds, whatever the deadline", async () => {
        const { now } = Date;
        let seconds = 0;
        Date.now = () => (seconds += 1) * 1000;
        try {
            const given = inputs({ restEndpoint: `http://other.private.test:${cluster.port}`, deadlineSeconds: 900 });
            const message = await failureOf(Promise.resolve(readinessProvider.read?.("lkc-1", given)));
            expect(message).to.include("was not ready after 5 s. Stage that failed: resolve.");
        } finally {
            Date.now = now;
        }
    });
});
