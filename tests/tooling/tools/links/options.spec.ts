import { PassThrough } from "node:stream";
import * as path from "node:path";
import { expect } from "chai";
import { confirmed } from "../../../../tools/links/confirm";
import { keyInEnvironment, keyVariables } from "../../../../tools/links/login";
import { parseLinksOptions } from "../../../../tools/links/options";
import { secretsIn } from "../../../../tools/links/real";
import { stateChange, withoutResources } from "../../../../tools/links/stateChange";
import { chosenLink, chosenLinks, linkTargets } from "../../../../tools/links/target";
import { linkTarget, mirror } from "./support";

const parse = (...words: string[]) => parseLinksOptions(words, "/tmp/here", {});

describe("options of the links command", () => {
    it("look at a stack by its own file, or at another one", () => {
        const options = parse("status", "--stack", "organisation/project/dev");
        expect(options).to.deep.include({ verb: "status", json: false, isOwnFile: false, deadline: 300 });
        expect(path.basename(options.config)).to.equal("Pulumi.dev.yaml");
        expect(parse("status", "--stack", "dev", "--config", "x.yaml").config).to.equal("/tmp/here/x.yaml");
        expect(parse("status", "--stack", "dev", "--simulated").simulated).to.deep.equal({
            home: "/tmp/here/.simulator",
            runner: "private",
        });
    });

    it("look at the file that the CLI is told to read, unless another one is named", () => {
        const environment = { PULUMI_OPTION_CONFIG_FILE: "/tmp/copy.yaml" };
        const parsed = (...words: string[]) =>
            parseLinksOptions(["status", "--stack", "dev", ...words], "/tmp/here", environment);
        expect(parsed()).to.include({ config: "/tmp/copy.yaml", isOwnFile: false });
        expect(parsed("--config", "x.yaml")).to.include({ config: "/tmp/here/x.yaml", isOwnFile: true });
    });

    it("take --watch with seconds or alone, and lists of topics", () => {
        expect(parse("status", "--watch", "--stack", "dev").watch).to.equal(10);
        expect(parse("status", "--stack", "dev", "--watch").watch).to.equal(10);
        expect(parse("status", "--stack", "dev", "--watch", "3").watch).to.equal(3);
        expect(parse("pause", "--stack", "dev", "--topics", "a, b,a").topics).to.deep.equal(["a", "b"]);
    });

    for (const [words, says] of [
        [[], 'the command is ""; allowed: status, failover'],
        [["watch", "--stack", "dev"], 'the command is "watch"'],
        [["status", "pause", "--stack", "dev"], 'the command is "status pause"'],
        [["status"], "--stack is missing"],
        [["status", "--stack", "dev", "--write"], "--write goes with failover, promote"],
        [["pause", "--stack", "dev", "--max-lag", "1"], "--max-lag goes with status, not with pause"],
        [["reverse", "--stack", "dev"], "--on is missing"],
        [["restore", "--stack", "dev"], "--on is missing"],
        [["status", "--stack", "dev", "--home", "x"], "--home: with --simulated only"],
        [["status", "--stack", "dev", "--simulated", "--runner", "x"], '--runner is "x"; allowed: private, public'],
        [["status", "--stack", "dev", "--topics", "a,,b"], '--topics is "a,,b"'],
        [["status", "--stack", "dev", "--max-lag", "-1"], "--max-lag"],
        [["status", "--stack", "dev", "--max-lag", "few"], "a whole number of records from 0"],
        [["status", "--stack", "dev", "--watch", "0"], "a whole number of seconds from 1"],
        [["pause", "--stack", "dev", "--deadline", "1.5"], '--deadline is "1.5"'],
        [["status", "--stack", "dev", "--tpics", "a"], "tpics"],
    ] as const) {
        it(`refuse ${words.join(" ") || "nothing"}`, () => {
            expect(() => parse(...words)).to.throw(says);
        });
    }
});

describe("asking first", () => {
    const terminal = (answer: string, isTTY = true) => {
        const input = Object.assign(new PassThrough(), { isTTY });
        input.write(`${answer}\n`);
        return { input, output: new PassThrough() };
    };

    it("takes yes for yes, and all else for no", async () => {
        expect(await confirmed("Do it?", terminal("yes"))).to.equal(true);
        expect(await confirmed("Do it?", terminal("Y"))).to.equal(true);
        expect(await confirmed("Do it?", terminal(""))).to.equal(false);
        expect(await confirmed("Do it?", terminal("yesterday"))).to.equal(false);
    });

    it("refuses where nobody is there", async () => {
        const refused = await confirmed("Do it?", terminal("yes", false)).catch((error: unknown) => String(error));
        expect(refused).to.include("--yes");
    });
});

describe("the links of a stack, by its outputs", () => {
    const outputs = (link: object) => ({
        clusters: { a: { id: "lkc-a", restEndpoint: "https://a" }, b: { id: "lkc-b", restEndpoint: "https://b" } },
        links: { ab: { name: "ab", mode: "bidirectional", source: "a", destination: "b", ...link } },
    });

    it("have the halves that there are, and mirrors where they can be", () => {
        const both = { sourceLinkId: "x", destinationLinkId: "x", mirrorTopics: { onDestination: ["orders"] } };
        const [link] = linkTargets(outputs({ ...both, mode: "source-initiated" }));
        expect(link?.halves.map(({ cluster, holdsMirrors }) => [cluster, holdsMirrors])).to.deep.equal([
            ["a", false],
            ["b", true],
        ]);
        expect(link?.halves[1]).to.include({ clusterId: "lkc-b", restEndpoint: "https://b" });
        expect(link?.halves[1]?.expected).to.deep.equal(["orders"]);
        expect(linkTargets(outputs({ destinationLinkId: "x" }))[0]?.halves).to.have.length(1);
    });

    it("refuse a stack without links, and one that an older release has left", () => {
        expect(() => linkTargets({})).to.throw("the stack has no links");
        expect(() => linkTargets(outputs({ mode: undefined }))).to.throw("Run pulumi up once");
    });

    it("are chosen by key or name, and by neither where there is but one", () => {
        const links = [linkTarget(), linkTarget({ key: "cd", name: "other" })];
        expect(chosenLink(links, "other").key).to.equal("cd");
        expect(chosenLinks(links, undefined)).to.have.length(2);
        expect(() => chosenLink(links, undefined)).to.throw("the stack has several links; allowed: ab, cd");
        expect(() => chosenLinks(links, "x")).to.throw('--link is "x"; allowed: ab, cd');
        expect(chosenLink([linkTarget()], undefined).key).to.equal("ab");
    });
});

describe("keys and the state", () => {
    const urn = (type: string, name: string) => `urn:pulumi:dev::project::parent$${type}::${name}`;
    const MIRROR = "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic";
    const TOPIC = "confluentcloud:index/kafkaTopic:KafkaTopic";
    const KEY = "confluentcloud:index/apiKey:ApiKey";
    const resources = [
        { type: TOPIC, urn: urn(TOPIC, "a/orders") },
        { type: MIRROR, urn: urn(MIRROR, "ab-on-destination/orders") },
        { type: MIRROR, urn: urn(MIRROR, "ab-on-source/orders") },
        { type: MIRROR, urn: urn(MIRROR, "ab-on-destination/more-orders") },
    ];

    it("come from variables named after the cluster, or from the state", () => {
        expect(keyVariables("eu-west.1")).to.deep.equal(["KAFKA_API_KEY_EU_WEST_1", "KAFKA_API_SECRET_EU_WEST_1"]);
        const environment = { KAFKA_API_KEY_A: "k", KAFKA_API_SECRET_A: "s", KAFKA_API_KEY_B: "k" };
        expect(keyInEnvironment("a", environment)).to.deep.equal({ key: "k", secret: "s" });
        expect(keyInEnvironment("b", environment)).to.equal(undefined);
        const secret = { plaintext: JSON.stringify("s1") };
        const state = { version: 3, deployment: { resources: [{ type: KEY, id: "k1", outputs: { secret } }] } };
        expect([...secretsIn(state)]).to.deep.equal([["k1", "s1"]]);
    });

    it("learn of the mirrors that were changed, and forget the topics that are mirrors now", () => {
        const names = (list: readonly string[]) => list.map((one) => one.split("::").at(-1));
        const paused = stateChange(resources, linkTarget(), "pause", [mirror()]);
        expect([names(paused.refresh), paused.forget]).to.deep.equal([["ab-on-destination/orders"], []]);
        const reversed = stateChange(resources, linkTarget(), "reverse", [mirror()]);
        expect(names(reversed.refresh)).to.deep.equal(["ab-on-destination/orders", "ab-on-source/orders"]);
        expect(names(reversed.forget)).to.deep.equal(["a/orders"]);
    });

    it("lose a resource and every mention of it, and nothing else", () => {
        const [topic = "", other = ""] = resources.map((resource) => resource.urn);
        const propertyDependencies = { topicName: [topic], link: [other] };
        const state = {
            version: 3,
            deployment: {
                manifest: { version: "v3" },
                resources: [{ urn: topic }, { urn: other, dependencies: [topic, "x"], propertyDependencies }],
            },
        };
        expect(withoutResources(state, [topic]).deployment).to.deep.equal({
            manifest: { version: "v3" },
            resources: [{ urn: other, dependencies: ["x"], propertyDependencies: { topicName: [], link: [other] } }],
        });
    });
});
