import { TYPES } from "../aws/types";
import type { Verb } from "../provider/faults";
import type { Rate } from "./bucket";

/** What an account may ask of Route 53 in all, and of each action that has no entry of its own. */
export const DEFAULT_RATE: Rate = { capacity: 50, perSecond: 10 };

/** The actions with a limit of their own, as published; each request counts for the account as well. */
export const ACTION_RATES: Readonly<Record<string, Rate>> = {
    AssociateVPCWithHostedZone: { capacity: 20, perSecond: 5 },
    CreateHostedZone: { capacity: 40, perSecond: 2 },
    DeleteHostedZone: { capacity: 40, perSecond: 5 },
    DisassociateVPCFromHostedZone: { capacity: 10, perSecond: 5 },
};

/** After a change the provider asks whether it is done. It does so for as long as that takes; once is the least. */
const DONE = "GetChange";

type Actions = Readonly<Record<Verb, readonly string[]>>;

function changing(create: string, update: string, remove: string, read: string): Actions {
    return {
        create: [create, DONE, read],
        read: [read],
        update: [update, DONE, read],
        delete: [remove, DONE],
    };
}

const RECORDS = "ChangeResourceRecordSets";

const ACTIONS: Readonly<Record<string, Actions>> = {
    [TYPES.record]: changing(RECORDS, RECORDS, RECORDS, "ListResourceRecordSets"),
    [TYPES.zone]: changing("CreateHostedZone", "UpdateHostedZoneComment", "DeleteHostedZone", "GetHostedZone"),
    [TYPES.zoneAssociation]: changing(
        "AssociateVPCWithHostedZone",
        "AssociateVPCWithHostedZone",
        "DisassociateVPCFromHostedZone",
        "GetHostedZone",
    ),
};

/** The actions that the provider asks of Route 53 for an operation, at the least; none for types of other services. */
export function route53Actions(type: string, verb: Verb): readonly string[] {
    return ACTIONS[type]?.[verb] ?? [];
}
