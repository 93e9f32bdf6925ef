// The guard and its provider, against a server on loopback. Does not prove in which order the engine deletes.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as ec2 from "@pulumi/aws/ec2";
import { expect } from "chai";
import { DeletionGuard } from "../../../components/access/deletionGuard";
import { guardProvider, type GuardInputs } from "../../../components/access/guardProvider";
import { failureOf, record } from "../../support/engine";
import { adminOf } from "../../support/fixtures";
import { isSecret, leaks, opened } from "../../support/secrets";
import { stored, type StoredProvider } from "../../support/storedProvider";
import { component, TYPES } from "../../support/types";

describe("DeletionGuard", () => {
    it("knows every cluster with the way onto it, and goes before everything", async () => {
        const { recording } = await record(() => {
            const everything = [new ec2.Vpc("one", {}), new ec2.Vpc("two", {})];
            const admins = { near: adminOf("near"), far: adminOf("far") };
            return new DeletionGuard("existing", { admins, resolver: "127.0.0.1:53", everything });
        });
        const guard = recording.find(TYPES.guard, "existing-clusters");
        const cluster = (key: string) => ({
            key,
            clusterId: `lkc-${key}`,
            restEndpoint: `https://lkc-${key}.example.test:443`,
            credentials: { key: `KEY-${key}`, secret: `of-${key}` },
            link: "",
            resolver: "127.0.0.1:53",
        });
        expect(opened(guard.inputs)).to.deep.equal({ clusters: [cluster("near"), cluster("far")] });
        expect(isSecret(guard.inputs.clusters)).to.equal(true);
        expect(guard.additionalSecretOutputs).to.deep.equal(["clusters"]);
        const vpcs = ["one", "two"].map((name) => recording.find(TYPES.vpc, name).urn);
        expect(guard.dependencies).to.include.members(vpcs);
        expect(leaks([recording.registrations, ...recording.outputs], ["of-near", "of-far"])).to.deep.equal([]);
        expect(recording.outputsOf(component("DeletionGuard"), "existing")).to.deep.equal({});
    });
});

describe("the guard's provider", () => {
    let server: http.Server;
    let requests = 0;
    let answer = 200;

    beforeEach(async () => {
        [requests, answer] = [0, 200];
        server = http.createServer((_request, response) => {
            requests += 1;
            response.writeHead(answer).end();
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
    });

    afterEach(async () => {
        server.close();
        await once(server, "close");
    });

    const cluster = (key: string, endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`) => ({
        key,
        clusterId: `lkc-${key}`,
        restEndpoint: endpoint,
        credentials: { key: `KEY-${key}`, secret: randomBytes(12).toString("hex") },
        link: "",
        resolver: "",
    });
    const NOWHERE = "http://127.0.0.1:1";
    const remove = (given: GuardInputs) => Promise.resolve(guardProvider.delete?.("guard", given));

    it("is made without a look: the gates have looked", async () => {
        const given = { clusters: [cluster("far", NOWHERE)] };
        expect(await guardProvider.create(given)).to.deep.equal({ id: "guard", outs: given });
    });

    it("goes when every cluster can be used", async () => {
        await remove({ clusters: [cluster("near"), cluster("far")] });
        expect(requests).to.equal(6);
    });

    it("goes when a cluster is asked too much just now: it answers", async () => {
        answer = 429;
        await remove({ clusters: [cluster("near")] });
        expect(requests).to.equal(1);
    });

    it("stays when one cannot: names it, what was seen and what to do, and shows no secret", async () => {
        const given = { clusters: [cluster("near"), cluster("far", NOWHERE)] };
        const message = await hurried(() => remove(given));
        expect(message).to.match(/^Stopped before anything was deleted/);
        expect(message).to.include(
            "cluster lkc-far (clusters.far): stage that failed: connect; seen: connect ECONNREFUSED",
        );
        expect(message).to.include("Run the same command from the private runner");
        expect(message).to.not.include("lkc-near");
        expect(given.clusters.filter(({ credentials }) => message.includes(credentials.secret))).to.deep.equal([]);
    });

    it("names all that cannot be used, whatever the reason", async () => {
        answer = 401;
        const given = { clusters: [cluster("near"), cluster("far", NOWHERE)] };
        const message = await hurried(() => remove(given));
        expect(message).to.include("lkc-near (clusters.near): stage that failed: authenticate");
        expect(message).to.include("lkc-far (clusters.far): stage that failed: connect");
    });

    it("looks in an update at what is dropped only", async () => {
        const [near, far] = [cluster("near"), cluster("far", NOWHERE)];
        const news = { clusters: [far] };
        expect(await guardProvider.update?.("guard", { clusters: [near, far] }, news)).to.deep.equal({ outs: news });
        expect(requests).to.equal(3);
        const update = () =>
            Promise.resolve(guardProvider.update?.("guard", { clusters: [near, far] }, { clusters: [near] }));
        expect(await hurried(update)).to.include("lkc-far");
    });

    it("sees a change, and never asks for a replacement", async () => {
        const [olds, news] = [{ clusters: [cluster("near")] }, { clusters: [] }];
        expect(await guardProvider.diff?.("guard", olds, news)).to.include({ changes: true });
        expect(await guardProvider.diff?.("guard", olds, structuredClone(olds))).to.deep.equal({
            changes: false,
            replaces: [],
            deleteBeforeReplace: false,
        });
    });

    describe("as it is stored", () => {
        let kept: StoredProvider<typeof guardProvider>;
        before(async () => {
            kept = await stored(guardProvider);
        });

        it("needs nothing but Node", () => {
            expect(kept.containsSecrets).to.equal(false);
            expect([...kept.text.matchAll(/\brequire\(\s*["'`]([^"'`]+)/g)]).to.deep.equal([]);
        });

        it("works when it is read back", async () => {
            const again = () => Promise.resolve(kept.restored.delete?.("guard", { clusters: [cluster("near")] }));
            await again();
            expect(requests).to.be.greaterThan(0);
            answer = 401;
            const message = await hurried(again);
            expect(message).to.include("Stopped before anything was deleted").and.to.include("authenticate");
        });
    });
});

/** What a call fails with, on a clock on which five seconds are soon over. */
async function hurried(call: () => Promise<unknown>): Promise<string> {
    const { now } = Date;
    let seconds = 0;
    Date.now = () => (seconds += 1) * 1000;
    try {
        return await failureOf(call());
    } finally {
        Date.now = now;
    }
}
