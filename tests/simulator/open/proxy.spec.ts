import { expect } from "chai";
import { X509Certificate } from "node:crypto";
import * as http from "node:http";
import type { Socket } from "node:net";
import * as tls from "node:tls";
import type { Credentials } from "../../../simulator/confluent/api";
import { newApiKey } from "../../../simulator/confluent/cloudKey";
import { seedCluster } from "../../../simulator/confluent/seed";
import { startClouds, type RunningClouds } from "../../../simulator/engine/clouds";
import type { Place } from "../../../simulator/network/reachability";
import { Authority } from "../../../simulator/proxy/authority";
import type { World } from "../../../simulator/world";
import { hubNetwork, RUNNER, type HubNetwork } from "../network/hub";
import { failure } from "../shell/support";

const HOST = "lkc-abc123.us-east-1.aws.private.confluent.cloud";
const PATH = "/org/v2/environments";

interface Answer {
    readonly status: number;
    readonly reason: string;
    readonly text: string;
}

async function answerTo(request: http.ClientRequest): Promise<Answer> {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
        request.once("response", resolve).once("error", reject).end();
    });
    let text = "";
    for await (const part of response) {
        text += String(part);
    }
    return { status: response.statusCode ?? 0, reason: response.statusMessage ?? "", text };
}

describe("the proxy", () => {
    let network: HubNetwork;
    let world: World;
    let authority: Authority;
    let clouds: RunningClouds;
    let key: Credentials;
    let place: Place;

    before(async () => {
        authority = await Authority.create();
    });

    beforeEach(async () => {
        network = await hubNetwork();
        ({ world } = network.account);
        const cluster = {
            id: "lkc-abc123",
            environmentId: "env-abc123",
            kind: "Enterprise",
            region: "us-east-1",
        } as const;
        seedCluster(world, cluster);
        key = newApiKey();
        place = RUNNER;
        const options = { latency: 0, faults: [], place: () => place };
        clouds = await startClouds(world, { ...options, authority, cloudKey: key });
    });

    afterEach(() => clouds.close());

    const auth = () => `${key.key}:${key.secret}`;
    const server = () => ({ host: world.data.address, port: world.data.httpPort, agent: false });

    /** A plain request as clients send it to a proxy: with the whole URL. */
    const throughProxy = (url: string) =>
        answerTo(http.request({ ...server(), path: url, headers: { Host: new URL(url).host }, auth: auth() }));

    async function tunnel(target: string): Promise<{ status: number; reason: string; socket: Socket }> {
        const request = http.request({ ...server(), method: "CONNECT", path: target });
        return new Promise((resolve, reject) => {
            request.once("connect", (response, socket) => {
                resolve({ status: response.statusCode ?? 0, reason: response.statusMessage ?? "", socket });
            });
            request.once("error", reject).end();
        });
    }

    async function secured(servername: string, ca: string): Promise<tls.TLSSocket> {
        const { socket } = await tunnel(`${servername}:443`);
        return new Promise((resolve, reject) => {
            const secure = tls.connect({ socket, servername, ca }, () => {
                resolve(secure);
            });
            secure.once("error", reject);
        });
    }

    it("answers for a host that the runner reaches as the host itself would", async () => {
        const url = `http://${HOST}:${world.data.httpPort}`;
        expect((await throughProxy(`${url}${PATH}?page_size=2`)).status).to.equal(200);
        const kafka = await throughProxy(`${url}/kafka/v3/clusters/lkc-abc123/topics`);
        expect(kafka).to.include({ status: 401 });
        expect(kafka.text).to.include("40101");
    });

    it("answers direct requests as before, with the key that it was given", async () => {
        expect((await answerTo(http.request({ ...server(), path: PATH, auth: auth() }))).status).to.equal(200);
        expect((await answerTo(http.request({ ...server(), path: PATH, auth: "other:key" }))).status).to.equal(401);
    });

    it("says that a name does not resolve where the runner is, in a form that clients print and do not retry", async () => {
        place = "public";
        const { status, reason, text } = await throughProxy(`http://${HOST}/kafka/v3/clusters/lkc-abc123/topics`);
        expect([status, reason]).to.deep.equal([400, "No Such Host"]);
        const { message } = JSON.parse(text) as { message: string };
        expect(message).to.equal(`dial tcp: lookup ${HOST} on ${clouds.resolver}: no such host`);
    });

    it("says that a path is cut", async () => {
        await network.drop("rtb-one route");
        const { status, reason, text } = await throughProxy(`http://${HOST}:8080/`);
        expect([status, reason]).to.deep.equal([400, "Connection Timed Out"]);
        expect(text).to.match(/dial tcp 127[.\d]+:8080: i\/o timeout/);
    });

    it("knows addresses too: its own, and none besides", async () => {
        expect((await throughProxy(`http://${world.data.address}${PATH}`)).status).to.equal(200);
        expect((await throughProxy("http://10.0.0.4/")).text).to.include("dial tcp 10.0.0.4:80: i/o timeout");
    });

    it("ends TLS in a tunnel, with a certificate for the host", async () => {
        const socket = await secured(HOST, authority.pem);
        const options = { createConnection: () => socket, host: HOST, auth: auth() };
        expect((await answerTo(http.request({ ...options, path: PATH }))).status).to.equal(200);
        expect(new X509Certificate(socket.getPeerCertificate().raw).subjectAltName).to.equal(`DNS:${HOST}`);
        socket.destroy();
    });

    it("is not trusted by who does not know its authority, and goes on", async () => {
        const other = await Authority.create();
        expect(await failure(() => secured(HOST, other.pem))).to.match(/certificate/);
        (await secured(HOST, authority.pem)).destroy();
    });

    it("refuses tunnels to where the runner cannot go; the reason is in the status line", async () => {
        const unknown = await tunnel("nowhere.example:443");
        expect(unknown.status).to.equal(502);
        expect(unknown.reason).to.match(/^dial tcp: lookup nowhere\.example on .*: no such host$/);
        await network.drop("rtb-one route");
        const cut = await tunnel(`${HOST}:443`);
        expect(cut.status).to.equal(504);
        expect(cut.reason).to.match(/^dial tcp .*:443: i\/o timeout$/);
    });

    it("closes with tunnels open", async () => {
        const { socket } = await tunnel(`${HOST}:443`);
        const closed = new Promise((resolve) => socket.once("close", resolve));
        await clouds.close();
        await closed;
        expect(await failure(() => tunnel(`${HOST}:443`))).to.include("ECONNREFUSED");
    });

    it("has an authority that vouches for itself, and signs one certificate for each host", () => {
        const certificate = new X509Certificate(authority.pem);
        expect(certificate.ca).to.equal(true);
        expect(certificate.checkIssued(certificate)).to.equal(true);
        expect(certificate.verify(certificate.publicKey)).to.equal(true);
        expect(authority.contextFor("one.example")).to.equal(authority.contextFor("one.example"));
        expect(authority.contextFor("one.example")).not.to.equal(authority.contextFor("two.example"));
    });

    it("leaves the confluentcloud stand-in out", () => {
        expect(clouds.attach).to.match(/^aws:\d+$/);
    });
});
