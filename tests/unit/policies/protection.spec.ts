import { expect } from "chai";
import { saysProduction, unprotected } from "../../../policies/protection";
import { TYPES } from "../../support/types";
import { inStack } from "./support";

const PRECIOUS = [TYPES.environment, TYPES.cluster, TYPES.link, TYPES.zone];

/** One of each kind that matters, and one that does not. */
function resources(stack: string, protect: boolean) {
    return [...PRECIOUS, TYPES.topic].map((type) =>
        inStack("it", type, {}, { protect, urn: `urn:pulumi:${stack}::project::${type}::it` }),
    );
}

describe("the rule on production", () => {
    it("knows it by the stack's name", () => {
        const names = ["prod", "production", "eu-prod", "prod2", "PROD", "live-us"];
        expect(names.filter((name) => !saysProduction(name))).to.deep.equal([]);
        const others = ["dev", "non-prod", "non_production", "preprod", "pre-prod", "products", "deliver", "product"];
        expect(others.filter(saysProduction)).to.deep.equal([]);
    });

    it("lets a stack be that is protected, or not in production", () => {
        expect(unprotected(resources("prod", true))).to.deep.equal([]);
        expect(unprotected(resources("dev", false))).to.deep.equal([]);
    });

    it("finds what is not protected in production, by name or by configuration", () => {
        expect(unprotected(resources("prod", false)).map(({ message }) => message)).to.deep.equal([
            "This Environment is not protected, and stack prod is in production.",
            "This KafkaCluster is not protected, and stack prod is in production.",
            "This ClusterLink is not protected, and stack prod is in production.",
            "This Zone is not protected, and stack prod is in production.",
        ]);
        expect(unprotected(resources("trading", false), { stacks: ["trading"] })).to.have.length(4);
    });

    it("finds what is not protected where the settings ask for it, as other resources show", () => {
        const [environment, ...rest] = resources("dev", true);
        const found = unprotected([...rest, ...(environment ? [{ ...environment, protect: false }] : [])]);
        expect(found.map(({ message }) => message)).to.deep.equal([
            "This Environment is not protected, and other resources of the stack are.",
        ]);
    });
});
