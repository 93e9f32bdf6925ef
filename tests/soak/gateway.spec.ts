// Private networks at access points of an ingress gateway, and the way there from an attachment, on the real engine. Does
// not prove that Confluent serves both ways at once; the steps are those of docs/runbooks/attachment-to-gateway.md.
import { expect } from "chai";
import { isServed } from "../../simulator/confluent/entrances";
import { Cloud } from "../../simulator/confluent/cloud";
import { withRenamedEndpoints } from "../../tools/renameEndpoints";
import { example } from "../support/examples";
import { hostsOf, unreached } from "../support/hosts";
import { remaining, Simulated, told, type Run } from "../support/simulated";

const HUB = ["vpc-0123456789abcdef0", "vpc-0123456789abcdef1", "vpc-0123456789abcdef2"];
const REPLACEMENTS = ["replace", "create-replacement", "delete-replaced", "delete"];

/** Everything on the data plane, as the service has it: replaced objects have other ids or times. */
function dataPlane({ world }: Simulated): unknown {
    const { links, mirrors, topics } = world.data.confluent;
    return structuredClone({ links, mirrors, topics });
}

function replaced({ steps }: Run): string[] {
    return told(steps.filter(({ op }) => REPLACEMENTS.includes(op)));
}

describe("two private networks on a gateway", function () {
    this.timeout(240_000);
    const stack = Simulated.ofExample(example("gateway"));

    it("come up in one run: every hub VPC reaches every cluster under a name of its own", async () => {
        const up = await stack.succeed("up");
        expect(up.diagnostics).to.deep.equal([]);
        const { sandbox = "", vault = "" } = hostsOf(up);
        for (const host of [sandbox, vault]) {
            expect(host).to.match(/^lkc-[a-z0-9]+-ap[a-z0-9]+\.us-east-1\.aws\.accesspoint\.glb\.confluent\.cloud$/);
            for (const vpcId of HUB) {
                expect(unreached(stack.world, vpcId, host), `${vpcId} ${host}`).to.deep.equal([]);
            }
        }
        expect(sandbox.split("-").at(2)).to.not.equal(vault.split("-").at(2));
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("know their clusters' names in a preview: one more topic is that topic and its gate", async () => {
        const changed = stack.copy().configure(({ clusters }) => {
            Object.assign(clusters.sandbox?.topics ?? {}, { orders: { partitions: 3 } });
        });
        const preview = await changed.succeed("preview", { runner: "public" });
        expect(told(preview.steps)).to.deep.equal([
            "create KafkaTopic sandbox/orders",
            "update KafkaRestReady sandbox-manager-ready",
        ]);
    });

    it("change nothing in a second run, and go without leaving anything", async () => {
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });
});

describe("the deployed dev stack on its way from the attachment to a gateway", function () {
    this.timeout(300_000);
    let stack: Simulated;
    let before: unknown;
    let hosts: { old: string; fresh: string };

    const serves = (host: string) => isServed(new Cloud(stack.world, 0), host);

    it("gets the gateway beside the attachment: nothing is replaced or goes, in preview and run", async () => {
        stack = await Simulated.deployed();
        before = dataPlane(stack);
        const old = hostsOf(await stack.succeed("up")).sandbox ?? "";
        stack.configure(({ privateNetworks }) => {
            Object.assign(privateNetworks.core ?? {}, { connectivity: "gateway", keepAttachment: true });
        });
        const preview = await stack.succeed("preview", { runner: "public" });
        expect(replaced(preview)).to.deep.equal([]);
        const up = await stack.succeed("up");
        expect(replaced(up)).to.deep.equal([]);
        expect(told(up.steps.filter(({ op }) => op === "update"))).to.deep.equal([
            "update KafkaRestReady sandbox-manager-ready",
            "update KafkaRestReady sandbox-shared-source-ready",
            "update KafkaTopic sandbox/dev-stock_trades",
            "update LinkReady sandbox-shared-source-ready",
        ]);
        hosts = { old, fresh: hostsOf(up).sandbox ?? "" };
        expect(hosts.fresh).to.include(".accesspoint.glb.");
    });

    it("has the same links, mirrors and topics as before, healthy", () => {
        expect(dataPlane(stack)).to.deep.equal(before);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("is reached under both names from every hub VPC", () => {
        for (const host of [hosts.old, hosts.fresh]) {
            expect(serves(host), host).to.equal(true);
            expect(HUB.flatMap((vpcId) => unreached(stack.world, vpcId, host))).to.deep.equal([]);
        }
    });

    it("changes nothing in a second run, and finds no drift", async () => {
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        expect(Object.keys((await stack.succeed("refresh")).changes)).to.deep.equal(["same"]);
    });

    it("goes from there too, and leaves nothing", async () => {
        const twin = stack.copy();
        await twin.succeed("destroy");
        expect(remaining(twin.clouds)).to.equal(0);
    });

    it("goes back to the attachment as long as the state has the old names", async () => {
        const twin = stack.copy().configure(({ privateNetworks }) => {
            Object.assign(privateNetworks.core ?? {}, { connectivity: "attachment", keepAttachment: false });
        });
        const up = await twin.succeed("up");
        const gone = up.steps.filter(({ op }) => REPLACEMENTS.includes(op));
        const others = gone.filter(({ name }) => !name.startsWith("core-gateway") && !name.startsWith("ingress"));
        expect(told(others)).to.deep.equal(["delete AccessPointCluster sandbox"]);
        expect(dataPlane(twin)).to.deep.equal(before);
        expect(twin.clouds.confluent).to.include({ privateLinkAttachments: 1, gateways: 0, accessPoints: 0 });
    });

    it("would replace links and mirrors, were the attachment dropped at once", async () => {
        stack.configure(({ privateNetworks }) => {
            delete privateNetworks.core?.keepAttachment;
        });
        const preview = await stack.succeed("preview");
        expect(
            replaced(preview)
                .filter((step) => step.startsWith("replace"))
                .join(),
        ).to.include("ClusterLink");
    });

    it("lets the attachment go when the state has the new names: only its own parts are deleted", async () => {
        await stack.editState((state) => withRenamedEndpoints(state));
        const preview = await stack.succeed("preview", { runner: "public" });
        const up = await stack.succeed("up");
        expect(told(up.steps)).to.deep.equal(told(preview.steps));
        expect(told(up.steps.filter(({ op }) => op !== "delete"))).to.deep.equal([
            "update KafkaRestReady sandbox-manager-ready",
            "update KafkaRestReady sandbox-shared-source-ready",
        ]);
        const deleted = up.steps.filter(({ op }) => op === "delete").map(({ name }) => name);
        expect(deleted.filter((name) => !name.startsWith("core") && !name.startsWith("privatelink"))).to.deep.equal([]);
        expect(deleted.filter((name) => name.startsWith("core-gateway"))).to.deep.equal([]);
    });

    it("has the same links, mirrors and topics still, under the new name only", () => {
        expect(dataPlane(stack)).to.deep.equal(before);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
        expect([serves(hosts.old), serves(hosts.fresh)]).to.deep.equal([false, true]);
        expect(stack.clouds.confluent).to.include({ privateLinkAttachments: 0, gateways: 1, accessPoints: 1 });
    });

    it("changes nothing more, finds no drift, and goes without leaving anything", async () => {
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        expect(Object.keys((await stack.succeed("refresh")).changes)).to.deep.equal(["same"]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });
});

describe("the protected stack on its way to a gateway", function () {
    this.timeout(300_000);

    it("gets the gateway, and lets the attachment go once it is let go of", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.protection = true;
        });
        await stack.succeed("up");
        const before = dataPlane(stack);
        stack.configure(({ privateNetworks }) => {
            Object.assign(privateNetworks.core ?? {}, { connectivity: "gateway", keepAttachment: true });
        });
        expect(replaced(await stack.succeed("up"))).to.deep.equal([]);
        stack.configure((settings) => {
            settings.protection = false;
        });
        expect(replaced(await stack.succeed("up"))).to.deep.equal([]);
        await stack.editState((state) => withRenamedEndpoints(state));
        stack.configure((settings) => {
            delete settings.privateNetworks.core?.keepAttachment;
            settings.protection = true;
        });
        await stack.succeed("up");
        expect(dataPlane(stack)).to.deep.equal(before);
        expect(stack.clouds.confluent).to.include({ privateLinkAttachments: 0, gateways: 1, accessPoints: 1 });
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
    });
});
