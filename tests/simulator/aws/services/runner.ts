import { put } from "../../../../simulator/aws/store";
import { TYPES } from "../../../../simulator/aws/types";
import type { Props } from "../../../../simulator/provider/model";
import { Account } from "../account";
import { rights, trust } from "./samples";

const EVERYWHERE = "0.0.0.0/0";

/** A VPC with a public and a private subnet, and all that an agent on Fargate needs in the private one. */
export class Runner {
    readonly ids: Record<
        | ("nat" | "private route" | "private table" | "public route" | "egress")
        | ("policy" | "version" | "secret" | "logs"),
        string
    > = {
        ...{ nat: "nat-1", "private route": "", "private table": "", "public route": "", egress: "sgr-egress" },
        ...{ policy: "", version: "", secret: "", logs: "log-group/agent" },
    };
    vpcId = "";
    subnet = "";
    group = "";
    endpointGroup = "";
    cluster = "";
    private role: unknown;

    private constructor(readonly account: Account) {}

    static async create(): Promise<Runner> {
        const runner = new Runner(new Account());
        await runner.makeNetwork();
        await runner.makeRights();
        runner.cluster = await runner.account.make("ecsCluster", { name: "runner" });
        await runner.define({});
        return runner;
    }

    get network(): Props {
        return { subnets: [this.subnet], securityGroups: [this.group], assignPublicIp: false };
    }

    inputs(parts: Props): Props {
        const { cluster } = this;
        const deploymentCircuitBreaker = { enable: true, rollback: true };
        const task = { taskDefinition: "agent:1", launchType: "FARGATE", desiredCount: 1 };
        const base = { name: "agent", cluster, deploymentCircuitBreaker, networkConfiguration: this.network };
        return { ...base, ...task, ...parts };
    }

    start(parts: Props): Promise<string> {
        return this.account.make("ecsService", this.inputs(parts));
    }

    /** Another revision of the agent's task definition. */
    async define(parts: Props): Promise<void> {
        const options = { "awslogs-group": "agent", "awslogs-stream-prefix": "agent" };
        const container = {
            ...{ name: "agent", image: "example/agent:1.0", logConfiguration: { logDriver: "awslogs", options } },
            ...{ secrets: [{ name: "TOKEN", valueFrom: this.ids.secret }] },
        };
        await this.account.make("taskDefinition", {
            ...{ family: "agent", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "512" },
            ...{ memory: "1024", executionRoleArn: this.role },
            containerDefinitions: JSON.stringify([{ ...container, ...parts }]),
        });
    }

    /** An endpoint of a service of AWS, as the account would hold it. */
    endpoint(service: string, parts: Props = {}): void {
        const id = `vpce-${service}`;
        const serviceName = `com.amazonaws.us-east-1.${service}`;
        const place = { vpcId: this.vpcId, subnetIds: [this.subnet], securityGroupIds: [this.endpointGroup] };
        const props = {
            ...place,
            serviceName,
            vpcEndpointType: "Interface",
            privateDnsEnabled: true,
            state: "available",
        };
        put(this.account.world, { id, type: TYPES.endpoint, props: { ...props, ...parts } });
    }

    private async makeNetwork(): Promise<void> {
        const { account, ids } = this;
        const vpcId = await account.vpc("10.2.0.0/16");
        this.vpcId = vpcId;
        const open = await account.subnet(vpcId, "10.2.0.0/24");
        this.subnet = await account.subnet(vpcId, "10.2.1.0/24");
        const route = async (subnetId: string, target: Props) => {
            const routeTableId = await account.make("routeTable", { vpcId });
            await account.make("routeTableAssociation", { routeTableId, subnetId });
            return [routeTableId, { routeTableId, destinationCidrBlock: EVERYWHERE, ...target }] as const;
        };
        put(account.world, {
            id: "igw-1",
            type: "aws:ec2/internetGateway:InternetGateway",
            props: { vpcId, region: "us-east-1" },
        });
        put(account.world, { id: ids.nat, type: "aws:ec2/natGateway:NatGateway", props: { vpcId, subnetId: open } });
        const [, toInternet] = await route(open, { gatewayId: "igw-1" });
        ids["public route"] = await account.make("route", toInternet);
        const [privateTable, toNat] = await route(this.subnet, { natGatewayId: ids.nat });
        ids["private table"] = privateTable;
        ids["private route"] = await account.make("route", toNat);
        this.group = await account.make("securityGroup", { vpcId, name: "agent" });
        this.endpointGroup = await account.make("securityGroup", { vpcId, name: "endpoints" });
        put(account.world, {
            id: ids.egress,
            type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            props: { securityGroupId: this.group, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: EVERYWHERE },
        });
    }

    private async makeRights(): Promise<void> {
        const { account, ids } = this;
        ids.secret = await account.make("secret", { name: "runner/token" });
        ids.version = await account.make("secretVersion", { secretId: ids.secret, secretString: "text" });
        await account.make("logGroup", { name: "agent" });
        const role = await account.make("role", { name: "agent", assumeRolePolicy: trust("ecs-tasks.amazonaws.com") });
        this.role = (await account.read("role", role))?.arn;
        const policyArn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
        await account.make("rolePolicyAttachment", { role, policyArn });
        const policy = rights(["secretsmanager:GetSecretValue"], ids.secret);
        ids.policy = await account.make("rolePolicy", { role, name: "token", policy });
    }
}
