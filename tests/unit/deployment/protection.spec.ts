// Does not prove what the engine refuses; tests/simulation/protection.spec.ts does.
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { protecting } from "../../../components/deployment/protection";
import { record } from "../../support/engine";
import { component, RUNNER_TYPES, TYPES } from "../../support/types";

const options = (protection: boolean) => ({ transformations: [protecting(protection)] });

/** Whether a resource of the type is protected on a protected stack. */
function isProtected(type: string): boolean | undefined {
    const resource = undefined as unknown as pulumi.Resource;
    return protecting(true)({ resource, type, name: "it", props: {}, opts: {} })?.opts.protect;
}

describe("the protection of a stack", () => {
    it("reaches what is in a component, and not the component itself", async () => {
        const { recording } = await record(() => {
            const parent = new pulumi.ComponentResource(component("Owner"), "owner", {}, options(true));
            return new ec2.Vpc("part", {}, { parent });
        });
        expect(recording.find(component("Owner"), "owner").protect).to.equal(false);
        expect(recording.find(TYPES.vpc, "part").protect).to.equal(true);
    });

    it("protects nothing where it is off, whatever stands around", async () => {
        const { recording } = await record(() => {
            const around = new pulumi.ComponentResource("example:index:Around", "around", {}, { protect: true });
            const parent = new pulumi.ComponentResource(
                component("Owner"),
                "owner",
                {},
                { ...options(false), parent: around },
            );
            return new ec2.Vpc("part", {}, { parent });
        });
        expect(recording.find(TYPES.vpc, "part").protect).to.equal(false);
    });

    for (const type of [TYPES.apiKey, TYPES.secretVersion, RUNNER_TYPES.taskDefinition]) {
        it(`lets ${type} go, which is replaced as time passes`, () => {
            expect(isProtected(type)).to.equal(false);
        });
    }

    for (const type of [TYPES.cluster, TYPES.topic, TYPES.secret, TYPES.gate, RUNNER_TYPES.awsxVpc]) {
        it(`holds ${type}`, () => {
            expect(isProtected(type)).to.equal(true);
        });
    }
});
