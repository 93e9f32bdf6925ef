import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import * as path from "node:path";
import { expect } from "chai";
import { goOnUnheard } from "../../../../simulator/engine/unheard";

const ROOT = path.join(__dirname, "..", "..", "..", "..");

/** Says something ten times, and reports what goes wrong by saying more, as the SDK does. */
const TALKER = `
    require("./simulator/engine/unheard").goOnUnheard();
    process.on("uncaughtException", (error) => console.error(error));
    let said = 0;
    const timer = setInterval(() => {
        console.log("said");
        console.error("said");
        said += 1;
        if (said === 10) {
            clearInterval(timer);
        }
    }, 10);
`;

describe("a process whose readers have gone", () => {
    it("comes to its end", async () => {
        const child = spawn(process.execPath, ["--import", "tsx", "--eval", TALKER], { cwd: ROOT, stdio: "pipe" });
        child.stdout.destroy();
        child.stderr.destroy();
        const status = await new Promise((resolve) => child.once("close", resolve));
        expect(status).to.equal(0);
    });

    it("ends with status 1 where its output fails in another way", () => {
        const before = process.exitCode;
        try {
            const stream = new EventEmitter();
            goOnUnheard([stream]);
            stream.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
            expect(process.exitCode).to.equal(before);
            stream.emit("error", Object.assign(new Error("no space left"), { code: "ENOSPC" }));
            expect(process.exitCode).to.equal(1);
        } finally {
            process.exitCode = before;
        }
    });
});
