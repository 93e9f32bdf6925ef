import { expect } from "chai";
import { LINK_MODES, linkPlan, supportedModes, type LinkMode, type Side } from "../../../components/linking/linkPlan";
import { incompleteLinks, missingHalf } from "../../../policies/links";
import { UNKNOWN } from "../../../policies/seen";
import { TYPES } from "../../support/types";
import { inStack } from "./support";

const SIDES: readonly Omit<Side, "key">[] = (["basic", "enterprise", "dedicated"] as const).flatMap((kind) =>
    [true, false].map((isPrivate) => ({ kind, isPrivate, environment: "env-1", region: "us-east-1" })),
);

/** Every plan that there is, by mode. */
function plans(mode: LinkMode) {
    const pairs = SIDES.flatMap((one) =>
        SIDES.map(
            (other) =>
                [
                    { key: "a", ...one },
                    { key: "b", ...other },
                ] as const,
        ),
    );
    return pairs
        .filter(([source, destination]) => supportedModes(source, destination).includes(mode))
        .map(([source, destination]) => linkPlan(source, destination, mode));
}

describe("the rule on halves of links", () => {
    for (const mode of LINK_MODES) {
        it(`takes every plan of a ${mode} link for complete, and none of its halves alone where there are two`, () => {
            expect(plans(mode)).to.not.be.empty;
            for (const halves of plans(mode)) {
                expect(missingHalf(halves)).to.equal(undefined);
                const pair = halves.length === 1 ? [] : halves;
                expect(pair.filter((half) => missingHalf([half]) === undefined)).to.deep.equal([]);
            }
        });
    }

    it("finds two halves that both wait", () => {
        const waiting = { linkMode: "BIDIRECTIONAL", connectionMode: "INBOUND" };
        expect(missingHalf([waiting, waiting])).to.equal("an OUTBOUND half that dials the INBOUND one");
    });

    const half = (name: string, parent: string, connectionMode: unknown) =>
        inStack(name, TYPES.link, { link: "orders", linkMode: "BIDIRECTIONAL", connectionMode }, { parent });

    it("does not take halves of another link of that name for the missing one", () => {
        const resources = [
            half("one-source", "one", "OUTBOUND"),
            half("two-source", "two", "OUTBOUND"),
            half("two-destination", "two", "INBOUND"),
            inStack("cluster", TYPES.cluster),
        ];
        expect(incompleteLinks(resources)).to.deep.equal([
            { message: "Link orders lacks the half on the other cluster.", urn: resources[0]?.urn },
        ]);
    });

    it("does not judge what is not known yet", () => {
        expect(incompleteLinks([half("source", "one", UNKNOWN)])).to.deep.equal([]);
    });
});
