// Writes the comment on a pull request from what `pulumi preview --json` wrote. See docs/ci.md.
//
//   npm run -s preview-comment -- --stack NAME --status STATUS [--run URL] FILE
import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { runTool } from "../stackOptions";
import { previewComment } from "./comment";

runTool(() => {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { stack: { type: "string" }, status: { type: "string" }, run: { type: "string" } },
    });
    const [file] = positionals;
    const status = Number(values.status ?? Number.NaN);
    if (values.stack === undefined || file === undefined || !Number.isInteger(status)) {
        throw new Error("npm run -s preview-comment -- --stack NAME --status STATUS [--run URL] FILE");
    }
    console.log(previewComment(fs.readFileSync(file, "utf8"), { stack: values.stack, status, url: values.run }));
});
