// `simulate reach` on what the engine has left: the table, the hop when something is cut, the exit status.
import { expect } from "chai";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { remove, where } from "../../simulator/aws/store";
import { TYPES } from "../../simulator/aws/types";
import { reachOf } from "../../simulator/cli/reach";
import type { ReachTable } from "../../simulator/reach/table";
import { matrixOf } from "../support/reach";
import { Simulated } from "../support/simulated";

const ROOT = path.join(__dirname, "..", "..");
const RUNNER_TABLE = "rtb-0123456789abcdef0";
const PUBLIC = { shared: "open", "Schema Registry": "open" };

function simulate(home: string, ...args: string[]) {
    const entry = path.join(ROOT, "simulator", "cli", "main.ts");
    const { status, stdout } = spawnSync(
        process.execPath,
        ["--import", "tsx", entry, "reach", ...args, "--home", home],
        {
            cwd: ROOT,
            encoding: "utf8",
        },
    );
    return { status, stdout };
}

describe("npm run -s simulate -- reach", function () {
    this.timeout(120_000);

    it("shows who reaches what on the deployed dev stack, and the hop where a way has been cut", async () => {
        const stack = await Simulated.deployed();
        expect(matrixOf(await reachOf(stack))).to.deep.equal({
            runner: { sandbox: "open", ...PUBLIC },
            dns: { sandbox: "open" },
            "vpn client": { sandbox: "open", ...PUBLIC },
            "network core": { sandbox: "open" },
            internet: { sandbox: "dns", ...PUBLIC },
        });
        const intact = simulate(stack.home);
        expect(intact.status).to.equal(0);
        expect(intact.stdout).to.match(/^vpn client +sandbox REST +lkc-\w+\.us-east-1\S+:443 +10\.0\.\S.* reachable$/m);
        expect(intact.stdout).to.include("17 of 17 expected ways are open.");

        stack.tamper((world) => {
            for (const { id } of where(world, TYPES.route, "routeTableId", RUNNER_TABLE)) {
                remove(world, id);
            }
        });
        const cut = simulate(stack.home, "--json");
        expect(cut.status).to.equal(1);
        const { command, result, works, rows } = JSON.parse(cut.stdout) as ReachTable & Record<string, unknown>;
        expect([command, result, works]).to.deep.equal(["reach", "failed", false]);
        const closed = rows.filter(({ open, expected }) => expected && !open);
        expect(closed.map(({ from, port, hop }) => [from, port, hop])).to.deep.equal([
            ["runner", 443, "source-route"],
            ["runner", 9092, "source-route"],
        ]);
        expect(closed[0]?.reason).to.include(`route table ${RUNNER_TABLE}`);
    });

    it("tells what is open after an up from elsewhere, which stops at the private cluster's gate", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
        });
        expect((await stack.run("up", { runner: "public" })).result).to.equal("failed");
        expect((await reachOf(stack)).works).to.equal(true);
    });

    it("wants a stack that has been brought up", () => {
        const { home } = Simulated.fresh();
        const { status, stdout } = simulate(home, "--json");
        expect(status).to.equal(1);
        expect(stdout).to.include("stack dev has no resources").and.include("bring it up first");
    });
});
