// The commands of the Pulumi CLI that the pages may use are those that the CLI has, with these options.
import { expect } from "chai";
import { finished } from "../../simulator/engine/command";
import { resolveEngine } from "../../simulator/engine/install";
import { PULUMI } from "../tooling/docs/commands";

/** A command that is only asked what it is about; words that it does not know fail it all the same. */
async function asked(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { command } = await resolveEngine(() => undefined);
    return finished(command, [...words, "--help"], { env });
}

/** Aliases have another name there. For a word that it does not know the CLI tells of what stands before it. */
function usageOf(command: string): RegExp {
    return new RegExp(`^ +pulumi${" [a-z]+".repeat(command.split(" ").length)} `, "m");
}

describe("the Pulumi CLI", function () {
    this.timeout(30_000);

    it("refuses options and commands that it does not have", async () => {
        const { status, stderr } = await asked(["up", "--no-such-option"]);
        expect(status).to.not.equal(0);
        expect(stderr).to.include("unknown flag: --no-such-option");
        expect((await asked(["stack", "nosuchcommand"])).stdout).to.not.match(usageOf("stack nosuchcommand"));
    });

    for (const [command, options] of Object.entries(PULUMI)) {
        it(`has ${["pulumi", command, ...options].join(" ")}`, async () => {
            // An option with a value takes it from the same word, and one without takes nothing else than a truth.
            const { status, stdout, stderr } = await asked([
                ...command.split(" "),
                ...options.map((name) => `${name}=true`),
            ]);
            expect(status, stderr).to.equal(0);
            expect(stdout).to.match(usageOf(command));
        });
    }

    it("has --event-log only for those who debug it", async () => {
        const words = ["up", "--event-log=file"];
        expect((await asked(words)).status).to.not.equal(0);
        expect((await asked(words, { PULUMI_DEBUG_COMMANDS: "true" })).status).to.equal(0);
    });
});
