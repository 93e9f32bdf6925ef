// Draws what a stack makes and uses: networks, the way to the private clusters, clusters and links.
//
//   npm run -s diagram -- --stack NAME [--format svg|mermaid] [--from state|preview] [--out FILE]
//   npm run -s diagram -- --stack NAME --simulated [--home DIR] [--format svg|mermaid] [--out FILE]
import { namesOf, planOf, resourcesOf } from "../stack";
import { runTool, writeResult } from "../stackOptions";
import { itemsOfPlan, itemsOfState, type Item } from "./items";
import { drawingOf } from "./layout";
import { mermaidOf } from "./mermaid";
import { parseDiagramOptions, type DiagramOptions } from "./options";
import { svgOf } from "./svg";
import { topologyOf } from "./topology";

async function itemsOf({ stack, from, home }: DiagramOptions): Promise<Item[]> {
    return from === "preview" ? itemsOfPlan(await planOf(stack)) : itemsOfState(await resourcesOf(stack, home));
}

async function main(): Promise<void> {
    const options = parseDiagramOptions(process.argv.slice(2), process.cwd());
    const { stack, format, out } = options;
    const items = await itemsOf(options);
    if (items.length === 0) {
        throw new Error(`stack ${stack} has no resources: bring it up first, or draw what a preview tells.`);
    }
    const topology = topologyOf(namesOf(items, stack).stack, items);
    writeResult(format === "svg" ? svgOf(drawingOf(topology)) : mermaidOf(topology), out);
}

runTool(main);
