import type { Finished } from "../../simulator/engine/command";
import { isProps } from "../../simulator/provider/values";

export type Status = "ok" | "warning" | "failed" | "skipped";

/** One line of the list: what was looked at, what was seen, and what to do where that is not enough. */
export interface Check {
    readonly name: string;
    readonly status: Status;
    readonly told: string;
    /** Left out where nothing has to be done. */
    readonly fix?: string;
}

export function ok(name: string, told: string): Check {
    return { name, status: "ok", told };
}

/** Nothing that an `up` fails on for sure. */
export function warning(name: string, told: string, fix: string): Check {
    return { name, status: "warning", told, fix };
}

export function failed(name: string, told: string, fix: string): Check {
    return { name, status: "failed", told, fix };
}

/** What cannot be looked at yet, or from here. */
export function skipped(name: string, told: string): Check {
    return { name, status: "skipped", told };
}

/** Runs a command with arguments, without a shell; undefined where it is not installed. */
export type Run = (command: string, args: readonly string[]) => Promise<Finished | undefined>;

/** Whether a version such as `v3.250.0` or `20.19` is another one or newer, by its numbers. */
export function reaches(version: string, least: string): boolean {
    const [own, wanted] = [numbers(version), numbers(least)];
    const index = wanted.findIndex((number, at) => number !== (own[at] ?? 0));
    return index < 0 || (own[index] ?? 0) > (wanted[index] ?? 0);
}

function numbers(version: string): number[] {
    const [, text = ""] = /(\d+(?:\.\d+)*)/.exec(version) ?? [];
    return text.split(".").map(Number);
}

/** The map that a JSON text holds; an empty one where it holds anything else. Throws for a text that is no JSON. */
export function documentOf(text: string): Readonly<Record<string, unknown>> {
    const document: unknown = JSON.parse(text);
    return isProps(document) ? document : {};
}

/** The first line of a text that says something. */
export function firstLine(text: string): string {
    return (
        text
            .split("\n")
            .find((line) => line.trim() !== "")
            ?.trim() ?? ""
    );
}
