import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import {
    checkBetween,
    checkConflicts,
    checkExactlyOne,
    checkLength,
    checkNetwork,
    checkNotInline,
    checkNoPrefix,
} from "./checks";
import { ec2, type Refusal } from "./errors";
import { usersOfGroup } from "./interfaces";
import { isUsedByTasks, theSecurityGroup, theVpc } from "./lookup";
import { objectModel, type Decision, type ObjectSpec } from "./object";
import { remove, text, UNIQUE_SUFFIX_LENGTH, uniqueName, where } from "./store";
import { TYPES } from "./types";

const RULES = [TYPES.ingressRule, TYPES.egressRule];

export const securityGroup = objectModel({
    type: TYPES.securityGroup,
    latency: "securityGroup",
    id: "sg",
    arn: "ec2:security-group",
    autoName: "securityGroup",
    required: [],
    replaceOn: ["name", "namePrefix", "description", "vpcId"],
    computed: ["arn", "egress", "ingress", "name", "namePrefix", "ownerId", "region", "tagsAll", "vpcId"],
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    check: (inputs) => {
        checkConflicts(inputs, "name", ["namePrefix"]);
        checkLength(inputs, "name", 0, 255);
        checkLength(inputs, "namePrefix", 0, 255 - UNIQUE_SUFFIX_LENGTH);
        checkLength(inputs, "description", 0, 255);
        checkNoPrefix(inputs, "name", "sg-");
        checkNoPrefix(inputs, "namePrefix", "sg-");
        checkNotInline(inputs, "ingress", "aws.vpc.SecurityGroupIngressRule");
        checkNotInline(inputs, "egress", "aws.vpc.SecurityGroupEgressRule");
    },
    admit: admitGroup,
    decide: groupNames,
    view: (world, { id }) => ({
        egress: where(world, TYPES.egressRule, "securityGroupId", id).map(inlineForm),
        ingress: where(world, TYPES.ingressRule, "securityGroupId", id).map(inlineForm),
    }),
    release: (world, { id }) => {
        if (groupInUse(world, id)) {
            const refuse = ec2("DeleteSecurityGroup", `deleting Security Group (${id})`);
            throw refuse("DependencyViolation", `resource ${id} has a dependent object`);
        }
    },
    gone: (world, { id }) => {
        const rules = RULES.flatMap((type) => where(world, type, "securityGroupId", id));
        for (const rule of rules) {
            remove(world, rule.id);
        }
    },
});

function groupNames({ inputs, before }: Decision): Props {
    const namePrefix = text(inputs, "namePrefix");
    const name = namePrefix === "" ? {} : { name: before?.name ?? uniqueName(namePrefix) };
    return { namePrefix, ...name };
}

function admitGroup(world: World, inputs: Props): void {
    const [name, vpcId] = [text(inputs, "name"), text(inputs, "vpcId")];
    const refuse = ec2("CreateSecurityGroup", `creating Security Group (${name})`);
    if (vpcId === "") {
        throw refuse("VPCIdNotSpecified", "No default VPC for this user");
    }
    theVpc(world, vpcId, refuse);
    const others = where(world, TYPES.securityGroup, "vpcId", vpcId);
    if (name !== "" && others.some(({ props }) => props.name === name)) {
        throw refuse("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`);
    }
}

function groupInUse(world: World, id: string): boolean {
    const referring = RULES.flatMap((type) => where(world, type, "referencedSecurityGroupId", id));
    return (
        usersOfGroup(world, id).length > 0 ||
        isUsedByTasks(world, "securityGroups", id) ||
        referring.some(({ props }) => props.securityGroupId !== id)
    );
}

/** A rule as the group's own output shows it. */
function inlineForm({ props }: AwsObject): Props {
    const optional = (key: string): string[] => (text(props, key) === "" ? [] : [text(props, key)]);
    return {
        cidrBlocks: optional("cidrIpv4"),
        ipv6CidrBlocks: optional("cidrIpv6"),
        prefixListIds: optional("prefixListId"),
        securityGroups: optional("referencedSecurityGroupId"),
        description: text(props, "description"),
        fromPort: props.fromPort ?? 0,
        toPort: props.toPort ?? 0,
        protocol: props.ipProtocol,
        self: false,
    };
}

const MOST_PORT = 65_535;
const SOURCES = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

/** A rule of a group for one direction. */
const rule = (type: string, authorize: string): ObjectSpec => ({
    type,
    latency: "securityGroupRule",
    id: "sgr",
    arn: "ec2:security-group-rule",
    required: ["ipProtocol", "securityGroupId"],
    notSimulated: ["cidrIpv6"],
    replaceOn: ["securityGroupId"],
    // A rule's source changes in place, but not from one kind to another.
    replaceWhen: Object.fromEntries(
        SOURCES.map((key) => [key, (old: unknown, fresh: unknown) => (old === undefined) !== (fresh === undefined)]),
    ),
    computed: ["arn", "region", "securityGroupRuleId", "tagsAll"],
    check: (inputs) => {
        checkExactlyOne(inputs, SOURCES);
        checkNetwork(inputs, "cidrIpv4");
        checkBetween(inputs, "fromPort", -1, MOST_PORT);
        checkBetween(inputs, "toPort", -1, MOST_PORT);
    },
    admit: (world, inputs) => {
        admitRule(world, type, inputs, authorize, "creating VPC Security Group Rule");
    },
    admitChange: (world, { id }, inputs) => {
        const doing = `updating VPC Security Group Rule (${id})`;
        admitRule(world, type, inputs, "ModifySecurityGroupRules", doing, id);
    },
    decide: ({ id }) => ({ securityGroupRuleId: id }),
});

export const ingressRule = objectModel(rule(TYPES.ingressRule, "AuthorizeSecurityGroupIngress"));

/** The provider takes the rule that lets everything out off a new group, so what is not listed does not leave. */
export const egressRule = objectModel(rule(TYPES.egressRule, "AuthorizeSecurityGroupEgress"));

function admitRule(world: World, type: string, inputs: Props, operation: string, doing: string, own?: string): void {
    const refuse = ec2(operation, doing);
    const group = theSecurityGroup(world, text(inputs, "securityGroupId"), refuse);
    const referenced = text(inputs, "referencedSecurityGroupId");
    if (referenced !== "") {
        theSecurityGroup(world, referenced, refuse);
    }
    const prefixList = text(inputs, "prefixListId");
    if (prefixList !== "") {
        throw refuse("InvalidPrefixListID.NotFound", `The prefix list ID '${prefixList}' does not exist`);
    }
    admitPorts(inputs, refuse);
    const others = where(world, type, "securityGroupId", group.id).filter(({ id }) => id !== own);
    if (others.some(({ props }) => permission(props) === permission(inputs))) {
        throw refuse("InvalidPermission.Duplicate", `the specified rule "${permission(inputs)}" already exists`);
    }
}

/** Ports as the service takes them: both for a protocol that has ports, in order, and none for all protocols. */
function admitPorts(inputs: Props, refuse: Refusal): void {
    const [protocol, from, to] = [text(inputs, "ipProtocol").toLowerCase(), inputs.fromPort, inputs.toPort];
    if (protocol === "-1" && [from, to].some((port) => Number(port ?? 0) > 0)) {
        const what = "You may not specify all protocols and specific ports. Please specify each protocol and port";
        const how = "range combination individually, or all protocols and no port range.";
        throw refuse("InvalidParameterValue", `${what} ${how}`);
    }
    const kind = PORT_WORDS[protocol];
    if (kind === undefined) {
        return;
    }
    if (from === undefined || to === undefined) {
        const what = `Invalid value 'Must specify both from and to ports with ${kind}.' for portRange.`;
        throw refuse("InvalidParameterValue", what);
    }
    if (kind === "TCP/UDP" && !(0 <= Number(from) && Number(from) <= Number(to))) {
        throw refuse("InvalidParameterValue", `Invalid TCP/UDP port range (${Number(from)}:${Number(to)})`);
    }
}

/** Protocols that need ports, by name and number, with the service's word for them. */
const PORT_WORDS: Readonly<Record<string, string>> = {
    tcp: "TCP/UDP",
    "6": "TCP/UDP",
    udp: "TCP/UDP",
    "17": "TCP/UDP",
    icmp: "ICMP",
    "1": "ICMP",
};

/** A rule in EC2's own words: `peer: 10.0.0.0/16, TCP, from port: 443, to port: 443, ALLOW`. */
function permission(props: Props): string {
    const peer = SOURCES.map((key) => text(props, key)).find((source) => source !== "") ?? "";
    const protocol = text(props, "ipProtocol");
    if (protocol === "-1") {
        return `peer: ${peer}, ALL, ALLOW`;
    }
    const [from, to] = [Number(props.fromPort), Number(props.toPort)];
    return `peer: ${peer}, ${protocol.toUpperCase()}, from port: ${from}, to port: ${to}, ALLOW`;
}
