import { isIPv4 } from "node:net";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { checkConflicts, checkExactlyOne, checkOneOf, checkRequired, checkTogether } from "./checks";
import { route53, type Refusal } from "./errors";
import { objectModel } from "./object";
import { find, records, text, texts, where } from "./store";
import { TYPES } from "./types";
import { theZone } from "./zone";

const LONGEST_TTL = 2_147_483_647;
const RECORD_TYPES = [
    ...["A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR"],
    ...["SOA", "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT"],
] as const;

export const record = objectModel({
    type: TYPES.record,
    latency: "dnsRecord",
    id: (world, inputs) => [text(inputs, "zoneId"), fullName(world, inputs), text(inputs, "type")].join("_"),
    required: ["name", "type", "zoneId"],
    notSimulated: [
        "cidrRoutingPolicy",
        "failoverRoutingPolicies",
        "geolocationRoutingPolicies",
        "geoproximityRoutingPolicy",
        "healthCheckId",
        "latencyRoutingPolicies",
        "multivalueAnswerRoutingPolicy",
        "setIdentifier",
        "weightedRoutingPolicies",
    ],
    replaceOn: ["name", "zoneId"],
    computed: ["allowOverwrite", "fqdn"],
    check: (inputs) => {
        checkExactlyOne(inputs, ["aliases", "records"]);
        checkConflicts(inputs, "aliases", ["ttl"]);
        checkTogether(inputs, ["records", "ttl"]);
        checkOneOf(inputs, "type", RECORD_TYPES);
        checkAlias(inputs);
    },
    admit: (world, inputs) => {
        admitRecord(world, inputs, route53("ChangeResourceRecordSets", "creating Route53 Record"));
    },
    admitChange: (world, { id }, inputs) => {
        admitRecord(world, inputs, route53("ChangeResourceRecordSets", `updating Route53 Record (${id})`), id);
    },
    decide: ({ world, inputs }) => ({
        allowOverwrite: inputs.allowOverwrite ?? false,
        fqdn: fullName(world, inputs),
    }),
});

function checkAlias(inputs: Props): void {
    const aliases = records(inputs, "aliases");
    if (aliases.length > 1) {
        throw new Error(`Too many alias blocks. No more than 1 "alias" blocks are allowed`);
    }
    for (const alias of aliases) {
        checkRequired(alias, ["evaluateTargetHealth", "name", "zoneId"]);
    }
}

/** The record's name with the zone's name behind it, which a program may leave out. */
function fullName(world: World, inputs: Props): string {
    const zoneName = text(find(world, TYPES.zone, text(inputs, "zoneId"))?.props ?? {}, "name");
    const name = text(inputs, "name").toLowerCase().replace(/\.$/, "");
    if (name === "" || name === zoneName) {
        return zoneName;
    }
    return name.endsWith(`.${zoneName}`) ? name : `${name}.${zoneName}`;
}

/** `own` is the id of the record that is changed, which does not stand in its own way. */
function admitRecord(world: World, inputs: Props, refuse: Refusal, own?: string): void {
    const zone = theZone(world, text(inputs, "zoneId"), refuse);
    const [name, type] = [fullName(world, inputs), text(inputs, "type")];
    const same = where(world, TYPES.record, "zoneId", zone.id).filter(
        ({ id, props }) => id !== own && props.fqdn === name,
    );
    if (type === "CNAME" && name === zone.props.name) {
        const what = `RRSet of type CNAME with DNS name ${name}. is not permitted`;
        throw refuse("InvalidChangeBatch", `[${what} at apex in zone ${name}.]`);
    }
    if (inputs.allowOverwrite !== true && same.some(({ props }) => props.type === type)) {
        const what = `resource record set [name='${escaped(name)}.', type='${type}']`;
        throw refuse("InvalidChangeBatch", `[Tried to create ${what} but it already exists]`);
    }
    admitBesideCname(type, name, text(zone.props, "name"), same, refuse);
    admitValues(name, type, inputs, refuse);
}

/** What a record may hold: a time to live, IPv4 addresses in an A record, one value in a CNAME record. */
function admitValues(name: string, type: string, inputs: Props, refuse: Refusal): void {
    const [ttl, values] = [inputs.ttl ?? 0, texts(inputs, "records")];
    const outside = Number(ttl) < 0 ? "greater than or equal to 0" : `less than or equal to ${LONGEST_TTL}`;
    if (Number(ttl) < 0 || Number(ttl) > LONGEST_TTL) {
        const place = "at 'changeBatch.changes.1.member.resourceRecordSet.tTL' failed to satisfy constraint:";
        const what = `1 validation error detected: Value '${Number(ttl)}' ${place}`;
        throw refuse("InvalidInput", `${what} Member must have value ${outside}`);
    }
    const wrong = type === "A" ? values.find((value) => !isIPv4(value)) : undefined;
    if (wrong !== undefined) {
        const problem = "FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)";
        throw refuse("InvalidChangeBatch", `[Invalid Resource Record: '${problem} encountered with '${wrong}'']`);
    }
    if (type === "CNAME" && values.length > 1) {
        const what = `RRSet of type CNAME with DNS name ${escaped(name)}. is not permitted`;
        throw refuse("InvalidChangeBatch", `[${what} because it has more than one value]`);
    }
}

/** A name that has a CNAME can have nothing else. */
function admitBesideCname(type: string, name: string, zone: string, same: AwsObject[], refuse: Refusal): void {
    const other = same.find(({ props }) => props.type !== type && [type, props.type].includes("CNAME"));
    if (other !== undefined) {
        const what = `RRSet of type ${type} with DNS name ${escaped(name)}. is not permitted because a conflicting RRSet`;
        const conflict = `of type ${text(other.props, "type")} with the same DNS name already exists in zone ${zone}.`;
        throw refuse("InvalidChangeBatch", `[${what} ${conflict}]`);
    }
}

/** Route 53 prints the asterisk of a wildcard as its octal code. */
function escaped(name: string): string {
    return name.replace("*", "\\052");
}
