import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";
import { World } from "../../../../simulator/world";
import { inFolder } from "../support";

describe("the fault stop", () => {
    it(
        "carries the operation out, keeps the world, and kills the run before it answers",
        inFolder((folder) => {
            const file = path.join(folder, "world.json");
            const script = path.join(__dirname, "stopped.ts");
            const run = spawnSync(process.execPath, ["--import", "tsx", script, file], { encoding: "utf8" });
            expect(run).to.include({ status: null, signal: "SIGKILL", stdout: "", stderr: "" });
            expect(World.open(file).data.aws["box-1"]?.props).to.deep.equal({ size: 3 });
        }),
    );
});
