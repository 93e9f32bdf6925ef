// Does not prove that AWS writes anything.
import { expect } from "chai";
import { FlowLogs } from "../../../components/hub/flowLogs";
import { record } from "../../support/engine";
import { component, TYPES } from "../../support/types";

function make() {
    return new FlowLogs("flow", {
        retentionDays: 14,
        accountId: "000000000000",
        transitGatewayId: "tgw-1",
        vpcs: { dns: "vpc-1", vpn: "vpc-2" },
        displayName: "prod-hub",
    });
}

const policyOf = (statement: unknown) => ({ Version: "2012-10-17", Statement: [statement] });
const parsed = (text: unknown): unknown => JSON.parse(String(text));

describe("FlowLogs", () => {
    it("writes down the gateway's traffic and that of every VPC, in one group", async () => {
        const { recording } = await record(make);
        const group = recording.find(TYPES.logGroup, "flow");
        expect(group.inputs).to.deep.equal({ retentionInDays: 14, tags: { Name: "prod-hub" } });
        const common = {
            logDestinationType: "cloud-watch-logs",
            logDestination: group.state.arn,
            iamRoleArn: recording.find(TYPES.role, "flow-writer").state.arn,
            tags: { Name: "prod-hub" },
        };
        expect(recording.ofType(TYPES.flowLog).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["flow-dns", { ...common, vpcId: "vpc-1", trafficType: "ALL" }],
            ["flow-gateway", { ...common, transitGatewayId: "tgw-1", maxAggregationInterval: 60 }],
            ["flow-vpn", { ...common, vpcId: "vpc-2", trafficType: "ALL" }],
        ]);
    });

    it("lets the service write to that group, for this account, and nothing else", async () => {
        const { recording } = await record(make);
        const role = recording.find(TYPES.role, "flow-writer");
        expect(parsed(role.inputs.assumeRolePolicy)).to.deep.equal(
            policyOf({
                Effect: "Allow",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
            }),
        );
        const policy = recording.find(TYPES.rolePolicy, "flow-writer").inputs;
        expect(policy.role).to.equal(role.state.name);
        expect(parsed(policy.policy)).to.deep.equal(
            policyOf({
                Effect: "Allow",
                Action: [
                    "logs:CreateLogStream",
                    "logs:DescribeLogGroups",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents",
                ],
                Resource: `${String(recording.find(TYPES.logGroup, "flow").state.arn)}:*`,
            }),
        );
    });

    it("starts once the role may write, and registers its outputs", async () => {
        const { recording } = await record(make);
        const policy = recording.find(TYPES.rolePolicy, "flow-writer").urn;
        for (const { urn } of recording.ofType(TYPES.flowLog)) {
            expect(recording.closure(urn).has(policy)).to.equal(true);
        }
        expect(recording.outputsOf(component("FlowLogs"), "flow")).to.deep.equal({
            logGroupArn: recording.find(TYPES.logGroup, "flow").state.arn,
            roleArn: recording.find(TYPES.role, "flow-writer").state.arn,
        });
    });
});
