// The clouds for a `pulumi` of one's own: what `serve` prints is run as it stands, by a shell.
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Serving } from "../support/serving";

const ROOT = path.join(__dirname, "..", "..");

describe("npm run -s simulate -- serve", function () {
    this.timeout(240_000);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "serve it's-"));
    const serving = new Serving(home);

    after(() => {
        serving.close();
        fs.rmSync(home, { recursive: true, force: true });
    });

    it("prints all that a pulumi of one's own needs, takes changes meanwhile, and keeps the clouds when interrupted", async () => {
        const served = serving.simulate(["serve", "--stack", "dev"]);
        const script = await served.said("Ctrl-C");
        const example = /^#\s+(pulumi up .*)$/m.exec(script)?.[1] ?? "";
        const committed = fs.readFileSync(path.join(ROOT, "Pulumi.dev.yaml"), "utf8");
        const made = fs.readFileSync(path.join(ROOT, "tests/program/golden/dev.txt"), "utf8").trim().split("\n");

        const { status, text } = await serving.shell(
            `${script}\n${example} --yes --skip-preview --non-interactive --color never`,
        );
        expect(status, text).to.equal(0);
        expect(text).to.include(`+ ${made.length} created`);
        expect(fs.readFileSync(path.join(ROOT, "Pulumi.dev.yaml"), "utf8")).to.equal(committed);
        const secret = fs.readFileSync(path.join(home, "stacks", "dev", "cloud-api-secret"), "utf8");
        expect(script).not.to.include(secret);

        const account = "serviceAccounts[displayName=dev-shared-manager]";
        const changed = await serving.document("change", "set", account, "description=by hand");
        expect(changed).to.include({ command: "change", stack: "dev", result: "succeeded" });
        const refused = await serving.document("change", "delete", "ec2.Vpc[cidrBlock=10.0.0.0/20]");
        expect(JSON.stringify(refused.diagnostics)).to.include("DependencyViolation");

        served.child.kill("SIGINT");
        expect((await served.ended).status).to.equal(0);
        // What the running clouds held has been kept, the change made meanwhile included, and the same state is there.
        const again = await serving.document("change", "set", account, "description=again");
        expect(JSON.stringify(again)).to.include('"before":"by hand"');
        const preview = await serving.document("preview", "--runner", "public");
        expect(preview.changes).to.deep.equal({ same: made.length });
    });

    it("gives the installed plugin what it needs to reach the clouds, and says so when the plugin cannot be used", async () => {
        // A plugin that only tells its environment; the engine takes its end for what it is.
        const plugins = path.join(home, "user", "plugins", "resource-confluentcloud-v2.82.0");
        const seen = path.join(home, "seen");
        fs.mkdirSync(plugins, { recursive: true });
        const script = `#!/bin/sh\nenv > "${seen}"\nexit 1\n`;
        fs.writeFileSync(path.join(plugins, "pulumi-resource-confluentcloud"), script, { mode: 0o755 });
        const env = { ...process.env, PULUMI_HOME: path.join(home, "user") };
        const args = ["preview", "--stack", "prod", "--plugin", "real", "--json"];
        const { text } = await serving.simulate(args, env).ended;
        const { result, diagnostics } = JSON.parse(text) as { result: string; diagnostics: { message: string }[] };
        expect(result).to.equal("failed");
        expect(diagnostics.map(({ message }) => message).join()).to.include("confluentcloud");
        const lines = fs.readFileSync(seen, "utf8").split("\n");
        expect(lines).to.include.members([
            "TF_ACC=1",
            `SSL_CERT_FILE=${path.join(home, "stacks", "prod", "authority.pem")}`,
        ]);
        expect(lines.some((line) => /^HTTPS_PROXY=http:\/\/127\.[\d.]+:\d+$/.test(line))).to.equal(true);
    });
});
