// Prints what the changelog says of a version, for the release of its tag; fails where it says nothing, or the tag is not
// that of the version in package.json.
//
//   npm run -s release-notes -- v1.2.3
import * as fs from "node:fs";
import * as path from "node:path";
import { runTool } from "../stackOptions";

const ROOT = path.join(__dirname, "..", "..");

/** The section of a changelog for the version of a tag, without its heading. */
export function notesFor(tag: string, version: string, changelog: string): string {
    if (tag !== `v${version}`) {
        throw new Error(`the tag is ${tag}, and package.json has version ${version}: it has to be v${version}.`);
    }
    const sections = changelog.split(/^## /m).slice(1);
    const section = sections.find((text) => text.startsWith(`${version} `) || text.startsWith(`${version}\n`));
    const [heading = "", ...lines] = section?.split("\n") ?? [];
    const notes = lines.join("\n").trim();
    if (notes === "") {
        throw new Error(`CHANGELOG.md has no section "## ${version} (DATE)" that says anything.`);
    }
    if (/unreleased/i.test(heading)) {
        throw new Error(`CHANGELOG.md still calls ${version} unreleased: give it its date.`);
    }
    return notes;
}

if (require.main === module) {
    runTool(() => {
        const read = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8");
        const { version } = JSON.parse(read("package.json")) as { version: string };
        console.log(notesFor(process.argv[2] ?? "", version, read("CHANGELOG.md")));
    });
}
