import { expect } from "chai";
import { StandIn } from "./standIn";
import { failure } from "./support";

describe("simulator/confluent: the stand-in provider on the control plane", () => {
    let cloud: StandIn;
    beforeEach(async () => {
        cloud = await StandIn.start();
    });
    afterEach(() => cloud.close());

    it("words the service's refusals as the provider does", async () => {
        await cloud.make("ServiceAccount", { displayName: "a" });
        expect(await failure(cloud.make("ServiceAccount", { displayName: "a" }))).to.equal(
            'error creating Service Account "a": 409 Conflict: Service name is already in use.',
        );
        const gone = { type: "Environment", id: "env-none", outputs: {} };
        expect(await failure(cloud.remove(gone))).to.equal(
            'error deleting Environment "env-none": 404 Not Found: Resource Not Found',
        );
        expect(await failure(cloud.update(gone, { displayName: "x" }))).to.contain(
            'error updating Environment "env-none"',
        );
    });

    it("changes names, descriptions, CKUs and protection in place", async () => {
        const environment = await cloud.update(await cloud.environment(), { displayName: "renamed" });
        expect(environment.outputs.displayName).to.equal("renamed");
        for (const resource of Object.values(await cloud.attached(environment))) {
            const changed = await cloud.update(resource, { ...resource.outputs, displayName: "renamed" });
            expect(changed.outputs).to.deep.equal({ ...resource.outputs, displayName: "renamed" });
        }
        const inputs = { environment: { id: environment.id }, displayName: "d", deletionProtection: true };
        const cluster = await cloud.cluster(environment, { dedicated: { cku: 1 } });
        const grown = await cloud.update(cluster, { ...cluster.outputs, ...inputs, dedicated: { cku: 2 } });
        expect(grown.outputs).to.deep.include({
            dedicated: { cku: 2 },
            displayName: "d",
            deletionProtection: true,
        });
        expect(await failure(cloud.remove(grown)))
            .to.contain("409 Conflict")
            .and.contain("deletion protection");
        const elastic = await cloud.cluster(environment, { enterprises: [{ maxEcku: 5 }] });
        const limited = await cloud.update(elastic, { ...elastic.outputs, enterprises: [{ maxEcku: 3 }] });
        expect(limited.outputs.enterprises).to.deep.equal([{ maxEcku: 3 }]);
        expect(await failure(cloud.update(elastic, { ...inputs, dedicated: { cku: 1 } }))).to.contain(
            "can only be upgraded",
        );

        const { key, binding, account } = await cloud.key(environment, cluster);
        const renamed = await cloud.update(key, { ...key.outputs, displayName: "k2" });
        expect(renamed.outputs).to.deep.equal({ ...key.outputs, displayName: "k2" });
        const flagged = await cloud.update(binding, { ...binding.outputs, disableWaitForReady: false });
        expect(flagged.outputs.disableWaitForReady).to.equal(false);
        expect((await cloud.update(account, { displayName: "a", description: "d" })).outputs.description).to.equal("d");
    });

    it("checks arguments on their own before any call", async () => {
        const environment = await cloud.environment();
        expect(await failure(cloud.cluster(environment, {}))).to.contain("must be specified, got 0");
        const multi = { availability: "MULTI_ZONE", dedicated: { cku: 1 } };
        expect(await failure(cloud.cluster(environment, multi))).to.contain("must be at least 2 for MULTI_ZONE");
        const owner = { id: "pool-1", kind: "ServiceAccount", apiVersion: "iam/v2" };
        expect(await failure(cloud.make("ApiKey", { owner }))).to.contain("must start with 'u-' or 'sa-'");
        expect(await failure(cloud.make("KafkaTopic", { topicName: "a b" }))).to.contain("[a-zA-Z0-9._-]");
        expect(await failure(cloud.make("KafkaMirrorTopic", { status: "GONE" }))).to.contain(
            "expected status to be one of",
        );
        const setting = { config: { "bootstrap.servers": "elsewhere" } };
        expect(await failure(cloud.make("ClusterLink", setting))).to.contain('"bootstrap.servers" is read-only');
    });

    it("waits for phases, the role binding's spread, and a key's spread by default", async () => {
        const slow = await StandIn.start(1);
        try {
            const { world } = slow.bench;
            const { context } = slow;
            const environment = await slow.environment();
            const begin = world.now();
            // Thirty-fold, so that a cluster takes ten looks instead of three hundred.
            slow.context = { ...context, wait: (seconds) => context.wait(seconds * 30) };
            const cluster = await slow.cluster(environment, { enterprises: [{}] });
            expect(world.now() - begin).to.be.within(300_000, 330_000);
            slow.context = context;
            slow.reveal(cluster);
            const before = world.now();
            await slow.key(environment, cluster, { disableWaitForReady: false });
            expect(world.now() - before).to.be.within(120_000, 130_000);
            const crnPattern = slow.bench.organizationCrn;
            const start = world.now();
            await slow.make("RoleBinding", { principal: "User:sa-1", roleName: "EnvironmentAdmin", crnPattern });
            expect(world.now() - start).to.equal(91_000);
        } finally {
            await slow.close();
        }
    });

    it("leaves an orphan key, and shows its secret, when the wait for it fails", async () => {
        const environment = await cloud.environment();
        const cluster = await cloud.cluster(environment, { enterprises: [{}] });
        const message = await failure(cloud.key(environment, cluster, { disableWaitForReady: false }));
        const [orphan] = Object.values(cloud.bench.world.data.confluent.apiKeys);
        expect(message).to.contain(`error waiting for Kafka API Key "${orphan?.id ?? ""}" to sync`);
        expect(message).to.contain("no such host").and.contain(String(orphan?.spec.secret));
    });

    it("makes a Cloud API key, which has no managed resource", async () => {
        const account = await cloud.make("ServiceAccount", { displayName: "a" });
        const owner = { id: account.id, kind: "ServiceAccount", apiVersion: "iam/v2" };
        const key = await cloud.make("ApiKey", { owner });
        expect(key.outputs).to.not.have.property("managedResource");
        expect(await cloud.read(key)).to.deep.equal(key.outputs);
    });
});
