import type * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";

/** The id of a part of the hub by what the settings call it: an id of one that is there stands for itself. */
export type HubIds = (name: string) => pulumi.Input<string>;

const ID = /^(?:vpc|rtb|subnet|tgw|tgw-rtb|cvpn-endpoint)-[0-9a-f]+$/;

/** Looks up parts that the stack makes, by their names. Throws for a name that is neither theirs nor an id. */
export function hubIds(known: Readonly<Record<string, pulumi.Input<string>>>): HubIds {
    return (name) => known[name] ?? existing(name);
}

/** Names of parts that are made never look like ids. */
function existing(name: string): string {
    if (!ID.test(name)) {
        throw new ProgramError(`the hub has no part ${name}`);
    }
    return name;
}
