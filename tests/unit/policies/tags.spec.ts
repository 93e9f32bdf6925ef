import { expect } from "chai";
import { UNKNOWN } from "../../../policies/seen";
import { unnamedStack } from "../../../policies/tags";
import { TYPES } from "../../support/types";
import { seen } from "./support";

const TAG = "pulumi-stack";

describe("the rule on names of stacks", () => {
    it("lets be what carries the stack's tag, or takes none", () => {
        const named = [
            seen(TYPES.vpc, { tags: { Name: "x", [TAG]: "project/dev" } }),
            seen(TYPES.vpc, { tags: UNKNOWN }),
            seen(TYPES.vpc, { tags: { [TAG]: UNKNOWN } }),
            seen(TYPES.route, {}),
        ];
        expect(named.flatMap(unnamedStack)).to.deep.equal([]);
    });

    it("finds what has no tags, not this one, or that of another stack", () => {
        for (const tags of [undefined, {}, { Name: "x" }, { [TAG]: "project/prod" }]) {
            expect(unnamedStack(seen(TYPES.vpc, { tags }))).to.deep.equal([`Its tag ${TAG} is not project/dev.`]);
        }
    });

    const account = (description: unknown, urn?: string) =>
        seen(TYPES.account, { description }, urn === undefined ? {} : { urn });

    it("wants the mark at the end of descriptions in Confluent Cloud", () => {
        expect(unnamedStack(account("For x. Managed by Pulumi: project/dev"))).to.deep.equal([]);
        expect(unnamedStack(account("For x. Managed by Pulumi: project/dev. Generation 7"))).to.deep.equal([]);
        expect(unnamedStack(account(UNKNOWN))).to.deep.equal([]);
        for (const description of ["For x", "For x. Managed by Pulumi: project/prod"]) {
            expect(unnamedStack(account(description))).to.deep.equal([
                'Its description does not end in "Managed by Pulumi: project/dev".',
            ]);
        }
    });

    it("does not want a mark for which there is no room", () => {
        const urn = `urn:pulumi:${"s".repeat(100)}::project::${TYPES.account}::it`;
        expect(unnamedStack(account("For x", urn))).to.deep.equal([]);
    });
});
