import { awsCounts } from "../aws/provider";
import { confluentCounts, linkReport, type LinkReport } from "../confluent/report";
import type { World } from "../world";

/** What the simulated clouds hold, without what was there before the stack. */
export interface CloudState {
    readonly aws: Readonly<Record<string, number>>;
    readonly confluent: Readonly<Record<string, number>>;
    readonly links: readonly LinkReport[];
}

export function cloudState(world: World): CloudState {
    return { aws: awsCounts(world), confluent: confluentCounts(world), links: linkReport(world) };
}
