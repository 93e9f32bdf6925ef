/** How the zone ids of each commercial AWS region start: `use1-az4` belongs to us-east-1. */
const ZONE_PREFIXES: ReadonlyMap<string, string> = new Map([
    ["af-south-1", "afs1"],
    ["ap-east-1", "ape1"],
    ["ap-east-2", "ape2"],
    ["ap-northeast-1", "apne1"],
    ["ap-northeast-2", "apne2"],
    ["ap-northeast-3", "apne3"],
    ["ap-south-1", "aps1"],
    ["ap-south-2", "aps2"],
    ["ap-southeast-1", "apse1"],
    ["ap-southeast-2", "apse2"],
    ["ap-southeast-3", "apse3"],
    ["ap-southeast-4", "apse4"],
    ["ap-southeast-5", "apse5"],
    ["ap-southeast-6", "apse6"],
    ["ap-southeast-7", "apse7"],
    ["ca-central-1", "cac1"],
    ["ca-west-1", "caw1"],
    ["eu-central-1", "euc1"],
    ["eu-central-2", "euc2"],
    ["eu-north-1", "eun1"],
    ["eu-south-1", "eus1"],
    ["eu-south-2", "eus2"],
    ["eu-west-1", "euw1"],
    ["eu-west-2", "euw2"],
    ["eu-west-3", "euw3"],
    ["il-central-1", "ilc1"],
    ["me-central-1", "mec1"],
    ["me-south-1", "mes1"],
    ["mx-central-1", "mxc1"],
    ["sa-east-1", "sae1"],
    ["us-east-1", "use1"],
    ["us-east-2", "use2"],
    ["us-west-1", "usw1"],
    ["us-west-2", "usw2"],
]);

/** A VPC is cut into sixteen blocks; the first is kept free, so a zone's number is its slot. */
const LAST_ZONE_SLOT = 15;

/** The highest zone number of a region, where it is not the usual one. */
const LAST_ZONES: ReadonlyMap<string, number> = new Map([
    ["ap-northeast-1", 4],
    ["ap-northeast-2", 4],
    ["ca-central-1", 4],
    ["us-east-1", 6],
    ["us-west-2", 4],
]);
const USUAL_LAST_ZONE = 3;

const ZONE_ID = /^([a-z]+\d)-az([1-9]\d?)$/;
const ZONE_NAME = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;

export interface ZoneId {
    /** The AWS region; undefined when no known region's zone ids start so. */
    readonly region: string | undefined;
    /** The number at the end, 1 to 15, which is also the zone's subnet slot in a VPC. */
    readonly slot: number;
}

/** The commercial AWS regions, in alphabetical order. */
export function knownRegions(): readonly string[] {
    return [...ZONE_PREFIXES.keys()];
}

/** How zone ids of the region start, such as "use1"; undefined for an unknown region. */
export function zonePrefix(region: string): string | undefined {
    return ZONE_PREFIXES.get(region);
}

/** The highest number of the region's zones: `use1-az6` is the last one of us-east-1. */
export function lastZone(region: string): number {
    return LAST_ZONES.get(region) ?? USUAL_LAST_ZONE;
}

/** Reads a zone id such as "use1-az4"; undefined when the text has another form. */
export function parseZoneId(text: string): ZoneId | undefined {
    const [, prefix, digits] = ZONE_ID.exec(text) ?? [];
    const slot = Number(digits);
    if (prefix === undefined || !(slot <= LAST_ZONE_SLOT)) {
        return undefined;
    }
    const region = [...ZONE_PREFIXES].find(([, candidate]) => candidate === prefix)?.[0];
    return { region, slot };
}

/** Whether the text is a zone name such as "us-east-1a", which means another zone in every account. */
export function isZoneName(text: string): boolean {
    return zoneNameRegion(text) !== undefined;
}

/** The region of a zone name such as "us-east-1a"; undefined when the text has another form. */
export function zoneNameRegion(text: string): string | undefined {
    return ZONE_NAME.exec(text)?.[1];
}

/** The zone's subnet slot in a VPC, 1 to 15. Throws an Error for a text that is no zone id. */
export function zoneSlot(zoneId: string): number {
    const zone = parseZoneId(zoneId);
    if (zone === undefined) {
        throw new Error(`"${zoneId}" is not a zone id such as "use1-az4".`);
    }
    return zone.slot;
}
