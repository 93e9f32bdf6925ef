import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { checkExactlyOne, route53, type Refusal } from "./errors";
import { objectModel } from "./object";
import { find, text, where } from "./store";
import { TYPES } from "./types";
import { theZone } from "./zone";

export const record = objectModel({
    type: TYPES.record,
    latency: "dnsRecord",
    id: (world, inputs) => [text(inputs, "zoneId"), fullName(world, inputs), text(inputs, "type")].join("_"),
    replaceOn: ["name", "type", "zoneId", "setIdentifier"],
    computed: ["allowOverwrite", "fqdn"],
    check: (inputs) => {
        checkExactlyOne(inputs, ["aliases", "records"]);
        if (inputs.records !== undefined && inputs.ttl === undefined) {
            throw new Error('"records": all of `records,ttl` must be specified');
        }
    },
    admit: admitRecord,
    decide: ({ world, inputs }) => ({
        allowOverwrite: inputs.allowOverwrite ?? false,
        fqdn: fullName(world, inputs),
    }),
});

/** The record's name with the zone's name behind it, which a program may leave out. */
function fullName(world: World, inputs: Props): string {
    const zoneName = text(find(world, TYPES.zone, text(inputs, "zoneId"))?.props ?? {}, "name");
    const name = text(inputs, "name").toLowerCase().replace(/\.$/, "");
    if (name === "" || name === zoneName) {
        return zoneName;
    }
    return name.endsWith(`.${zoneName}`) ? name : `${name}.${zoneName}`;
}

function admitRecord(world: World, inputs: Props): void {
    const refuse = route53("ChangeResourceRecordSets", "creating Route53 Record");
    const zone = theZone(world, text(inputs, "zoneId"), refuse);
    const [name, type] = [fullName(world, inputs), text(inputs, "type")];
    const same = where(world, TYPES.record, "zoneId", zone.id).filter(({ props }) => props.fqdn === name);
    if (type === "CNAME" && name === zone.props.name) {
        const what = `RRSet of type CNAME with DNS name ${name}. is not permitted`;
        throw refuse("InvalidChangeBatch", `[${what} at apex in zone ${name}.]`);
    }
    if (inputs.allowOverwrite !== true && same.some(({ props }) => props.type === type)) {
        const what = `resource record set [name='${escaped(name)}.', type='${type}']`;
        throw refuse("InvalidChangeBatch", `[Tried to create ${what} but it already exists]`);
    }
    admitBesideCname(type, name, text(zone.props, "name"), same, refuse);
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
