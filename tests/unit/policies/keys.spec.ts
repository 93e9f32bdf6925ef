import { expect } from "chai";
import { oldKeys, stayingKeys } from "../../../policies/keys";
import { TYPES } from "../../support/types";
import { inStack } from "./support";

const key = (name: string, generation?: number) => {
    const mark = "For x. Managed by Pulumi: project/dev";
    const description = generation === undefined ? mark : `${mark}. Generation ${generation}`;
    return inStack(name, TYPES.apiKey, { description });
};

/** A key, the gate that hands it on, and the half that gets it there. */
function held(name: string, connectionMode: string, generation?: number) {
    const own = key(name, generation);
    const gate = inStack(`${name}-ready`, TYPES.gate, {}, { sources: { credentials: [own] } });
    const half = inStack(`${name}-half`, TYPES.link, { connectionMode }, { sources: { localKafkaCluster: [gate] } });
    return [own, gate, half];
}

const names = (findings: { readonly urn: string }[]) => findings.map(({ urn }) => urn.split("::").at(-1));

describe("the rule on old keys", () => {
    it("lets keys be where none rotates", () => {
        const resources = [key("one"), ...held("two", "INBOUND")];
        expect([...oldKeys(resources), ...stayingKeys(resources)]).to.deep.equal([]);
    });

    it("lets keys be that are up to two rotations old", () => {
        expect(oldKeys([key("g5", 5), key("g6", 6), key("g7", 7)])).to.deep.equal([]);
    });

    it("finds one that is older, unless more is configured", () => {
        const resources = [key("g4", 4), key("g7", 7)];
        expect(oldKeys(resources)).to.deep.equal([
            { message: "It is 3 rotations old; 2 are allowed.", urn: resources[0]?.urn },
        ]);
        expect(oldKeys(resources, { rotations: 3 })).to.deep.equal([]);
    });

    it("finds one that does not rotate where others do", () => {
        expect(names(oldKeys([key("g7", 7), ...held("stuck", "OUTBOUND")]))).to.deep.equal(["stuck"]);
    });

    it("lists one that an INBOUND half holds, and does not hold its age against it", () => {
        const resources = [key("g7", 7), ...held("manager", "INBOUND")];
        expect(oldKeys(resources)).to.deep.equal([]);
        expect(names(stayingKeys(resources))).to.deep.equal(["manager"]);
    });

    it("lists none that rotates", () => {
        expect(stayingKeys([...held("g7", "INBOUND", 7)])).to.deep.equal([]);
    });
});
