import { understood } from "../engine/opened";
import { PROJECT, readEarlier, stackFolders, type StackFile } from "../engine/stackFiles";
import { recordedResources } from "../engine/stateFile";
import { reachTable, type ReachRow, type ReachTable } from "../reach/table";
import { World } from "../world";

/** Between columns. */
const GAP = "  ";

/**
 * Who reaches what in the simulated world of a stack, by the configuration of its last run. Throws an Error where the
 * stack has not been run in this home, or its last configuration was refused.
 */
export async function reachOf({ home, stack }: { home: string; stack: string }): Promise<ReachTable> {
    const folders = stackFolders(home, stack);
    const recorded = recordedResources(folders, stack);
    if (recorded.length === 0) {
        throw new Error(`stack ${stack} has no resources in ${home}: bring it up first.`);
    }
    const settings = await understood(structured(readEarlier(folders, stack)), folders);
    if (settings === undefined) {
        throw new Error(`the configuration of the last run of stack ${stack} was refused: correct it, and preview.`);
    }
    return reachTable(World.open(folders.world), settings, recorded);
}

/** The engine writes single values back as text; they are read as the program reads them. */
function structured({ config = {}, ...file }: StackFile): StackFile {
    const values = Object.entries(config).map(([key, value]) => {
        const isOwn = key.startsWith(`${PROJECT}:`);
        return [key, isOwn && typeof value === "string" ? fromText(value) : value] as const;
    });
    return { ...file, config: Object.fromEntries(values) };
}

function fromText(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** The table, for people. */
export function reachLines({ rows, missing, works }: ReachTable): string[] {
    const cells = rows.map((row) => [row.from, `${row.to} ${row.service}`, `${row.host}:${row.port}`, ...result(row)]);
    const all = [["from", "to", "host", "resolves to", "result"], ...cells];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
    const lines = all.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP));
    const expected = rows.filter((row) => row.expected);
    const open = expected.filter((row) => row.open).length;
    return [
        ...(rows.length === 0 ? ["This stack has no cluster to be reached."] : lines),
        ...missing.map((what) => `Not there: ${what}.`),
        `${open} of ${expected.length} expected ways are open${works ? "." : ": something is cut."}`,
    ];
}

function result({ resolvedTo, open, expected, hop, reason }: ReachRow): string[] {
    const cut = `ends at ${hop ?? "?"}${expected ? " (EXPECTED to work)" : ""}: ${reason ?? ""}`;
    const outcome = open ? `reachable${expected ? "" : " (not expected)"}` : cut;
    return [resolvedTo?.join(", ") ?? "-", outcome];
}
