// Does not prove that the commands work: they follow the command lines' published references.
import { expect } from "chai";
import { TAGGABLE } from "../../../components/deployment/stackTag";
import type { Recorded } from "../../../simulator/engine/stateFile";
import { arnParts, AWS_KINDS, NOT_LOOKED_FOR } from "../../../tools/orphans/awsKinds";
import { awsObjects, simulatedAwsObjects } from "../../../tools/orphans/aws";
import { findings } from "../../../tools/orphans/commands";
import { factsOf } from "../../../tools/orphans/facts";
import { orphansOf, type CloudObject } from "../../../tools/orphans/objects";
import { cloudApi, survey } from "../../../tools/orphans/real";
import { orphansExit, orphansReport, type Found } from "../../../tools/orphans/report";
import { namesOf } from "../../../tools/stack";
import { World } from "../../../simulator/world";
import { failureOf } from "../../support/engine";
import { examples } from "../../support/examples";
import { ofExample } from "../../support/programs";
import { stackConfig, type StackConfig } from "../../support/stackFile";

const PROJECT = "confluent-cluster-linking";
const DEV = { project: PROJECT, stack: "dev" };
const TAG = `${PROJECT}/dev`;

const CONFIG = {
    "aws:region": "eu-west-1",
    "confluent-cluster-linking:environment": { name: "non-prod" },
    "confluent-cluster-linking:privateNetworks": { core: {} },
    "confluent-cluster-linking:clusters": {
        sandbox: { type: "enterprise" },
        shared: { type: "dedicated", displayName: "Shared" },
        old: { type: "existing", id: "lkc-old", environmentId: "env-old", datagen: { trades: {} } },
    },
};

function state(kind: string, id: string, outputs: Record<string, unknown> = {}): Recorded {
    const type = `confluentcloud:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    return { type, id, outputs: { id, ...outputs } };
}

const STATE: readonly Recorded[] = [state("Environment", "env-1", { displayName: "non-prod" })];

function thing(kind: string, id: string, more: Partial<CloudObject> = {}): CloudObject {
    return { cloud: "confluent", kind, id, name: "", ...more };
}

function awsThing(rest: string, tag = TAG): CloudObject {
    const arn = `arn:aws:${rest}`;
    return { cloud: "aws", kind: "x", id: arnParts(arn)?.id ?? "", name: "", tag, arn };
}

const found = (objects: readonly CloudObject[], resources = STATE, config: StackConfig = CONFIG) => {
    const facts = factsOf(DEV, resources, config);
    return findings(orphansOf(objects, facts), facts);
};
const ids = (...args: Parameters<typeof found>) => found(...args).map(({ id }) => id);

describe("what is an orphan", () => {
    it("has the stack's mark and is not in its state", () => {
        const objects = [
            thing("ApiKey", "KEY1", { tag: TAG }),
            thing("ApiKey", "KEY2", { tag: TAG }),
            thing("ServiceAccount", "sa-1", { tag: TAG }),
            thing("ServiceAccount", "sa-hand"),
        ];
        expect(ids(objects, [...STATE, state("ApiKey", "KEY2")])).to.deep.equal(["KEY1", "sa-1"]);
    });

    it("is not what another stack or project has marked, however alike its name", () => {
        const others = [`${PROJECT}/dev-x`, `${PROJECT}/de`, `my-${PROJECT}/dev`, `${PROJECT}/DEV`];
        expect(ids(others.map((tag, index) => thing("ApiKey", `KEY${index}`, { tag })))).to.deep.equal([]);
    });

    it("without a mark has a name that the stack gives to its kind, whole", () => {
        const inEnvironment = { environmentId: "env-1" };
        const objects = [
            thing("PrivateLinkAttachment", "platt-1", { ...inEnvironment, name: "dev-privatelink" }),
            thing("PrivateLinkAttachment", "platt-2", { ...inEnvironment, name: "dev-x-privatelink" }),
            thing("PrivateLinkAttachmentConnection", "plattc-1", { ...inEnvironment, name: "dev-core" }),
            thing("PrivateLinkAttachmentConnection", "plattc-2", { ...inEnvironment, name: "dev-x-core" }),
            thing("Connector", "lcc-1", { ...inEnvironment, clusterId: "lkc-old", name: "dev-old.datagen.trades" }),
            thing("Gateway", "gw-1", { ...inEnvironment, name: "dev-core" }),
        ];
        const all = found(objects);
        expect(all.map(({ id }) => id)).to.have.members(["platt-1", "plattc-1", "lcc-1"]);
        expect(all.map(({ isCertain }) => isCertain)).to.deep.equal([false, false, false]);
    });

    it("is a second cluster or environment of a name, unless keys in it are another stack's", () => {
        const objects = [
            thing("Environment", "env-1", { name: "non-prod" }),
            thing("Environment", "env-2", { name: "non-prod" }),
            thing("Environment", "env-3", { name: "non-prod" }),
            thing("KafkaCluster", "lkc-2", { environmentId: "env-2", name: "sandbox" }),
            thing("KafkaCluster", "lkc-3", { environmentId: "env-3", name: "sandbox" }),
            thing("PrivateLinkAttachment", "platt-3", { environmentId: "env-3", name: "dev-privatelink" }),
            thing("ApiKey", "KEY3", { opens: "lkc-3", tag: `${PROJECT}/dev-x` }),
        ];
        expect(ids(objects)).to.deep.equal(["lkc-2", "env-2"]);
        const own = thing("ApiKey", "KEY2", { opens: "lkc-2", tag: TAG });
        const certain = found([...objects, own]).filter(({ isCertain }) => isCertain);
        expect(certain.map(({ id }) => id)).to.deep.equal(["KEY2", "lkc-2", "env-2"]);
    });

    it("is not what the configuration takes for granted, or adopts", () => {
        const config = {
            ...CONFIG,
            "confluent-cluster-linking:clusters": { sandbox: { type: "enterprise", import: "env-1/lkc-1" } },
        };
        const objects = [
            thing("KafkaCluster", "lkc-1", { environmentId: "env-1", name: "sandbox" }),
            thing("KafkaCluster", "lkc-9", { environmentId: "env-1", name: "sandbox" }),
        ];
        expect(ids(objects, STATE, config)).to.deep.equal(["lkc-9"]);
    });

    it("in AWS is known by its ARN, or by an id that is no name", () => {
        const resources: Recorded[] = [
            { type: "aws:ec2/natGateway:NatGateway", id: "nat-1", outputs: { id: "nat-1" } },
            { type: "aws:iam/role:Role", id: "runner", outputs: { arn: "arn:aws:iam::1:role/runner" } },
            {
                type: "aws:cloudwatch/logGroup:LogGroup",
                id: "/confluent/dev",
                outputs: { arn: "arn:aws:logs:eu-west-1:1:log-group:/confluent/dev:*" },
            },
        ];
        const objects = [
            awsThing("ec2:eu-west-1:1:natgateway/nat-1"),
            awsThing("ec2:eu-west-1:1:natgateway/nat-2"),
            awsThing("ecs:eu-west-1:1:cluster/runner"),
            awsThing("logs:eu-west-1:1:log-group:/confluent/dev"),
            awsThing("ec2:eu-west-1:1:vpc/vpc-1", `${PROJECT}/dev-x`),
        ];
        expect(ids(objects, resources)).to.deep.equal(["runner", "nat-2"]);
    });
});

interface NamedInputs {
    readonly displayName?: string;
    readonly configNonsensitive?: { readonly name: string };
}

describe("what is known of a stack", () => {
    it("has every name that the program gives in the examples, of every kind", async () => {
        const kinds = new Set<string>();
        for (const { stack, file } of examples()) {
            const { resources } = await ofExample(stack);
            const { names } = factsOf({ project: PROJECT, stack }, [], stackConfig(file));
            for (const { type, urn, inputs } of resources) {
                const kind = type.split(":").at(-1) ?? "";
                const { displayName, configNonsensitive } = inputs as NamedInputs;
                if (type.startsWith("confluentcloud:") && names.has(kind)) {
                    kinds.add(kind);
                    expect(names.get(kind), urn).to.include(displayName ?? configNonsensitive?.name);
                }
            }
        }
        expect(kinds.size).to.equal(7);
    });

    it("has the regions of its provider, its objects and its configuration, and that of hosted zones", () => {
        const resources: Recorded[] = [
            { type: "pulumi:providers:aws", outputs: { region: "eu-central-1" } },
            { type: "aws:ec2/vpc:Vpc", outputs: { arn: "arn:aws:ec2:eu-north-1:1:vpc/vpc-1" } },
            { type: "aws:route53/zone:Zone", outputs: { arn: "arn:aws:route53:::hostedzone/Z1" } },
        ];
        const { regions } = factsOf(DEV, resources, CONFIG);
        expect(regions).to.deep.equal(["eu-central-1", "eu-north-1", "eu-west-1", "us-east-1"]);
    });

    it("is its name in the state, whatever it is called on the command line", () => {
        const resources = [
            { type: "pulumi:pulumi:Stack", urn: "urn:pulumi:dev::other::pulumi:pulumi:Stack::other-dev" },
        ];
        expect(namesOf(resources, "me/other/dev")).to.deep.equal({ project: "other", stack: "dev" });
        expect(namesOf([], "me/confluent-cluster-linking/dev")).to.deep.equal(DEV);
    });
});

describe("what to do about an orphan", () => {
    const command = (object: CloudObject, resources?: readonly Recorded[]) => found([object], resources)[0]?.command;

    it("is a command of its kind", () => {
        const placed = { environmentId: "env-1", tag: TAG };
        const expected: Record<string, string> = {
            ApiKey: "confluent api-key delete x",
            ServiceAccount: "confluent iam service-account delete x",
            Environment: "confluent environment delete x",
            AccessPoint: "confluent network access-point private-link ingress-endpoint delete x --environment env-1",
            Gateway: "confluent network gateway delete x --environment env-1",
            PrivateLinkAttachment: "confluent network private-link attachment delete x --environment env-1",
            PrivateLinkAttachmentConnection:
                "confluent network private-link attachment connection delete x --environment env-1",
        };
        for (const [kind, text] of Object.entries(expected)) {
            expect(command(thing(kind, "x", placed))).to.equal(text);
        }
        const connector = thing("Connector", "lcc-1", { ...placed, clusterId: "lkc-1" });
        expect(command(connector)).to.equal(
            "confluent connect cluster delete lcc-1 --cluster lkc-1 --environment env-1",
        );
    });

    it("adopts a cluster that nothing has taken the place of", () => {
        const cluster = thing("KafkaCluster", "lkc-5", { environmentId: "env-1", name: "Shared" });
        expect(command(cluster)).to.equal(
            "pulumi config set --stack dev --path 'confluent-cluster-linking:clusters.shared.import' env-1/lkc-5",
        );
        expect(command(cluster, [...STATE, state("KafkaCluster", "lkc-1", { displayName: "Shared" })])).to.equal(
            "confluent kafka cluster delete lkc-5 --environment env-1",
        );
    });

    it("names the stack as it was asked for: another organisation may be the default", () => {
        const facts = factsOf(DEV, STATE, CONFIG, "other/confluent-cluster-linking/dev");
        const cluster = thing("KafkaCluster", "lkc-5", { environmentId: "env-1", name: "Shared" });
        const [finding] = findings(orphansOf([cluster], facts), facts);
        expect(finding?.command).to.include("--stack other/confluent-cluster-linking/dev --path");
    });

    it("in AWS names the region where there is one", () => {
        const commands = {
            "ec2:eu-west-1:1:vpc-endpoint/vpce-1":
                "aws --region eu-west-1 ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-1",
            "route53:::hostedzone/Z1": "aws route53 delete-hosted-zone --id Z1",
            "ecs:eu-west-1:1:service/c/s":
                "aws --region eu-west-1 ecs delete-service --force --cluster c --service arn:aws:ecs:eu-west-1:1:service/c/s",
            "secretsmanager:eu-west-1:1:secret:/a/b-c":
                "aws --region eu-west-1 secretsmanager delete-secret --force-delete-without-recovery --secret-id arn:aws:secretsmanager:eu-west-1:1:secret:/a/b-c",
            "ec2:eu-west-1:1:internet-gateway/igw-1":
                `aws --region eu-west-1 ec2 detach-internet-gateway --internet-gateway-id igw-1 --vpc-id "$(` +
                "aws --region eu-west-1 ec2 describe-internet-gateways --internet-gateway-ids igw-1 " +
                `--query 'InternetGateways[0].Attachments[0].VpcId' --output text)"; ` +
                "aws --region eu-west-1 ec2 delete-internet-gateway --internet-gateway-id igw-1",
            "new:eu-west-1:1:thing/t":
                "aws --region eu-west-1 resourcegroupstaggingapi get-resources --resource-arn-list arn:aws:new:eu-west-1:1:thing/t",
        };
        for (const [rest, text] of Object.entries(commands)) {
            expect(command(awsThing(rest))).to.equal(text);
        }
    });

    it("comes in an order in which it can be done", () => {
        const objects = ["vpc/vpc-1", "security-group/sg-1", "vpc-endpoint/vpce-1", "subnet/subnet-1"];
        const all = [
            ...objects.map((rest) => awsThing(`ec2:eu-west-1:1:${rest}`)),
            thing("Environment", "env-7", { tag: TAG }),
            thing("ServiceAccount", "sa-1", { tag: TAG }),
            thing("ApiKey", "KEY", { tag: TAG }),
        ];
        expect(ids(all)).to.deep.equal(["KEY", "sa-1", "env-7", "vpce-1", "sg-1", "subnet-1", "vpc-1"]);
    });

    it("is known for every type that has the tag, or there is a reason not to look for it", () => {
        const known = [...Object.keys(AWS_KINDS), ...Object.keys(NOT_LOOKED_FOR)];
        expect(known).to.have.members([...TAGGABLE]);
        expect(Object.values(NOT_LOOKED_FOR).every(({ why }) => why !== "")).to.equal(true);
    });
});

describe("asking AWS", () => {
    const arn = "arn:aws:ec2:eu-west-1:1:vpc-endpoint/vpce-1";
    const tags = [
        { Key: "Name", Value: "dev-core" },
        { Key: "pulumi-stack", Value: TAG },
    ];

    it("asks each region for the tag, and counts what is in several lists once", async () => {
        const asked: string[] = [];
        const facts = factsOf(DEV, [], CONFIG);
        const rule = "arn:aws:ec2:eu-west-1:1:security-group-rule/sgr-1";
        const objects = await awsObjects((args) => {
            asked.push(args.join(" "));
            const list = [arn, rule].map((ResourceARN) => ({ ResourceARN, Tags: tags }));
            return Promise.resolve(JSON.stringify({ ResourceTagMappingList: list }));
        }, facts);
        expect(asked).to.deep.equal(
            ["eu-west-1", "us-east-1"].map(
                (region) =>
                    `resourcegroupstaggingapi get-resources --tag-filters Key=pulumi-stack,Values=${TAG} --region ${region} --output json`,
            ),
        );
        expect(objects).to.deep.equal([
            { cloud: "aws", kind: "VpcEndpoint", id: "vpce-1", name: "dev-core", tag: TAG, arn },
        ]);
    });

    it("is left out where there is no such command, and so is a Confluent Cloud without a key", async () => {
        const missing = () => Promise.reject(Object.assign(new Error("spawn aws ENOENT"), { code: "ENOENT" }));
        const { objects, leftOut } = await survey(factsOf(DEV, [], CONFIG), cloudApi({}), missing);
        expect(objects).to.deep.equal([]);
        expect(leftOut.map((reason) => reason.split(":")[0])).to.deep.equal(["Confluent Cloud", "AWS"]);
    });

    it("that refuses is an error, not an empty answer", async () => {
        const refusing = () => Promise.reject(new Error("ExpiredToken"));
        expect(await failureOf(survey(factsOf(DEV, [], CONFIG), undefined, refusing))).to.equal("ExpiredToken");
    });

    it("is done in the simulated account alike, whether a resource tells its ARN or not", () => {
        const world = World.open();
        const given = { "pulumi-stack": TAG };
        for (const [id, type, props] of [
            ["vpce-1", "aws:ec2/vpcEndpoint:VpcEndpoint", { arn, tags: given }],
            ["nat-1", "aws:ec2/natGateway:NatGateway", { region: "eu-west-1", tags: given }],
            ["vpc-1", "aws:ec2/vpc:Vpc", { tags: { Name: "by hand" } }],
            ["rtb-1", "aws:ec2/routeTable:RouteTable", {}],
        ] as const) {
            world.data.aws[id] = { id, type, props };
        }
        expect(simulatedAwsObjects(world).map(({ kind, id }) => [kind, id])).to.deep.equal([
            ["VpcEndpoint", "vpce-1"],
            ["NatGateway", "nat-1"],
        ]);
    });
});

describe("the report of orphans", () => {
    const report = (change: Partial<Found>): Found => ({
        stack: "dev",
        orphans: [],
        leftOut: [],
        stateIsEmpty: false,
        ...change,
    });

    it("says that there is nothing", () => {
        expect(orphansReport(report({}))).to.deep.equal(["Nothing of stack dev is outside its state."]);
        expect(orphansExit(report({}))).to.equal(0);
    });

    it("says what it did not look at, which is no success", () => {
        const given = report({ leftOut: ["AWS: the aws command is not installed"] });
        expect(orphansReport(given)).to.deep.equal([
            "Nothing of stack dev was found outside its state, but not everything was asked:",
            "",
            "Left out: AWS: the aws command is not installed",
        ]);
        expect(orphansExit(given)).to.equal(2);
        expect(orphansExit({ ...given, orphans: found([thing("ApiKey", "KEY", { tag: TAG })]) })).to.equal(1);
    });

    it("warns where the state is empty: the stack may be kept in another one", () => {
        const orphans = found([thing("ApiKey", "KEY", { tag: TAG })], []);
        const text = (resources: readonly Recorded[]) => {
            const { stateIsEmpty } = factsOf(DEV, resources, CONFIG);
            return orphansReport(report({ orphans, stateIsEmpty })).join("\n");
        };
        const root = { type: "pulumi:providers:aws", id: "provider-1" };
        expect(text([root])).to.include("CAUTION: this state of stack dev is empty");
        expect(text([root, ...STATE])).to.not.include("CAUTION");
        expect(orphansReport(report({ stateIsEmpty: true })).join()).to.not.include("CAUTION");
    });

    it("has each with its command, and says what is only guessed", () => {
        const objects = [
            thing("ApiKey", "KEY", { tag: TAG, name: "dev-sandbox-manager" }),
            thing("PrivateLinkAttachment", "platt-1", { environmentId: "env-1", name: "dev-privatelink" }),
        ];
        expect(orphansReport(report({ orphans: found(objects) }))).to.deep.equal([
            "Outside the state of stack dev, with what to do about each, in this order:",
            "",
            "ApiKey KEY (dev-sandbox-manager)",
            "    confluent api-key delete KEY",
            "",
            "PrivateLinkAttachment platt-1 (dev-privatelink)",
            "    Only its name says that it is the stack's: make sure that nobody else has made it.",
            "    confluent network private-link attachment delete platt-1 --environment env-1",
        ]);
    });
});
