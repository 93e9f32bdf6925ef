import { randomBytes } from "node:crypto";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { progressLine, stateLines, summary } from "../../../../simulator/cli/report";
import type { CloudState } from "../../../../simulator/cli/state";
import type { Outcome } from "../../../../simulator/engine/operations";

const urn = (type: string, name: string) => `urn:pulumi:dev::project::${type}::${name}`;

function done(op: string, type: string, name = "core", planning = false): EngineEvent {
    const metadata = { op, type, urn: urn(type, name) };
    return { resOutputsEvent: { metadata, planning } } as unknown as EngineEvent;
}

describe("progress lines", () => {
    it("say what happened to which resource", () => {
        expect(progressLine(done("create", "aws:ec2/vpc:Vpc"))).to.match(/^ {2}created +aws\.Vpc +core$/);
        expect(progressLine(done("delete", "aws:route53/zone:Zone", "core-zone"))).to.match(
            /^ {2}deleted +aws\.Zone +core-zone$/,
        );
    });

    it("leave out the project's own name, and keep names with colons whole", () => {
        const line = progressLine(done("update", "confluent-cluster-linking:index:KafkaTopics", "a::b"));
        expect(line).to.match(/^ {2}updated +KafkaTopics +a::b$/);
        expect(progressLine(done("create", "pulumi:pulumi:Stack", "p-dev"))).to.match(/ pulumi\.Stack +p-dev$/);
    });

    const verbs = {
        create: "created",
        update: "updated",
        delete: "deleted",
        replace: "replaced",
        "create-replacement": "created",
        "delete-replaced": "deleted",
        "discard-replaced": "discarded",
        refresh: "refreshed",
    };
    for (const [op, verb] of Object.entries(verbs)) {
        it(`${op}: ${verb}`, () => {
            expect(progressLine(done(op, "aws:ec2/vpc:Vpc"))).to.match(new RegExp(`^ {2}${verb} `));
        });
    }

    it("are aligned", () => {
        const column = (op: string, type: string) => progressLine(done(op, type))?.indexOf("core");
        expect(column("create", "aws:ec2/vpc:Vpc")).to.equal(
            column("discard-replaced", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
        );
    });

    it("are none for what stayed, for what is only planned, and for other events", () => {
        expect(progressLine(done("same", "aws:ec2/vpc:Vpc"))).to.equal(undefined);
        expect(progressLine(done("create", "aws:ec2/vpc:Vpc", "core", true))).to.equal(undefined);
        const begun = done("create", "aws:ec2/vpc:Vpc").resOutputsEvent;
        expect(progressLine({ resourcePreEvent: begun } as unknown as EngineEvent)).to.equal(undefined);
        expect(progressLine({ sequence: 1, timestamp: 1 })).to.equal(undefined);
    });
});

const EMPTY: CloudState = { aws: { "ec2.Vpc": 0 }, confluent: { links: 0 }, links: [] };

const STATE: CloudState = {
    aws: { "ec2.Vpc": 1, "ec2.Subnet": 3, "route53.Zone": 0 },
    confluent: { clusters: 2, links: 2, topics: 0 },
    links: [
        {
            name: "east-west",
            cluster: "lkc-east1",
            linkMode: "BIDIRECTIONAL",
            connectionMode: "OUTBOUND",
            state: "ACTIVE",
            mirrors: [
                { topic: "orders", status: "ACTIVE" },
                { topic: "fills", status: "FAILED" },
            ],
        },
        {
            name: "east-west",
            cluster: "lkc-west1",
            linkMode: "BIDIRECTIONAL",
            connectionMode: "INBOUND",
            state: "UNAVAILABLE",
            mirrors: [],
        },
    ],
};

function outcome(changes: Partial<Outcome> = {}): Outcome {
    return {
        result: "succeeded",
        changes: {},
        resources: 0,
        seconds: 1.5,
        diagnostics: [],
        outputs: {},
        ...changes,
    };
}

describe("the clouds' state as text", () => {
    it("counts what is there and leaves out what is not", () => {
        expect(stateLines(STATE).slice(0, 2)).to.deep.equal([
            "In AWS: 1 ec2.Vpc, 3 ec2.Subnet",
            "In Confluent Cloud: 2 clusters, 2 links",
        ]);
    });

    it("shows each half of a link with its health and its mirrors", () => {
        expect(stateLines(STATE).slice(2)).to.deep.equal([
            "Cluster links:",
            "  east-west on lkc-east1: OUTBOUND, ACTIVE; mirrors: orders ACTIVE, fills FAILED",
            "  east-west on lkc-west1: INBOUND, UNAVAILABLE; mirrors: none",
        ]);
    });

    it("says nothing of links where there are none", () => {
        expect(stateLines(EMPTY)).to.deep.equal(["In AWS: nothing", "In Confluent Cloud: nothing"]);
    });
});

describe("the summary", () => {
    it("tells result, time and changes", () => {
        const text = summary("up", outcome({ changes: { create: 3, same: 5 } }), STATE);
        expect(text).to.include("up succeeded after 1.5 s: 3 create, 5 same.");
        expect(text).to.include("In AWS: 1 ec2.Vpc").and.include("  east-west on lkc-west1: INBOUND");
    });

    it("says when there was nothing to do", () => {
        expect(summary("destroy", outcome(), EMPTY)).to.equal(
            "\ndestroy succeeded after 1.5 s: nothing to do.\nIn AWS: nothing\nIn Confluent Cloud: nothing\n",
        );
    });

    it("tells errors and warnings with the resource's name, whole texts, and nothing else of the engine's talk", () => {
        const told = summary(
            "up",
            outcome({
                result: "failed",
                diagnostics: [
                    {
                        severity: "error",
                        urn: urn("aws:ec2/vpc:Vpc", "core"),
                        message: "VpcLimitExceeded: 5\nAsk for more.",
                    },
                    { severity: "warning", urn: "", message: "slow" },
                    { severity: "info", urn: "", message: "by the way" },
                    { severity: "info#err", urn: "", message: "stack trace" },
                ],
            }),
            EMPTY,
        );
        expect(told).to.include("up failed after");
        expect(told).to.include("\nerror: core: VpcLimitExceeded: 5\nAsk for more.\n");
        expect(told).to.include("\nwarning: slow\n");
        expect(told).not.to.include("by the way").and.not.to.include("stack trace");
    });

    it("names the keys by their ids, says where their secrets are, and prints nothing else of them", () => {
        const secret = randomBytes(24).toString("base64");
        const identities = {
            "east-manager": { serviceAccountId: "sa-1", apiKeyId: "KEY1", apiKeySecret: secret },
            "east-west-source": { serviceAccountId: "sa-2", apiKeyId: "KEY2" },
        };
        const text = summary("up", outcome({ outputs: { identities, other: secret } }), EMPTY);
        expect(text).to.include("API keys (their secrets are in the stack's state, encrypted, and nowhere else):");
        expect(text).to.include("\n  east-manager: KEY1\n  east-west-source: KEY2\n");
        expect(text).not.to.include(secret);
    });

    it("names no keys where there are none, or where the output is masked", () => {
        for (const outputs of [{}, { identities: {} }, { identities: "[secret]" }]) {
            expect(summary("up", outcome({ outputs }), EMPTY)).to.equal(summary("up", outcome(), EMPTY));
        }
    });
});
