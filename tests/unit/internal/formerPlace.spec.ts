// Does not prove that the engine finds what was there; tests/simulation/upgrade.spec.ts does.
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { formerPlace, heldBy, type FormerPlace } from "../../../components/internal/formerPlace";
import { record } from "../../support/engine";
import { TYPES, URN_START } from "../../support/types";

const HOLDER = "example:index:Holder";

/** A resource in a component that has it from those places, and one in a component further in. */
function make(places: (outer: pulumi.Resource) => readonly FormerPlace[]) {
    const outer = new pulumi.ComponentResource("example:index:Outer", "outer");
    const holder = new pulumi.ComponentResource(HOLDER, "holder", {}, { parent: outer });
    const held = heldBy(holder, ...places(outer));
    const vpc = new ec2.Vpc("held", {}, held);
    const inner = new pulumi.ComponentResource("example:index:Inner", "inner", {}, held);
    const below = new ec2.Vpc("below", {}, { parent: inner });
    return { vpc, inner, below };
}

describe("what a component holds now and others held before", () => {
    it("is known under the URN that it had at the top of the program", async () => {
        const { recording } = await record(() => make(() => [formerPlace(undefined, "example:index:Former")]));
        expect(recording.find(TYPES.vpc, "held").formerUrns).to.deep.equal([
            `${URN_START}example:index:Former$${TYPES.vpc}::held`,
        ]);
    });

    it("is known under the URN that it had in another component, and in one within that", async () => {
        const { recording } = await record(() =>
            make((outer) => [
                formerPlace(outer, "example:index:Former"),
                formerPlace(outer, "example:index:Former", "example:index:Inmost"),
            ]),
        );
        const around = recording.find("example:index:Outer", "outer").urn.replace("::outer", "");
        expect(recording.find(TYPES.vpc, "held").formerUrns).to.deep.equal([
            `${around}$example:index:Former$${TYPES.vpc}::held`,
            `${around}$example:index:Former$example:index:Inmost$${TYPES.vpc}::held`,
        ]);
    });

    it("takes along what is in it, for which the engine needs no alias of its own", async () => {
        const { recording } = await record(() => make(() => [formerPlace(undefined, "example:index:Former")]));
        expect(recording.find("example:index:Inner", "inner").formerUrns).to.deep.equal([
            `${URN_START}example:index:Former$example:index:Inner::inner`,
        ]);
        expect(recording.find(TYPES.vpc, "below").formerUrns).to.deep.equal([]);
    });

    it("is where it always was, where no place is named", async () => {
        const { recording } = await record(() => make(() => []));
        expect(recording.find(TYPES.vpc, "held").formerUrns).to.deep.equal([]);
        expect(recording.at(recording.find(TYPES.vpc, "held").parent).type).to.equal(HOLDER);
    });
});
