import { resolveEngine } from "./install";

/** Makes sure that there is an engine, and says which. */
async function main(): Promise<void> {
    const { command, version } = await resolveEngine(console.log);
    console.log(`Pulumi ${version?.version ?? ""} (${command})`);
}

void main();
