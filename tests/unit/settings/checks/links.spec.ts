import { expect } from "chai";
import { accepts, changed, problemsOf, refuses } from "../support";

const LINK = ["links", "sandbox-shared"] as const;
const second = (name: string, source: string, destination: string) => ({
    mode: "bidirectional",
    name,
    source,
    destination,
});

describe("links", () => {
    refuses(
        "an unknown source",
        [
            [[...LINK, "source"], "sandbx"],
            [[...LINK, "mirrorTopics"], {}],
        ],
        ["links.sandbox-shared.source", '"sandbx"', "a cluster: sandbox, shared", 'Write "sandbox", the nearest'],
    );
    refuses(
        "an unknown destination",
        [
            [[...LINK, "destination"], "sharde"],
            [[...LINK, "mirrorTopics"], {}],
        ],
        ["links.sandbox-shared.destination", '"sharde"', "a cluster: sandbox, shared", 'Write "shared", the nearest'],
    );
    refuses(
        "a cluster linked to itself",
        [[[...LINK, "destination"], "sandbox"]],
        [
            "links.sandbox-shared",
            'a bidirectional link from "sandbox" to "sandbox"',
            "two different clusters",
            "cannot be linked to itself; no mode works for this pair",
        ],
    );
    refuses(
        "a link name that one of the clusters has",
        [
            [["clusters", "third"], { type: "dedicated", cku: 1 }],
            [["links", "again"], second("both_ways", "third", "shared")],
        ],
        [
            "links.again.name",
            '"both_ways"',
            "confluent-cluster-linking:links.sandbox-shared.name has it",
            "another name",
        ],
    );
    refuses(
        "a key that another link has as its name",
        [
            [["links", "both"], { mode: "bidirectional", source: "shared", destination: "sandbox" }],
            [["links", "sandbox-shared", "name"], "both"],
        ],
        ["links.both", '"both"', "links.sandbox-shared.name has it", "another name"],
    );

    const standard = { type: "existing", id: "lkc-std", environmentId: "env-a", kind: "standard" };
    const far = {
        type: "existing",
        id: "lkc-far",
        environmentId: "env-a",
        kind: "enterprise",
        reachable: "fromRunner",
    };
    const pairs: [mode: string, source: string, destination: string, works: string][] = [
        ["destination-initiated", "sandbox", "shared", "bidirectional or source-initiated"],
        ["source-initiated", "old", "shared", "destination-initiated"],
        ["bidirectional", "old", "shared", "destination-initiated"],
        ["source-initiated", "shared", "old", ""],
        ["source-initiated", "sandbox", "inner", "bidirectional or destination-initiated"],
        ["bidirectional", "sandbox", "far", ""],
    ];
    for (const [mode, source, destination, works] of pairs) {
        refuses(
            `a ${mode} link from ${source} to ${destination}`,
            [
                [["clusters", "old"], standard],
                [["clusters", "far"], { ...far, region: "eu-west-1" }],
                [["clusters", "inner"], { type: "enterprise", privateNetwork: "core" }],
                [["links", "more"], { mode, source, destination }],
            ],
            [
                "links.more",
                `a ${mode} link from "${source}" to "${destination}"`,
                works === "" ? "two different clusters of this stack" : `mode ${works} for this pair`,
                works === "" ? "no mode works for this pair" : `what works is ${works}`,
            ],
        );
    }
    accepts("a destination-initiated link from an existing Standard cluster", [
        [["clusters", "old"], standard],
        [["links", "more"], { mode: "destination-initiated", source: "old", destination: "shared" }],
    ]);
    accepts("two private clusters of one environment, one of them there already", [
        [["environment"], { id: "env-a" }],
        [["clusters", "far"], far],
        [["links", "more"], { mode: "bidirectional", source: "sandbox", destination: "far" }],
    ]);

    accepts("the public cluster as source", [
        [[...LINK, "source"], "shared"],
        [[...LINK, "destination"], "sandbox"],
        [[...LINK, "mirrorTopics"], { fromSource: ["fills"] }],
    ]);
    accepts("two private clusters", [
        [["clusters", "inner"], { type: "enterprise", privateNetwork: "core" }],
        [["links", "inside"], second("inside", "sandbox", "inner")],
    ]);
    accepts("two public clusters", [
        [["clusters", "outer"], { type: "dedicated", cku: 1 }],
        [["links", "outside"], second("outside", "shared", "outer")],
    ]);
    accepts("one name for links of different clusters", [
        [["clusters", "a"], { type: "dedicated", cku: 1 }],
        [["clusters", "b"], { type: "dedicated", cku: 1 }],
        [["links", "elsewhere"], second("both_ways", "a", "b")],
    ]);
    accepts("two links between two clusters under two names", [
        [["links", "again"], second("again", "sandbox", "shared")],
    ]);

    it("says nothing of references when the map they point into cannot be read", () => {
        const problems = problemsOf(changed([["clusters"], "none"]));
        expect(problems.map(({ path }) => path)).to.deep.equal(["confluent-cluster-linking:clusters"]);
    });
});
