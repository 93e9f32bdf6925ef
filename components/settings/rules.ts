import { isIP, isIPv4 } from "node:net";
import { cidrFault, meet, parseCidr } from "../internal/cidr";
import { knownRegions } from "../internal/zones";

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
const CLUSTER_ID = /^lkc-[a-z0-9]+$/;
const MAP_KEY = /^[a-z][a-z0-9-]{0,31}$/;
const KAFKA_NAME = /^[a-zA-Z0-9._-]+$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)?$/;
const LONGEST_GROUP_NAME = 255;
const LONGEST_SUBJECT = 255;
const SUBJECT = /^[^\s/*]+\*?$/;
const QUICKSTART = /^[A-Z][A-Z0-9_]*$/;
const KMS_KEY =
    /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+|(?:mrk-)?[0-9a-f-]{32,36})$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const CERTIFICATE_ARN = /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/;
const ACCOUNT_ID = /^\d{12}$/;
const ORGANISATION_ARN = /^arn:aws:organizations::\d{12}:(?:organization\/o-[a-z0-9]+|ou\/o-[a-z0-9]+\/ou-[a-z0-9-]+)$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const SHARE_ARN = /^arn:aws[a-z-]*:ram:[a-z0-9-]+:\d{12}:resource-share\/[0-9a-f-]+$/;
const RESOLVER = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:]+)):(?<port>\d{1,5})$/;

/** The forms behind the rules, for editors: a schema of the configuration can state a form, and not a rule. */
export const FORMS = {
    environmentId: ENVIRONMENT_ID,
    clusterId: CLUSTER_ID,
    mapKey: MAP_KEY,
    kafkaName: KAFKA_NAME,
    moment: MOMENT,
    quickstart: QUICKSTART,
    subject: SUBJECT,
    domain: DOMAIN,
    certificateArn: CERTIFICATE_ARN,
    kmsKey: KMS_KEY,
    roleArn: ROLE_ARN,
    shareArn: SHARE_ARN,
    awsId: (prefix: string) => new RegExp(`^${prefix}-(?:[0-9a-f]{17}|[0-9a-f]{8})$`),
} as const;

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

export function clusterIdRule(text: string): string | undefined {
    return CLUSTER_ID.test(text) ? undefined : "Give the id that `confluent kafka cluster list` shows, lkc-…";
}

/** An AWS region that is known. */
export function regionRule(text: string): string | undefined {
    return knownRegions().includes(text) ? undefined : `Write one of ${knownRegions().join(", ")}.`;
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

/** A day, or a moment of one, in UTC. */
export function momentRule(text: string): string | undefined {
    const isMoment = MOMENT.test(text) && !Number.isNaN(Date.parse(text));
    return isMoment
        ? undefined
        : 'Give a day such as "2027-01-31" or a moment such as "2027-01-31T12:00:00Z", in quotes.';
}

/** A consumer group, which may have any name that can be seen. */
export function groupNameRule(name: string): string | undefined {
    const isName = name.trim() === name && name.length >= 1 && name.length <= LONGEST_GROUP_NAME;
    return isName ? undefined : `Give 1 to ${LONGEST_GROUP_NAME} characters without spaces at either end.`;
}

/** A subject of a Schema Registry, or the beginning of several with an asterisk after it. */
export function subjectRule(subject: string): string | undefined {
    return SUBJECT.test(subject) && subject.length <= LONGEST_SUBJECT
        ? undefined
        : "Give a name without spaces and slashes; an asterisk may only stand at its end, after a beginning.";
}

/** New quickstarts come without notice, so only the form is checked. */
export function quickstartRule(name: string): string | undefined {
    return QUICKSTART.test(name)
        ? undefined
        : "Write it as Confluent does, in capitals, such as STOCK_TRADES or ORDERS.";
}

export function kmsKeyRule(key: string): string | undefined {
    return KMS_KEY.test(key)
        ? undefined
        : "Give the key's id, its ARN, or an alias such as alias/secrets, all of the stack's own region.";
}

/** A domain in its one form: DNS knows no capitals, and a dot at the end says nothing here. */
export function domainRule(domain: string): string | undefined {
    return DOMAIN.test(domain)
        ? undefined
        : "Write labels of lower-case letters, digits and hyphens with dots between them, and no dot at the end.";
}

/** The address of a DNS server in a network of one's own. */
export function serverAddressRule(text: string): string | undefined {
    if (!isIPv4(text)) {
        return "Write four numbers from 0 to 255 with dots between them, without a port.";
    }
    const address = parseCidr(`${text}/32`);
    const special = SPECIAL_RANGES.find((range) => meet(range, address));
    return special === undefined ? undefined : `Choose an address outside ${special.text}, which no server can have.`;
}

/** A certificate in AWS Certificate Manager. */
export function certificateArnRule(arn: string): string | undefined {
    return CERTIFICATE_ARN.test(arn)
        ? undefined
        : "Give the ARN that `aws acm list-certificates` shows, or import the certificates with imported: true.";
}

/** Whom AWS Resource Access Manager can share a gateway with. */
export function sharePrincipalRule(principal: string): string | undefined {
    return ACCOUNT_ID.test(principal) || ORGANISATION_ARN.test(principal)
        ? undefined
        : "Give 12 digits, or the ARN that `aws organizations` shows for the organisation or unit.";
}

/** A role in another account. */
export function roleArnRule(arn: string): string | undefined {
    return ROLE_ARN.test(arn)
        ? undefined
        : "Give the ARN of a role in the hub's account that this stack's AWS identity may assume.";
}

/** A share of AWS Resource Access Manager. */
export function shareArnRule(arn: string): string | undefined {
    return SHARE_ARN.test(arn)
        ? undefined
        : "Give the ARN that `aws ram get-resource-share-invitations` shows in this account.";
}
