import { expect } from "chai";
import { caseId, casesOf, faultOf, onceEach, operationsOf, sample, type Stage } from "../../chaos/matrix";
import { parseFault } from "../../../simulator/provider/faults";

const TYPE = "confluentcloud:index/clusterLink:ClusterLink";
const urn = (type: string, name: string) => `urn:pulumi:dev::project::confluent:index:Room$${type}::${name}`;

const stage = (phase: Stage["phase"], ...names: string[]): Stage => ({
    phase,
    operations: names.map((name) => ({ type: TYPE, name, verb: "create", role: name.replace(/\d/, "N") })),
});

describe("the matrix of faults", () => {
    it("holds what the engine asks of providers, by verb", () => {
        const step = (op: string, type: string) => ({ op, type, urn: urn(type, "a/b::c") });
        expect(
            operationsOf([
                step("create", TYPE),
                step("create-replacement", TYPE),
                step("update", TYPE),
                step("delete-replaced", TYPE),
                step("delete", "aws:ec2/vpc:Vpc"),
                step("same", TYPE),
                step("replace", TYPE),
                step("create", "confluent-cluster-linking:index:PrivateNetwork"),
                step("create", "pulumi-nodejs:dynamic:Resource"),
            ]).map(({ verb, name }) => `${verb} ${name}`),
        ).to.deep.equal(["create a/b::c", "create a/b::c", "update a/b::c", "delete a/b::c", "delete a/b::c"]);
    });

    it("has every operation with three faults, each under a name of its own", () => {
        const cases = casesOf("dev", [stage("create", "one", "two"), { ...stage("change", "one"), change: "grow" }]);
        expect(new Set(cases.map(caseId)).size).to.equal(9);
        expect(cases.map(caseId)).to.include.members([
            "dev create ClusterLink::two.create=stop",
            "dev change:grow ClusterLink::one.create=lose",
        ]);
    });

    it("takes equal places of all stacks once, and all of those that are named", () => {
        const stages = [stage("create", "zone1", "zone2")];
        const cases = [...casesOf("dev", stages), ...casesOf("prod", stages)];
        expect(onceEach(cases, ["dev"])).to.have.length(6);
        expect(onceEach(cases, [])).to.have.length(3);
        expect(onceEach(cases, []).every(({ name }) => name === "zone1")).to.equal(true);
    });

    it("tells an equal place of another phase apart", () => {
        expect(onceEach(casesOf("dev", [stage("destroy", "a"), stage("restore", "a")]), [])).to.have.length(6);
    });

    it("says its faults in the words of --fault", () => {
        const [first] = casesOf("dev", [stage("create", "link/a.b")]);
        expect(first).to.not.equal(undefined);
        if (first !== undefined) {
            expect(parseFault(faultOf(first))).to.deep.equal({
                type: TYPE,
                name: "link/a.b",
                verb: "create",
                kind: "fail",
            });
        }
    });

    it("samples by seed, whatever the order", () => {
        const cases = casesOf("dev", [stage("create", ...Array.from({ length: 20 }, (_, index) => `r${index}`))]);
        const ids = (seed: string, from = cases) => sample(from, 6, seed).map(caseId);
        expect(ids("a")).to.have.length(6);
        expect(ids("a", [...cases].reverse())).to.deep.equal(ids("a"));
        expect(ids("b")).to.not.deep.equal(ids("a"));
    });
});
