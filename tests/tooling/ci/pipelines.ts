import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";

export const ROOT = path.join(__dirname, "..", "..", "..");
const WORKFLOWS = path.join(ROOT, ".github", "workflows");
const ACTIONS = path.join(ROOT, ".github", "actions");

export interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly if?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, unknown>>;
}

export interface Job {
    readonly if?: string;
    readonly needs?: string | readonly string[];
    readonly uses?: string;
    readonly steps?: readonly Step[];
    readonly permissions?: Readonly<Record<string, string>>;
    readonly concurrency?: { readonly group: string; readonly "cancel-in-progress"?: boolean };
    readonly environment?: string;
    readonly "runs-on"?: string;
    readonly "timeout-minutes"?: number;
}

export interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: Readonly<Record<string, string>> | string | undefined;
    readonly jobs: Readonly<Record<string, Job>>;
}

/** A file with its text, since comments are no part of what YAML gives. */
export interface Pipeline {
    readonly name: string;
    readonly text: string;
}

export function workflowFiles(): Pipeline[] {
    return fs.readdirSync(WORKFLOWS).map((name) => pipeline(path.join(WORKFLOWS, name)));
}

export function actionFiles(): Pipeline[] {
    return fs.readdirSync(ACTIONS).map((name) => pipeline(path.join(ACTIONS, name, "action.yml")));
}

export const gitlabFile = (): Pipeline => pipeline(path.join(ROOT, "examples", "ci", ".gitlab-ci.yml"));

function pipeline(file: string): Pipeline {
    return { name: path.relative(ROOT, file), text: fs.readFileSync(file, "utf8") };
}

export function workflow(name: string): Workflow {
    return yaml.load(fs.readFileSync(path.join(WORKFLOWS, `${name}.yml`), "utf8")) as Workflow;
}

/** All shell text of a parsed file: `run` of steps, and GitLab's scripts. */
export function scripts(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
        if (key === "run" && typeof inner === "string") {
            return [inner];
        }
        return ["script", "before_script"].includes(key) && Array.isArray(inner) ? inner.map(String) : scripts(inner);
    });
}
