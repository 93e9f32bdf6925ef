import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { TAGGABLE, tagging } from "../../../components/deployment/stackTag";
import { awsProvider } from "../../../simulator/aws/provider";
import { committed } from "../../support/programs";
import { record } from "../../support/engine";
import { TYPES } from "../../support/types";
import { sdkResource } from "../../simulator/sdkTypes";

const TAG = "confluent-cluster-linking/dev";
const VPC = "aws:ec2/vpc:Vpc";

describe("the tag of the stack", () => {
    it("goes onto every type that takes tags, by the SDK's types, and onto no other", () => {
        // The simulator has a model of all that the program makes.
        const types = Object.keys(awsProvider.resources);
        const taking = types.filter((type) => sdkResource(type).inputs.includes("tags"));
        expect(Array.from(TAGGABLE).filter((type) => type.startsWith("aws:"))).to.have.members(taking);
    });

    it("replaces nothing: tags change in place", () => {
        for (const [type, { replaceOn, replaceWhen = {} }] of Object.entries(awsProvider.resources)) {
            expect([...replaceOn, ...Object.keys(replaceWhen)], type).to.not.include("tags");
        }
    });

    it("is on everything of the committed stack that takes tags", async () => {
        const { registrations } = await committed("dev");
        const tagged = registrations.filter(({ type }) => TAGGABLE.has(type));
        expect(tagged.map(({ type }) => type)).to.include.members([VPC, TYPES.zone, TYPES.endpoint]);
        for (const { urn, inputs } of tagged) {
            expect(inputs.tags, urn).to.include({ "pulumi-stack": TAG });
        }
        const others = registrations.filter(({ type, inputs }) => !TAGGABLE.has(type) && inputs.tags !== undefined);
        expect(others).to.deep.equal([]);
    });

    it("leaves other tags, and a tag of that key, as they are", async () => {
        const opts = { transformations: [tagging(TAG)] };
        const { recording } = await record(() => [
            new ec2.Vpc("own", { tags: { Name: "x", "pulumi-stack": "mine" } }, opts),
            new ec2.Vpc("later", { tags: pulumi.output(Promise.resolve({ Name: "y" })) }, opts),
            new ec2.Vpc("promised", { tags: Promise.resolve({ Name: "z" }) }, opts),
            new ec2.Vpc("bare", {}, opts),
            new ec2.RouteTableAssociation("other", { routeTableId: "rtb-1", subnetId: "subnet-1" }, opts),
        ]);
        const tags = (name: string) => recording.find(VPC, name).inputs.tags;
        expect(tags("own")).to.deep.equal({ Name: "x", "pulumi-stack": "mine" });
        expect(tags("later")).to.deep.equal({ Name: "y", "pulumi-stack": TAG });
        expect(tags("promised")).to.deep.equal({ Name: "z", "pulumi-stack": TAG });
        expect(tags("bare")).to.deep.equal({ "pulumi-stack": TAG });
        expect(recording.resources.find(({ name }) => name === "other")?.inputs).to.not.have.property("tags");
    });

    it("is known in a preview, also beside tags that are not", async () => {
        const { recording } = await record(
            () => {
                const opts = { transformations: [tagging(TAG)] };
                const first = new ec2.Vpc("first", {}, opts);
                return new ec2.Vpc("second", { tags: { Name: first.id } }, opts);
            },
            { preview: true },
        );
        expect(recording.find(VPC, "second").inputs.tags).to.include({ "pulumi-stack": TAG });
    });
});
