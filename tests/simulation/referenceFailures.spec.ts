// What goes wrong with the Terraform that people use today, provoked here with the real engine, in the order in which
// its users meet it. The graph side of each is in tests/program/referenceFailures.spec.ts.
import { expect } from "chai";
import { remaining, Simulated, told, type Run } from "../support/simulated";

describe("failures of the reference Terraform", function () {
    this.timeout(120_000);
    const stack = Simulated.fresh();
    let first: Run;

    it('first apply, "no such host": no key is made by asking a name that does not resolve yet', async () => {
        stack.configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
        });
        first = await stack.run("up", { runner: "public", unabridged: true });
        expect(first.result).to.equal("failed");
        const keys = first.steps.filter(({ type }) => type === "ApiKey");
        expect(keys).to.have.length(4);
        expect(stack.clouds.confluent.apiKeys).to.equal(4);
    });

    it("first apply, the key's secret in the error: the error holds no secret", () => {
        const secrets = Object.values(stack.world.data.confluent.apiKeys).map(({ spec }) => String(spec.secret));
        expect(secrets).to.have.length(4);
        const said = JSON.stringify(first);
        expect(
            secrets.filter((secret) => said.includes(secret) || said.includes(JSON.stringify(secret))),
        ).to.deep.equal([]);
    });

    it('second apply, "already exists": it goes on where the first one stopped', async () => {
        const second = await stack.succeed("up");
        expect(second.steps.map(({ op }) => op)).to.deep.equal(second.steps.map(() => "create"));
        const begun = new Set(told(first.steps));
        expect(told(second.steps).filter((step) => begun.has(step))).to.deep.equal([]);
        expect(stack.clouds.confluent).to.include({ apiKeys: 4, links: 2, mirrors: 1 });
    });

    it("subnets replaced after a renamed environment: only the name changes", async () => {
        const renamed = await stack
            .configure((settings) => {
                settings.environment.name = "renamed";
            })
            .succeed("up");
        expect(told(renamed.steps)).to.deep.equal(["update Environment confluent-environment"]);
    });

    it('destroy, "no such host", "Cluster authorization failed" and a link that still owns its mirror: removed in order', async () => {
        // The clusters stay, so every object is really deleted over the private network, with its own key and role.
        const removed = await stack
            .configure((settings) => {
                settings.links = {};
                Object.assign(settings.clusters.sandbox ?? {}, { topics: {} });
                settings.privateNetworks.core?.zoneIds.pop();
            })
            .succeed("up");
        const order = removed.steps.filter(({ op }) => op === "delete").map(({ type, name }) => `${type} ${name}`);
        const calls = order.filter((step) => /^(KafkaMirrorTopic|ClusterLink|KafkaTopic) /.test(step));
        expect(calls).to.deep.equal([
            "KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades",
            "ClusterLink sandbox-shared-source",
            "ClusterLink sandbox-shared-destination",
            "KafkaTopic sandbox/dev-stock_trades",
        ]);
        const after = (requisite: string, last: string) => {
            expect(order.indexOf(requisite), requisite).to.be.above(order.indexOf(last));
        };
        after("ApiKey sandbox-shared-source-key", "ClusterLink sandbox-shared-destination");
        after("RoleBinding sandbox-shared-source-role", "ClusterLink sandbox-shared-destination");
        for (const part of [
            "Record core-zonal-use1-az4",
            "Route core-to-runner-use1-az4",
            "Subnet core-subnet-use1-az4",
        ]) {
            after(part, "KafkaTopic sandbox/dev-stock_trades");
        }
        expect(stack.clouds.confluent).to.include({ topics: 0, links: 0, mirrors: 0, apiKeys: 2, roleBindings: 2 });
    });

    it("destroy with a page of `state rm`, blackhole routes in the hub, clusters that keep billing: one run leaves nothing", async () => {
        const { resources } = await stack.succeed("destroy");
        expect(resources).to.equal(0);
        expect(remaining(stack.clouds)).to.equal(0);
        const routes = stack.world.aws("aws:ec2/route:Route").filter(({ existing }) => existing !== true);
        expect(routes).to.deep.equal([]);
    });

    it("re-create blocked by names that are still taken: the same stack comes up again at once", async () => {
        await stack.succeed("up");
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });
});
