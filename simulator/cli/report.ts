import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Outcome } from "../engine/operations";
import { resourceName } from "../engine/urns";
import type { Change } from "../change/change";
import { isProps } from "../provider/values";
import type { CloudState } from "./state";

const VERBS: Readonly<Record<string, string>> = {
    create: "created",
    update: "updated",
    delete: "deleted",
    replace: "replaced",
    "create-replacement": "created",
    "delete-replaced": "deleted",
    "discard-replaced": "discarded",
    refresh: "refreshed",
};

/** One line for each resource that something happened to; undefined for all other events. */
export function progressLine(event: EngineEvent): string | undefined {
    const metadata = event.resOutputsEvent?.metadata;
    const verb = metadata === undefined ? undefined : VERBS[metadata.op];
    if (metadata === undefined || verb === undefined || event.resOutputsEvent?.planning === true) {
        return undefined;
    }
    const name = resourceName(metadata.urn);
    return `  ${verb.padEnd(9)} ${shortType(metadata.type).padEnd(36)} ${name}`;
}

function shortType(token: string): string {
    const [packageName = "", , type = token] = token.split(":");
    return packageName === "confluent-cluster-linking" ? type : `${packageName}.${type}`;
}

/** The summary at the end of a run, for people. */
export function summary(title: string, outcome: Outcome, state: CloudState): string {
    const changes = Object.entries(outcome.changes).map(([op, count]) => `${count} ${op}`);
    return [
        "",
        `${title} ${outcome.result} after ${outcome.seconds} s: ${changes.join(", ") || "nothing to do"}.`,
        ...messages(outcome),
        ...stateLines(state),
        ...identityLines(outcome.outputs),
        "",
    ].join("\n");
}

function messages(outcome: Outcome): string[] {
    const told = outcome.diagnostics.filter(({ severity }) => severity === "error" || severity === "warning");
    return told.map(
        ({ severity, urn, message }) =>
            `${severity}: ${urn === "" ? "" : `${urn.split("::").at(-1) ?? ""}: `}${message}`,
    );
}

/** What the clouds hold, for people. */
export function stateLines(state: CloudState): string[] {
    const list = (title: string, counts: Readonly<Record<string, number>>) => {
        const found = Object.entries(counts).filter(([, count]) => count > 0);
        const text = found.map(([kind, count]) => `${count} ${kind}`).join(", ");
        return `${title}: ${text || "nothing"}`;
    };
    const links = state.links.map(({ name, cluster, connectionMode, state: health, mirrors }) => {
        const topics = mirrors.map(({ topic, status }) => `${topic} ${status}`).join(", ");
        return `  ${name} on ${cluster}: ${connectionMode}, ${health}; mirrors: ${topics || "none"}`;
    });
    return [
        list("In AWS", state.aws),
        list("In Confluent Cloud", state.confluent),
        ...(links.length === 0 ? [] : ["Cluster links:", ...links]),
    ];
}

function identityLines(outputs: Readonly<Record<string, unknown>>): string[] {
    // Were anything in it secret, the whole output would be a mask in place of a map.
    const identities = isProps(outputs.identities) ? outputs.identities : {};
    const found = Object.entries(identities as Record<string, { apiKeyId?: string }>).flatMap(([name, { apiKeyId }]) =>
        // An identity pool has none.
        apiKeyId === undefined ? [] : [[name, apiKeyId] as const],
    );
    return found.length === 0
        ? []
        : [
              "API keys (their secrets are in the stack's state, encrypted, and nowhere else):",
              ...found.map(([name, apiKeyId]) => `  ${name}: ${apiKeyId}`),
          ];
}

/** The document of a command that failed before an engine ran: the keys of every engine command's document. */
export function failureDocument(command: string, stack: string, seconds: number, message: string) {
    const outcome: Outcome = {
        result: "failed",
        changes: {},
        resources: 0,
        seconds,
        diagnostics: [{ severity: "error", urn: "", message }],
        outputs: {},
    };
    return { command, stack, ...outcome };
}

/** A change, for people. */
export function changeLine({ verb, kind, id, fields }: Change): string {
    const set = Object.entries(fields).map(([name, { before, after }]) => `${name} from ${before} to ${after}`);
    return verb === "delete" ? `Deleted ${kind}/${id}.` : `Set on ${kind}/${id}: ${set.join(", ")}.`;
}
