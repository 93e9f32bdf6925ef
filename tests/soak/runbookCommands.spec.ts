// The steps of docs/runbooks as they stand there: commands of the Pulumi CLI, in a shell. The CLI is the published one, the
// clouds are simulated.
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Serving, type Finished } from "../support/serving";

const STACK = "dev";
const TOPIC = "dev-stock_trades";
const UP = `pulumi up --stack ${STACK} --yes --skip-preview --non-interactive --color never`;

describe("the commands of the runbooks", function () {
    this.timeout(300_000);
    const folders: string[] = [];
    const served: Serving[] = [];

    after(() => {
        served.forEach((serving) => {
            serving.close();
        });
        folders.forEach((folder) => {
            fs.rmSync(folder, { recursive: true, force: true });
        });
    });

    /** Clouds of a stack that has never been up, and a shell that reaches them. */
    async function serve(...words: string[]): Promise<(...commands: readonly string[]) => Promise<Finished>> {
        const home = fs.mkdtempSync(path.join(os.tmpdir(), "runbook-"));
        const serving = new Serving(home);
        folders.push(home);
        served.push(serving);
        const script = await serving.simulate(["serve", "--stack", STACK, ...words]).said("Ctrl-C");
        await serving.shell(script);
        const exports = script.match(/^export .*$/gm) ?? [];
        return (...commands) => serving.shell([...exports, ...commands].join("\n"));
    }

    function expectSuccess({ status, text }: Finished): string {
        expect(status, text).to.equal(0);
        return text;
    }

    it("go on after a killed run: cancel, refresh, up; then all of it is taken away", async () => {
        const shell = await serve();
        // The stack is locked by then, and the program not loaded.
        const begun = "until grep -q '^Updating' \"$log\"; do sleep 0.1; done";
        await shell("log=$(mktemp)", `${UP} > "$log" & run=$!`, begun, "kill -KILL $run", 'rm "$log"');
        expect((await shell(UP)).text).to.include("the stack is currently locked");
        const refresh = `pulumi refresh --stack ${STACK} --yes --clear-pending-creates`;
        // A gate's error is expected while the network is half there.
        expectSuccess(await shell(`pulumi cancel --stack ${STACK} --yes`, `${refresh} || true`, UP));
        expectSuccess(await shell(`pulumi preview --stack ${STACK} --expect-no-changes`));
        const gone = await shell(
            `pulumi destroy --stack ${STACK} --yes --skip-preview`,
            `pulumi stack rm ${STACK} --yes`,
        );
        expect(expectSuccess(gone)).to.include(`Stack '${STACK}' has been removed!`);
    });

    it("mend half a replacement of a mirrored topic: the mirror goes from the state by its URN", async () => {
        const shell = await serve("--fault", "KafkaTopic.delete=fail");
        const partitions = `confluent-cluster-linking:clusters.sandbox.topics["${TOPIC}"].partitions`;
        expectSuccess(await shell(UP, `pulumi config set --stack ${STACK} --path '${partitions}' 1`));
        await shell(UP);
        expect((await shell(UP)).text).to.include("error deleting Kafka Mirror Topic");
        const urns = await shell(`pulumi stack --stack ${STACK} --show-urns | grep -o 'urn:.*:KafkaMirrorTopic::.*'`);
        const urn = expectSuccess(urns).trim();
        expect(urn)
            .to.include("$")
            .and.to.match(new RegExp(`/${TOPIC}$`));
        const mended = await shell(`pulumi state delete '${urn}' --stack ${STACK} --yes`, UP);
        expectSuccess(mended);
        expectSuccess(await shell(`pulumi preview --stack ${STACK} --refresh --expect-no-changes`));
    });

    it("replace a manager's key with both halves of the link, by the URNs that the state shows", async () => {
        const shell = await serve();
        expectSuccess(await shell(UP));
        const shown = await shell(
            `pulumi stack --stack ${STACK} --show-urns | grep -E 'ApiKey::shared-manager-key|ClusterLink::sandbox-shared-'`,
        );
        const urns = expectSuccess(shown).match(/urn:\S+/g) ?? [];
        expect(urns.map((urn) => urn.replace(/.*::/, ""))).to.have.members([
            "shared-manager-key",
            "sandbox-shared-destination",
            "sandbox-shared-source",
        ]);
        const replaced = urns.map((urn) => `--replace '${urn}'`).join(" ");
        const planned = await shell(
            `pulumi preview --stack ${STACK} --diff ${replaced} --non-interactive --color never`,
        );
        expect(expectSuccess(planned)).to.match(/\+-4 to replace/);
        expectSuccess(await shell(`${UP} ${replaced}`, `pulumi preview --stack ${STACK} --expect-no-changes`));
    });

    it("rotate keys now: another generation, and no change after it", async () => {
        const shell = await serve();
        const rotation = (field: string, value: number) =>
            `pulumi config set --stack ${STACK} --path confluent-cluster-linking:rotation.${field} ${value}`;
        const identities = `pulumi stack output identities --stack ${STACK} --json`;
        const before = expectSuccess(await shell(rotation("days", 30), `${UP} > /dev/null`, identities));
        const after = expectSuccess(await shell(rotation("generation", 1), `${UP} > /dev/null`, identities));
        expect(JSON.parse(after)).to.not.deep.equal(JSON.parse(before));
        expectSuccess(await shell(`pulumi preview --stack ${STACK} --expect-no-changes`));
        expect(expectSuccess(await shell(`pulumi stack output keysRotateAt --stack ${STACK}`))).to.match(
            /^\d{4}-\d\d-\d\dT/,
        );
    });
});
