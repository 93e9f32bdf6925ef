// Changes of a stack's configuration in its text. The verdict on each is the data in it, read by another reader of YAML.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { readStackFile, settingsOf } from "../../../../simulator/engine/stackFiles";
import { refuseWrong } from "../../../../tools/links/change";
import type { SettingsMap } from "../../../../tools/links/rawSettings";
import { editLines, settingEdits, undeclared, type SettingEdit } from "../../../../tools/links/settingEdits";
import { editedFile, settingsIn } from "../../../../tools/links/stackFile";
import type { Change } from "../../../../tools/links/states";
import { linkTarget, mirror } from "./support";

const START = "config:\n  confluent-cluster-linking:links:\n    ab:\n      source: a\n";
const CLUSTERS = "  confluent-cluster-linking:clusters:\n    a:\n";

type Status = Extract<SettingEdit, { kind: "status" }>["status"];

const status = (topic: string, wanted: Status): SettingEdit => ({
    kind: "status",
    link: "ab",
    list: "fromSource",
    topic,
    status: wanted,
});
const adopt: SettingEdit = {
    kind: "adopt",
    link: "ab",
    list: "fromDestination",
    topic: "orders",
    importId: "lkc-a/ab/orders",
};
const undeclare = (topic: string): SettingEdit => ({ kind: "undeclare", cluster: "a", topic });

describe("changes of a stack's configuration", () => {
    const edited = (text: string, ...edits: SettingEdit[]) => editedFile(text, "Pulumi.dev.yaml", edits);
    /** A list of mirrors before and after, each written as in a file. */
    const list = (before: string, after: string, ...edits: SettingEdit[]) => {
        const around = (mirrors: string) => `# head\n${START}      mirrorTopics:\n${mirrors}  # tail\n`;
        const result = edited(around(before), ...edits);
        expect(result).to.equal(around(after));
        expect(yaml.load(result)).to.be.an("object");
    };

    it("give an entry of a list on one line a status, take it away, and keep what else is said", () => {
        const indent = "        fromSource: ";
        list(
            `${indent}[orders, stock] # why\n`,
            `${indent}[{ topic: orders, status: PAUSED }, stock] # why\n`,
            status("orders", "PAUSED"),
        );
        list(
            `${indent}["orders"]\n`,
            `${indent}[{ topic: "orders", status: PROMOTED }]\n`,
            status("orders", "PROMOTED"),
        );
        list(
            `${indent}[{ topic: orders, status: PAUSED }]\n`,
            `${indent}[{ topic: orders, status: FAILED_OVER }]\n`,
            status("orders", "FAILED_OVER"),
        );
        list(`${indent}[{ topic: orders, status: PAUSED }]\n`, `${indent}[orders]\n`, status("orders", undefined));
        list(
            `${indent}[{ status: PAUSED, topic: orders, import: x }]\n`,
            `${indent}[{ topic: orders, import: x }]\n`,
            status("orders", undefined),
        );
        list(
            `${indent}[{ topic: orders, import: x, status: PAUSED }]\n`,
            `${indent}[{ topic: orders, import: x }]\n`,
            status("orders", undefined),
        );
        list(
            `${indent}[{ topic: orders, import: x }]\n`,
            `${indent}[{ topic: orders, import: x, status: PAUSED }]\n`,
            status("orders", "PAUSED"),
        );
    });

    it("do the same in lists of a line each", () => {
        const lines = (...items: string[]) =>
            `        fromSource:\n${items.map((item) => `          ${item}\n`).join("")}`;
        list(
            lines("# first", "- orders # why", "- stock"),
            lines("# first", "- { topic: orders, status: PAUSED } # why", "- stock"),
            status("orders", "PAUSED"),
        );
        list(
            lines("- topic: orders # why", "- stock"),
            lines("- topic: orders # why", "  status: PAUSED", "- stock"),
            status("orders", "PAUSED"),
        );
        list(
            lines("- topic: orders", "  status: PAUSED # now", "- stock"),
            lines("- topic: orders", "- stock"),
            status("orders", undefined),
        );
        list(
            lines("- status: PAUSED", "  topic: orders", "- stock"),
            lines("- topic: orders", "- stock"),
            status("orders", undefined),
        );
    });

    it("add a mirror to a list, however it is written, and the list where there is none", () => {
        const entry = "{ topic: orders, import: lkc-a/ab/orders }";
        const from = "        fromSource: []\n";
        const to = "        fromDestination: ";
        list(`${from}${to}[] # none\n`, `${from}${to}[${entry}] # none\n`, adopt);
        list(`${from}${to}[stock]\n`, `${from}${to}[stock, ${entry}]\n`, adopt);
        list(
            `${from}        fromDestination:\n          - stock # why\n`,
            `${from}        fromDestination:\n          - stock # why\n          - ${entry}\n`,
            adopt,
        );
        list(from, `${from}${to}[${entry}]\n`, adopt);
        const flow = (inner: string) => `${START}      mirrorTopics: { fromSource: [orders]${inner} }\n`;
        expect(edited(flow(""), adopt)).to.equal(flow(`, fromDestination: [${entry}]`));
    });

    it("remove a topic from a cluster's, and leave an empty map for the last one", () => {
        const file = (topics: string) => `config:\n${CLUSTERS}      type: enterprise\n${topics}  # tail\n`;
        const removed = (before: string, after: string) => {
            expect(edited(file(before), undeclare("orders"))).to.equal(file(after));
        };
        removed("      topics: { orders: { partitions: 6 } }\n", "      topics: {}\n");
        removed("      topics: { orders: {}, stock: {} }\n", "      topics: { stock: {} }\n");
        removed("      topics: { stock: {}, orders: {} }\n", "      topics: { stock: {} }\n");
        removed(
            "      topics: # all\n        orders:\n          partitions: 6\n      cku: 1\n",
            "      topics: {} # all\n      cku: 1\n",
        );
        removed(
            "      topics:\n        orders:\n          partitions: 6 # why\n        # other\n        stock: {}\n",
            "      topics:\n        # other\n        stock: {}\n",
        );
    });

    it("refuse what they would have to rewrite, and say what to do by hand", () => {
        const anchored = `${START}      mirrorTopics: { fromSource: &all [orders], fromDestination: *all }\n`;
        expect(() => edited(anchored, status("orders", "PAUSED"))).to.throw(
            "Leave out --write, and change by hand:\n    links.ab.mirrorTopics.fromSource: the entry of orders becomes " +
                "{ topic: orders, status: PAUSED }",
        );
        const json = `config:\n  confluent-cluster-linking:links: '{"ab":{"mirrorTopics":{"fromSource":["orders"]}}}'\n`;
        expect(() => edited(json, status("orders", "PAUSED"))).to.throw("cannot be changed in place");
        expect(() => edited(`${START}      mode: x\n`, adopt)).to.throw(
            "add { topic: orders, import: lkc-a/ab/orders }",
        );
        expect(() => edited(`config:\n${CLUSTERS}      topics: {}\n`, undeclare("x"))).to.throw(
            "clusters.a.topics: remove x",
        );
    });

    it("refuse a file that is no configuration of a stack", () => {
        expect(() => settingsIn("a: [", "Pulumi.dev.yaml")).to.throw("Pulumi.dev.yaml is no YAML");
        expect(() => settingsIn("a: 1", "Pulumi.dev.yaml")).to.throw('a map with the key "config"');
    });

    it("work on every committed file without a trace", () => {
        for (const name of ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]) {
            const text = fs.readFileSync(path.join(__dirname, "..", "..", "..", "..", name), "utf8");
            const [[key, link] = ["", undefined]] = Object.entries(
                settingsIn(text, name).links as Record<string, { mirrorTopics: { fromSource: string[] } }>,
            );
            const topic = link?.mirrorTopics.fromSource[0] ?? "";
            const edit = (wanted: Status) => ({ ...status(topic, wanted), link: key }) as SettingEdit;
            const there = editedFile(text, name, [edit("PAUSED")]);
            expect(there).to.not.equal(text);
            expect(editedFile(there, name, [edit(undefined)])).to.equal(text);
        }
    });
});

describe("what the settings have to say after a change", () => {
    const settings = (fromSource: unknown[], fromDestination: unknown[] = []) => ({
        clusters: { a: { topics: { orders: {} } }, b: {} },
        links: { ab: { mirrorTopics: { fromSource, fromDestination } } },
    });
    const lines = (given: ReturnType<typeof settings>, change: Change, found = mirror()) =>
        editLines(settingEdits(given, linkTarget(), change, [found]));
    const entry = (topicStatus: string) => ({ topic: "orders", status: topicStatus });

    it("is a mirror's status, and nothing where they say it already", () => {
        const at = "links.ab.mirrorTopics.fromSource: the entry of orders becomes ";
        expect(lines(settings(["orders"]), "failover")).to.deep.equal([`${at}{ topic: orders, status: FAILED_OVER }`]);
        expect(lines(settings(["orders"]), "promote")).to.deep.equal([`${at}{ topic: orders, status: PROMOTED }`]);
        expect(lines(settings([entry("FAILED_OVER")]), "promote")).to.deep.equal([]);
        expect(lines(settings(["orders"]), "pause")).to.deep.equal([`${at}{ topic: orders, status: PAUSED }`]);
        expect(lines(settings([entry("PAUSED")]), "resume")).to.deep.equal([`${at}orders`]);
        expect(lines(settings([entry("ACTIVE")]), "resume")).to.deep.equal([]);
        expect(lines(settings(["orders"]), "resume")).to.deep.equal([]);
    });

    it("is nothing for mirrors that they do not name", () => {
        expect(lines(settings(["stock"]), "failover")).to.deep.equal([]);
        expect(undeclared(settings(["stock"]), linkTarget(), [mirror()])).to.have.length(1);
    });

    it("is an adopted mirror in place of a topic where the ends have been exchanged, and the old one back after that", () => {
        const adoption = "links.ab.mirrorTopics.fromDestination: add { topic: orders, import: lkc-a/ab/orders }";
        expect(lines(settings(["orders"]), "reverse")).to.deep.equal([
            "links.ab.mirrorTopics.fromSource: the entry of orders becomes { topic: orders, status: PROMOTED }",
            "clusters.a.topics: remove orders",
            adoption,
        ]);
        expect(lines(settings([entry("FAILED_OVER")]), "restore")).to.deep.equal([
            "clusters.a.topics: remove orders",
            adoption,
        ]);
        const back = mirror({ end: "source", cluster: "a" });
        expect(lines(settings([entry("PROMOTED")], ["orders"]), "reverse", back)).to.deep.equal([
            "links.ab.mirrorTopics.fromDestination: the entry of orders becomes { topic: orders, status: PROMOTED }",
            "links.ab.mirrorTopics.fromSource: the entry of orders becomes orders",
        ]);
    });
});

describe("settings after a change", () => {
    const { config = {} } = readStackFile("prod", undefined);
    const settings = settingsOf({ config }) as SettingsMap;
    const region = String(config["aws:region"]);
    const clusters = settings.clusters as Record<string, { readonly topics?: Record<string, unknown> }>;
    const [cluster = "", topics = {}] =
        Object.entries(clusters)
            .map(([key, each]) => [key, each.topics ?? {}] as const)
            .find(([, each]) => Object.keys(each).length > 0) ?? [];
    const [topic = ""] = Object.keys(topics);
    const datagen = { [cluster]: { ...clusters[cluster], datagen: { trades: { topic, quickstart: "ORDERS" } } } };
    const used = { ...settings, clusters: { ...clusters, ...datagen } };

    it("are refused where they would be wrong, in whatever region the stack is", () => {
        expect(region).to.not.equal("us-east-1");
        expect(() => {
            refuseWrong(used, [{ kind: "undeclare", cluster, topic }], region);
        })
            .to.throw("so nothing has been changed")
            .with.property("message")
            .that.includes(topic);
    });

    it("are not refused for what was wrong before, or cannot be told here", () => {
        const elsewhere = { ...settings, hub: { stack: "organisation/project/hub" }, nonsense: 1 };
        expect(() => {
            refuseWrong(elsewhere, [], region);
        }).to.not.throw();
    });
});
