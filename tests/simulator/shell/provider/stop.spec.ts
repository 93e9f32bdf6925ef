import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";
import { FaultPlan, parseFault } from "../../../../simulator/provider/faults";
import { ResourceOperations, struct } from "../../../../simulator/provider/operations";
import { messages } from "../../../../simulator/provider/rpc";
import { World } from "../../../../simulator/world";
import { inFolder } from "../support";
import { BOX, boxModel, idleContext, URN } from "./standIn";

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

    it("only tells whoever takes care of the run's end, and never answers", async () => {
        const told: string[] = [];
        const stop = () => {
            told.push("stopped");
        };
        const operations = new ResourceOperations(
            { [BOX]: boxModel() },
            { ...idleContext(), stop },
            new FaultPlan([parseFault("Box.create=stop")]),
        );
        const request = new messages.CreateRequest()
            .setUrn(URN)
            .setType(BOX)
            .setProperties(struct({ size: 3 }));
        const refused = await operations.create(request).catch((error: unknown) => error);
        expect(refused).to.be.an("error").with.property("message", "injected fault: the run was killed");
        expect(told).to.deep.equal(["stopped"]);
    });
});
