// Snapshots of releases: what is left out of them, and what comes back. `simulation/upgrade` brings one up.
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { World } from "../../../simulator/world";
import { kept, restored, snapshotFile, type Snapshot } from "../../../tools/release/snapshot";
import { releasedStacks } from "../../support/releases";

const secret = randomBytes(48).toString("base64");
const code = "x".repeat(5_000);

function snapshot(): Snapshot {
    const world = World.open().data;
    const resource = {
        urn: "urn:a",
        created: "now",
        sourcePosition: "project:///index.ts#1",
        inputs: { __provider: code, resolver: `${world.address}:53`, secret: { plaintext: JSON.stringify(secret) } },
        outputs: { __provider: code },
    };
    const deployment = { secrets_providers: { type: "passphrase" }, resources: [resource] };
    return { version: "1.2.3", stack: "dev", configuration: { config: {} }, state: { version: 3, deployment }, world };
}

describe("a snapshot of a release", () => {
    const whole = snapshot();
    const text = kept(whole, [secret]);

    it("holds no secret, nothing of its run, and long texts once", () => {
        expect(text).to.not.include(secret);
        expect(text).to.not.match(/created|sourcePosition|secrets_providers/);
        expect(text).to.not.include(whole.world.address);
        expect(text.split(code)).to.have.length(2);
        expect(text.trim().split("\n")).to.have.length(1);
    });

    it("comes back with another secret, at another address", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "snapshot-"));
        const file = path.join(folder, "dev.json");
        fs.writeFileSync(file, text);
        const { state, world, ...rest } = restored(file, "127.0.0.9");
        fs.rmSync(folder, { recursive: true });
        expect(rest).to.deep.equal({ version: "1.2.3", stack: "dev", configuration: { config: {} } });
        expect(world).to.deep.equal({ ...whole.world, address: "127.0.0.9" });
        const { resources } = state.deployment as { resources: Record<string, Record<string, unknown>>[] };
        const { __provider, resolver, secret: held } = resources[0]?.inputs ?? {};
        expect([__provider, resolver]).to.deep.equal([code, "127.0.0.9:53"]);
        const { plaintext } = held as { plaintext: string };
        expect(JSON.parse(plaintext)).to.match(/^[\w-]{64}$/);
    });
});

describe("the snapshots that are kept", () => {
    it("are where the command writes them, for one stack at least", () => {
        const all = releasedStacks();
        expect(all).to.not.deep.equal([]);
        expect(all.map(({ file }) => file)).to.deep.equal(
            all.map(({ version, stack }) => snapshotFile(version, stack)),
        );
    });

    for (const { version, stack, file } of releasedStacks()) {
        it(`hold no secret of ${stack} in ${version}, and no path of a machine`, () => {
            const text = fs.readFileSync(file, "utf8");
            const plain = text.matchAll(/"plaintext":"(?<held>(?:[^"\\]|\\.)*)"/g);
            for (const { groups } of plain) {
                expect(groups?.held).to.include("{{secret-");
            }
            const held = text.matchAll(/"secret":"(?<value>[^"]*)"/g);
            expect(
                Array.from(held, ({ groups }) => groups?.value).filter((value) => !(value ?? "").startsWith("{{")),
            ).to.deep.equal([]);
            expect(text).to.not.match(/"ciphertext"|sourcePosition|\/(?:home|root|tmp|Users)\//);
        });
    }
});
