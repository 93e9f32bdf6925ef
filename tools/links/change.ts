import * as fs from "node:fs";
import { parseSettings } from "../../components/settings/load";
import { SettingsError } from "../../components/settings/settingsError";
import { realClock } from "../../components/access/waiting";
import { applied } from "./applied";
import { carryOut, type Outcome } from "./carryOut";
import type { OpenStack } from "./opened";
import type { LinksOptions } from "./options";
import { planOf, type Plan } from "./plan";
import { planLines } from "./report";
import type { SettingsMap } from "./rawSettings";
import { editLines, settingEdits, undeclared, type SettingEdit } from "./settingEdits";
import { editedFile, regionIn, settingsIn } from "./stackFile";
import { stateChange, type StateChange } from "./stateChange";
import { RULES, type Change } from "./states";
import { surveyLink, type MirrorReport } from "./survey";
import { chosenLink, linkTargets, type LinkTarget } from "./target";

/** What a change prints with `--json`. */
export interface ChangeDocument {
    readonly stack: string;
    readonly change: Change;
    /** Key of the link. */
    readonly link: string;
    readonly result: "done" | "nothing" | "declined" | "failed";
    readonly mirrors: readonly { readonly name: string; readonly cluster: string; readonly failure?: string }[];
    /** What the settings have to say, and did not; empty where they agree. */
    readonly settings: readonly string[];
    /** Whether file and state say it now. */
    readonly written: boolean;
}

/** What is left to do when the clusters have been changed. */
export interface Changed {
    readonly document: ChangeDocument;
    readonly edits: readonly SettingEdit[];
    readonly state: StateChange;
}

export interface Asking {
    /** Takes what people may want to know, a line each. */
    readonly tell: (line: string) => void;
    readonly agrees: () => Promise<boolean>;
}

export type ChangeOptions = Pick<
    LinksOptions,
    "stack" | "config" | "link" | "topics" | "on" | "yes" | "write" | "deadline"
> & { readonly change: Change };

/** Plans a change, has it agreed to, and carries it out. Nothing is written yet. */
export async function changeMirrors(stack: OpenStack, options: ChangeOptions, asking: Asking): Promise<Changed> {
    const { change, deadline } = options;
    const link = chosenLink(linkTargets(stack.outputs), options.link);
    const plan = planOf(await surveyLink(link, stack.access), options);
    const settings = settingsOf(options);
    const meant = [...plan.steps.map(({ mirror }) => mirror), ...plan.done];
    refuseUndeclared(settings, link, change, meant);
    checkEdits(options, settings, settings === undefined ? [] : settingEdits(settings, link, change, meant));
    planLines(plan).forEach(asking.tell);
    if (plan.steps.length > 0 && !options.yes && !(await asking.agrees())) {
        return changed(stack, options, link, { settings, result: "declined", outcomes: [], meant: [] });
    }
    const outcomes = await carryOut(link, plan, {
        rest: stack.access.rest,
        clock: realClock(),
        deadlineMs: deadline * 1000,
        tell: asking.tell,
    });
    const done = outcomes.filter(({ failure }) => failure === undefined).map(({ mirror }) => mirror);
    const result = resultOf(plan, outcomes);
    return changed(stack, options, link, { settings, result, outcomes, meant: [...done, ...plan.done] });
}

interface Ended {
    readonly settings: SettingsMap | undefined;
    readonly result: ChangeDocument["result"];
    readonly outcomes: readonly Outcome[];
    /** Mirrors that are as they were wanted, whoever has made them so. */
    readonly meant: readonly MirrorReport[];
}

function changed(
    { resources }: OpenStack,
    { stack, change }: ChangeOptions,
    link: LinkTarget,
    { settings, result, outcomes, meant }: Ended,
): Changed {
    const edits = settings === undefined ? [] : settingEdits(settings, link, change, meant);
    const mirrors = outcomes.map(({ mirror: { name, cluster }, failure }) => ({
        name,
        cluster,
        ...(failure === undefined ? {} : { failure }),
    }));
    return {
        document: { stack, change, link: link.key, result, mirrors, settings: editLines(edits), written: false },
        edits,
        state: stateChange(resources, link, change, meant),
    };
}

function resultOf({ steps }: Plan, outcomes: readonly Outcome[]): ChangeDocument["result"] {
    if (outcomes.some(({ failure }) => failure !== undefined)) {
        return "failed";
    }
    return steps.length === 0 ? "nothing" : "done";
}

/** The stack's own settings; undefined where its file is not here and nobody wants it changed. */
function settingsOf({ config, write }: ChangeOptions): SettingsMap | undefined {
    if (!write && !fs.existsSync(config)) {
        return undefined;
    }
    return settingsIn(readFile(config), config);
}

/** Throws an Error where there is no such file. */
export function readFile(file: string): string {
    if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
        throw new Error(`there is no stack configuration ${file}: name one with --config, or leave out --write.`);
    }
    return fs.readFileSync(file, "utf8");
}

/** What was never declared cannot be declared at the other end. */
function refuseUndeclared(
    settings: SettingsMap | undefined,
    link: LinkTarget,
    change: Change,
    mirrors: readonly MirrorReport[],
): void {
    const names = settings === undefined ? [] : undeclared(settings, link, mirrors).map(({ name }) => name);
    if (RULES[change].exchanges === true && names.length > 0) {
        throw new Error(
            `${names.join(", ")}: not among the mirrorTopics of link ${link.key}; allowed: mirrors that the settings ` +
                `declare. Name the others with --topics, or use the confluent command for these.`,
        );
    }
}

/** Settings that the program would refuse, or a file that cannot be changed, are no reason to have changed a cluster. */
function checkEdits(
    { config, write }: ChangeOptions,
    settings: SettingsMap | undefined,
    edits: readonly SettingEdit[],
) {
    if (settings === undefined || edits.length === 0) {
        return;
    }
    if (write) {
        editedFile(readFile(config), config, edits);
        fs.accessSync(config, fs.constants.W_OK);
    }
    refuseWrong(settings, edits, regionIn(readFile(config)));
}

/** Throws an Error where edits would make something wrong in settings of that region. */
export function refuseWrong(settings: SettingsMap, edits: readonly SettingEdit[], region: string): void {
    // What cannot be told from the file alone, such as a hub that is another stack's, is wrong before and after.
    const before = problemsIn(settings, region);
    const problems = problemsIn(applied(settings, edits), region).filter((problem) => !before.includes(problem));
    if (problems.length > 0) {
        const list = problems.map((problem) => `  ${problem}`).join("\n");
        throw new Error(`the settings would not be right after that, so nothing has been changed:\n${list}`);
    }
}

function problemsIn(settings: SettingsMap, region: string): string[] {
    try {
        parseSettings(settings, region);
        return [];
    } catch (error) {
        if (error instanceof SettingsError) {
            return error.problems.map(({ message }) => message);
        }
        throw error;
    }
}
