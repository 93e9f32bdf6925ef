// Does not run the Pulumi CLI: a script answers in its place.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";

const RECORD = "aws:route53/record:Record";

describe("npm run drift", () => {
    it("runs the Pulumi CLI, and ends with the status of what that says", function () {
        this.timeout(20_000);
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "drift-"));
        const [log, answer] = [path.join(folder, "log"), path.join(folder, "answer")];
        const document = {
            steps: [{ op: "create", urn: `urn:pulumi:dev::project::parent$${RECORD}::a`, newState: { type: RECORD } }],
        };
        fs.writeFileSync(answer, JSON.stringify(document));
        const outputs = JSON.stringify({ environmentId: "env-1" });
        const script = `#!/bin/sh\necho "$@" >> ${log}\ncase "$1" in stack) echo '${outputs}';; config) echo '{}';; *) cat ${answer}; exit 255;; esac\n`;
        fs.writeFileSync(path.join(folder, "pulumi"), script, { mode: 0o755 });
        const root = path.join(__dirname, "..", "..", "..");
        const main = ["--import", "tsx", "tools/drift/main.ts", "--stack", "dev", "--json"];
        const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH ?? ""}` };
        const { status, stdout } = spawnSync(process.execPath, main, { cwd: root, env, encoding: "utf8" });
        expect(JSON.parse(stdout)).to.deep.include({ stack: "dev", result: "drift" });
        expect(status).to.equal(1);
        expect(fs.readFileSync(log, "utf8").trim().split("\n")).to.deep.equal([
            "stack output --json --stack dev",
            "config --json --stack dev",
            "preview --refresh --expect-no-changes --json --show-sames --non-interactive --stack dev",
        ]);
        fs.rmSync(folder, { recursive: true });
    });
});
