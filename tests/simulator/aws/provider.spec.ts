import { createRequire } from "node:module";
import { expect } from "chai";
import { awsCounts, awsProvider } from "../../../simulator/aws/provider";
import { seedNetwork } from "../../../simulator/aws/seed";
import { Account, refused } from "./account";

describe("the AWS stand-in as a whole", () => {
    it("uses the SDK's type tokens and version", () => {
        const load = createRequire(__filename);
        for (const token of Object.keys(awsProvider.resources)) {
            const [, file = "", name = ""] = token.split(":");
            const loaded = load(`@pulumi/aws/${file}`) as Record<string, { __pulumiType: string } | undefined>;
            expect(loaded[name]?.__pulumiType).to.equal(token);
        }
        const { version } = load("@pulumi/aws/package.json") as { version: string };
        expect(awsProvider.version).to.equal(version);
    });

    it("counts what the stack has made", async () => {
        const account = new Account();
        const vpcs = [{ role: "runner", vpcId: "vpc-runner", cidr: "10.2.0.0/16", routeTableIds: ["rtb-1"] }];
        seedNetwork(account.world, { region: "eu-west-1", vpcs });
        expect(Object.values(awsCounts(account.world)).every((count) => count === 0)).to.equal(true);
        await account.vpc("10.0.0.0/20");
        expect(awsCounts(account.world)).to.include({ "ec2.Vpc": 1, "ec2.RouteTable": 0, "route53.Zone": 0 });
        expect(awsCounts(account.world)).to.include({ "vpc.SecurityGroupIngressRule": 0 });
    });

    it("answers the functions that programs call", async () => {
        const account = new Account();
        const vpcs = [{ role: "runner", vpcId: "vpc-runner", cidr: "10.2.0.0/16", routeTableIds: ["rtb-1", "rtb-2"] }];
        seedNetwork(account.world, { region: "eu-west-1", vpcs });
        expect(await account.invoke("aws:index/getRegion:getRegion")).to.include({ region: "eu-west-1" });
        const identity = await account.invoke("aws:index/getCallerIdentity:getCallerIdentity");
        expect(identity.accountId).to.match(/^\d{12}$/);
        expect(await account.invoke("aws:index/getPartition:getPartition")).to.include({ partition: "aws" });
        const zones = await account.invoke("aws:index/getAvailabilityZones:getAvailabilityZones");
        expect(zones.names).to.deep.equal(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
        expect(zones.zoneIds).to.deep.equal(["euw1-az2", "euw1-az3", "euw1-az1"]);
        const vpc = await account.invoke("aws:ec2/getVpc:getVpc", { id: "vpc-runner" });
        expect(vpc).to.include({ id: "vpc-runner", cidrBlock: "10.2.0.0/16", state: "available" });
        await refused(account.invoke("aws:ec2/getVpc:getVpc", { id: "vpc-none" }), "InvalidVpcID.NotFound");
        const tables = await account.invoke("aws:ec2/getRouteTables:getRouteTables", { vpcId: "vpc-runner" });
        expect(tables.ids).to.deep.equal(["rtb-1", "rtb-2"]);
    });

    it("asks its rules again after the wait", async () => {
        const account = new Account();
        const vpcId = await account.vpc("10.0.0.0/20");
        const made = [account.subnet(vpcId, "10.0.0.0/24"), account.subnet(vpcId, "10.0.0.0/24")];
        const results = await Promise.allSettled(made);
        expect(results.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    });
});
