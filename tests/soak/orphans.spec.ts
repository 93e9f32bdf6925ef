// Answers that are lost: the real engine, which then does not know what has been made. Does not prove the commands
// themselves: the objects are deleted as the simulated services delete them.
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";
import { applyChange } from "../../simulator/change/change";
import { Simulated } from "../support/simulated";

const ROOT = path.join(__dirname, "..", "..");

interface Listed {
    readonly kind: string;
    readonly id: string;
    readonly command: string;
}

/** What `npm run -s orphans` prints of a simulated stack. */
function orphans({ home, stack }: Simulated): { status: number | null; orphans: Listed[] } {
    const entry = path.join(ROOT, "tools", "orphans", "main.ts");
    const args = ["--import", "tsx", entry, "--stack", stack, "--home", home, "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    expect(stderr).to.equal("");
    return { status, ...(JSON.parse(stdout) as { orphans: Listed[] }) };
}

async function removeAll(stack: Simulated, listed: readonly Listed[]): Promise<void> {
    const { world } = stack;
    for (const { id } of listed) {
        await applyChange(world, ["delete", id]);
    }
    world.save();
}

describe("what a lost answer leaves behind", function () {
    this.timeout(120_000);

    it("is listed after the next up, all of it and nothing else, until it is removed", async () => {
        const stack = Simulated.fresh();
        // The engine begins nothing new after the first failure, so there is one in each phase.
        for (const [phase, lost] of [
            ["network", "VpcEndpoint"],
            ["all", "ApiKey::sandbox-manager-key"],
        ] as const) {
            stack.configure((settings) => {
                settings.phase = phase;
            });
            expect((await stack.run("up", { faults: [`${lost}.create=lose`] })).result).to.equal("failed");
        }
        await stack.succeed("up");
        const { status, orphans: listed } = orphans(stack);
        expect(listed.map(({ kind }) => kind)).to.deep.equal(["ApiKey", "VpcEndpoint"]);
        expect(listed.map(({ command, id }) => command.includes(` ${id}`))).to.deep.equal([true, true]);
        expect(status).to.equal(1);

        await removeAll(stack, listed);
        expect(orphans(stack)).to.deep.include({ status: 0, orphans: [] });
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
    });

    it("keeps the next up from making a service account, which names it, until it is removed", async () => {
        const stack = Simulated.fresh();
        const faults = ["ServiceAccount::shared-manager-account.create=lose"];
        expect((await stack.run("up", { faults })).result).to.equal("failed");
        const again = await stack.run("up");
        expect(again.diagnostics.map(({ message }) => message).join()).to.include("already in use");
        const { orphans: listed } = orphans(stack);
        expect(listed.map(({ kind }) => kind)).to.deep.equal(["ServiceAccount"]);

        await removeAll(stack, listed);
        await stack.succeed("up");
        expect(orphans(stack).orphans).to.deep.equal([]);
    });
});
