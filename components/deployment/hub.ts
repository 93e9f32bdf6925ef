import type * as pulumi from "@pulumi/pulumi";

/** The id of a part of the hub by what the settings call it: an id of one that is there stands for itself. */
export type HubIds = (name: string) => pulumi.Input<string>;

/** The ids of a hub that is there already. */
export const existingHub: HubIds = (name) => name;
