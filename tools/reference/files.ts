import * as fs from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";
import { componentsPage } from "./componentsPage";
import { readDeclarations } from "./declarations";
import { outputsPage } from "./outputsPage";
import { settingsPage } from "./settingsPage";
import { stackSchema } from "./stackSchema";

/** The checkout. */
export const ROOT = path.join(__dirname, "..", "..");

/** What is generated, by path in the checkout. Throws where a docstring is missing. */
export async function referenceFiles(): Promise<ReadonlyMap<string, string>> {
    const declarations = readDeclarations(path.join(ROOT, "components"));
    const texts = new Map([
        ["docs/reference/settings.md", settingsPage()],
        ["docs/reference/components.md", componentsPage(declarations)],
        ["docs/reference/outputs.md", outputsPage(declarations)],
        ["schema/stack-configuration.schema.json", JSON.stringify(stackSchema())],
    ]);
    const written = [...texts].map(async ([file, text]) => [file, await formatted(file, text)] as const);
    return new Map(await Promise.all(written));
}

/** Those of the files that are not, or not like that, in the checkout. */
export function outdated(files: ReadonlyMap<string, string>): string[] {
    return [...files].flatMap(([file, text]) => {
        const full = path.join(ROOT, file);
        return fs.existsSync(full) && fs.readFileSync(full, "utf8") === text ? [] : [file];
    });
}

/** As `npm run format` would write it. */
async function formatted(file: string, text: string): Promise<string> {
    const filepath = path.join(ROOT, file);
    return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}
