import { isIP, isIPv4 } from "node:net";
import { cidrFault, meet, parseCidr } from "../internal/cidr";

/** Says what to do about a text that breaks the rule; undefined for a text that keeps it. */
export type TextRule = (text: string) => string | undefined;

/** Kafka's limits on names of topics, and the broker's on names of cluster links. */
export const LONGEST_TOPIC_NAME = 249;
export const LONGEST_LINK_NAME = 200;

/** Ranges that AWS keeps for itself or that no network can have. */
const SPECIAL_RANGES = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"].map(parseCidr);

const ID_KINDS: ReadonlyMap<string, string> = new Map([
    ["vpc", "a VPC"],
    ["subnet", "a subnet"],
    ["rtb", "a VPC route table"],
    ["tgw", "a Transit Gateway"],
    ["tgw-rtb", "a Transit Gateway route table"],
    ["tgw-attach", "a Transit Gateway attachment"],
    ["cvpn-endpoint", "a Client VPN endpoint"],
]);

const AWS_ID = /^([a-z]+(?:-[a-z]+)*)-(?:[0-9a-f]{17}|[0-9a-f]{8})$/;
const ENVIRONMENT_ID = /^env-[a-z0-9]+$/;
const MAP_KEY = /^[a-z][a-z0-9-]{0,31}$/;
const KAFKA_NAME = /^[a-zA-Z0-9._-]+$/;
const RESOLVER = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:]+)):(?<port>\d{1,5})$/;

/** An AWS id of one kind, such as `vpc-` and 8 or 17 hexadecimal digits. */
export function awsIdRule(prefix: string): TextRule {
    return (text) => {
        const found = AWS_ID.exec(text)?.[1];
        if (found === prefix) {
            return undefined;
        }
        const kind = found === undefined ? undefined : ID_KINDS.get(found);
        const hint = kind === undefined ? "" : ` This one is the id of ${kind}.`;
        return `Give ${prefix}- and 8 or 17 hexadecimal digits, as the AWS console shows it.${hint}`;
    };
}

export function environmentIdRule(text: string): string | undefined {
    return ENVIRONMENT_ID.test(text)
        ? undefined
        : "Give the id that `confluent environment list` shows, or use `name` to make a new environment.";
}

/** Keys of networks, clusters and links become parts of resource names. */
export function mapKeyRule(key: string): string | undefined {
    return MAP_KEY.test(key) ? undefined : "Rename the entry, and whatever refers to it.";
}

export function topicNameRule(name: string): string | undefined {
    return kafkaNameFault(name, LONGEST_TOPIC_NAME);
}

export function linkNameRule(name: string): string | undefined {
    return kafkaNameFault(name, LONGEST_LINK_NAME);
}

function kafkaNameFault(name: string, longest: number): string | undefined {
    if (name.length > longest) {
        return `Shorten it by ${name.length - longest}.`;
    }
    return KAFKA_NAME.test(name) && name !== "." && name !== ".."
        ? undefined
        : `Use letters, digits, ".", "_" and "-" only; "." and ".." themselves are taken.`;
}

/** What Kafka's metrics call a topic. It refuses a topic whose name is another one's there. */
export function metricName(topic: string): string {
    return topic.replaceAll(".", "_");
}

/** An IPv4 block whose prefix length is within bounds and whose range can be a network. */
export function cidrRule(shortest: number, longest: number): TextRule {
    return (text) => {
        const fault = cidrFault(text);
        if (fault !== undefined) {
            return fault;
        }
        const block = parseCidr(text);
        const { prefix } = block;
        if (prefix < shortest || prefix > longest) {
            return `Choose a prefix length from /${shortest} to /${longest} instead of /${prefix}.`;
        }
        const special = SPECIAL_RANGES.find((range) => meet(range, block));
        return special === undefined ? undefined : `Choose a block outside ${special.text}, which no network can have.`;
    };
}

/** The address of a DNS server with its port; a host name would itself have to be resolved. */
export function resolverRule(text: string): string | undefined {
    const groups = RESOLVER.exec(text)?.groups;
    const port = Number(groups?.port);
    const isAddress = isIPv4(groups?.v4 ?? "") || isIP(groups?.v6 ?? "") === 6;
    return isAddress && port >= 1 && port <= 65535
        ? undefined
        : "Give an IP address and a port from 1 to 65535, such as 10.255.0.2:53 or [fd00::2]:53.";
}

/** A display name as people read it. */
export function displayNameRule(text: string): string | undefined {
    return text.trim() === text && text.length >= 1 && text.length <= 64
        ? undefined
        : "Give 1 to 64 characters without spaces at either end.";
}
