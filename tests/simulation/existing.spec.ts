// Existing clusters on the real engine: what is looked up, what is deleted, and when a destroy stops before it begins.
import { expect } from "chai";
import { stackFolders } from "../../simulator/engine/stackFiles";
import { recordedResources } from "../../simulator/engine/stateFile";
import { example } from "../support/examples";
import { Simulated } from "../support/simulated";

function errorsOf({ diagnostics }: { diagnostics: readonly { severity: string; message: string }[] }): string[] {
    return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

describe("a stack on existing private clusters", function () {
    this.timeout(240_000);
    const stack = Simulated.ofExample(example("existing-private"));

    before(async () => {
        const { diagnostics } = await stack.succeed("up");
        expect(diagnostics).to.deep.equal([]);
    });

    it("previews from a public runner", async () => {
        const { result, changes } = await stack.run("preview", { runner: "public" });
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["same"]);
    });

    it("is not destroyed from a public runner: nothing at all is deleted, and every cluster is named", async () => {
        const [clouds, state] = [stack.clouds, urnsOf(stack)];
        const run = await stack.run("destroy", { runner: "public" });
        expect(run.result).to.equal("failed");
        const [message = "", ...more] = errorsOf(run);
        expect(more).to.deep.equal([]);
        expect(message).to.include("Stopped before anything was deleted").and.to.include("private runner");
        expect(message).to.include("lkc-near01 (clusters.near): stage that failed: resolve");
        expect(message).to.include("lkc-far001 (clusters.far): stage that failed: resolve");
        expect(run.steps.filter(({ op }) => op === "delete")).to.deep.equal([]);
        expect(stack.clouds).to.deep.equal(clouds);
        expect(urnsOf(stack)).to.deep.equal(state);
    });

    it("keeps everything when only one of the clusters is out of reach", async () => {
        const twin = stack.copy();
        twin.tamper((world) => {
            const routes = world.aws("aws:ec2/route:Route");
            const back = routes.find(({ props }) => props.routeTableId === "rtb-0123456789abcdef0");
            Reflect.deleteProperty(world.data.aws, back?.id ?? "");
        });
        const [clouds, state] = [twin.clouds, urnsOf(twin)];
        const run = await twin.run("destroy");
        expect(run.result).to.equal("failed");
        const told = errorsOf(run).join();
        expect(told)
            .to.include("lkc-near01 (clusters.near): stage that failed: connect")
            .and.to.not.include("lkc-far001");
        expect(twin.clouds).to.deep.equal(clouds);
        expect(urnsOf(twin)).to.deep.equal(state);
    });

    it("does not drop a cluster from a public runner, and does from inside", async () => {
        const twin = stack.copy().configure((settings) => {
            Reflect.deleteProperty(settings.clusters, "far");
            Reflect.deleteProperty(settings.links, "open-far");
            settings.readiness = { deadlineSeconds: 1 };
        });
        const before = twin.clouds.confluent;
        const outside = await twin.run("up", { runner: "public" });
        expect(outside.result).to.equal("failed");
        expect(twin.clouds.confluent).to.deep.equal(before);
        await twin.succeed("up");
        expect(twin.clouds.links.map(({ name }) => name)).to.deep.equal(["near-open", "near-open"]);
    });

    it("goes from inside, and leaves the clusters with nothing on them", async () => {
        const { resources } = await stack.succeed("destroy");
        expect(resources).to.equal(0);
        const { clusters, topics, links } = stack.world.data.confluent;
        expect(Object.keys(clusters).sort()).to.deep.equal(["lkc-far001", "lkc-near01", "lkc-open01"]);
        expect([topics, links]).to.deep.equal([{}, {}]);
    });
});

describe("Confluent's community example", function () {
    this.timeout(120_000);
    const stack = Simulated.ofExample(example("community-example"));

    it("fails before anything is made when a cluster is not what the links are planned for", async () => {
        const twin = stack.copy();
        await twin.succeed("preview");
        twin.tamper(({ data }) => {
            Object.assign(data.confluent.clusters["lkc-src001"]?.spec ?? {}, { kind: "Standard" });
        });
        const run = await twin.run("up");
        expect(run.result).to.equal("failed");
        const told = run.diagnostics.map(({ message }) => message).join("\n");
        expect(told).to.include(
            "cluster lkc-src001 (clusters.source) is of kind standard, not enterprise as configured",
        );
        expect(told).to.not.include("    at ");
        const { topics, links, mirrors } = twin.clouds.confluent;
        expect({ topics, links, mirrors }).to.deep.equal({ topics: 0, links: 0, mirrors: 0 });
    });

    it("makes exactly what the example makes, and says where the secrets are", async () => {
        const { outputs } = await stack.succeed("up");
        const { confluent, links } = stack.clouds;
        expect(confluent).to.include({
            environments: 0,
            clusters: 0,
            serviceAccounts: 2,
            roleBindings: 2,
            apiKeys: 2,
            topics: 6,
            links: 2,
            mirrors: 3,
        });
        expect(links.map(({ cluster, linkMode, connectionMode }) => [cluster, linkMode, connectionMode])).to.deep.equal(
            [
                ["lkc-dst001", "DESTINATION", "INBOUND"],
                ["lkc-src001", "SOURCE", "OUTBOUND"],
            ],
        );
        const roles = Object.values(stack.world.data.confluent.roleBindings).map(({ spec }) => spec.roleName);
        expect(roles).to.deep.equal(["CloudClusterAdmin", "CloudClusterAdmin"]);
        const identities = outputs.identities as Record<string, { apiKeyId: string; secretAt: string }>;
        expect(Object.keys(identities)).to.have.members(["source-manager", "destination-manager"]);
        expect(identities["source-manager"]?.secretAt).to.equal(
            "state of stack community-example: ApiKey source-manager-key, property secret",
        );
        const secrets = Object.values(stack.world.data.confluent.apiKeys).map(({ spec }) => String(spec.secret));
        expect(secrets.filter((secret) => JSON.stringify(outputs).includes(secret))).to.deep.equal([]);
    });

    it("is not destroyed from outside: nothing is deleted", async () => {
        const clouds = stack.clouds;
        const run = await stack.run("destroy", { runner: "public" });
        expect(run.result).to.equal("failed");
        expect(errorsOf(run).join()).to.include("lkc-src001 (clusters.source): stage that failed: resolve");
        expect(stack.clouds).to.deep.equal(clouds);
    });
});

/** URNs in the stack's state file. */
function urnsOf({ home, stack }: Simulated): string[] {
    return recordedResources(stackFolders(home, stack), stack).flatMap(({ urn }) => urn ?? []);
}
