// The places and targets of `reach` that no committed stack has, and what is told when something is not there.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { remove, where } from "../../simulator/aws/store";
import { TYPES } from "../../simulator/aws/types";
import { reachLines } from "../../simulator/cli/reach";
import { HOPS } from "../../simulator/network/hops";
import { reachTable, type ReachTable } from "../../simulator/reach/table";
import { modelled, type Modelled } from "../support/modelled";
import { matrixOf } from "../support/reach";
import { stackFile } from "../support/stackFile";

const KEY = "confluent-cluster-linking:hub";
const tableOf = ({ world, settings, recorded }: Modelled) => reachTable(world, settings, recorded);

interface RawHub {
    readonly runner: { readonly vpcId: string; readonly cidr: string; readonly routeTableIds: readonly string[] };
    readonly dns: object;
    readonly vpn: object;
}

/** The dev stack with another hub. */
function devBehind(change: (hub: RawHub) => object): Promise<Modelled> {
    return modelled("dev", { ...stackFile("dev"), [KEY]: change(stackFile("dev")[KEY] as RawHub) });
}

describe("the places from which reach is tried", function () {
    this.timeout(60_000);

    it("are one place where roles share a VPC", async () => {
        const table = tableOf(await devBehind(({ runner, vpn, ...hub }) => ({ ...hub, runner, dns: runner, vpn })));
        expect(Object.keys(matrixOf(table))).to.deep.equal(["runner, dns", "vpn client", "network core", "internet"]);
        expect(table.works).to.equal(true);
    });

    it("are the VPN's VPC where its endpoint is somebody else's business", async () => {
        const withoutEndpoint = (vpn: object) => ({ ...vpn, endpointId: undefined, targetSubnetIds: undefined });
        const table = tableOf(await devBehind(({ vpn, ...hub }) => ({ ...hub, vpn: withoutEndpoint(vpn) })));
        expect(matrixOf(table).vpn).to.deep.include({ sandbox: "open" });
        expect(table.works).to.equal(true);
        const vpn = { mode: "tgw", clientCidr: "10.200.0.0/22" };
        const onGateway = tableOf(await devBehind((hub) => ({ ...hub, vpn })));
        expect(Object.keys(matrixOf(onGateway))).to.deep.equal(["runner", "dns", "network core", "internet"]);
    });

    it("are expected to reach nothing where they answer for names only", async () => {
        const table = tableOf(await devBehind((hub) => ({ ...hub, dns: { ...hub.dns, routeTableIds: [] } })));
        const fromDns = table.rows.filter(({ from }) => from === "dns");
        expect(fromDns.map(({ expected, open, hop }) => [expected, open, hop])).to.deep.equal([
            [false, false, "source-route"],
            [false, false, "source-route"],
        ]);
        expect(table.works).to.equal(true);
    });

    it("are other stacks' VPCs at the gateway too, which reach nothing here", async () => {
        const first = await modelled("dev", stackFile("dev"));
        const core = { vpcCidr: "10.9.0.0/20", zoneIds: ["use1-az1", "use1-az2"], connectivity: "gateway" };
        const config = { ...stackFile("dev"), "confluent-cluster-linking:privateNetworks": { core } };
        const second = await modelled("other", config, { world: first.world });
        const [spoke] = Object.entries(matrixOf(tableOf(first))).filter(([place]) => place === "spoke");
        expect(spoke).to.deep.equal(["spoke", { sandbox: "dns" }]);
        expect(Object.keys(matrixOf(tableOf(second)))).to.include.members(["runner", "network core", "spoke"]);
        expect([tableOf(first).works, tableOf(second).works]).to.deep.equal([true, true]);
        // Both networks have the same key, and each stack knows its own.
        const addresses = ({ rows }: ReachTable) =>
            rows.find(({ from, to }) => from === "network core" && to === "sandbox")?.resolvedTo?.[0];
        expect(addresses(tableOf(first))).to.match(/^10\.0\./);
        expect(addresses(tableOf(second))).to.match(/^10\.9\./);
    });

    it("are the stack's own where another one in the same world has the same blocks", async () => {
        const config = Object.fromEntries(Object.entries(stackFile("dev")).filter(([key]) => key !== KEY));
        const first = await modelled("one", config);
        const second = await modelled("two", config, { world: first.world });
        const sourceOf = (stack: Modelled) => {
            const [cluster] = tableOf(stack).rows.filter(({ from }) => from.includes("network core"));
            return cluster;
        };
        expect(sourceOf(first)?.host).to.not.equal(sourceOf(second)?.host);
        expect(second.recorded.flatMap(({ id }) => id ?? [])).to.include(
            where(first.world, TYPES.vpc, "cidrBlock", "10.0.0.0/20")[1]?.id,
        );
        expect(Object.keys(matrixOf(tableOf(second)))).to.deep.equal(["runner, network core", "internet"]);
        expect([tableOf(first).works, tableOf(second).works]).to.deep.equal([true, true]);
    });
});

describe("what reach says is not there", function () {
    this.timeout(60_000);
    let stack: Modelled;
    beforeEach(async () => {
        stack = await modelled("dev", stackFile("dev"));
    });

    it("is a cluster that has not been made yet, or that is gone", () => {
        const recorded = stack.recorded.filter(({ urn }) => urn?.endsWith("::shared-cluster") !== true);
        const early = reachTable(stack.world, stack.settings, recorded);
        expect([early.missing, early.works]).to.deep.equal([["cluster shared"], false]);
        stack.world.data.confluent.clusters = {};
        expect(tableOf(stack).missing).to.deep.equal(["cluster sandbox", "cluster shared"]);
        expect(reachLines(tableOf(stack))).to.deep.equal([
            "This stack has no cluster to be reached.",
            "Not there: cluster sandbox.",
            "Not there: cluster shared.",
            "0 of 0 expected ways are open: something is cut.",
        ]);
    });

    it("is every VPC and endpoint around it, by its role", () => {
        for (const type of [TYPES.vpc, TYPES.vpnEndpoint]) {
            for (const { id } of stack.world.aws(type)) {
                remove(stack.world, id);
            }
        }
        expect(tableOf(stack).missing).to.deep.equal([
            "VPC vpc-0123456789abcdef0 of the hub (runner)",
            "VPC vpc-0123456789abcdef1 of the hub (dns)",
            "Client VPN endpoint cvpn-endpoint-0123456789abcdef0 of the hub",
            "VPC of the private network core",
        ]);
    });

    it("is a cluster's endpoint behind an access point that is gone", async () => {
        const core = { vpcCidr: "10.0.0.0/20", zoneIds: ["use1-az1", "use1-az2"], connectivity: "gateway" };
        const networks = { "confluent-cluster-linking:privateNetworks": { core } };
        const gateway = await modelled("dev", { ...stackFile("dev"), ...networks });
        gateway.world.data.confluent.accessPoints = {};
        const { missing, works } = tableOf(gateway);
        expect(missing).to.deep.equal(["endpoint of cluster sandbox behind the access point of core"]);
        expect(works).to.equal(false);
    });

    it("is both ways of a network on its move from the attachment to the gateway", async () => {
        const core = { vpcCidr: "10.0.0.0/20", zoneIds: ["use1-az1", "use1-az2"], connectivity: "gateway" };
        const networks = { "confluent-cluster-linking:privateNetworks": { core: { ...core, keepAttachment: true } } };
        const table = tableOf(await modelled("dev", { ...stackFile("dev"), ...networks }));
        const hosts = table.rows.filter(({ from, to }) => from === "runner" && to === "sandbox");
        expect(hosts.map(({ open, port }) => [open, port])).to.deep.equal([
            [true, 443],
            [true, 9092],
            [true, 443],
            [true, 9092],
        ]);
        expect(new Set(hosts.map(({ host }) => host)).size).to.equal(2);
    });
});

describe("the hops at which a way can end", () => {
    it("are explained in the README, in their order", () => {
        const readme = fs.readFileSync(path.join(__dirname, "..", "..", "README.md"), "utf8");
        const [, section = ""] = readme.split("### Who reaches what");
        const [own = ""] = section.split("\n### ");
        const explained = Array.from(own.matchAll(/^\| `([a-z-]+)` /gm), ([, hop]) => hop);
        expect(explained).to.deep.equal(Object.values(HOPS));
    });
});

describe("the lines of reach", () => {
    const way = { from: "runner", to: "a", service: "REST", host: "lkc-1.example", port: 443 } as const;
    const addresses = { resolvedTo: ["10.0.0.4", "10.0.1.4"] };

    it("are a table with a note where the outcome is not the expected one, and a sum", () => {
        const cut = { open: false, hop: "return-route", reason: "no route" } as const;
        const rows = [
            { ...way, ...addresses, expected: true, open: true },
            { ...way, ...addresses, ...cut, from: "dns", expected: true },
            { ...way, ...cut, from: "internet", hop: "dns", reason: "no such name", expected: false } as const,
            { ...way, ...addresses, from: "spoke vpc-1", expected: false, open: true },
        ];
        expect(reachLines({ rows, missing: [], works: false })).to.deep.equal([
            "from         to      host               resolves to         result",
            "runner       a REST  lkc-1.example:443  10.0.0.4, 10.0.1.4  reachable",
            "dns          a REST  lkc-1.example:443  10.0.0.4, 10.0.1.4  ends at return-route (EXPECTED to work): no route",
            "internet     a REST  lkc-1.example:443  -                   ends at dns: no such name",
            "spoke vpc-1  a REST  lkc-1.example:443  10.0.0.4, 10.0.1.4  reachable (not expected)",
            "1 of 2 expected ways are open: something is cut.",
        ]);
    });
});
