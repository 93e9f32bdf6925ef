// Keeps what a stack is after its first `up` with this release, as test data for the upgrades of later ones.
//
//   npm run -s release-state [-- --stack NAME] [--check]
//
// Writes tests/releases/VERSION/NAME.json for the version in package.json; dev is the default. With --check it writes nothing,
// and fails where the file is not there or holds other resources than the program makes now. See docs/upgrades.md.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { cloudKey } from "../../simulator/confluent/cloudKey";
import { resolveEngine } from "../../simulator/engine/install";
import { runEngine } from "../../simulator/engine/operations";
import { openSession } from "../../simulator/engine/session";
import { readStackFile } from "../../simulator/engine/stackFiles";
import { runTool } from "../stackOptions";
import { differingResources, kept, snapshotFile } from "./snapshot";

const ROOT = path.join(__dirname, "..", "..");

async function snapshot(stack: string, version: string, home: string): Promise<string> {
    const engine = await resolveEngine(console.error);
    const world = { stack, home, config: undefined, runner: "private", latency: 0, faults: [] } as const;
    const session = await openSession(engine, world);
    try {
        const outcome = await runEngine(session, "up", () => undefined);
        if (outcome.result === "failed") {
            throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
        }
        const { data } = session.world;
        const keys = Object.values(data.confluent.apiKeys).map(({ spec }) => String(spec.secret));
        const state = await session.stack.exportStack();
        const whole = { version, stack, configuration: { ...readStackFile(stack, undefined) }, state, world: data };
        // The Cloud API's key is nobody's, but looks like one.
        return kept(whole, [...keys, cloudKey.secret, cloudKey.key]);
    } finally {
        await session.close();
    }
}

/** Throws where what is kept is not what the program makes. */
function compare(file: string, text: string): void {
    const name = path.relative(ROOT, file);
    if (!fs.existsSync(file)) {
        throw new Error(`${name} is not there: run release-state and commit it with the release.`);
    }
    const differing = differingResources(fs.readFileSync(file, "utf8"), text);
    if (differing.length > 0) {
        throw new Error(`${name} is not of this program:\n  ${differing.join("\n  ")}`);
    }
    console.log(`${name} holds what the program makes`);
}

async function main(): Promise<void> {
    const { stack, check } = parseArgs({
        options: { stack: { type: "string", default: "dev" }, check: { type: "boolean", default: false } },
    }).values;
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "release-"));
    try {
        const text = await snapshot(stack, version, home);
        const file = snapshotFile(version, stack);
        if (check) {
            compare(file, text);
            return;
        }
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text);
        console.log(`${path.relative(ROOT, file)}: ${Math.ceil(text.length / 1024)} KiB`);
    } finally {
        fs.rmSync(home, { recursive: true, force: true });
    }
}

runTool(main);
