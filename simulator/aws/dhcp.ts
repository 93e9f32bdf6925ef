import type { World } from "../world";
import { own } from "./accounts";
import { ec2 } from "./errors";
import { theVpc } from "./lookup";
import { objectModel } from "./object";
import { find, put, remove, text, texts, where } from "./store";
import { TYPES } from "./types";

const OPTIONS = [
    ...["domainName", "domainNameServers", "ipv6AddressPreferredLeaseTime", "netbiosNameServers"],
    ...["netbiosNodeType", "ntpServers"],
] as const;

const DEFAULT_OPTIONS = "default";

export const dhcpOptions = objectModel({
    type: TYPES.dhcpOptions,
    latency: "dhcpOptions",
    id: "dopt",
    arn: "ec2:dhcp-options",
    required: [],
    notSimulated: ["ipv6AddressPreferredLeaseTime"],
    replaceOn: OPTIONS,
    computed: ["arn", "ownerId", "region", "tagsAll"],
    admit: (_world, inputs) => {
        const refuse = ec2("CreateDhcpOptions", "creating EC2 DHCP Options");
        if (OPTIONS.every((key) => inputs[key] === undefined)) {
            throw refuse("MissingParameter", "The request must contain the parameter dhcpConfiguration");
        }
        if (texts(inputs, "domainNameServers").length > MOST_SERVERS) {
            throw refuse("InvalidParameterValue", `A set of DHCP options has at most ${MOST_SERVERS} DNS servers.`);
        }
    },
    // The provider gives the VPCs their default options back before it deletes a set.
    gone: (world, { id }) => {
        for (const association of where(world, TYPES.dhcpAssociation, "dhcpOptionsId", id)) {
            setOptions(world, text(association.props, "vpcId"), DEFAULT_OPTIONS);
            remove(world, association.id);
        }
    },
});

const MOST_SERVERS = 4;

export const dhcpAssociation = objectModel({
    type: TYPES.dhcpAssociation,
    latency: "dhcpOptions",
    id: (_world, inputs) => `${text(inputs, "dhcpOptionsId")}-${text(inputs, "vpcId")}`,
    required: ["dhcpOptionsId", "vpcId"],
    replaceOn: ["dhcpOptionsId", "vpcId"],
    computed: ["region"],
    admit: (world, inputs) => {
        const id = text(inputs, "dhcpOptionsId");
        const refuse = ec2("AssociateDhcpOptions", "creating EC2 VPC DHCP Options Set Association");
        theVpc(world, text(inputs, "vpcId"), refuse);
        if (id !== DEFAULT_OPTIONS && own(world, find(world, TYPES.dhcpOptions, id)) === undefined) {
            throw refuse("InvalidDhcpOptionID.NotFound", `The dhcpOption ID '${id}' does not exist`);
        }
    },
    made: (world, { props }) => {
        setOptions(world, text(props, "vpcId"), text(props, "dhcpOptionsId"));
    },
    gone: (world, { props }) => {
        setOptions(world, text(props, "vpcId"), DEFAULT_OPTIONS);
    },
});

function setOptions(world: World, vpcId: string, dhcpOptionsId: string): void {
    const vpc = find(world, TYPES.vpc, vpcId);
    if (vpc !== undefined) {
        put(world, { ...vpc, props: { ...vpc.props, dhcpOptionsId } });
    }
}

/** The DNS servers that hosts of a VPC are told to ask; empty where it is the VPC's own resolver. */
export function nameServersOf(world: World, vpcId: string): string[] {
    const vpc = find(world, TYPES.vpc, vpcId);
    const options = find(world, TYPES.dhcpOptions, text(vpc?.props ?? {}, "dhcpOptionsId"));
    const servers = texts(options?.props ?? {}, "domainNameServers");
    return servers.includes("AmazonProvidedDNS") ? [] : servers;
}
