// Writes the reference pages and the JSON Schema of a stack's configuration from the sources.
//
//   npm run -s reference [-- --check]
//
// With --check it writes nothing, and fails where a file is not what it would write.
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { runTool } from "../stackOptions";
import { outdated, referenceFiles, ROOT } from "./files";

runTool(async () => {
    const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
    const files = await referenceFiles();
    if (check) {
        const old = outdated(files);
        if (old.length > 0) {
            throw new Error(`out of date: ${old.join(", ")}. Run npm run -s reference.`);
        }
        return;
    }
    for (const [file, text] of files) {
        fs.mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
        fs.writeFileSync(path.join(ROOT, file), text);
        console.log(file);
    }
});
