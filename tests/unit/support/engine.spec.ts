// The harness itself. It does not prove that the real engine reads a program the same way.
import { randomBytes } from "node:crypto";
import * as ec2 from "@pulumi/aws/ec2";
import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { failureOf, record, runProgram, valueOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { isSecret, leaks, opened } from "../../support/secrets";
import { TYPES } from "../../support/types";

const ZONE = "use1-az1";

class Pair extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    readonly vpc: ec2.Vpc;

    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("test:index:Pair", name, {}, opts);
        this.vpc = new ec2.Vpc(`${name}-vpc`, { cidrBlock: "10.0.0.0/16" }, { parent: this });
        new ec2.RouteTable(`${name}-routes`, { vpcId: this.vpc.id }, { parent: this });
        this.vpcId = this.vpc.id;
        this.registerOutputs({ vpcId: this.vpcId });
    }
}

class Thing extends pulumi.CustomResource {}

describe("the recording engine", () => {
    it("sees type, name, parent, id, inputs and state", async () => {
        const { recording } = await record(() => new Pair("one"));
        const vpc = recording.find(TYPES.vpc, "one-vpc");
        expect(vpc.inputs).to.deep.equal({ cidrBlock: "10.0.0.0/16" });
        expect(vpc.id).to.match(/^vpc-[0-9a-f]{17}$/);
        expect(recording.at(vpc.parent)).to.include({ type: "test:index:Pair", name: "one", custom: false });
        expect(recording.find(TYPES.routeTable, "one-routes").inputs).to.deep.equal({ vpcId: vpc.id });
        expect(recording.resources.map(({ name }) => name)).to.deep.equal(["one-routes", "one-vpc"]);
        expect(recording.identities()).to.deep.equal([
            "aws:ec2/routeTable:RouteTable::one-routes",
            "aws:ec2/vpc:Vpc::one-vpc",
            "pulumi:pulumi:Stack::confluent-cluster-linking-test",
            "test:index:Pair::one",
        ]);
    });

    it("sees dependencies through inputs and through dependsOn, a component standing for its children", async () => {
        const { recording } = await record(() => {
            const pair = new Pair("one");
            return new ec2.Subnet(
                "late",
                { vpcId: "vpc-0", availabilityZoneId: ZONE, tags: { Name: pair.vpcId } },
                { dependsOn: pair },
            );
        });
        const [vpc, routes] = [recording.find(TYPES.vpc, "one-vpc"), recording.find(TYPES.routeTable, "one-routes")];
        const late = recording.find(TYPES.subnet, "late");
        expect(late.dependencies).to.have.members([vpc.urn, routes.urn]);
        expect(late.inputsFrom).to.deep.equal({ vpcId: [], availabilityZoneId: [], tags: [vpc.urn] });
        expect(routes.dependencies).to.deep.equal([vpc.urn]);
    });

    it("follows dependencies to their end", async () => {
        const { recording } = await record(() => {
            const vpc = new ec2.Vpc("first", {});
            const subnet = new ec2.Subnet("second", { vpcId: vpc.id, availabilityZoneId: ZONE });
            const other = new ec2.Vpc("apart", {});
            return [new ec2.RouteTable("third", { vpcId: "vpc-0" }, { dependsOn: [subnet] }), other];
        });
        const names = [...recording.closure(recording.find(TYPES.routeTable, "third").urn)].map(
            (urn) => recording.at(urn).name,
        );
        expect(names).to.have.members(["first", "second"]);
    });

    it("sees the options that decide about a resource's end", async () => {
        const { recording } = await record(() => {
            const pair = new Pair("one", { protect: true });
            return new ec2.Vpc(
                "two",
                {},
                {
                    deletedWith: pair.vpc,
                    deleteBeforeReplace: true,
                    retainOnDelete: true,
                    ignoreChanges: ["tags"],
                    additionalSecretOutputs: ["arn"],
                },
            );
        });
        const first = recording.find(TYPES.vpc, "one-vpc");
        expect(first).to.include({ protect: true, deletedWith: "", deleteBeforeReplace: false, retainOnDelete: false });
        const second = recording.find(TYPES.vpc, "two");
        expect(second).to.include({
            protect: false,
            deletedWith: first.urn,
            deleteBeforeReplace: true,
            retainOnDelete: true,
        });
        expect(second.ignoreChanges).to.deep.equal(["tags"]);
        expect(second.additionalSecretOutputs).to.include("arn");
    });

    it("sees registered outputs, and the stack's", async () => {
        const recording = await runProgram(() => ({ id: new Pair("one").vpcId, given: "text" }));
        const { id } = recording.find(TYPES.vpc, "one-vpc");
        expect(recording.outputsOf("test:index:Pair", "one")).to.deep.equal({ vpcId: id });
        expect(recording.outputsOf(TYPES.stack, "confluent-cluster-linking-test")).to.deep.equal({ id, given: "text" });
    });

    it("leaves secrets in their envelopes, and finds those that are not", async () => {
        const secret = randomBytes(16).toString("hex");
        const { recording } = await record(() => [
            new ec2.Vpc("hidden", { tags: { value: pulumi.secret(secret) } }),
            new ec2.Vpc("open", { tags: { value: secret } }),
        ]);
        const [hidden, open] = [recording.find(TYPES.vpc, "hidden"), recording.find(TYPES.vpc, "open")];
        const { value } = hidden.inputs.tags as { value: unknown };
        expect(isSecret(value)).to.equal(true);
        expect(opened(hidden.inputs)).to.deep.equal({ tags: { value: secret } });
        expect(leaks(hidden.inputs, [secret])).to.deep.equal([]);
        expect(leaks(open.inputs, [secret])).to.deep.equal([".tags.value"]);
    });

    it("gives out new secrets in every run, as secrets", async () => {
        const key = () => new confluentcloud.ApiKey("key", { owner: { id: "sa-1", apiVersion: "v", kind: "k" } });
        const [first, second] = [await record(key), await record(key)];
        expect(first.recording.secrets).to.have.length(1);
        expect(first.recording.secrets).to.not.deep.equal(second.recording.secrets);
        expect(leaks(first.recording.registrations, first.recording.secrets)).to.deep.equal([]);
        expect(await valueOf(first.made.secret)).to.equal(first.recording.secrets[0]);
    });

    it("knows no ids in a preview", async () => {
        const { made, recording } = await record(() => new Pair("one"), { preview: true });
        expect(recording.find(TYPES.vpc, "one-vpc").id).to.equal("");
        expect(recording.find(TYPES.routeTable, "one-routes").inputs).to.deep.equal({ vpcId: UNKNOWN });
        expect(recording.find(TYPES.routeTable, "one-routes").dependencies).to.have.length(1);
        expect(await failureOf(valueOf(made.vpcId, "vpcId of one"))).to.equal("vpcId of one is not known in this run");
    });

    it("gives up on an output that does not settle", async () => {
        const never = pulumi.output(new Promise<string>(() => undefined));
        expect(await failureOf(valueOf(never, "an id"))).to.equal("an id did not settle in time");
    });

    it("hands over the configuration for the run only", async () => {
        const seen: (string | undefined)[] = [];
        const before = pulumi.runtime.allConfig();
        await runProgram(
            () => {
                const config = new pulumi.Config("space");
                seen.push(config.get("plain"), pulumi.getStack());
                return {};
            },
            { config: { "space:plain": "text" }, stack: "blue" },
        );
        expect(seen).to.deep.equal(["text", "blue"]);
        expect(pulumi.runtime.allConfig()).to.deep.equal(before);
    });

    it("fails for two resources with one URN", async () => {
        const twice = () => [new ec2.Vpc("same", {}), new ec2.Vpc("same", {})];
        expect(await failureOf(record(twice))).to.match(/^two resources have the URN urn:pulumi:.*::same$/);
    });

    it("fails for a type that the mocks do not know", async () => {
        const unknown = () => new Thing("some:index:Thing", "thing");
        expect(await failureOf(record(unknown))).to.equal("the mocks do not know some:index:Thing (thing)");
    });

    it("fails when a value cannot be computed, which the SDK itself only leaves out", async () => {
        const broken = () => {
            const vpc = new ec2.Vpc("one", {});
            const name = vpc.id.apply((): string => {
                throw new Error("no such name");
            });
            return new ec2.Vpc("two", { tags: { name } });
        };
        expect(await failureOf(record(broken))).to.equal('error serializing property "tags": no such name');
    });

    it("passes on what the program throws", async () => {
        const program = () => {
            throw new Error("refused");
        };
        expect(await failureOf(runProgram(program))).to.equal("refused");
    });

    it("names what there is when something is looked for in vain", async () => {
        const { recording } = await record(() => new Pair("one"));
        expect(() => recording.find(TYPES.vpc, "two")).to.throw("no aws:ec2/vpc:Vpc is called two, only: one-vpc");
        expect(() => recording.at("urn:none")).to.throw("nothing is registered as urn:none");
        expect(() => recording.outputsOf(TYPES.vpc, "one-vpc")).to.throw("registered no outputs");
    });
});
