import { confluentSide, type ConfluentSide } from "./confluent";
import { Items, textOf, type Item } from "./items";
import { awsSide, type AwsSide } from "./networks";

/** What a stack makes and uses, as it is drawn. Names and places only: nothing in it is secret. */
export interface Topology extends AwsSide, ConfluentSide {
    readonly stack: string;
    /** Undefined where nothing tells it. */
    readonly region: string | undefined;
}

/** Reads the topology from the resources of a stack. */
export function topologyOf(stack: string, all: readonly Item[]): Topology {
    const items = new Items(all);
    return { stack, region: regionOf(items), ...awsSide(items), ...confluentSide(items) };
}

/** Everything that a stack makes is in one region. */
function regionOf(items: Items): string | undefined {
    const named = items.all.map(({ inputs }) => textOf(inputs.region)).find((region) => region !== undefined);
    const zones = items.all.flatMap(({ inputs }) => [
        textOf(inputs.availabilityZone),
        ...(Array.isArray(inputs.availabilityZoneNames) ? inputs.availabilityZoneNames.map(textOf) : []),
    ]);
    return named ?? zones.find((zone) => zone !== undefined)?.replace(/[a-z]$/, "");
}
