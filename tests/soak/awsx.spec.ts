// A VPC of awsx, through the real engine: the component is made in the stand-in's process, its children in the account.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
// Not for its type only: this makes the SDK able to turn references into objects with outputs.
import "@pulumi/aws/ec2";
import type { RouteTableAssociation } from "@pulumi/aws/ec2";
import { Vpc, type VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { awsProvider } from "../../simulator/aws/provider";
import { startAwsx } from "../../simulator/awsx/attach";
import { resolveEngine } from "../../simulator/engine/install";
import { FaultPlan } from "../../simulator/provider/faults";
import { serveProvider, type AttachedProvider } from "../../simulator/provider/server";
import { World } from "../../simulator/world";

const ARGS: VpcArgs = {
    cidrBlock: "10.2.0.0/16",
    availabilityZoneNames: ["us-east-1a", "us-east-1b"],
    subnetStrategy: "Auto",
    subnetSpecs: [
        { type: "Public", name: "public", cidrMask: 24 },
        { type: "Private", name: "private", cidrMask: 20 },
    ],
    natGateways: { strategy: "Single" },
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: { owner: "platform" },
};

describe("a VPC of awsx on the engine", function () {
    this.timeout(120_000);

    const world = World.open();
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "awsx-"));
    const attached: AttachedProvider[] = [];
    let stack: Stack;
    let args = ARGS;

    const program = () => {
        const vpc = new Vpc("runner", args);
        return Promise.resolve({
            vpcId: vpc.vpcId,
            privateSubnetIds: vpc.privateSubnetIds,
            // What a program has to do to know which table serves which subnet.
            tables: vpc.routeTableAssociations.apply((all) => pulumi.all(all.map(served))),
            layout: vpc.subnetLayout,
        });
    };
    const served = ({ subnetId, routeTableId }: RouteTableAssociation) =>
        pulumi.all([subnetId, routeTableId]).apply(([subnet, table]) => [subnet ?? "", table]);

    before(async () => {
        const context = { world, latencyFactor: 0, wait: () => Promise.resolve(), controlPlane: "", resolver: "" };

        attached.push(await serveProvider(awsProvider, context, new FaultPlan([])), await startAwsx());
        const pulumiCommand = await resolveEngine(() => undefined);
        stack = await LocalWorkspace.createStack(
            { stackName: "dev", projectName: "network", program },
            {
                pulumiCommand,
                pulumiHome: path.join(home, "home"),
                projectSettings: { name: "network", runtime: "nodejs", backend: { url: `file://${home}` } },
                envVars: {
                    PULUMI_CONFIG_PASSPHRASE: "test",
                    PULUMI_DEBUG_PROVIDERS: attached.map(({ name, port }) => `${name}:${port}`).join(","),
                    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
                    PULUMI_SKIP_UPDATE_CHECK: "true",
                },
            },
        );
        await stack.setConfig("aws:region", { value: "us-east-1" });
    });
    after(() => {
        for (const provider of attached) {
            provider.close();
        }
        fs.rmSync(home, { recursive: true, force: true });
    });

    const objects = (type: string) => world.aws(`aws:ec2/${type}`).filter(({ existing }) => existing !== true);

    it("has the children of the real component, and gives their ids", async () => {
        const { outputs, summary } = await stack.up();
        expect(summary.result).to.equal("succeeded");
        const subnets = objects("subnet:Subnet");
        const privates = subnets.filter(({ props }) => props.mapPublicIpOnLaunch === false);
        expect(outputs.privateSubnetIds?.value).to.have.members(privates.map(({ id }) => id));
        expect(outputs.vpcId?.value).to.equal(objects("vpc:Vpc")[0]?.id);
        const associations = objects("routeTableAssociation:RouteTableAssociation");
        expect(outputs.tables?.value).to.have.deep.members(
            associations.map(({ props }) => [props.subnetId, props.routeTableId]),
        );
        expect(outputs.layout?.value).to.deep.equal([
            { type: "Public", name: "public", cidrMask: 24, size: 256 },
            { type: "Private", name: "private", cidrMask: 20, size: 4096 },
        ]);
        const counts = ["internetGateway:InternetGateway", "eip:Eip", "natGateway:NatGateway", "route:Route"];
        expect(counts.map((type) => objects(type).length)).to.deep.equal([1, 1, 1, 4]);
        expect(subnets.map(({ props }) => props.cidrBlock)).to.have.members([
            ...["10.2.0.0/24", "10.2.16.0/20", "10.2.128.0/24", "10.2.144.0/20"],
        ]);
    });

    it("changes nothing when nothing has changed, and a NAT gateway per zone when that is asked for", async () => {
        const again = await stack.up();
        expect(again.summary.resourceChanges).to.have.all.keys("same");
        args = { ...ARGS, natGateways: { strategy: "OnePerAz" } };
        const more = await stack.up();
        expect(more.summary.resourceChanges).to.include({ create: 2, update: 1 });
        const routes = objects("route:Route").map(({ props }) => props.natGatewayId);
        expect(routes.filter((id) => id !== undefined)).to.have.members(
            objects("natGateway:NatGateway").map(({ id }) => id),
        );
    });

    it("goes with all its children", async () => {
        await stack.destroy();
        expect(Object.values(world.data.aws).filter(({ type }) => type.startsWith("aws:ec2/"))).to.deep.equal([]);
    });
});
