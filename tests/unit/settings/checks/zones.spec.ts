import { expect } from "chai";
import { accepts, changed, example, problemsOf, refuses } from "../support";

const OF_REGION = "a zone id of us-east-1: use1-az and a number from 1 to 6";

describe("zones", () => {
    refuses(
        "a zone's name for its id",
        [[["privateNetworks", "core", "zoneIds", 1], "us-east-1a"]],
        [
            "privateNetworks.core.zoneIds[1]",
            '"us-east-1a"',
            OF_REGION,
            "This is a zone name, which means another zone in each account",
        ],
    );
    refuses(
        "a zone of another region",
        [[["privateNetworks", "core", "zoneIds", 0], "usw2-az1"]],
        ["privateNetworks.core.zoneIds[0]", '"usw2-az1"', OF_REGION, "This zone is in us-west-2"],
    );
    refuses(
        "an unknown zone: a number that the region does not have",
        [[["privateNetworks", "core", "zoneIds", 0], "use1-az7"]],
        ["privateNetworks.core.zoneIds[0]", '"use1-az7"', OF_REGION, "a newer zone has to be added to components"],
    );
    refuses(
        "an unknown zone: of no region",
        [[["privateNetworks", "core", "zoneIds", 0], "usx1-az1"]],
        ["privateNetworks.core.zoneIds[0]", '"usx1-az1"', OF_REGION, "describe-availability-zones"],
    );
    refuses(
        "a zone without a subnet slot",
        [[["privateNetworks", "core", "zoneIds", 0], "use1-az16"]],
        ["privateNetworks.core.zoneIds[0]", '"use1-az16"', OF_REGION, "describe-availability-zones"],
    );
    refuses(
        "a repeated zone",
        [[["privateNetworks", "core", "zoneIds", 1], "use1-az1"]],
        [
            "privateNetworks.core.zoneIds[1]",
            '"use1-az1" again',
            "each value once; it is at confluent-cluster-linking:privateNetworks.core.zoneIds[0]",
            "Remove it.",
        ],
    );
    refuses(
        "a local zone",
        [[["privateNetworks", "core", "zoneIds", 0], "use1-bos1-az1"]],
        ["privateNetworks.core.zoneIds[0]", '"use1-bos1-az1"', OF_REGION, "describe-availability-zones"],
    );
    accepts("one zone", [[["privateNetworks", "core", "zoneIds"], ["use1-az6"]]]);

    it("takes zones of other regions there", () => {
        const raw = changed([
            ["privateNetworks", "core", "zoneIds"],
            ["apse2-az1", "apse2-az3"],
        ]);
        expect(problemsOf(raw, "ap-southeast-2")).to.deep.equal([]);
    });

    it("refuses an unknown region and suggests the nearest, without blaming the zones", () => {
        const problems = problemsOf(example(), "us-east1");
        expect(problems.map(({ path, given }) => [path, given])).to.deep.equal([["aws:region", '"us-east1"']]);
        expect(problems[0]?.allowed).to.include("eu-west-1, eu-west-2");
        expect(problems[0]?.fix).to.equal("Set it, for instance with: pulumi config set aws:region us-east-1");
    });

    it("still sees a zone name when the region is unknown", () => {
        const raw = changed([["privateNetworks", "core", "zoneIds"], ["us-east-1a"]]);
        const [, zone] = problemsOf(raw, "");
        expect(zone?.allowed).to.equal("a zone id, such as use1-az1");
        expect(zone?.fix).to.include("This is a zone name");
    });
});
