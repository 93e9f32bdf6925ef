import { expect } from "chai";
import { parseSettings } from "../../../../components/settings/load";
import { accepts, changed, problemsOf, refuses, REGION, type Change } from "../support";

const there = (fields: Record<string, unknown> = {}) => ({
    type: "existing",
    id: "lkc-abc123",
    environmentId: "env-abc123",
    kind: "dedicated",
    ...fields,
});
const with_ = (fields: Record<string, unknown>, ...more: Change[]): Change[] => [
    [["clusters", "there"], there(fields)],
    ...more,
];
const IN_IT: Change = [["environment"], { id: "env-abc123" }];
const AT = "clusters.there";

describe("existing clusters", () => {
    accepts("a public one", with_({}));
    accepts("a public one of every kind that has public endpoints", [
        [["clusters", "a"], there({ id: "lkc-a", kind: "basic" })],
        [["clusters", "b"], there({ id: "lkc-b", kind: "standard" })],
    ]);
    accepts(
        "a private one to which somebody else made the way",
        with_({ kind: "enterprise", reachable: "fromRunner" }, IN_IT),
    );
    accepts("a private Dedicated one", with_({ reachable: "fromRunner", region: "eu-west-1" }));
    accepts(
        "an Enterprise one in the stack's network and environment",
        with_({ kind: "enterprise", privateNetwork: "core" }, IN_IT),
    );

    refuses("an id of something else", with_({ id: "env-abc123" }), [
        `${AT}.id`,
        '"env-abc123"',
        "lkc-",
        "cluster list",
    ]);
    refuses("no kind", with_({ kind: undefined }), [`${AT}.kind`, "nothing", "basic, standard", "Add it."]);
    refuses("a region that there is not", with_({ region: "us-east-9" }), [
        `${AT}.region`,
        '"us-east-9"',
        "Defaults to aws:region",
        "us-east-1",
    ]);
    refuses("what belongs to a cluster that is made", with_({ cku: 2 }), [
        `${AT}.cku`,
        'the unknown key "cku"',
        "environmentId",
        "It belongs to type: dedicated",
    ]);
    refuses("an Enterprise one without a way to it", with_({ kind: "enterprise" }), [
        AT,
        "an existing enterprise cluster without a way to it",
        "privateNetwork, or reachable: fromRunner",
        "Add the one",
    ]);
    refuses(
        "two ways to one cluster",
        with_({ kind: "enterprise", privateNetwork: "core", reachable: "fromRunner" }, IN_IT),
        [AT, "both privateNetwork and reachable", "one of the two", "Remove the one"],
    );
    for (const kind of ["basic", "standard"]) {
        refuses(`a private ${kind} one`, with_({ kind, reachable: "fromRunner" }), [
            AT,
            `an existing ${kind} cluster with a private way to it`,
            "public endpoints only",
            "Remove",
        ]);
    }
    refuses("a Dedicated one behind an attachment", with_({ privateNetwork: "core" }, IN_IT), [
        AT,
        "an existing dedicated cluster in a private network",
        "reachable: fromRunner",
        "Replace privateNetwork",
    ]);
    refuses("a network that there is not", with_({ kind: "enterprise", privateNetwork: "cor" }, IN_IT), [
        `${AT}.privateNetwork`,
        '"cor"',
        "a private network: core",
        'Write "core"',
    ]);
    refuses(
        "a network of another region",
        with_({ kind: "enterprise", privateNetwork: "core", region: "eu-west-1" }, IN_IT),
        [`${AT}.region`, '"eu-west-1"', '"us-east-1"', "reachable: fromRunner"],
    );
    refuses("one cluster twice", with_({}, [["clusters", "again"], there()]), [
        "clusters.again.id",
        '"lkc-abc123"',
        "confluent-cluster-linking:clusters.there.id names it",
        "topics of both",
    ]);

    it("are in the stack's region unless another is given", () => {
        const { clusters } = parseSettings(changed(...with_({})), REGION);
        expect(clusters.there).to.deep.equal({ ...there(), region: REGION, topics: {}, clients: {}, datagen: {} });
    });
});

describe("the environment of a stack", () => {
    it("may be left out where all clusters are existing ones", () => {
        expect(parseSettings({ clusters: { there: there() } }, REGION).environment).to.equal(undefined);
    });

    const needed: [string, Record<string, unknown>][] = [
        ["a cluster is made", { clusters: { there: there(), made: { type: "dedicated", cku: 1 } } }],
        [
            "a private network is made",
            {
                clusters: { there: there() },
                privateNetworks: { core: { vpcCidr: "10.0.0.0/20", zoneIds: ["use1-az1"] } },
            },
        ],
    ];
    for (const [title, raw] of needed) {
        it(`has to be given where ${title}`, () => {
            const [problem, ...more] = problemsOf(raw);
            expect(more).to.deep.equal([]);
            expect(problem?.path).to.equal("confluent-cluster-linking:environment");
            expect(problem?.allowed).to.include("left out only where all clusters are existing ones");
        });
    }
});
