// Every secret that the clouds know is searched for in everything that the run leaves behind.
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { cloudKey } from "../../simulator/confluent/cloudKey";
import { Simulated } from "../support/simulated";

describe("secrets", function () {
    this.timeout(120_000);

    it("are nowhere but encrypted: state, stack files, outputs, diagnostics, steps", async () => {
        const stack = await Simulated.deployed();
        const planted = [cloudKey.secret, ...keySecrets(stack)];
        expect(planted).to.have.length(5);
        const run = await stack.succeed("up");
        const written = JSON.stringify(run) + filesBelow(stack.home, (file) => !file.endsWith("world.json"));
        expect(written).to.include("sandbox-manager-key");
        expect(planted.filter((secret) => leaks(written, secret))).to.deep.equal([]);
    });

    it("are in no error: neither of a failed gate nor of a refused call", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
            Object.assign(settings.clusters.sandbox?.topics ?? {}, { orders: {} });
        });
        const planted = keySecrets(stack);
        const failed = await stack.run("up", { runner: "public" });
        const refused = await stack.run("up", { faults: ["KafkaTopic.create=fail"] });
        expect([failed.result, refused.result]).to.deep.equal(["failed", "failed"]);
        const said = JSON.stringify([failed, refused]);
        expect(planted.filter((secret) => leaks(said, secret))).to.deep.equal([]);
    });
});

/** Plain, as it stands in JSON, and in the header that carries it. */
function leaks(text: string, secret: string): boolean {
    const forms = [secret, JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString("base64")];
    return forms.some((form) => text.includes(form));
}

function keySecrets({ world }: Simulated): string[] {
    return Object.values(world.data.confluent.apiKeys).map(({ spec }) => String(spec.secret));
}

function filesBelow(folder: string, wanted: (file: string) => boolean): string {
    return fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && wanted(entry.name))
        .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
        .join("\n");
}
