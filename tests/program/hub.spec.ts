// The stacks that make a hub, or use one that another stack has made, under mocks. Does not prove that any cloud accepts
// them; simulation/hub goes further. `UPDATE_GOLDEN=1` rewrites the lists.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { example, hubExamples } from "../support/examples";
import { runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { stackConfig, type StackConfig } from "../support/stackFile";
import { component, TYPES } from "../support/types";

const SETTINGS = "confluent-cluster-linking:";
const NOT_IN_COMPONENTS: readonly string[] = [TYPES.stack, TYPES.stackReference];

function golden(stack: string, recording: Recording): string[] {
    const file = path.join(__dirname, "golden", `${stack}.txt`);
    if (process.env.UPDATE_GOLDEN === "1") {
        fs.writeFileSync(file, `${recording.identities().join("\n")}\n`);
    }
    return fs.readFileSync(file, "utf8").trim().split("\n");
}

/** The stack of hub and links, in the phase that follows the first. */
function everything(change: StackConfig = {}): StackConfig {
    return { ...stackConfig(example("hub-and-links").file), [`${SETTINGS}phase`]: "all", ...change };
}

/** The stack's own outputs. */
function outputsOf(recording: Recording): Readonly<Record<string, unknown>> {
    const [root] = recording.ofType(TYPES.stack);
    return recording.outputs.get(root?.urn ?? "") ?? {};
}

for (const { stack, file } of hubExamples()) {
    describe(`the example ${stack}`, () => {
        it("says what it is for", () => {
            expect(fs.readFileSync(file, "utf8")).to.match(/^# \S/);
        });

        it("makes exactly the resources of its list, in a preview as in an update", async () => {
            const config = stackConfig(file);
            const update = await runStack(config, { stack });
            expect(update.identities()).to.deep.equal(golden(stack, update));
            const preview = await runStack(config, { stack, preview: true });
            expect(preview.identities()).to.deep.equal(update.identities());
        });

        it("has no cycle, and everything under a component", async () => {
            const update = await runStack(stackConfig(file), { stack });
            expect(update.resources.filter(({ urn }) => update.closure(urn).has(urn))).to.deep.equal([]);
            const flat = update.resources.filter(
                ({ type, parent }) => !NOT_IN_COMPONENTS.includes(type) && update.at(parent).type === TYPES.stack,
            );
            expect(flat.map(({ urn }) => urn)).to.deep.equal([]);
        });
    });
}

describe("a hub that the stack makes", () => {
    it("is used like one that is there: routes back, zone associations, VPN", async () => {
        const config = everything({
            [`${SETTINGS}networkHub`]: stackConfig(example("hub").file)[`${SETTINGS}networkHub`],
        });
        const certificates = Object.entries(stackConfig(example("hub").file)).filter(([key]) => key.startsWith("vpn-"));
        const recording = await runStack({ ...config, ...Object.fromEntries(certificates) });
        const names = recording.identities();
        for (const name of [
            ...["core-from-runner-us-east-1a", "core-from-dns-use1-az1", "core-from-vpn-use1-az2"].map(
                (route) => `${TYPES.route}::${route}`,
            ),
            `${TYPES.gatewayPropagation}::core-propagation-hub`,
            ...["runner", "dns", "vpn"].map((vpc) => `${TYPES.zoneAssociation}::core-association-${vpc}`),
            `${TYPES.vpnRoute}::core-vpn-vpn-subnet-use1-az1`,
            `${TYPES.vpnRule}::core-vpn-access`,
        ]) {
            expect(names).to.include(name);
        }
    });

    it("gets no route before the VPC of its table is attached, nor is it detached before the route goes", async () => {
        const recording = await runStack(everything());
        const routes = recording.ofType(TYPES.route).filter(({ name }) => name.startsWith("core-from-"));
        expect(routes.map(({ name }) => name).sort()).to.deep.equal([
            "core-from-runner-us-east-1a",
            "core-from-runner-us-east-1b",
        ]);
        for (const { urn } of routes) {
            const before = [...recording.closure(urn)].map((each) => recording.at(each)).map(({ name }) => name);
            expect(before).to.include.members(["runner-attachment", "runner-association", "runner-propagation-spokes"]);
        }
    });

    it("comes before every gate of the private cluster, the runner's attachment too", async () => {
        const recording = await runStack(everything());
        const gate = recording.ofType(TYPES.gate).find(({ name }) => name === "sandbox-manager-ready");
        const before = [...recording.closure(gate?.urn ?? "")].map((urn) => recording.at(urn).name);
        expect(before).to.include.members(["runner-attachment", "core-attachment", "core-from-runner-us-east-1a"]);
    });

    it("is output in the form in which other stacks take it", async () => {
        const recording = await runStack(stackConfig(example("hub").file));
        const hub = outputsOf(recording).hub as Record<string, unknown>;
        expect(hub).to.have.all.keys("transitGateway", "runner", "dns", "vpn", "manageRoutes");
        // The mock of awsx has ids that tell what they are of.
        const runner = { vpcId: "vpc-00000000", cidr: "10.2.0.0/16", routeTableIds: ["rtb-00000000"] };
        const settings = { ...stackConfig(example("hub-links").file), [`${SETTINGS}hub`]: { ...hub, runner } };
        const links = await runStack(settings);
        expect(links.ofType(TYPES.zoneAssociation).map(({ name }) => name)).to.have.members([
            "core-association-runner",
            "core-association-dns",
            "core-association-vpn",
        ]);
    });
});

describe("the first phase", () => {
    it("makes what needs no call to the private cluster, and says what comes next", async () => {
        const recording = await runStack(stackConfig(example("hub-and-links").file));
        expect(recording.ofType(TYPES.topic).map(({ name }) => name)).to.deep.equal(["shared/announcements"]);
        expect(recording.ofType(TYPES.gate).map(({ name }) => name)).to.deep.equal(["shared-manager-ready"]);
        expect(recording.ofType(TYPES.link)).to.deep.equal([]);
        expect(recording.ofType(TYPES.cluster)).to.have.length(2);
        expect(outputsOf(recording)).to.have.property("next").that.includes("Set phase to all");
        expect(outputsOf(await runStack(everything()))).to.not.have.property("next");
    });

    it("makes nothing that the second takes away or makes anew", async () => {
        const first = await runStack(stackConfig(example("hub-and-links").file));
        const second = await runStack(everything());
        expect(second.identities()).to.include.members(first.identities());
        expect(second.ofType(component("NetworkHub"))).to.have.length(1);
    });
});
