import * as yaml from "yaml";
import { NAMESPACE } from "../../components/settings/namespace";
import { settingsOf } from "../../simulator/engine/stackFiles";
import { isProps, same } from "../../simulator/provider/values";
import { applied, normalised } from "./applied";
import type { SettingsMap } from "./rawSettings";
import { editLines, type SettingEdit } from "./settingEdits";
import { withAppended, withoutPair, withStatus } from "./yamlText";

/** The settings in the text of a stack's configuration file. Throws an Error where it is none. */
export function settingsIn(text: string, file: string): SettingsMap {
    const document = yaml.parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) {
        throw new Error(`${file} is no YAML: ${error.message}`);
    }
    const config = configIn(document.toJS());
    if (config === undefined) {
        throw new Error(`${file} is not a stack configuration: it has to hold a map with the key "config".`);
    }
    return settingsOf({ config });
}

/** The region in the text of a stack's configuration file; empty where there is none. */
export function regionIn(text: string): string {
    const region = configIn(yaml.parse(text))?.["aws:region"];
    return typeof region === "string" ? region : "";
}

function configIn(whole: unknown): Record<string, unknown> | undefined {
    return isProps(whole) && isProps(whole.config) ? whole.config : undefined;
}

/**
 * The text with changes of the settings, and everything else in it as it was. Throws an Error with the lines to change by
 * hand where they are written in a way that it does not understand, such as with anchors.
 */
export function editedFile(text: string, file: string, edits: readonly SettingEdit[]): string {
    const wanted = normalised(applied(settingsIn(text, file), edits));
    let edited: string | undefined;
    try {
        edited = edits.reduce(withEdit, text);
    } catch (error) {
        throw byHand(file, edits, error);
    }
    if (!same(normalised(settingsIn(edited, file)), wanted)) {
        throw byHand(file, edits);
    }
    return edited;
}

function withEdit(text: string, edit: SettingEdit): string {
    if (edit.kind === "undeclare") {
        return withoutPair(text, ["config", `${NAMESPACE}:clusters`, edit.cluster, "topics"], edit.topic);
    }
    const list = ["config", `${NAMESPACE}:links`, edit.link, "mirrorTopics", edit.list];
    return edit.kind === "adopt"
        ? withAppended(text, list, `{ topic: ${edit.topic}, import: ${edit.importId} }`)
        : withStatus(text, list, edit.topic, edit.status);
}

function byHand(file: string, edits: readonly SettingEdit[], cause?: unknown): Error {
    const lines = editLines(edits).map((line) => `    ${line}`);
    return new Error(
        [`${file} cannot be changed in place. Leave out --write, and change by hand:`, ...lines].join("\n"),
        {
            cause,
        },
    );
}
