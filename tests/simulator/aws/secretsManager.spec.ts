import { expect } from "chai";
import { difference } from "../../../simulator/provider/diff";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused } from "./account";

describe("Secrets Manager", () => {
    let account: Account;
    beforeEach(() => {
        account = new Account();
    });

    const secret = (inputs: Props = {}) => account.make("secret", { name: "/a/b", recoveryWindowInDays: 0, ...inputs });
    const version = (secretId: string, secretString: string) =>
        account.make("secretVersion", { secretId, secretString });
    const stages = async (id: string) => (await account.read("secretVersion", id))?.versionStages;

    it("makes a secret whose ARN ends in six characters of its own", async () => {
        const { id, outputs } = await account.create("secret", { name: "/a/b", recoveryWindowInDays: 7 });
        expect(id).to.match(/^arn:aws:secretsmanager:us-east-1:\d{12}:secret:\/a\/b-[0-9a-f]{6}$/);
        expect(outputs).to.include({ arn: id, name: "/a/b", recoveryWindowInDays: 7 });
    });

    it("waits 30 days where nothing else is said", async () => {
        const { outputs } = await account.create("secret", { name: "/a/b" });
        expect(outputs.recoveryWindowInDays).to.equal(30);
    });

    it("makes each new value the current one, and keeps the one before it as the previous", async () => {
        const id = await secret();
        const [first, second, third] = [await version(id, "1"), await version(id, "2"), await version(id, "3")];
        expect(await stages(first)).to.deep.equal([]);
        expect(await stages(second)).to.deep.equal(["AWSPREVIOUS"]);
        expect(await stages(third)).to.deep.equal(["AWSCURRENT"]);
    });

    it("keeps the current value until the secret goes, and lets go of others", async () => {
        const id = await secret();
        const [first, second] = [await version(id, "1"), await version(id, "2")];
        await account.drop("secretVersion", first);
        await account.drop("secretVersion", second);
        expect(await account.read("secretVersion", first)).to.equal(undefined);
        expect(await stages(second)).to.deep.equal(["AWSCURRENT"]);
        await account.drop("secret", id);
        expect(await account.read("secretVersion", second)).to.equal(undefined);
    });

    it("takes a secret by its ARN or by its name", async () => {
        const id = await secret();
        const [first, second] = [await version("/a/b", "1"), await version(id, "2")];
        expect(await account.read("secretVersion", first)).to.include({ arn: id, secretArn: id, secretId: "/a/b" });
        expect(await stages(first)).to.deep.equal(["AWSPREVIOUS"]);
        expect(await stages(second)).to.deep.equal(["AWSCURRENT"]);
    });

    it("replaces a version for another value", () => {
        const model = account.model("secretVersion");
        const [before, after] = [{ secretString: "1" }, { secretString: "2" }];
        expect(difference(model, before, after).replaced).to.deep.equal(["secretString"]);
        expect(difference(model, before, { secretBinary: "Mg==" }).replaced).to.include("secretBinary");
    });

    it("makes a name of a prefix", async () => {
        const { outputs } = await account.create("secret", { namePrefix: "clients-" });
        expect(outputs.name).to.match(/^clients-[0-9a-f]{26}$/);
        expect(outputs.arn).to.contain(`:secret:${String(outputs.name)}-`);
    });

    it("has one secret of a name", async () => {
        await secret();
        await refused(secret(), "ResourceExistsException", "the secret /a/b already exists");
    });

    it("keeps a deleted secret's name until its recovery window is over, and frees it at once without one", async () => {
        await account.drop("secret", await secret());
        await account.drop("secret", await secret({ recoveryWindowInDays: 7 }));
        await refused(secret(), "InvalidRequestException", "already scheduled for deletion");
        for (const object of account.world.aws("aws:secretsmanager/deletedSecret:DeletedSecret")) {
            object.props.deletedUntil = account.world.now() - 1;
        }
        await secret();
    });

    it("refuses a value for a secret that is not there", async () => {
        await refused(version("arn:none", "1"), "ResourceNotFoundException", "can't find the specified secret");
    });

    it("refuses a version without a value", async () => {
        const empty = "You must provide either SecretString or SecretBinary.";
        await refused(version(await secret(), ""), "InvalidRequestException", empty);
    });

    it("refuses a value that is both text and bytes", () => {
        const both = { secretId: "/a/b", secretString: "1", secretBinary: "MQ==" };
        expect(() => account.model("secretVersion").check?.(both)).to.throw(
            '"secret_binary": conflicts with secret_string',
        );
    });

    it("words what is wrong with tags as Secrets Manager does", async () => {
        await refused(secret({ tags: { "aws:owner": "x" } }), "Secrets Manager: TagResource", "are reserved");
    });

    it("refuses recovery windows of a few days, malformed names, and a name beside a prefix", () => {
        const wrong: [Props, string][] = [
            [{ recoveryWindowInDays: 3 }, "in the range (7 - 30)"],
            [{ name: "a b" }, "alphanumeric"],
            [{ namePrefix: "a" }, '"name": conflicts with name_prefix'],
        ];
        for (const [inputs, message] of wrong) {
            expect(() => account.model("secret").check?.({ name: "/a/b", ...inputs })).to.throw(message);
        }
    });
});
