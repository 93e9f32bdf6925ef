import { ProgramError } from "../internal/programError";

/** One DNS name of an interface endpoint, as AWS lists it. */
export interface EndpointDnsEntry {
    /** The name, such as `vpce-….vpce-svc-….us-east-1.vpce.amazonaws.com`. */
    readonly dnsName: string;
}

/** `us-east-1a`, and the longer names of local zones, at the end of a label. */
const ZONE_SUFFIX = /-[a-z]{2}(-[a-z]+)+-\d+(-[a-z]+-\d+)?[a-z]$/;

/**
 * The endpoint's regional name, which stands for the interfaces of all zones.
 * AWS promises no order of the list, so it is picked by form: no zone name ends its first label.
 */
export function regionalName(entries: readonly EndpointDnsEntry[]): string {
    return pick(entries, "regional", (label) => !ZONE_SUFFIX.test(label));
}

/** The endpoint's name in one zone, found by the zone's name (`us-east-1a`). */
export function zonalName(entries: readonly EndpointDnsEntry[], zoneName: string): string {
    return pick(entries, zoneName, isIn(zoneName));
}

/** Whether the endpoint has a name of its own in that zone. */
export function hasZonalName(entries: readonly EndpointDnsEntry[], zoneName: string): boolean {
    return entries.some(({ dnsName }) => isIn(zoneName)(firstLabel(dnsName)));
}

function isIn(zoneName: string): (label: string) => boolean {
    return (label) => label.endsWith(`-${zoneName}`);
}

function firstLabel(dnsName: string): string {
    return dnsName.split(".")[0] ?? "";
}

function pick(entries: readonly EndpointDnsEntry[], wanted: string, matches: (label: string) => boolean): string {
    const found = entries.find(({ dnsName }) => matches(firstLabel(dnsName)));
    if (found === undefined) {
        const seen = entries.map(({ dnsName }) => dnsName).join(", ");
        throw new ProgramError(`the endpoint has no ${wanted} DNS name among: ${seen || "(none)"}`);
    }
    return found.dnsName;
}
