// Does not prove what the real clouds answer: the commands follow their published references.
import { expect } from "chai";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { randomBytes } from "node:crypto";
import type { Finished } from "../../../simulator/engine/command";
import { reaches, type Check, type Run } from "../../../tools/doctor/check";
import { checkAws, judgeVpcQuota, judgeVpcs } from "../../../tools/doctor/aws";
import { checkConfluent, judgeQuotas, judgeRights } from "../../../tools/doctor/confluent";
import { examine, type Surroundings } from "../../../tools/doctor/doctor";
import { checkNode, checkPackages } from "../../../tools/doctor/local";
import { doctorReport, hasFailed } from "../../../tools/doctor/report";
import { awsFactsOf, checkPlace, checkSettings, demandOf } from "../../../tools/doctor/stack";
import { cloudKey } from "../../../simulator/confluent/cloudKey";
import { confluentServer } from "../../../simulator/confluent/server";
import { World } from "../../../simulator/world";
import { devSettings } from "../../support/fixtures";
import { stackFile } from "../../support/stackFile";

const WANTED = { node: "20.19", cli: "3.250.0", packages: { "@pulumi/pulumi": "3.250.0", "@pulumi/aws": "7.48.0" } };

const AROUND: Surroundings = {
    node: "22.1.0",
    installed: WANTED.packages,
    environment: {},
    wanted: WANTED,
};

const AWS = { region: "us-east-1", zoneIds: ["use1-az1"], vpcIds: ["vpc-1"], newVpcs: 1, serviceName: undefined };

type Answers = Readonly<Record<string, unknown>>;

const answered = (value: unknown): Finished => ({ status: 0, stdout: JSON.stringify(value), stderr: "" });
const refused = (stderr: string): Finished => ({ status: 254, stdout: "", stderr });

/** Commands by their beginning; one that is not among them is not installed. */
function fake(answers: Answers): { run: Run; calls: string[] } {
    const calls: string[] = [];
    const run: Run = (command, args) => {
        const line = [command, ...args].join(" ");
        calls.push(line);
        const found = Object.entries(answers).find(([start]) => line.startsWith(start));
        if (found === undefined) {
            return Promise.resolve(undefined);
        }
        const [, value] = found;
        const isFinished = typeof value === "object" && value !== null && "status" in value && "stdout" in value;
        const text: Finished = { status: 0, stdout: String(value), stderr: "" };
        return Promise.resolve(isFinished ? (value as Finished) : typeof value === "string" ? text : answered(value));
    };
    return { run, calls };
}

const CLOUD_ANSWERS: Answers = {
    "aws sts": { Arn: "arn:aws:iam::000000000000:role/deployer", Account: "000000000000" },
    "aws ec2 describe-availability-zones": {
        AvailabilityZones: [
            { ZoneName: "us-east-1a", ZoneId: "use1-az4" },
            { ZoneName: "us-east-1b", ZoneId: "use1-az1" },
            { ZoneName: "us-east-1c", ZoneId: "use1-az2" },
        ],
    },
    "aws ec2 describe-vpcs": {
        Vpcs: [{ VpcId: "vpc-1" }, ...["0", "1", "2"].map((last) => ({ VpcId: `vpc-0123456789abcdef${last}` }))],
    },
    "aws ec2 describe-vpc-endpoint-services": {
        ServiceDetails: [{ AvailabilityZones: ["us-east-1a", "us-east-1c"] }],
    },
    "aws service-quotas": { Quota: { Value: 5 } },
    "aws route53": { HostedZones: [] },
    "aws secretsmanager": { SecretList: [] },
};

const byName = (checks: readonly Check[]) => Object.fromEntries(checks.map((check) => [check.name, check]));

describe("doctor, on the machine", () => {
    it("compares releases by number", () => {
        expect(["v3.250.0", "3.251", "4.0.0"].every((version) => reaches(version, "3.250.0"))).to.equal(true);
        expect(["3.249.9", "2.300.0", "", "dev"].some((version) => reaches(version, "3.250.0"))).to.equal(false);
    });

    it("refuses an old Node, and advises against one with warnings", () => {
        expect(checkNode("18.20.0", WANTED).status).to.equal("failed");
        expect(checkNode("20.20.1", WANTED).status).to.equal("warning");
        expect(checkNode("22.1.0", WANTED)).to.deep.equal({ name: "Node", status: "ok", told: "22.1.0" });
    });

    it("names packages that are missing or of another version", () => {
        const { status, told, fix } = checkPackages({ "@pulumi/aws": "7.0.0" }, WANTED);
        expect(status).to.equal("failed");
        expect(told).to.include("@pulumi/pulumi missing").and.to.include("@pulumi/aws 7.0.0 (wanted: 7.48.0)");
        expect(fix).to.equal("Run: npm ci");
    });

    it("asks nobody for anything without a CLI, and says where to get it", async () => {
        const { run, calls } = fake({});
        const checks = byName(await examine(run, "dev", AROUND));
        expect(checks["Pulumi CLI"]?.fix).to.include("https://www.pulumi.com/docs/install/");
        expect(checks.stack?.status).to.equal("skipped");
        expect(calls).to.deep.equal(["pulumi version"]);
    });
});

describe("doctor, on a stack", () => {
    const { "aws:region": region, ...rest } = stackFile("dev");
    /** As the CLI has it: every value is a text. */
    const shown = (config: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(
            Object.entries(config).map(([key, value]) => [
                key,
                typeof value === "object"
                    ? { value: JSON.stringify(value), objectValue: value }
                    : { value: typeof value === "string" ? value : JSON.stringify(value) },
            ]),
        );
    const pulumi = (config: Readonly<Record<string, unknown>>) => ({
        "pulumi version": "v3.251.0\n",
        "pulumi plugin ls": [{ name: "aws", kind: "resource", version: "7.48.0" }],
        "pulumi config --json": shown(config),
        "pulumi stack export": { deployment: {} },
        ...CLOUD_ANSWERS,
    });

    it("is told of a stack that there is not", async () => {
        const { run } = fake({ ...pulumi({}), "pulumi config --json": refused("error: no stack named 'dev' found") });
        const { stack } = byName(await examine(run, "dev", AROUND));
        expect(stack?.told).to.equal("error: no stack named 'dev' found");
        expect(stack?.fix).to.include("pulumi stack init dev");
    });

    it("shows what is wrong with the settings, and asks no cloud then", async () => {
        const { run, calls } = fake(pulumi(rest));
        const { settings } = byName(await examine(run, "dev", AROUND));
        expect(settings?.status).to.equal("failed");
        expect(settings?.told).to.include("aws:region");
        expect(calls.filter((call) => call.startsWith("aws"))).to.deep.equal([]);
    });

    it("says that there is no key, and goes on with AWS", async () => {
        const { run } = fake(pulumi({ "aws:region": region, ...rest }));
        const checks = await examine(run, "dev", AROUND);
        const found = byName(checks);
        expect(found.settings?.status, found.settings?.told).to.equal("ok");
        expect(found["Confluent credentials"]?.fix).to.include("pulumi config set --secret confluentcloud:cloudApiKey");
        expect(found["AWS credentials"]?.told).to.include("role/deployer");
        expect(found["way to the clusters"]?.status).to.equal("skipped");
        expect(hasFailed(checks)).to.equal(true);
    });

    it("takes values as the CLI shows them, all of which are texts", async () => {
        const protectedStack = { "confluent-cluster-linking:protection": true };
        const { run } = fake(pulumi({ "aws:region": region, ...rest, ...protectedStack }));
        const { settings } = byName(await examine(run, "dev", AROUND));
        expect(settings?.status, settings?.told).to.equal("ok");
    });

    it("knows how the provider is to log in, from what the CLI hides as well", async () => {
        const config = {
            "aws:region": region,
            ...rest,
            "confluent-cluster-linking:authentication": "oauth",
            "confluentcloud:oauth": { secure: "" },
        };
        const oauth = {
            oauthExternalTokenUrl: "https://idp.example.test/token",
            oauthExternalClientId: "client",
            oauthExternalClientSecret: randomBytes(8).toString("hex"),
            oauthIdentityPoolId: "pool-1",
        };
        const check = async (given: object, environment: NodeJS.ProcessEnv = {}) => {
            const { run } = fake({ "pulumi config get": given });
            return (await checkSettings(run, "dev", { config, resources: [] }, environment)).check;
        };
        expect((await check(oauth)).status).to.equal("ok");
        expect((await check({ ...oauth, oauthIdentityPoolId: "" })).told).to.include("oauthIdentityPoolId");
        const beside = await check(oauth, { CONFLUENT_CLOUD_API_KEY: "KEY" });
        expect(beside.told).to.include("environment variable CONFLUENT_CLOUD_API_KEY");
        expect(beside.told).to.not.include(oauth.oauthExternalClientSecret);
    });

    it("takes a hub from the stack that it is in", async () => {
        const hub = (rest as { "confluent-cluster-linking:hub": unknown })["confluent-cluster-linking:hub"];
        const config = { "aws:region": region, ...rest, "confluent-cluster-linking:hub": { stack: "org/net/prod" } };
        const { run, calls } = fake({ "pulumi stack output": { hub } });
        const { check } = await checkSettings(run, "dev", { config, resources: [] }, {});
        expect(check.status, check.told).to.equal("ok");
        expect(calls).to.deep.equal(["pulumi stack output --json --stack org/net/prod"]);
    });

    it("counts what is not there yet", () => {
        const settings = devSettings();
        const resources = [
            { type: "confluentcloud:index/environment:Environment" },
            { type: "confluentcloud:index/serviceAccount:ServiceAccount" },
            { type: "aws:ec2/vpc:Vpc" },
        ];
        const before = demandOf(settings, { config: {}, resources: [] });
        expect(before).to.deep.equal({ environmentIds: [], newEnvironments: 1, serviceAccounts: 4 });
        const after = demandOf(settings, { config: {}, resources });
        expect(after).to.deep.equal({ environmentIds: [], newEnvironments: 0, serviceAccounts: 3 });
        expect(awsFactsOf(settings, { config: {}, resources: [] }).newVpcs).to.equal(1);
        expect(awsFactsOf(settings, { config: {}, resources }).newVpcs).to.equal(0);
    });

    it("says that a private cluster is out of reach from here", async () => {
        const outputs = {
            clusters: { sandbox: { id: "lkc-1", restEndpoint: "https://lkc-1.invalid:443" } },
            identities: { "sandbox-manager": {} },
        };
        const stack = { type: "pulumi:pulumi:Stack", outputs };
        const { status, told } = await checkPlace({ config: {}, resources: [stack] }, devSettings());
        expect(status).to.equal("warning");
        expect(told).to.include("cluster sandbox is out of reach");
    });
});

describe("doctor, on Confluent Cloud", () => {
    const demand = { environmentIds: [], newEnvironments: 1, serviceAccounts: 4 };
    let server: http.Server;
    let endpoint: string;

    before(async () => {
        server = http.createServer(confluentServer(World.open(), { latencyFactor: 0 }));
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    after(() => {
        server.closeAllConnections();
        server.close();
    });

    it("accepts the key of an administrator", async () => {
        const checks = byName(await checkConfluent({ endpoint, ...cloudKey }, demand));
        expect(checks["Confluent credentials"]?.status).to.equal("ok");
        expect(checks["Confluent rights"]?.status).to.equal("ok");
    });

    it("refuses another key, and shows no part of it", async () => {
        const secret = randomBytes(24).toString("base64");
        const [check, ...others] = await checkConfluent({ endpoint, key: "OTHERKEY", secret }, demand);
        expect(check?.status).to.equal("failed");
        expect(check?.told).to.include("401");
        expect(others).to.deep.equal([]);
        expect(JSON.stringify(check)).not.to.include(secret);
    });

    it("looks for environments that the settings name", async () => {
        const api = { endpoint, ...cloudKey };
        const checks = byName(await checkConfluent(api, { ...demand, environmentIds: ["env-missing"] }));
        expect(checks["Confluent rights"]?.told).to.equal("the key does not see env-missing");
    });

    it("says so where the API does not answer", async () => {
        const api = { endpoint: "http://127.0.0.1:1", key: "KEY", secret: "" };
        const [check] = await checkConfluent(api, demand);
        expect(check?.told).to.include("http://127.0.0.1:1 does not answer");
    });

    it("names the role that is missing", () => {
        const check = judgeRights({ status: 200, body: {} }, { status: 403, body: {} }, []);
        expect(check.told).to.equal("the key may not list service accounts");
        expect(check.fix).to.include("OrganizationAdmin");
    });

    it("warns where the stack would go past a limit", () => {
        const quota = (usage: number) => ({
            status: 200,
            body: { data: [{ id: "iam.max_service_accounts.per_org", applied_limit: 100, usage }] },
        });
        expect(judgeQuotas(quota(96), demand).status).to.equal("ok");
        expect(judgeQuotas(quota(97), demand)).to.deep.include({
            status: "warning",
            told: "iam.max_service_accounts.per_org: 97 of 100, and 4 in this stack",
        });
        expect(judgeQuotas({ status: 404, body: {} }, demand).status).to.equal("skipped");
    });
});

describe("doctor, on AWS", () => {
    it("is content with an account that has what is named", async () => {
        const checks = await checkAws(fake(CLOUD_ANSWERS).run, AWS);
        expect(checks.map(({ status }) => status)).to.deep.equal(["ok", "ok", "ok", "ok", "ok", "ok", "skipped"]);
    });

    it("only reads, in the stack's region", async () => {
        const { run, calls } = fake(CLOUD_ANSWERS);
        await checkAws(run, { ...AWS, serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1" });
        for (const call of calls) {
            expect(call)
                .to.match(/^aws \S+ (get|describe|list)-/)
                .and.to.include("--region us-east-1");
        }
    });

    it("does without the command, and says that it did", async () => {
        const [check] = await checkAws(fake({}).run, AWS);
        expect(check).to.deep.include({ name: "AWS credentials", status: "warning" });
    });

    it("tells why there are no credentials", async () => {
        const [check, ...others] = await checkAws(fake({ "aws sts": refused("\nToken has expired\n") }).run, AWS);
        expect(check).to.deep.include({ status: "failed", told: "Token has expired" });
        expect(others).to.deep.equal([]);
    });

    it("compares zones by id: those of the region, and those that the endpoint service is in", async () => {
        const serviceName = "com.amazonaws.vpce.us-east-1.vpce-svc-1";
        const facts = { ...AWS, zoneIds: ["use1-az1", "use1-az9"], serviceName };
        const checks = byName(await checkAws(fake(CLOUD_ANSWERS).run, facts));
        expect(checks["AWS zones"]?.told).to.include("no use1-az9");
        expect(checks["zones of the endpoint service"]?.told).to.include("is not in use1-az1, use1-az9");
        expect(checks["zones of the endpoint service"]?.fix).to.include("use1-az4, use1-az2");
    });

    it("finds a VPC that is not there, and a quota that is used up", () => {
        const vpcs = answered({ Vpcs: [{ VpcId: "vpc-2" }, { VpcId: "vpc-3" }] });
        expect(judgeVpcs(vpcs, AWS).status).to.equal("failed");
        expect(judgeVpcQuota(vpcs, answered({ Quota: { Value: 2 } }), AWS).status).to.equal("failed");
        expect(judgeVpcQuota(vpcs, refused("AccessDenied"), AWS).status).to.equal("skipped");
    });

    it("warns of what may not be read, with the words of the service", () => {
        const check = judgeVpcs(refused("An error occurred (UnauthorizedOperation)"), AWS);
        expect(check).to.deep.include({ status: "warning", told: "An error occurred (UnauthorizedOperation)" });
    });
});

describe("doctor's list", () => {
    const checks: Check[] = [
        { name: "Node", status: "ok", told: "22.1.0" },
        { name: "stack", status: "failed", told: "not there", fix: "Make it." },
    ];

    it("has a line for each check, and what to do below it", () => {
        expect(doctorReport("dev", checks)).to.deep.equal([
            "ok       Node   22.1.0",
            "FAILED   stack  not there",
            "                Make it.",
            "",
            "Stack dev is not ready: 1 failed.",
        ]);
        expect(doctorReport("dev", checks.slice(0, 1)).at(-1)).to.include("ready for pulumi up");
    });
});
