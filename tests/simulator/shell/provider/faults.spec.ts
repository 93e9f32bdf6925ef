import { expect } from "chai";
import { FAULT_KINDS, FAULT_SYNTAX, FaultPlan, parseFault, VERBS } from "../../../../simulator/provider/faults";
import { failure } from "../support";

const LINK = "confluentcloud:index/clusterLink:ClusterLink";
const urn = (type: string, name: string) => `urn:pulumi:dev::project::${type}::${name}`;
const plan = (...faults: string[]) => new FaultPlan(faults.map(parseFault));

describe("a --fault argument", () => {
    it("names a type, a verb and a kind", () => {
        for (const verb of VERBS) {
            for (const kind of FAULT_KINDS) {
                expect(parseFault(`ClusterLink.${verb}=${kind}`)).to.deep.equal({ type: "ClusterLink", verb, kind });
            }
        }
    });

    it("may name the whole type token, and one resource", () => {
        const rest = { verb: "create", kind: "fail" };
        expect(parseFault(`${LINK}.create=fail`)).to.deep.equal({ type: LINK, ...rest });
        expect(parseFault(`${LINK}::east-west.create=fail`)).to.deep.equal({ type: LINK, name: "east-west", ...rest });
        expect(parseFault("Route::core-to-10.40.0.0/16.create=fail")).to.deep.equal({
            type: "Route",
            name: "core-to-10.40.0.0/16",
            ...rest,
        });
        expect(parseFault("KafkaTopic::sandbox::a.b.create=fail")).to.deep.equal({
            type: "KafkaTopic",
            name: "sandbox::a.b",
            ...rest,
        });
    });

    const wrong = [
        "",
        "ClusterLink",
        "ClusterLink.create",
        "ClusterLink=fail",
        "ClusterLink.make=fail",
        "ClusterLink.create=explode",
        "ClusterLink.create=",
        "ClusterLink.create=fail ",
        ".create=fail",
        "ClusterLink::.create=fail",
        "ClusterLink.Create=fail",
    ];
    for (const text of wrong) {
        it(`is refused with what is allowed: ${JSON.stringify(text)}`, async () => {
            const message = await failure(() => parseFault(text));
            expect(message)
                .to.include(`--fault ${JSON.stringify(text)} is not understood`)
                .and.include(FAULT_SYNTAX);
        });
    }

    it("has a syntax text that names every verb, every kind and an example that works", () => {
        for (const word of [...VERBS, ...FAULT_KINDS]) {
            expect(FAULT_SYNTAX).to.match(new RegExp(`\\b${word}\\b`));
        }
        const example = /for example (?<example>\S+);/.exec(FAULT_SYNTAX)?.groups?.example ?? "";
        expect(parseFault(example)).to.include({ type: "ClusterLink" });
    });
});

describe("planned faults", () => {
    it("happen by class name, once", () => {
        const faults = plan("ClusterLink.create=lose");
        expect(faults.take(urn(LINK, "one"), "create")).to.equal("lose");
        expect(faults.take(urn(LINK, "one"), "create")).to.equal(undefined);
        expect(faults.take(urn(LINK, "two"), "create")).to.equal(undefined);
    });

    it("happen by whole type token, also below a component", () => {
        const faults = plan(`${LINK}.create=fail`, `${LINK}.create=lose`);
        expect(faults.take(urn(`other:index/clusterLink:ClusterLink`, "one"), "create")).to.equal(undefined);
        expect(faults.take(urn(`project:index:Pair$project:index:Half$${LINK}`, "one"), "create")).to.equal("fail");
        expect(faults.take(urn(LINK, "one"), "create")).to.equal("lose");
    });

    it("happen to no component around the resource, and to no part of a name", () => {
        const faults = plan("Pair.create=fail", "Link.create=fail", "clusterLink.create=fail");
        expect(faults.take(urn(`project:index:Pair$${LINK}`, "Pair"), "create")).to.equal(undefined);
    });

    it("happen to the resource that is named, whatever its name holds", () => {
        const faults = plan("ClusterLink::two.create=fail", "ClusterLink::a::b.create=lose");
        expect(faults.take(urn(LINK, "one"), "create")).to.equal(undefined);
        expect(faults.take(urn(LINK, "a::b"), "create")).to.equal("lose");
        expect(faults.take(urn(LINK, "two"), "create")).to.equal("fail");
    });

    it("happen to their own verb only", () => {
        const faults = plan("ClusterLink.delete=fail");
        expect(VERBS.map((verb) => faults.take(urn(LINK, "one"), verb))).to.deep.equal([
            undefined,
            undefined,
            undefined,
            "fail",
        ]);
    });

    it("happen in the order in which they were given, as often as given", () => {
        const faults = plan("ClusterLink.create=fail", "ClusterLink.create=lose");
        const taken = [1, 2, 3].map(() => faults.take(urn(LINK, "one"), "create"));
        expect(taken).to.deep.equal(["fail", "lose", undefined]);
    });
});
