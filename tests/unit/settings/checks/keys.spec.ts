import { expect } from "chai";
import { example, problemsOf, accepts, refuses } from "../support";

const KEY = "a lower-case letter, then up to 31";

describe("keys", () => {
    refuses(
        "a network key with an underscore",
        [
            [["privateNetworks"], {}],
            [["privateNetworks", "core_1"], { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1"] }],
            [["clusters", "sandbox", "privateNetwork"], "core_1"],
        ],
        ["privateNetworks.core_1", 'the key "core_1"', KEY, "Rename the entry"],
    );
    refuses(
        "a cluster key with a capital letter",
        [[["clusters", "Spare"], { type: "dedicated", cku: 1 }]],
        ["clusters.Spare", 'the key "Spare"', KEY, "Rename the entry"],
    );
    refuses(
        "a link key that is too long",
        [[["links", "x".repeat(33)], { mode: "bidirectional", source: "sandbox", destination: "shared" }]],
        [`links.${"x".repeat(33)}`, `the key "${"x".repeat(33)}"`, KEY, "Rename the entry"],
    );
    refuses(
        "a topic name with a slash",
        [[["clusters", "shared", "topics", "a/b"], {}]],
        ['clusters.shared.topics["a/b"]', 'the key "a/b"', "1 to 249 letters", "Use letters, digits"],
    );
    refuses(
        "a topic called ..",
        [[["clusters", "shared", "topics", ".."], {}]],
        ['clusters.shared.topics[".."]', 'the key ".."', "1 to 249 letters", "themselves are taken"],
    );
    refuses(
        "a topic name that is too long",
        [[["clusters", "shared", "topics", "t".repeat(252)], {}]],
        [
            `clusters.shared.topics.${"t".repeat(252)}`,
            `the key "${"t".repeat(79)}…`,
            "1 to 249 letters",
            "Shorten it by 3.",
        ],
    );
    accepts("the longest key and topic name", [
        [["clusters", `a${"-9".repeat(15)}z`], { type: "dedicated", cku: 1, topics: { ["t".repeat(249)]: {} } }],
    ]);

    it("refuses a key that would change the map itself", () => {
        const raw = example();
        raw.clusters = JSON.parse('{"shared":{"type":"dedicated","cku":1},"__proto__":{"type":"dedicated","cku":1}}');
        raw.links = {};
        expect(problemsOf(raw).map(({ path }) => path)).to.deep.equal(["confluent-cluster-linking:clusters.__proto__"]);
    });
});
