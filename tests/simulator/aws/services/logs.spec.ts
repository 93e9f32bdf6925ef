import { expect } from "chai";
import { seedNetwork } from "../../../../simulator/aws/seed";
import { Account, refused } from "../account";
import { trust } from "./samples";

describe("logs", () => {
    let account: Account;
    beforeEach(() => {
        account = new Account();
    });

    it("have one group of a name, beside a role of that name", async () => {
        const id = await account.make("logGroup", { name: "agent", retentionInDays: 30 });
        expect(id).to.equal("agent");
        await account.make("role", { name: "agent", assumeRolePolicy: trust("ecs-tasks.amazonaws.com") });
        expect(await account.read("logGroup", id)).to.include({ name: "agent", retentionInDays: 30 });
        await refused(
            account.make("logGroup", { name: "agent" }),
            "creating CloudWatch Logs Log Group (agent): operation error CloudWatch Logs: CreateLogGroup",
            "ResourceAlreadyExistsException: The specified log group already exists",
        );
        await account.drop("logGroup", id);
        await account.make("logGroup", { name: "agent" });
    });

    it("are kept for a time that the service knows", () => {
        const model = account.model("logGroup");
        model.check?.({ retentionInDays: 30 });
        expect(() => model.check?.({ retentionInDays: 31 })).to.throw(
            "expected retention_in_days to be one of [0 1 3 5 7",
        );
        expect(() => model.check?.({ retentionInDays: 31 })).to.throw(", got 31");
        expect(() => model.check?.({ logGroupClass: "CHEAP" })).to.throw(
            'one of ["STANDARD" "INFREQUENT_ACCESS" "DELIVERY"]',
        );
    });

    it("have names of the form that the service takes", () => {
        const model = account.model("logGroup");
        expect(() => model.check?.({ name: "a b" })).to.throw('hash signs and dots are allowed in "name": "a b"');
        expect(() => model.check?.({ name: "n".repeat(513) })).to.throw(
            "expected length of name to be in the range (1 - 512)",
        );
        expect(() => model.check?.({ name: "a", namePrefix: "b" })).to.throw('"name": conflicts with name_prefix');
        const stream = account.model("logStream");
        expect(() => stream.check?.({ logGroupName: "a", name: "b:c" })).to.throw("cannot contain the colon");
    });

    it("have streams in a group that is there, one of a name, and gone with it", async () => {
        const stream = { logGroupName: "vpn", name: "connections" };
        await refused(
            account.make("logStream", stream),
            "ResourceNotFoundException: The specified log group does not exist.",
        );
        await account.make("logGroup", { name: "vpn" });
        await account.make("logGroup", { name: "other" });
        await account.make("logStream", stream);
        await account.make("logStream", { ...stream, logGroupName: "other" });
        await refused(
            account.make("logStream", stream),
            "ResourceAlreadyExistsException: The specified log stream already exists",
        );
        expect(await account.read("logStream", "vpn:connections")).to.include(stream);
        await account.drop("logGroup", "vpn");
        expect(await account.read("logStream", "connections", stream)).to.equal(undefined);
        expect(await account.read("logStream", "connections", { ...stream, logGroupName: "other" })).to.include({
            name: "connections",
        });
    });
});

describe("flow logs", () => {
    let account: Account;
    let base: { vpcId: string; iamRoleArn: unknown; logDestination: unknown; trafficType: string };
    beforeEach(async () => {
        account = new Account();
        const transitGateway = { id: "tgw-hub", associationRouteTableId: "tgw-rtb-1", propagationRouteTableIds: [] };
        seedNetwork(account.world, { region: "us-east-1", transitGateway, vpcs: [] });
        const role = await account.make("role", {
            name: "flow",
            assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com"),
        });
        const group = await account.make("logGroup", { name: "flow" });
        base = {
            vpcId: await account.vpc("10.0.0.0/20"),
            iamRoleArn: (await account.read("role", role))?.arn,
            logDestination: (await account.read("logGroup", group))?.arn,
            trafficType: "ALL",
        };
    });
    const add = (inputs: object) => account.make("flowLog", { ...base, ...inputs });

    it("need a log group that is there, and a role that the service can take", async () => {
        await refused(
            add({ logDestination: "arn:aws:logs:x" }),
            "LogDestinationNotFound: LogDestination: arn:aws:logs:x",
        );
        await refused(add({ logDestination: undefined }), "InvalidParameter: LogDestination can't be empty");
        await refused(add({ iamRoleArn: undefined }), "InvalidParameter: DeliverLogsPermissionArn can't be empty");
        await refused(
            add({ iamRoleArn: "arn:aws:iam::1:role/x" }),
            "InvalidParameter: Unable to assume given IAM role",
        );
        const assumeRolePolicy = trust("ecs-tasks.amazonaws.com");
        await account.update("role", "flow", { name: "flow", assumeRolePolicy });
        await refused(add({}), `creating Flow Log (${base.vpcId})`, "Unable to assume given IAM role");
    });

    it("are of one thing that is there, once per destination", async () => {
        await refused(add({ vpcId: "vpc-none" }), "InvalidVpcID.NotFound");
        await refused(add({ subnetId: "subnet-1" }), "only one of `eni_id,regional_nat_gateway_id,subnet_id,");
        const other = { vpcId: undefined, trafficType: undefined, maxAggregationInterval: 60 };
        await refused(add({ ...other, transitGatewayId: "tgw-none" }), "InvalidTransitGatewayID.NotFound");
        const attachment = { ...other, transitGatewayAttachmentId: "tgw-attach-none" };
        await refused(add(attachment), "InvalidTransitGatewayAttachmentID.NotFound");
        await refused(add({ ...other, subnetId: "subnet-none" }), "InvalidSubnetID.NotFound");
        expect(await add({})).to.match(/^fl-/);
        await refused(
            add({}),
            "FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration",
        );
    });

    it("say which traffic they log, but for Transit Gateways, which log all every minute", async () => {
        const gateway = { vpcId: undefined, transitGatewayId: "tgw-hub" };
        await refused(
            add({ trafficType: undefined }),
            "MissingParameter: The request must contain the parameter TrafficType",
        );
        await refused(add({ trafficType: "SOME" }), 'expected traffic_type to be one of ["ACCEPT" "REJECT" "ALL"]');
        await refused(add(gateway), "InvalidParameter: TrafficType is not supported for Transit Gateway");
        await refused(add({ ...gateway, trafficType: undefined }), "MaxAggregationInterval has to be 60");
        await refused(
            add({ maxAggregationInterval: 90 }),
            "expected max_aggregation_interval to be one of [60 600], got 90",
        );
        await add({ ...gateway, trafficType: undefined, maxAggregationInterval: 60 });
    });
});
