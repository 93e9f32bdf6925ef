// The gate's decisions, with a clock that the test turns. Does not prove that Confluent answers like this.
import { randomBytes } from "node:crypto";
import { expect } from "chai";
import {
    abandoned,
    differs,
    explain,
    judge,
    needsLook,
    readinessProvider,
    type ReadinessInputs,
} from "../../../components/access/readinessProvider";
import { waitFor, type Clock, type NotReady } from "../../../components/access/waiting";
import { failureOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { stored, type StoredProvider } from "../../support/storedProvider";

class TurnedClock implements Clock {
    time = 0;
    readonly pauses: number[] = [];

    now(): number {
        return this.time;
    }

    sleep(milliseconds: number): Promise<void> {
        this.pauses.push(milliseconds);
        this.time += milliseconds;
        return Promise.resolve();
    }
}

const REFUSED: NotReady = { stage: "connect", seen: "refused" };

/** A wait in which the looks have the given results, the last one again and again. */
async function waiting(results: (NotReady | undefined)[], deadlineMs = 60_000, inARow?: number) {
    const clock = new TurnedClock();
    const left = [...results];
    let looks = 0;
    const look = () => {
        looks += 1;
        const [next] = left.length > 1 ? left.splice(0, 1) : left;
        return Promise.resolve(next);
    };
    const explanation = ({ stage, seen }: NotReady) => `gave up at ${stage}: ${seen}`;
    const wait = waitFor(look, { clock, deadlineMs, explanation, ...(inARow === undefined ? {} : { inARow }) });
    const failure = await wait.then(
        () => undefined,
        (error: unknown) => String(error),
    );
    return { clock, failure, looks };
}

describe("waitFor", () => {
    it("is done after two successes in a row", async () => {
        const { clock, failure, looks } = await waiting([undefined]);
        expect({ failure, looks }).to.deep.equal({ failure: undefined, looks: 2 });
        expect(clock.pauses).to.deep.equal([100]);
    });

    it("is done after one where that is enough", async () => {
        const { clock, failure, looks } = await waiting([REFUSED, undefined], 60_000, 1);
        expect({ failure, looks }).to.deep.equal({ failure: undefined, looks: 2 });
        expect(clock.pauses).to.deep.equal([100]);
    });

    it("starts to count again when a success is followed by a failure", async () => {
        const { looks, failure } = await waiting([undefined, REFUSED, undefined, REFUSED, undefined, undefined]);
        expect({ failure, looks }).to.deep.equal({ failure: undefined, looks: 6 });
    });

    it("pauses longer and longer, but never more than ten seconds", async () => {
        const { clock } = await waiting([...Array<NotReady>(20).fill(REFUSED), undefined], 600_000);
        const pauses = clock.pauses.slice(0, 20);
        expect(pauses.slice(0, 4).map(Math.round)).to.deep.equal([100, 160, 256, 410]);
        expect(Math.max(...pauses)).to.equal(10_000);
        expect(pauses.every((pause, index) => pause >= (pauses[index - 1] ?? 0))).to.equal(true);
    });

    it("gives up at the deadline with the last failure, not before and not much after", async () => {
        const other: NotReady = { stage: "authenticate", seen: "401" };
        const { clock, failure } = await waiting([REFUSED, REFUSED, other], 30_000);
        expect(failure).to.equal("Error: gave up at authenticate: 401");
        expect(clock.time).to.equal(30_000);
    });

    it("looks once even when there is no time at all", async () => {
        const { failure, looks } = await waiting([REFUSED], 0);
        expect({ failure, looks }).to.deep.equal({ failure: "Error: gave up at connect: refused", looks: 1 });
    });

    it("does not give up between two successes", async () => {
        const { failure } = await waiting([REFUSED, undefined], 100);
        expect(failure).to.equal(undefined);
    });
});

describe("judge", () => {
    const link = (fields: Record<string, unknown>) => JSON.stringify({ link_name: "l", ...fields });
    const table: [title: string, path: string, status: number, body: string, stage: NotReady["stage"] | undefined][] = [
        ["a key that is not accepted", "/topics", 401, "", "authenticate"],
        ["a key that is not accepted for ACLs", "/acls", 401, "", "authenticate"],
        ["a key that is not accepted for the link", "/links/l", 401, "", "authenticate"],
        ["topics refused: says nothing about the role", "/topics", 403, "", undefined],
        ["ACLs refused", "/acls", 403, "", "authorise"],
        ["links refused", "/links", 403, "", "authorise"],
        ["the link refused", "/links/l", 403, "", "authorise"],
        ["topics listed", "/topics", 200, "", undefined],
        ["links listed", "/links", 200, "", undefined],
        ["a server error", "/acls", 503, "", "respond"],
        ["a cluster that is asked too much", "/topics", 429, "", "respond"],
        ["a missing path", "/topics", 404, "", "respond"],
        ["a link that is not there yet", "/links/l", 404, "", "link"],
        ["a server error for the link", "/links/l", 500, "", "respond"],
        ["an answer for the link that is somebody else's", "/links/l", 200, "<html>", "respond"],
        ["an active link", "/links/l", 200, link({ link_state: "ACTIVE" }), undefined],
        ["an active link without an error", "/links/l", 200, link({ link_state: "ACTIVE", link_error: "" }), undefined],
        [
            "an active link whose error says there is none",
            "/links/l",
            200,
            link({ link_state: "ACTIVE", link_error: "NO_ERROR" }),
            undefined,
        ],
        [
            "an active link with an error",
            "/links/l",
            200,
            link({ link_state: "ACTIVE", link_error: "AUTHENTICATION_ERROR" }),
            "link",
        ],
        ["an unavailable link", "/links/l", 200, link({ link_state: "UNAVAILABLE" }), "link"],
        ["a link without a state", "/links/l", 200, link({}), "link"],
    ];
    for (const [title, path, status, body, stage] of table) {
        it(`${title}: ${stage ?? "fine"}`, () => {
            expect(judge(path, { status, body })?.stage).to.equal(stage);
        });
    }

    it("tells a cluster that is asked too much from one that is not well", () => {
        expect(judge("/links/l", { status: 429, body: "" })?.isBusy).to.equal(true);
        expect(judge("/links/l", { status: 503, body: "" })).to.not.have.property("isBusy");
    });

    it("says what was asked and what came back", () => {
        expect(judge("/acls", { status: 403, body: "" })?.seen).to.equal("GET …/acls answered 403");
    });

    it("says what is wrong with a link", () => {
        const body = link({ link_state: "UNAVAILABLE", link_error: "NETWORK", link_error_message: "no route" });
        expect(judge("/links/l", { status: 200, body })?.seen).to.equal(
            "link state UNAVAILABLE, error NETWORK (no route)",
        );
        expect(judge("/links/l", { status: 200, body: "{}" })?.seen).to.equal(
            "link state unknown, error NO_ERROR (no message)",
        );
    });
});

function inputs(change: Partial<ReadinessInputs> = {}) {
    return {
        clusterId: "lkc-1",
        restEndpoint: "https://lkc-1.example.test:443",
        credentials: { key: "KEY", secret: randomBytes(16).toString("hex") },
        link: "",
        objects: ["topic/a"],
        reachable: "digest",
        restsOn: ["rb-1"],
        resolver: "",
        deadlineSeconds: 30,
        ...change,
    } satisfies ReadinessInputs;
}

describe("the message at the deadline", () => {
    const checks: Record<NotReady["stage"], string> = {
        token: "can this machine reach the identity provider",
        resolve: "lkc-1.example.test resolve where this runs",
        connect: "routes both ways",
        authenticate: "was the API key deleted",
        authorise: "CloudClusterAdmin",
        respond: "status page",
        link: "peer's credentials",
    };
    for (const [stage, check] of Object.entries(checks) as [NotReady["stage"], string][]) {
        it(`names stage ${stage}, what was seen, and what to check, but no secret`, () => {
            const given = inputs();
            const message = explain(given, { stage, seen: "what was seen" });
            expect(message).to.match(/^Kafka REST of lkc-1 was not ready after 30 s\. /);
            expect(message).to.include(`Stage that failed: ${stage}. Seen: what was seen. Check: `);
            expect(message).to.include(check);
            expect(message).to.include("Nothing behind this gate has been touched");
            expect(message).to.not.include(given.credentials.secret).and.to.not.include(given.credentials.key);
        });
    }

    it("advises fewer calls where too many are made", () => {
        const message = explain(inputs(), { stage: "respond", seen: "x", isBusy: true });
        expect(message).to.include("pulumi up --parallel 4").and.to.not.include("status page");
    });

    it("names the link when that is what it waited for", () => {
        const message = explain(inputs({ link: "both-ways" }), { stage: "link", seen: "x" });
        expect(message).to.match(/^cluster link both-ways of lkc-1 was not ready/);
    });
});

describe("differs", () => {
    const before: Record<string, unknown> = { ...inputs({ credentials: { key: "K", secret: "of-test" } }) };
    const table: [string, Record<string, unknown>, boolean][] = [
        ["nothing", {}, false],
        ["the endpoint", { restEndpoint: "https://other" }, true],
        ["the secret", { credentials: { key: "K", secret: "another" } }, true],
        ["the network path", { reachable: "other" }, true],
        ["the role binding", { restsOn: ["rb-2"] }, true],
        ["an object that is added", { objects: ["topic/a", "topic/b"] }, true],
        ["an object that is removed", { objects: [] }, true],
        ["the link", { link: "both-ways" }, true],
        ["the deadline", { deadlineSeconds: 31 }, true],
        ["a value that is not known yet", { reachable: UNKNOWN }, true],
        ["a list that is not known yet", { restsOn: UNKNOWN }, true],
        ["a value that is missing", { resolver: undefined }, true],
        ["the order of keys", { credentials: { secret: "of-test", key: "K" } }, false],
        ["the provider's code", { __provider: "newer code" }, false],
    ];
    for (const [title, change, expected] of table) {
        it(`${expected ? "sees" : "overlooks"} ${title}`, () => {
            expect(differs(before, { ...before, ...change })).to.equal(expected);
            expect(differs({ ...before, ...change }, before)).to.equal(expected);
        });
    }
});

describe("mirrors behind a gate", () => {
    const credentials = { key: "KEY", secret: randomBytes(16).toString("hex") };
    const gate = (objects: string[], stopped?: string[]) =>
        inputs({ credentials, link: "both-ways", objects, ...(stopped === undefined ? {} : { stopped }) });

    it("are abandoned when they go without having been let go of, or are mirrors again", () => {
        expect(abandoned(gate(["a", "b"]), gate(["a"]))).to.deep.equal(["b"]);
        expect(abandoned(gate([], ["a"]), gate(["a"], []))).to.deep.equal(["a"]);
        expect(abandoned(gate(["a"]), gate([], ["a"]))).to.deep.equal([]);
        expect(abandoned(gate([], ["a"]), gate([], []))).to.deep.equal([]);
        expect(abandoned(inputs({ objects: ["topic/a"] }), inputs({ objects: [] }))).to.deep.equal([]);
    });

    it("need a healthy link when they are new, and none to be failed over", () => {
        expect(needsLook(gate(["a"]), gate(["a", "b"]))).to.equal(true);
        expect(needsLook(gate(["a"]), gate([], ["a"]))).to.equal(false);
        expect(needsLook(gate(["a"]), gate([]))).to.equal(false);
        expect(needsLook(gate(["a"]), { ...gate(["a"]), restsOn: ["other"] })).to.equal(true);
        expect(needsLook(inputs(), inputs())).to.equal(true);
    });
});

describe("the gate's provider", () => {
    it("sees a change, and never asks for a replacement", async () => {
        const [olds, news] = [inputs(), inputs({ reachable: "other" })];
        expect(await readinessProvider.diff?.("lkc-1", olds, news)).to.deep.equal({
            changes: true,
            replaces: [],
            deleteBeforeReplace: false,
        });
        expect(await readinessProvider.diff?.("lkc-1", olds, { ...olds })).to.include({ changes: false });
    });

    it("has no delete: a gate holds nothing", () => {
        expect(Object.keys(readinessProvider)).to.have.members(["diff", "create", "update", "read"]);
    });

    describe("as it is stored", () => {
        let kept: StoredProvider<typeof readinessProvider>;
        before(async () => {
            kept = await stored(readinessProvider);
        });

        it("needs nothing but Node", () => {
            const { text, containsSecrets } = kept;
            expect(containsSecrets).to.equal(false);
            const required = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]+)/g)].map(([, name]) => name);
            const builtin = [...text.matchAll(/getBuiltinModule\(\s*["'`]([^"'`]+)/g)].map(([, name]) => name);
            expect(required).to.deep.equal([]);
            expect(new Set(builtin)).to.deep.equal(new Set(["node:dns", "node:net"]));
        });

        it("works when it is read back", async () => {
            const { restored } = kept;
            const olds = inputs();
            expect(await restored.diff?.("lkc-1", olds, { ...olds, restsOn: ["rb-2"] })).to.include({ changes: true });
            expect(await restored.diff?.("lkc-1", olds, { ...olds })).to.include({ changes: false });
            const unreachable = inputs({ restEndpoint: "http://127.0.0.1:1", deadlineSeconds: 0 });
            expect(await failureOf(restored.create(unreachable))).to.include("Stage that failed: connect");
        });
    });
});
