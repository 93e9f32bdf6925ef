// The gate as an identity pool, against servers on loopback. Does not prove that Confluent takes such tokens.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { explain, probe, readinessProvider, type ReadinessInputs } from "../../../components/access/readinessProvider";
import { failureOf } from "../../support/engine";

const SECRET = randomBytes(18).toString("base64url");

interface Seen {
    readonly path: string;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: string;
}

/** An identity provider and a cluster in one, which answer as they are told. */
class Service {
    readonly seen: Seen[] = [];
    token: [status: number, body: string] = [200, JSON.stringify({ access_token: "TOKEN", expires_in: 60 })];
    statuses: Record<string, number> = {};
    private readonly server = http.createServer((request, response) => {
        void this.answer(request, response);
    });

    private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        const parts: Buffer[] = [];
        for await (const part of request) {
            parts.push(part as Buffer);
        }
        const path = request.url ?? "";
        this.seen.push({ path, headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
        const last = path.split("/").at(-1) ?? "";
        const [status, body] = last.startsWith("token") ? this.token : [this.statuses[last] ?? 200, "{}"];
        response.writeHead(status).end(body);
    }

    async start(): Promise<void> {
        this.server.listen(0, "127.0.0.1");
        await once(this.server, "listening");
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    async stop(): Promise<void> {
        this.server.close();
        await once(this.server, "close");
    }
}

describe("probe as an identity pool", () => {
    let service: Service;
    beforeEach(async () => {
        service = new Service();
        await service.start();
    });
    afterEach(() => service.stop());

    const inputs = (change: Partial<ReadinessInputs> = {}, scope = ""): ReadinessInputs => ({
        clusterId: "lkc-1",
        restEndpoint: service.url,
        oauth: {
            tokenUrl: `${service.url}/oauth2/token?tenant=a`,
            clientId: "links & more",
            clientSecret: SECRET,
            scope,
            identityPoolId: "pool-1",
        },
        link: "",
        objects: [],
        reachable: "",
        restsOn: [],
        resolver: "",
        deadlineSeconds: 1,
        ...change,
    });

    it("asks the identity provider for a token, and shows it with the pool to the cluster", async () => {
        expect(await probe(inputs())).to.equal(undefined);
        const [token, ...calls] = service.seen;
        expect(token?.path).to.equal("/oauth2/token?tenant=a");
        expect(token?.headers).to.include({ "content-type": "application/x-www-form-urlencoded" });
        expect(Object.fromEntries(new URLSearchParams(token?.body))).to.deep.equal({
            grant_type: "client_credentials",
            client_id: "links & more",
            client_secret: SECRET,
        });
        expect(calls.map(({ path }) => path.split("/").at(-1))).to.deep.equal(["topics", "acls", "links"]);
        for (const { headers } of calls) {
            expect(headers).to.include({ authorization: "Bearer TOKEN", "confluent-identity-pool-id": "pool-1" });
        }
    });

    it("asks for a scope where there is one", async () => {
        await probe(inputs({}, "links"));
        expect(new URLSearchParams(service.seen[0]?.body).get("scope")).to.equal("links");
    });

    const REFUSED: [title: string, token: [number, string], seen: string][] = [
        ["a client that is not known", [401, `{"error":"invalid_client"}`], "it answered 401"],
        ["an answer without a token", [200, "{}"], "it answered 200"],
        ["an answer that is no JSON", [200, "<html>"], "it answered 200"],
    ];
    for (const [title, token, seen] of REFUSED) {
        it(`token: ${title}; the cluster is not asked`, async () => {
            service.token = token;
            const failure = await probe(inputs());
            expect(failure?.stage).to.equal("token");
            expect(failure?.seen).to.include(seen);
            expect(service.seen).to.have.length(1);
        });
    }

    it("token: an identity provider that does not answer", async () => {
        const oauth = { ...inputs().oauth, tokenUrl: "http://127.0.0.1:1/token" } as ReadinessInputs["oauth"] & object;
        expect((await probe(inputs({ oauth })))?.stage).to.equal("token");
    });

    it("authenticate, authorise: what to check is about the pool, not about a key", async () => {
        service.statuses = { topics: 401 };
        const refused = await probe(inputs());
        service.statuses = { acls: 403 };
        const forbidden = await probe(inputs());
        expect([refused?.stage, forbidden?.stage]).to.deep.equal(["authenticate", "authorise"]);
        const told = [refused, forbidden].map((failure) => (failure === undefined ? "" : explain(inputs(), failure)));
        expect(told[0]).to.include("is that the right identity pool").and.to.not.include("API key");
        expect(told[1]).to.include("does the identity pool have CloudClusterAdmin").and.to.not.include("account");
    });

    it("fails at the deadline without the secret or the token", async () => {
        service.statuses = { topics: 401 };
        const message = await failureOf(readinessProvider.create(inputs({ deadlineSeconds: 0 })));
        expect(message).to.include("Stage that failed: authenticate").and.to.not.include(SECRET);
        expect(message).to.not.include("TOKEN");
    });

    it("looks again with another client secret", async () => {
        const olds = inputs();
        const news = inputs({
            oauth: { ...inputs().oauth, clientSecret: "other" } as ReadinessInputs["oauth"] & object,
        });
        expect(await readinessProvider.diff?.("lkc-1", olds, news)).to.include({ changes: true });
    });
});

describe("a link's gate", () => {
    const oauth = {
        tokenUrl: "https://i.example.test",
        clientId: "c",
        clientSecret: SECRET,
        scope: "",
        identityPoolId: "p",
    };
    const gate = (link: string, login: Pick<ReadinessInputs, "credentials" | "oauth">): ReadinessInputs => ({
        ...{ clusterId: "lkc-1", restEndpoint: "https://lkc-1.example.test", objects: [], reachable: "", restsOn: [] },
        ...{ resolver: "", deadlineSeconds: 1, link },
        ...login,
    });
    const keys = { credentials: { key: "KEY", secret: SECRET } };
    const change = async (olds: ReadinessInputs, news: ReadinessInputs) => readinessProvider.diff?.("id", olds, news);

    it("refuses to let a link log in another way, whichever it was, before anything is changed", async () => {
        const toPool = await failureOf(change(gate("both", keys), gate("both", { oauth })));
        expect(toPool).to.match(/^cluster link both was made with authentication apiKeys, which cannot be changed/);
        const toKeys = await failureOf(change(gate("both", { oauth }), gate("both", keys)));
        expect(toKeys).to.include("authentication oauth").and.to.not.include(SECRET);
    });

    it("minds neither a new key nor a new client secret, nor the login of a cluster without links", async () => {
        const renewed = { oauth: { ...oauth, clientSecret: "new" } };
        expect(await change(gate("both", { oauth }), gate("both", renewed))).to.include({ changes: true });
        expect(await change(gate("", keys), gate("", { oauth }))).to.include({ changes: true });
    });
});
