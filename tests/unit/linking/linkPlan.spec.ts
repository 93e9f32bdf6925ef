// Does not prove that Confluent Cloud accepts a pair; it proves that the table of pairs is what the program follows.
import { expect } from "chai";
import * as fc from "fast-check";
import {
    CLUSTER_KINDS,
    LINK_MODES,
    linkFault,
    linkPlan,
    supportedModes,
    type LinkMode,
    type PlannedLink,
    type Side,
} from "../../../components/linking/linkPlan";

const PLACE = { environment: "env-a", region: "us-east-1" };

const SIDES = {
    basic: { kind: "basic", isPrivate: false },
    standard: { kind: "standard", isPrivate: false },
    publicEnterprise: { kind: "enterprise", isPrivate: false },
    publicDedicated: { kind: "dedicated", isPrivate: false },
    privateEnterprise: { kind: "enterprise", isPrivate: true },
    privateDedicated: { kind: "dedicated", isPrivate: true },
} as const;
type SideName = keyof typeof SIDES;

function side(name: SideName, role: string, place: object = PLACE): Side {
    return { key: `${role}-${name}`, ...SIDES[name], ...place };
}

const LIMITED = ["basic", "standard"] as const;
const PUBLIC = ["publicEnterprise", "publicDedicated"] as const;
const PRIVATE = ["privateEnterprise", "privateDedicated"] as const;
const HOLDERS = [...PUBLIC, ...PRIVATE] as const;

/** Which modes work from the first group to the second, within one environment and region. */
const TABLE: [readonly SideName[], readonly SideName[], readonly LinkMode[]][] = [
    [LIMITED, HOLDERS, ["destination-initiated"]],
    [[...LIMITED, ...HOLDERS], LIMITED, []],
    [PUBLIC, HOLDERS, LINK_MODES],
    [PRIVATE, PUBLIC, ["bidirectional", "source-initiated"]],
    [PRIVATE, PRIVATE, ["bidirectional", "destination-initiated"]],
];

const PAIRS = TABLE.flatMap(([sources, destinations, modes]) =>
    sources.flatMap((source) => destinations.map((destination) => ({ source, destination, modes }))),
);

/** "cluster: LINK_MODE CONNECTION_MODE, with peer credentials, mirrors" */
function inShort(plan: readonly PlannedLink[]): string[] {
    return plan.map(
        (link) =>
            `${link.on}: ${link.linkMode} ${link.connectionMode}${link.peerCredentials ? " +peer" : ""} ${link.mirrors}`,
    );
}

const PASSIVE_DESTINATION = [
    "destination: BIDIRECTIONAL INBOUND fromSource",
    "source: BIDIRECTIONAL OUTBOUND +peer fromDestination",
];
const PASSIVE_SOURCE = [
    "source: BIDIRECTIONAL INBOUND fromDestination",
    "destination: BIDIRECTIONAL OUTBOUND +peer fromSource",
];
const BOTH_DIAL = [
    "source: BIDIRECTIONAL OUTBOUND +peer fromDestination",
    "destination: BIDIRECTIONAL OUTBOUND +peer fromSource",
];
const BY_MODE = {
    "source-initiated": ["destination: DESTINATION INBOUND fromSource", "source: SOURCE OUTBOUND +peer none"],
    "destination-initiated": ["destination: DESTINATION OUTBOUND +peer fromSource"],
};

function expectedPlan(source: Side, destination: Side, mode: LinkMode): string[] {
    if (mode !== "bidirectional") {
        return BY_MODE[mode];
    }
    if (source.isPrivate === destination.isPrivate) {
        return BOTH_DIAL;
    }
    return source.isPrivate ? PASSIVE_DESTINATION : PASSIVE_SOURCE;
}

describe("the link plan", () => {
    it("has an entry for every pair", () => {
        expect(PAIRS).to.have.length(Object.keys(SIDES).length ** 2);
        expect(new Set(PAIRS.map(({ source, destination }) => `${source} ${destination}`)).size).to.equal(PAIRS.length);
    });

    for (const { source, destination, modes } of PAIRS) {
        const [from, to] = [side(source, "from"), side(destination, "to")];

        it(`offers ${modes.join(", ") || "nothing"} from ${source} to ${destination}`, () => {
            expect(supportedModes(from, to)).to.deep.equal([...modes]);
        });

        for (const mode of LINK_MODES) {
            if (modes.includes(mode)) {
                it(`plans a ${mode} link from ${source} to ${destination}`, () => {
                    expect(linkFault(from, to, mode)).to.equal(undefined);
                    expect(inShort(linkPlan(from, to, mode))).to.deep.equal(expectedPlan(from, to, mode));
                });
            } else {
                it(`refuses a ${mode} link from ${source} to ${destination}, naming the pair and what works`, () => {
                    const message = linkFault(from, to, mode) ?? "";
                    expect(message).to.include(`cluster "${from.key}"`).and.to.include(`cluster "${to.key}"`);
                    const works =
                        modes.length === 0 ? "no mode works for this pair." : `works is ${modes.join(" or ")}.`;
                    expect(message).to.match(new RegExp(`${works.replaceAll(".", "\\.")}$`));
                    expect(() => linkPlan(from, to, mode)).to.throw(message);
                });
            }
        }
    }

    it("joins private Enterprise and public Dedicated with the waiting half on the public cluster first", () => {
        const [enterprise, dedicated] = [side("privateEnterprise", "a"), side("publicDedicated", "b")];
        expect(linkPlan(enterprise, dedicated, "bidirectional")).to.deep.equal([
            {
                on: "destination",
                linkMode: "BIDIRECTIONAL",
                connectionMode: "INBOUND",
                peerCredentials: false,
                mirrors: "fromSource",
            },
            {
                on: "source",
                linkMode: "BIDIRECTIONAL",
                connectionMode: "OUTBOUND",
                peerCredentials: true,
                mirrors: "fromDestination",
            },
        ]);
    });

    const elsewhere: [string, object][] = [
        ["another environment", { ...PLACE, environment: "env-b" }],
        ["another region", { ...PLACE, region: "eu-west-1" }],
        ["an unknown environment", { region: "us-east-1" }],
        ["an unknown region", { environment: "env-a" }],
    ];
    for (const [what, place] of elsewhere) {
        it(`offers nothing between private clusters when one is in ${what}`, () => {
            const [from, to] = [side("privateEnterprise", "a"), side("privateEnterprise", "b", place)];
            expect(supportedModes(from, to)).to.deep.equal([]);
            expect(() => linkPlan(from, to, "bidirectional")).to.throw(
                "two private clusters reach each other only in one environment and region",
            );
        });
    }

    it("does not take two clusters in unknown places for neighbours", () => {
        expect(supportedModes(side("privateDedicated", "a", {}), side("privateDedicated", "b", {}))).to.deep.equal([]);
    });

    it("crosses environments and regions where one side is public", () => {
        const far = { environment: "env-z", region: "eu-west-1" };
        const modes = supportedModes(side("privateEnterprise", "a"), side("publicDedicated", "b", far));
        expect(modes).to.deep.equal(["bidirectional", "source-initiated"]);
    });

    const reasons: [string, Side, Side, LinkMode, string][] = [
        [
            "a Basic destination",
            side("publicDedicated", "a"),
            side("basic", "b"),
            "bidirectional",
            "nothing can be linked into",
        ],
        [
            "a Standard source",
            side("standard", "a"),
            side("publicDedicated", "b"),
            "bidirectional",
            "the destination must dial",
        ],
        [
            "a private Basic source",
            { ...side("basic", "a"), isPrivate: true },
            side("publicDedicated", "b"),
            "destination-initiated",
            "public endpoints only",
        ],
        [
            "a public destination that would dial",
            side("privateEnterprise", "a"),
            side("publicDedicated", "b"),
            "destination-initiated",
            "cannot dial into a private network",
        ],
        [
            "private clusters, source-initiated",
            side("privateEnterprise", "a"),
            side("privateEnterprise", "b"),
            "source-initiated",
            "are not offered",
        ],
        [
            "one cluster twice",
            side("publicDedicated", "a"),
            side("publicDedicated", "a"),
            "bidirectional",
            "cannot be linked to itself",
        ],
    ];
    for (const [what, from, to, mode, reason] of reasons) {
        it(`gives the reason for refusing ${what}`, () => {
            expect(() => linkPlan(from, to, mode)).to.throw(reason);
        });
    }

    it("keeps its promises for any pair", () => {
        const sides = fc.record({
            key: fc.constantFrom("a", "b"),
            kind: fc.constantFrom(...CLUSTER_KINDS),
            isPrivate: fc.boolean(),
            environment: fc.constantFrom("env-a", "env-b", undefined),
            region: fc.constantFrom("us-east-1", "eu-west-1", undefined),
        });
        fc.assert(
            fc.property(sides, sides, fc.constantFrom(...LINK_MODES), (from, to, mode) => {
                if (!supportedModes(from, to).includes(mode)) {
                    expect(() => linkPlan(from, to, mode)).to.throw(Error);
                    return;
                }
                const plan = linkPlan(from, to, mode);
                // Who waits comes first, knows no credentials of the peer, and somebody dials.
                const connections = plan.map(({ connectionMode }) => connectionMode);
                expect(connections.lastIndexOf("INBOUND")).to.be.oneOf([-1, 0]);
                expect(connections).to.include("OUTBOUND");
                for (const link of plan) {
                    expect(link.peerCredentials).to.equal(link.connectionMode === "OUTBOUND");
                    const [local, remote] = link.on === "source" ? [from, to] : [to, from];
                    expect(local.kind).to.be.oneOf(["enterprise", "dedicated"]);
                    // The vendor lists source-initiated links from public to private clusters as working.
                    if (mode !== "source-initiated" && link.connectionMode === "OUTBOUND" && remote.isPrivate) {
                        expect(local.isPrivate).to.equal(true);
                    }
                }
                const directions = plan.map(({ mirrors }) => mirrors).filter((mirrors) => mirrors !== "none");
                expect(new Set(directions).size).to.equal(directions.length);
                expect(directions).to.have.length(mode === "bidirectional" ? 2 : 1);
            }),
        );
    });
});
