import { expect } from "chai";
import { clientSecret, seedIdentityPool, seedPoolRole } from "../../../simulator/confluent/seed";
import { Fields } from "../../../simulator/confluent/api";
import { Bench, makePair, type Pair } from "./support";

const POOL = "pool-1";
const CLIENT = "links";

describe("simulator/confluent: identity pools", () => {
    let bench: Bench;
    let pair: Pair;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
        seedIdentityPool(bench.world, { id: POOL, clientId: CLIENT });
    });
    afterEach(() => bench.close());

    const post = async (path: string, form: Record<string, string>) => {
        const response = await fetch(bench.url + path, { method: "POST", body: new URLSearchParams(form) });
        return { status: response.status, json: new Fields(await response.json()) };
    };
    const secret = () => clientSecret(bench.world, { identityPoolId: POOL });
    const ask = (change: Record<string, string> = {}) =>
        post("/oauth2/token", {
            grant_type: "client_credentials",
            client_id: CLIENT,
            client_secret: secret(),
            ...change,
        });
    const exchange = (token: string, pool = POOL) =>
        post("/sts/v1/oauth2/token", {
            grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
            subject_token: token,
            identity_pool_id: pool,
        });
    const token = async () => (await ask()).json.text("access_token") ?? "";
    const status = async (path: string, bearer: string, pool?: string) => {
        const headers = {
            authorization: `Bearer ${bearer}`,
            ...(pool === undefined ? {} : { "confluent-identity-pool-id": pool }),
        };
        return (await fetch(bench.url + path, { headers })).status;
    };

    it("gives its client tokens, and nobody else", async () => {
        const { json } = await ask();
        expect(json.text("token_type")).to.equal("Bearer");
        expect(json.number("expires_in")).to.equal(3600);
        const wrong = await ask({ client_secret: "guess" });
        expect([wrong.status, wrong.json.text("error")]).to.deep.equal([401, "invalid_client"]);
        expect((await ask({ client_id: "other" })).status).to.equal(401);
        expect((await ask({ grant_type: "password" })).status).to.equal(400);
    });

    it("opens the Cloud API for an exchanged token only", async () => {
        const external = await token();
        const { json } = await exchange(external);
        expect(await status("/org/v2/environments", json.text("access_token") ?? "")).to.equal(200);
        expect(await status("/org/v2/environments", external)).to.equal(401);
        expect((await exchange(external, "pool-2")).status).to.equal(401);
        expect((await exchange("a.b.c")).status).to.equal(401);
        expect((await post("/sts/v1/oauth2/token", { grant_type: "client_credentials" })).status).to.equal(400);
    });

    it("lets the pool onto clusters with its own token and name, as far as its roles go", async () => {
        const external = await token();
        const { base, id } = pair.shared;
        expect(await status(`${base}/topics`, external)).to.equal(401);
        expect(await status(`${base}/topics`, external, "pool-2")).to.equal(401);
        expect(
            await status(`${base}/topics`, (await exchange(external)).json.text("access_token") ?? "", POOL),
        ).to.equal(401);
        expect(await status(`${base}/topics`, external, POOL)).to.equal(200);
        expect(await status(`${base}/links`, external, POOL)).to.equal(403);
        seedPoolRole(bench.world, POOL, id);
        expect(await status(`${base}/links`, external, POOL)).to.equal(200);
    });

    it("takes no token that has been tampered with or has run out", async () => {
        const external = await token();
        const path = `${pair.shared.base}/topics`;
        const [header, , signed] = external.split(".");
        const claims = Buffer.from(JSON.stringify({ sub: CLIENT, aud: "clusters", exp: 9e9 })).toString("base64url");
        expect(await status(path, [header, claims, signed].join("."), POOL)).to.equal(401);
        bench.pass(3599);
        expect(await status(path, external, POOL)).to.equal(200);
        bench.pass(1);
        expect(await status(path, external, POOL)).to.equal(401);
    });

    it("keeps the secret of a client when it is seeded again, and gives another client another one", () => {
        const first = secret();
        seedIdentityPool(bench.world, { id: POOL, clientId: CLIENT });
        expect(secret()).to.equal(first);
        seedIdentityPool(bench.world, { id: POOL, clientId: "other" });
        expect(secret()).to.not.equal(first);
        expect(() => clientSecret(bench.world, { identityPoolId: "pool-2" })).to.throw("no identity pool pool-2");
    });
});
