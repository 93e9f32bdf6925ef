import { expect } from "chai";
import {
    clusterAt,
    holdsWaitingHalf,
    linkObjects,
    managedObjects,
    mirrorsOnto,
    planOf,
} from "../../../components/deployment/dataPlaneObjects";
import { entry } from "../../../components/deployment/context";
import type { LinkSettings } from "../../../components/settings/settings";
import { devSettings } from "../../support/fixtures";

const CLUSTERS = {
    left: { type: "enterprise", privateNetwork: "core", topics: { a: {}, b: {} } },
    right: { type: "enterprise", privateNetwork: "core", topics: { c: {} } },
    open: { type: "dedicated", cku: 1, availability: "SINGLE_ZONE", topics: { d: {} } },
};

const LINKS = {
    "left-open": {
        mode: "bidirectional",
        source: "left",
        destination: "open",
        mirrorTopics: { fromSource: ["a", "b"], fromDestination: ["d"] },
    },
    "open-right": {
        mode: "bidirectional",
        name: "named",
        source: "open",
        destination: "right",
        mirrorTopics: { fromSource: [], fromDestination: [] },
    },
    "left-right": {
        mode: "bidirectional",
        source: "left",
        destination: "right",
        mirrorTopics: { fromSource: [], fromDestination: ["c"] },
    },
};

const SETTINGS = devSettings({ clusters: CLUSTERS, links: LINKS });

function link(key: string): LinkSettings {
    return entry(SETTINGS.links, key);
}

describe("what the manager of a cluster makes", () => {
    const table: [string, string[]][] = [
        ["left", ["topic/a", "topic/b", "mirror/left-open/d", "mirror/left-right/c"]],
        ["right", ["topic/c"]],
        ["open", ["topic/d", "link/left-open", "mirror/left-open/a", "mirror/left-open/b", "link/named"]],
        ["another", []],
    ];
    for (const [cluster, objects] of table) {
        it(`${cluster}: ${objects.join(", ") || "nothing"}`, () => {
            expect(managedObjects(SETTINGS, cluster)).to.deep.equal(objects);
        });
    }
});

describe("a manager whose key has to stay, since it made a half that waits to be dialled", () => {
    for (const [cluster, stays] of [
        ["left", false],
        ["right", false],
        ["open", true],
        ["another", false],
    ] as const) {
        it(`${cluster}: ${String(stays)}`, () => {
            expect(holdsWaitingHalf(SETTINGS, cluster)).to.equal(stays);
        });
    }
});

describe("what a link's own identity makes: the half that dials", () => {
    const table: [string, "source" | "destination", string[]][] = [
        ["left-open", "source", ["link/left-open"]],
        ["left-open", "destination", []],
        ["open-right", "source", []],
        ["open-right", "destination", ["link/named"]],
        ["left-right", "source", ["link/left-right"]],
        ["left-right", "destination", ["link/left-right"]],
    ];
    for (const [key, end, objects] of table) {
        it(`${key} at its ${end}: ${objects.join(", ") || "nothing"}`, () => {
            expect(linkObjects(SETTINGS, link(key), end)).to.deep.equal(objects);
        });
    }
});

describe("the parts of a link", () => {
    it("has a cluster at each end", () => {
        expect(clusterAt(link("left-open"), "source")).to.equal("left");
        expect(clusterAt(link("left-open"), "destination")).to.equal("open");
    });

    it("mirrors onto the other end", () => {
        expect(mirrorsOnto(link("left-open"), "destination")).to.deep.equal({ a: "a", b: "b" });
        expect(mirrorsOnto(link("left-open"), "source")).to.deep.equal({ d: "d" });
        expect(mirrorsOnto(link("open-right"), "source")).to.deep.equal({});
    });

    it("is planned with the kind, the privacy and the place of both clusters", () => {
        const plan = (key: string) => planOf(SETTINGS, link(key)).map(({ on, connectionMode }) => [on, connectionMode]);
        expect(plan("left-open")).to.deep.equal([
            ["destination", "INBOUND"],
            ["source", "OUTBOUND"],
        ]);
        expect(plan("open-right")).to.deep.equal([
            ["source", "INBOUND"],
            ["destination", "OUTBOUND"],
        ]);
        expect(plan("left-right")).to.deep.equal([
            ["source", "OUTBOUND"],
            ["destination", "OUTBOUND"],
        ]);
    });

    it("is planned alike in an environment that was there before", () => {
        const settings = devSettings({ clusters: CLUSTERS, links: LINKS, environment: { id: "env-abc123" } });
        expect(planOf(settings, link("left-right"))).to.deep.equal(planOf(SETTINGS, link("left-right")));
    });
});
