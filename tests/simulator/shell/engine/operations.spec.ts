// What a run comes to, told from the events of an engine that is not there.
import { randomBytes } from "node:crypto";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import {
    runEngine,
    type EngineCommand,
    type EngineOptions,
    type Outcome,
} from "../../../../simulator/engine/operations";
import type { Session } from "../../../../simulator/engine/session";
import type { Recorded } from "../../../../simulator/engine/stateFile";

interface Script {
    readonly events?: readonly object[];
    readonly error?: Error;
    readonly resources?: readonly Recorded[];
}

/** A stack whose runs give the events and end as the script says. */
function stack({ events = [], error, resources = [] }: Script): Pick<Session, "stack" | "resources"> {
    const up = ({ onEvent }: { onEvent: (event: EngineEvent) => void }) => {
        for (const event of events) {
            onEvent(event as EngineEvent);
        }
        return error === undefined ? Promise.resolve({}) : Promise.reject(error);
    };
    return { stack: { up } as unknown as Stack, resources: () => resources };
}

const run = (script: Script): Promise<Outcome> => runEngine(stack(script), "up", () => undefined);
const said = (message: string, severity = "error", more: object = {}) => ({
    diagnosticEvent: { message, severity, ...more },
});

describe("what the engine is asked for", () => {
    const asked = async (command: EngineCommand, options?: EngineOptions) => {
        const calls: object[] = [];
        const note = (name: string) => (given: object) => {
            const { onEvent, ...rest } = given as { onEvent: unknown };
            expect(onEvent).to.be.a("function");
            calls.push({ name, ...rest });
            return Promise.resolve({});
        };
        const engine = { preview: note("preview"), up: note("up"), refresh: note("refresh"), destroy: note("destroy") };
        await runEngine({ stack: engine as unknown as Stack, resources: () => [] }, command, () => undefined, options);
        return calls;
    };
    const always = { color: "never", suppressOutputs: true };

    const noPacks = { policyPacks: [], policyPackConfigs: [] };

    it("a preview and an up look at what is there when they are told to", async () => {
        const changing = { ...always, ...noPacks };
        expect(await asked("preview")).to.deep.equal([{ name: "preview", ...changing, refresh: false }]);
        expect(await asked("preview", { refresh: true })).to.deep.equal([
            { name: "preview", ...changing, refresh: true },
        ]);
        const replace = ["urn"];
        expect(await asked("up", { refresh: true, replace })).to.deep.equal([
            { name: "up", ...changing, refresh: true, replace },
        ]);
        expect(await asked("up")).to.deep.equal([{ name: "up", ...changing, refresh: false, replace: [] }]);
    });

    it("a preview and an up keep to policy packs, each with its configuration", async () => {
        const packs = { policyPacks: ["policies"], policyPackConfigs: ["policies.json"] };
        expect(await asked("preview", packs)).to.deep.equal([{ name: "preview", ...always, ...packs, refresh: false }]);
        expect(await asked("up", packs)).to.deep.equal([
            { name: "up", ...always, ...packs, refresh: false, replace: [] },
        ]);
    });

    it("the others do what they always do", async () => {
        expect(await asked("refresh")).to.deep.equal([{ name: "refresh", ...always }]);
        expect(await asked("destroy")).to.deep.equal([{ name: "destroy", ...always }]);
    });
});

describe("the outcome of a run", () => {
    it("counts changes and resources, and hands on every event", async () => {
        const events = [{ summaryEvent: { resourceChanges: { create: 2, same: 1 } } }, { cancelEvent: {} }];
        const seen: EngineEvent[] = [];
        const script = stack({ events, resources: [{ type: "a" }, { type: "b" }, { type: "c" }] });
        const outcome = await runEngine(script, "up", (event) => seen.push(event));
        expect(outcome).to.deep.include({ result: "succeeded", changes: { create: 2, same: 1 }, resources: 3 });
        expect(outcome.seconds).to.be.within(0, 5);
        expect(seen).to.deep.equal(events);
    });

    it("is that of an empty stack where nothing was ever done", async () => {
        expect(await run({})).to.deep.include({ changes: {}, resources: 0, diagnostics: [], outputs: {} });
    });

    it("masks secret outputs, wherever in a value they are", async () => {
        const secret = randomBytes(24).toString("base64");
        const sealed = {
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            ciphertext: secret,
        };
        const outputs = { id: "lkc-1", keys: sealed, links: [{ name: "both", key: sealed }], none: null };
        const resources = [{ type: "aws:ec2/vpc:Vpc" }, { type: "pulumi:pulumi:Stack", outputs }];
        const outcome = await run({ resources });
        expect(outcome.outputs).to.deep.equal({
            id: "lkc-1",
            keys: "[secret]",
            links: [{ name: "both", key: "[secret]" }],
            none: null,
        });
        expect(JSON.stringify(outcome)).not.to.include(secret);
    });

    it("keeps diagnostics, without markup, passing messages, debug output and the trailing 'update failed'", async () => {
        const events = [
            said("<{%fg 1%}>error:<{%reset%}> no route\n", "error", { urn: "urn:x" }),
            said("careful", "warning"),
            said("step", "debug"),
            said("working", "info", { ephemeral: true }),
            said(" \n", "info"),
            said("update failed"),
        ];
        const { result, diagnostics } = await run({ events, error: new Error("exit status 255") });
        expect(result).to.equal("failed");
        expect(diagnostics).to.deep.equal([
            { severity: "error", urn: "urn:x", message: "error: no route" },
            { severity: "warning", urn: "", message: "careful" },
        ]);
    });

    it("tells the failure itself where the engine said nothing", async () => {
        const { diagnostics } = await run({ events: [said("update failed")], error: new Error("the stack is locked") });
        expect(diagnostics).to.deep.equal([{ severity: "error", urn: "", message: "the stack is locked" }]);
    });
});
