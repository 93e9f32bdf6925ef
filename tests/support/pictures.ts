import { topologyOf, type Topology } from "../../tools/diagram/topology";
import type { Item } from "../../tools/diagram/items";
import type { Recording } from "./recording";

/** What a program asked for, as the pictures read it. */
export function itemsOfRecording({ registrations, outputs }: Recording): Item[] {
    return registrations.map(({ type, name, urn, id, parent, inputs, state, inputsFrom, dependencies }) => ({
        type,
        name,
        urn,
        id: id === "" ? undefined : id,
        parent: parent === "" ? undefined : parent,
        inputs,
        outputs: outputs.get(urn) ?? state,
        from: inputsFrom,
        dependencies,
    }));
}

export function topologyOfRecording(stack: string, recording: Recording): Topology {
    return topologyOf(stack, itemsOfRecording(recording));
}
