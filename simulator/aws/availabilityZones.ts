/** One zone: its id is the same for everybody, its name only in this account. */
export interface Zone {
    readonly id: string;
    readonly name: string;
}

// Prefix of the zone ids, then number and letter of each zone in this account. They are out of step on purpose: a
// program that takes a name for an id ends up in another zone.
const REGIONS: Readonly<Record<string, string>> = {
    "us-east-1": "use1 1c 2a 3e 4d 5f 6b",
    "us-east-2": "use2 1b 2c 3a",
    "us-west-1": "usw1 1c 3a",
    "us-west-2": "usw2 1b 2a 3d 4c",
    "ca-central-1": "cac1 1b 2a 4d",
    "ca-west-1": "caw1 1c 2a 3b",
    "mx-central-1": "mxc1 1b 2c 3a",
    "sa-east-1": "sae1 1c 2a 3b",
    "eu-west-1": "euw1 1c 2a 3b",
    "eu-west-2": "euw2 1b 2c 3a",
    "eu-west-3": "euw3 1c 2a 3b",
    "eu-central-1": "euc1 1b 2c 3a",
    "eu-central-2": "euc2 1c 2a 3b",
    "eu-north-1": "eun1 1b 2c 3a",
    "eu-south-1": "eus1 1c 2a 3b",
    "eu-south-2": "eus2 1b 2c 3a",
    "ap-east-1": "ape1 1c 2a 3b",
    "ap-northeast-1": "apne1 1d 2a 4c",
    "ap-northeast-2": "apne2 1b 2d 3a 4c",
    "ap-northeast-3": "apne3 1c 2a 3b",
    "ap-southeast-1": "apse1 1b 2c 3a",
    "ap-southeast-2": "apse2 1c 2a 3b",
    "ap-southeast-3": "apse3 1b 2c 3a",
    "ap-southeast-4": "apse4 1c 2a 3b",
    "ap-southeast-5": "apse5 1b 2c 3a",
    "ap-southeast-7": "apse7 1c 2a 3b",
    "ap-south-1": "aps1 1b 2c 3a",
    "ap-south-2": "aps2 1c 2a 3b",
    "af-south-1": "afs1 1b 2c 3a",
    "il-central-1": "ilc1 1c 2a 3b",
    "me-central-1": "mec1 1b 2c 3a",
    "me-south-1": "mes1 1c 2a 3b",
};

// In the one region that has more, a zone is missing from most endpoint services of partners: use1-az3.
const ZONES_ALWAYS_OFFERED = 4;
const ZONE_NOT_OFFERED = "-az3";

/**
 * Ids of the zones that Confluent's endpoint service offers in a region: all of them, but in a region of more than
 * four zones not the one numbered 3.
 */
export function offeredZoneIds(region: string): string[] {
    const ids = zonesOf(region).map(({ id }) => id);
    return ids.length > ZONES_ALWAYS_OFFERED ? ids.filter((id) => !id.endsWith(ZONE_NOT_OFFERED)) : ids;
}

/** The zones of a region in the order of their names; none for a region that is not known. */
export function zonesOf(region: string): Zone[] {
    const [prefix = "", ...pairs] = (REGIONS[region] ?? "").split(" ");
    const zones = pairs.map((pair) => ({ id: `${prefix}-az${pair.slice(0, -1)}`, name: `${region}${pair.slice(-1)}` }));
    return zones.sort((one, other) => one.name.localeCompare(other.name));
}
