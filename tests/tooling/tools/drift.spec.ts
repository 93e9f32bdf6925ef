// The drift check without an engine: from what a preview says to report and status. `simulation/drift` has the engine.
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { expect } from "chai";
import { drifts, type PlannedStep } from "../../../tools/drift/drift";
import { parseDriftOptions } from "../../../tools/drift/options";
import { askedClusters, outOfReach } from "../../../tools/drift/outOfReach";
import { judged } from "../../../tools/drift/real";
import { checked, exitStatus, reportLines } from "../../../tools/drift/report";
import { stepOfEvent, stepsOfDocument } from "../../../tools/drift/steps";
import { UNKNOWN } from "../../support/recording";

const urn = (type: string, name: string) => `urn:pulumi:dev::project::parent$${type}::${name}`;

const RECORD = "aws:route53/record:Record";
const CLUSTER = "confluentcloud:index/kafkaCluster:KafkaCluster";
const GATE = "pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady";

function step(op: string, type: string, name: string, more: Partial<PlannedStep> = {}): PlannedStep {
    const none = { found: {}, foundOutputs: {}, configured: {}, differing: [] };
    return { op, urn: urn(type, name), type, ...none, ...more };
}

describe("what a plan says of drift", () => {
    it("names what differs inside a property, as configured and as found", () => {
        const [found] = drifts([
            step("update", CLUSTER, "shared", {
                found: { displayName: "mine", dedicated: { cku: 2, zones: ["a"] } },
                configured: { displayName: "shared", dedicated: { cku: 1, zones: ["a"] } },
                differing: ["displayName", "dedicated"],
            }),
        ]);
        expect(found).to.deep.include({ kind: "changed", type: "confluentcloud.KafkaCluster", name: "shared" });
        expect(found?.attributes).to.deep.equal([
            { attribute: "displayName", configured: "shared", found: "mine" },
            { attribute: "dedicated.cku", configured: "1", found: "2" },
        ]);
    });

    it("tells missing, changed and extra objects apart, in that order", () => {
        const found = drifts([
            step("delete", RECORD, "c"),
            step("update", RECORD, "b", { found: { ttl: 300 }, configured: { ttl: 60 }, differing: ["ttl"] }),
            step("same", RECORD, "d"),
            step("create", RECORD, "a"),
        ]);
        expect(found.map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal(["missing a", "changed b", "extra c"]);
    });

    it("believes the plan, not what the refresh told of the same object before", () => {
        const change = { found: { ttl: 60 }, configured: { ttl: 300 }, differing: ["ttl"] };
        const after = [step("update", RECORD, "seen", change), step("same", RECORD, "seen")];
        expect(drifts([...after, step("refresh", RECORD, "other")])).to.deep.equal([]);
        expect(drifts([step("delete", RECORD, "gone"), step("create", RECORD, "gone")])).to.have.length(1);
    });

    it("says of an object that only others change that it follows", () => {
        const [gate] = drifts([
            step("update", GATE, "ready", {
                found: { reachable: "old", objects: ["a"], __provider: "code" },
                configured: { reachable: UNKNOWN, objects: ["a"], __provider: "newer code" },
            }),
        ]);
        expect(gate).to.deep.include({ kind: "follows", type: "KafkaRestReady" });
        expect(gate?.attributes).to.deep.equal([
            { attribute: "reachable", configured: "(not known yet)", found: "old" },
        ]);
    });

    it("says what can only be made anew", () => {
        const steps = ["create-replacement", "replace", "delete-replaced"].map((op) => step(op, RECORD, "a"));
        expect(drifts(steps)).to.have.length(1);
        expect(drifts(steps)[0]).to.include({ kind: "changed", replaced: true });
    });

    it("takes what the provider alone knows from the outputs", () => {
        const seen = { foundOutputs: { state: "pending" }, differing: ["state"] };
        expect(drifts([step("update", RECORD, "a", seen)])[0]?.attributes).to.deep.equal([
            { attribute: "state", configured: undefined, found: "pending" },
        ]);
    });

    it("leaves out the stack and its providers", () => {
        const own = [step("update", "pulumi:pulumi:Stack", "s"), step("update", "pulumi:providers:aws", "default")];
        expect(drifts(own)).to.deep.equal([]);
    });
});

describe("the steps of a preview", () => {
    const state = { type: RECORD, inputs: { ttl: 300 }, outputs: { fqdn: "a" } };

    it("are read from its document and from its events alike", () => {
        const common = { urn: urn(RECORD, "a"), detailedDiff: { 'records["x.y"]': {}, "aliases[0].name": {} } };
        const [read] = stepsOfDocument({
            steps: [{ ...common, op: "update", oldState: state, newState: { ...state, inputs: { ttl: 60 } } }],
        });
        const metadata = { ...common, op: "update", type: RECORD, old: state, new: { inputs: { ttl: 60 } } };
        expect(stepOfEvent({ resourcePreEvent: { metadata } } as never)).to.deep.equal(read);
        expect(read).to.deep.include({ found: { ttl: 300 }, configured: { ttl: 60 }, foundOutputs: { fqdn: "a" } });
        expect(read?.differing).to.deep.equal(["records", "aliases"]);
    });

    it("fall back on the names of what differs", () => {
        const [read] = stepsOfDocument({
            steps: [{ op: "update", urn: "u", oldState: state, diffReasons: ["ttl"], detailedDiff: null }],
        });
        expect(read?.differing).to.deep.equal(["ttl"]);
        expect(stepOfEvent({ sequence: 1, timestamp: 1 })).to.equal(undefined);
    });
});

describe("what a finished preview comes to", () => {
    const drift = { op: "create", urn: urn(RECORD, "a"), newState: { type: RECORD } };
    const finished = (status: number, document: unknown, stderr = "") =>
        judged("dev", { status, stdout: JSON.stringify(document), stderr }, {});

    it("is drift where something differs, and none where nothing does", () => {
        expect(finished(1, { steps: [drift] }, "no changes were expected")).to.include({ result: "drift" });
        expect(finished(0, { steps: [{ ...drift, op: "same" }] })).to.include({ result: "none" });
    });

    it("is unchecked where the run failed, whatever it has seen", () => {
        const message = "gate: Stage that failed: authenticate";
        const failed = finished(1, { steps: [drift], diagnostics: [{ severity: "error", message }] });
        expect(failed).to.deep.equal({ stack: "dev", result: "unchecked", reason: message, drifts: [] });
        expect(finished(255, {}, "passphrase must be set\n").reason).to.equal("passphrase must be set");
        expect(judged("dev", { status: 1, stdout: "", stderr: "" }, {}).reason).to.include("no JSON document");
    });
});

describe("the report", () => {
    const attributes = [{ attribute: "ttl", configured: "60", found: "300" }];
    const changed = { kind: "changed", type: "aws.Record", name: "a", urn: "u", replaced: false, attributes } as const;

    it("shows object, attribute, what is configured and what was found", () => {
        const lines = reportLines({ stack: "dev", result: "drift", drifts: [changed] });
        expect(lines[0]).to.equal("Stack dev: 1 object is not as configured.");
        expect(lines).to.include("  aws.Record a").and.include("    ttl: configured 60, found 300");
    });

    it("counts what is wrong, not what follows from it", () => {
        const follows = { ...changed, kind: "follows", name: "gate" } as const;
        const drifted = [{ ...changed, replaced: true, attributes: [] }, { ...changed, name: "b" }, follows];
        const lines = reportLines({ stack: "dev", result: "drift", drifts: drifted });
        expect(lines[0]).to.equal("Stack dev: 2 objects are not as configured.");
        expect(lines).to.include("  aws.Record a (can only be made anew)");
        expect(lines.filter((line) => line.includes("ttl"))).to.have.length(1);
    });

    it("says where keys are due, which nobody has changed", () => {
        const now = new Date("2026-05-02T00:00:00Z");
        const since = "2026-05-01T12:00:00.000Z";
        const due = checked("dev", [], { keysRotateAt: since }, now);
        expect(due).to.deep.equal({ stack: "dev", result: "none", drifts: [], keysDueSince: since });
        expect(reportLines({ ...due, result: "drift" }).join("\n")).to.include(`Keys have been due since ${since}`);
        expect(checked("dev", [], { keysRotateAt: "2026-05-03T00:00:00.000Z" }, now)).to.not.have.property(
            "keysDueSince",
        );
        expect(checked("dev", [], {}, now)).to.not.have.property("keysDueSince");
    });

    it("has a status of its own for each result", () => {
        const statuses = (["none", "drift", "unchecked"] as const).map((result) =>
            exitStatus({ stack: "dev", result, drifts: [] }),
        );
        expect(statuses).to.deep.equal([0, 1, 2]);
        expect(reportLines({ stack: "dev", result: "none", drifts: [] })).to.have.length(1);
        expect(reportLines({ stack: "dev", result: "unchecked", reason: "why", drifts: [] }).join()).to.include("why");
    });
});

describe("the clusters that a check asks", () => {
    const cluster = { id: "lkc-1", restEndpoint: "http://nowhere.invalid:1", bootstrapEndpoint: "b" };

    it("are those that the stack manages something on", () => {
        const outputs = { clusters: { one: cluster, two: cluster }, identities: { "one-manager": {} } };
        expect(askedClusters(outputs).map(({ key }) => key)).to.deep.equal(["one"]);
        expect(askedClusters({})).to.deep.equal([]);
    });

    it("are out of reach where their name does not resolve or nobody answers, and in reach where they refuse", async () => {
        const server = http.createServer((_request, response) => response.writeHead(401).end());
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        const restEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const outputs = (endpoint: string) => ({
            clusters: { one: { ...cluster, restEndpoint: endpoint } },
            identities: { "one-manager": {} },
        });
        expect(await outOfReach(outputs(restEndpoint), "")).to.equal(undefined);
        server.close();
        expect(await outOfReach(outputs(restEndpoint), "")).to.include("cluster one is out of reach");
        expect(await outOfReach(outputs("http://nowhere.invalid"), "127.0.0.1:1"))
            .to.include("nowhere.invalid")
            .and.include("run from the private runner");
    });
});

describe("the command line of the drift check", () => {
    const options = (...argv: string[]) => parseDriftOptions(argv, "/project");

    it("takes a real stack, or a simulated one with where it is", () => {
        expect(options("--stack", "prod", "--json")).to.deep.equal({ stack: "prod", json: true, simulated: undefined });
        const { simulated } = options("--stack", "dev", "--simulated");
        expect(simulated).to.deep.equal({
            home: path.resolve("/project/.simulator"),
            config: undefined,
            runner: "private",
        });
        const all = options("--stack=dev", "--simulated", "--home=h", "--config=c.yaml", "--runner=public");
        const [home, config] = ["h", "c.yaml"].map((name) => path.resolve("/project", name));
        expect(all.simulated).to.deep.equal({ home, config, runner: "public" });
    });

    it("refuses what it does not understand", () => {
        expect(() => options()).to.throw("which stack?");
        expect(() => options("--stack", "dev", "--home", "h")).to.throw("--home: with --simulated only");
        expect(() => options("--stack", "dev", "--simulated", "--runner", "moon")).to.throw('--runner is "moon"');
        expect(() => options("--fly")).to.throw("npm run -s drift");
    });
});
