import { expect } from "chai";
import { allows } from "../../../../simulator/aws/services/policies";
import { find } from "../../../../simulator/aws/store";
import { TYPES } from "../../../../simulator/aws/types";
import { Account, refused } from "../account";
import { rights, trust } from "./samples";

describe("roles", () => {
    let account: Account;
    beforeEach(() => {
        account = new Account();
    });
    const assumeRolePolicy = trust("ecs-tasks.amazonaws.com");
    const policy = rights(["s3:GetObject"], "*");
    const statement = (parts: object) =>
        JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...parts }] });

    it("have one name each, with a path in the ARN only", async () => {
        const { id, outputs } = await account.create("role", { name: "agent", path: "/runner/", assumeRolePolicy });
        expect(id).to.equal("agent");
        expect(outputs.arn).to.match(/^arn:aws:iam::\d{12}:role\/runner\/agent$/);
        await refused(
            account.make("role", { name: "agent", assumeRolePolicy }),
            "creating IAM Role (agent): operation error IAM: CreateRole, https response error StatusCode: 409",
            "EntityAlreadyExists: Role with name agent already exists.",
        );
        const model = account.model("role");
        expect(() => model.check?.({ assumeRolePolicy, name: "n".repeat(65) })).to.throw("in the range (1 - 64)");
        expect(() => model.check?.({ assumeRolePolicy, name: "a b" })).to.throw("invalid value for name");
    });

    it("have a trust that the service understands", async () => {
        const cases = {
            "{}": "Syntax errors in policy.",
            [statement({ Principal: "*", Resource: "*" })]: "Has prohibited field Resource",
            [statement({})]: "Missing required field Principal",
            [statement({ Principal: "*", Action: undefined })]: "Missing required field Action",
            [statement({ Principal: "*", Action: ["s3:GetObject"] })]:
                "AssumeRole policy may only specify STS AssumeRole",
            [statement({ Principal: "*", Effect: undefined })]: "Missing required field Effect",
            [statement({ Principal: "*", Effect: "allow" })]: "Invalid effect: allow",
        };
        for (const [text, message] of Object.entries(cases)) {
            await refused(account.make("role", { assumeRolePolicy: text }), `MalformedPolicyDocument: ${message}`);
        }
        await account.make("role", { name: "agent", assumeRolePolicy });
        const changed = account.update("role", "agent", { name: "agent", assumeRolePolicy: "{}" });
        await refused(changed, "updating IAM Role (agent) assume role policy", "MalformedPolicyDocument");
        await refused(
            account.make("role", { assumeRolePolicy: "text" }),
            '"assume_role_policy" contains an invalid JSON',
        );
    });

    it("have rights that the service understands", async () => {
        const role = await account.make("role", { assumeRolePolicy });
        const cases = {
            [statement({ Principal: "*", Resource: "*" })]: "Policy document should not specify a principal.",
            [statement({ Action: undefined, Resource: "*" })]: "Policy statement must contain actions.",
            [statement({ Action: "read", Resource: "*" })]: "Actions/Conditions must be prefaced by a vendor",
            [statement({})]: "Policy statement must contain resources.",
        };
        for (const [text, message] of Object.entries(cases)) {
            await refused(account.make("rolePolicy", { role, policy: text }), `MalformedPolicyDocument: ${message}`);
        }
        await refused(account.make("rolePolicy", { role, policy: "[]" }), '"policy" contains an invalid JSON policy');
    });

    it("have policies only where they are there, and not too long", async () => {
        const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        const missing = "NoSuchEntity: The role with name none cannot be found.";
        await refused(account.make("rolePolicy", { role: "none", policy }), missing);
        await refused(account.make("rolePolicyAttachment", { role: "none", policyArn }), missing);
        const role = await account.make("role", { name: "agent", assumeRolePolicy });
        const own = "arn:aws:iam::123456789012:policy/own";
        const attaching = account.make("rolePolicyAttachment", { role, policyArn: own });
        await refused(attaching, `NoSuchEntity: Policy ${own} does not exist or is not attachable.`);
        const long = rights(["s3:GetObject"], `arn:aws:s3:::${"b".repeat(6000)}`);
        await account.make("rolePolicy", { role, name: "one", policy: long });
        await account.make("rolePolicy", { role, name: "one", policy: long });
        await refused(
            account.make("rolePolicy", { role, name: "two", policy: long }),
            "putting IAM Role (agent) Policy (two)",
            "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role agent",
        );
    });

    it("go after their policies, unless they are told to let go of them", async () => {
        const role = await account.make("role", { name: "agent", assumeRolePolicy });
        const inline = await account.make("rolePolicy", { role, name: "read", policy });
        const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        const attachment = await account.make("rolePolicyAttachment", { role, policyArn });
        expect(await account.read("role", role)).to.deep.include({
            inlinePolicies: [{ name: "read", policy }],
            managedPolicyArns: [policyArn],
        });
        const doing = "deleting IAM Role (agent)";
        const must = (what: string) => `DeleteConflict: Cannot delete entity, must ${what} policies first.`;
        await refused(account.drop("role", role), doing, must("detach all"));
        await account.drop("rolePolicyAttachment", attachment);
        await refused(account.drop("role", role), doing, must("delete"));
        await account.update("role", role, { name: "agent", assumeRolePolicy, forceDetachPolicies: true });
        await account.drop("role", role);
        expect(await account.read("rolePolicy", inline)).to.equal(undefined);
    });

    it("allow what their policies say, wildcards and refusals included", async () => {
        const name = await account.make("role", { name: "agent", assumeRolePolicy });
        const role = find(account.world, TYPES.role, "role/agent");
        if (role === undefined) {
            throw new Error("no role");
        }
        const may = (action: string, resource: string) => allows(account.world, role, action, resource);
        expect(may("s3:GetObject", "arn:aws:s3:::a/b")).to.equal(false);
        const put = (policyName: string, text: string) =>
            account.make("rolePolicy", { role: name, name: policyName, policy: text });
        await put("read", rights(["s3:Get*"], "arn:aws:s3:::a/?"));
        expect(may("s3:getobject", "arn:aws:s3:::a/b")).to.equal(true);
        expect(may("s3:GetObject", "arn:aws:s3:::a/bc")).to.equal(false);
        expect(may("s3:PutObject", "arn:aws:s3:::a/b")).to.equal(false);
        await put("never", statement({ Effect: "Deny", Action: "*", Resource: ["arn:aws:s3:::a/b"] }));
        expect(may("s3:GetObject", "arn:aws:s3:::a/b")).to.equal(false);
        expect(may("logs:CreateLogStream", "*")).to.equal(false);
        const policyArn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
        await account.make("rolePolicyAttachment", { role: name, policyArn });
        expect(may("logs:CreateLogStream", "*")).to.equal(true);
        expect(may("secretsmanager:GetSecretValue", "*")).to.equal(false);
    });
});
