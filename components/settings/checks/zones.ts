import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import { isZoneName, knownRegions, lastZone, parseZoneId, zonePrefix } from "../../internal/zones";
import type { Located } from "../cursor";
import type { Draft } from "../draft";

/** The region is one that is known, and the zone ids belong to it. */
export function checkZones({ privateNetworks, networkHub }: Draft, region: string): Problem[] {
    const networks = [...(privateNetworks?.values() ?? [])];
    const zones = [...networks, ...(networkHub === undefined ? [] : [networkHub])].flatMap(({ zoneIds }) => zoneIds);
    return [...unknownRegion(region), ...zones.flatMap((zone) => badZone(zone, region))];
}

function unknownRegion(region: string): Problem[] {
    if (zonePrefix(region) !== undefined) {
        return [];
    }
    const example = region === "" ? "us-east-1" : (nearest(region, knownRegions()) ?? "us-east-1");
    return [
        problem({
            path: "aws:region",
            given: region === "" ? "nothing" : show(region),
            allowed: `a commercial AWS region: ${knownRegions().join(", ")}`,
            fix: `Set it, for instance with: pulumi config set aws:region ${example}`,
        }),
    ];
}

function badZone({ value, path }: Located<string>, region: string): Problem[] {
    const prefix = zonePrefix(region);
    const zone = parseZoneId(value);
    if (zone !== undefined && (prefix === undefined || (zone.region === region && zone.slot <= lastZone(region)))) {
        return [];
    }
    const allowed =
        prefix === undefined
            ? "a zone id, such as use1-az1"
            : `a zone id of ${region}: ${prefix}-az and a number from 1 to ${lastZone(region)}`;
    return [problem({ path, given: show(value), allowed, fix: zoneFix(value, zone?.region, region) })];
}

function zoneFix(value: string, itsRegion: string | undefined, region: string): string {
    const lookUp = "aws ec2 describe-availability-zones --query 'AvailabilityZones[].[ZoneName,ZoneId]'";
    if (isZoneName(value)) {
        return `This is a zone name, which means another zone in each account; give the id beside it in: ${lookUp}`;
    }
    if (itsRegion === undefined || itsRegion === region) {
        const added = itsRegion === undefined ? "" : "; a newer zone has to be added to components/internal/zones.ts";
        return `Choose one of the ids that this shows for the region: ${lookUp}${added}`;
    }
    return `This zone is in ${itsRegion}; choose one of ${region}, or set aws:region to ${itsRegion}.`;
}
