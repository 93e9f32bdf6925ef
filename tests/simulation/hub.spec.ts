// From an empty account to a link: the hub in a stack of its own, or all in one. Does not prove that a workflow runner
// can be used by Pulumi Cloud.
import { expect } from "chai";
import { example } from "../support/examples";
import { secretsIn } from "../support/secrets";
import { remaining, Simulated, told } from "../support/simulated";

describe("a hub in a stack of its own, and links in another", function () {
    this.timeout(240_000);
    const hub = Simulated.ofExample(example("hub"));
    const links = hub.sharing(example("hub-links"));

    it("come up in one run each, the hub from anywhere, with a healthy link", async () => {
        await hub.succeed("up", { runner: "public" });
        const up = await links.succeed("up");
        expect(Object.keys(up.changes)).to.deep.equal(["create"]);
        expect(links.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("change nothing in a second run", async () => {
        const again = await links.succeed("up");
        expect(told(again.steps)).to.deep.equal(["read StackReference organization/confluent-cluster-linking/hub"]);
        expect((await hub.succeed("up", { runner: "public" })).steps).to.deep.equal([]);
    });

    it("have no secret in the open: the runner's token, the VPN's keys, those of the clusters", () => {
        const { world, leftBehind } = hub;
        const [token] = world.aws("aws:secretsmanager/secretVersion:SecretVersion");
        const [certificate] = world.aws("aws:acm/certificate:Certificate");
        const planted = [token?.props.secretString, certificate?.props.privateKey].map(String);
        expect(planted.map((secret) => secret.length > 30)).to.deep.equal([true, true]);
        const secrets = [...planted, ...hub.secrets];
        expect(secretsIn(leftBehind, secrets)).to.deep.equal([]);
        expect(leftBehind).to.include("sandbox-manager-key");
    });

    it("go in one run each, and leave nothing", async () => {
        await links.succeed("destroy");
        expect((await hub.succeed("destroy", { runner: "public" })).resources).to.equal(0);
        expect(remaining(hub.clouds)).to.equal(0);
    });
});

describe("a stack that makes hub and links", function () {
    this.timeout(240_000);
    const stack = Simulated.ofExample(example("hub-and-links"));

    it("makes the network from anywhere, and the rest from its new runner", async () => {
        const first = await stack.succeed("up", { runner: "public" });
        expect(first.outputs.next).to.include("run pulumi up from the runner's VPC");
        stack.configure((settings) => {
            settings.phase = "all";
        });
        const second = await stack.succeed("up");
        expect(Object.keys(second.changes)).to.include("create").and.not.include("delete").and.not.include("replace");
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("goes in one run from anywhere, and leaves nothing", async () => {
        expect((await stack.succeed("destroy", { runner: "public" })).resources).to.equal(0);
        expect(remaining(stack.clouds)).to.equal(0);
    });
});
