import { cidrFault, contains } from "../components/internal/cidr";
import { resourceRule } from "./rule";
import { text, texts, type Props, type Seen } from "./seen";

/** Blocks that nobody on the internet has, carrier-grade NAT included, which VPCs may use. */
const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const PRIVATE_IPV6 = /^f[cd][0-9a-f]{2}:/i;

const CIDRS = { type: "array", items: { type: "string" } } as const;

interface PublicConfig {
    /** Public blocks that are routed inside one's own network only. */
    readonly ownCidrs: readonly string[];
}

interface WithinConfig {
    /** All blocks from which anything may be reached. Empty: no rule. */
    readonly allowedCidrs: readonly string[];
}

/** What a security group's rules let in from the internet, whatever the port: the endpoint's group is one of them. */
export function publicIngress(resource: Seen, { ownCidrs = [] }: Partial<PublicConfig> = {}): string[] {
    return ingressBlocks(resource)
        .filter((block) => !PRIVATE_IPV6.test(block) && !isWithin(block, [...PRIVATE_BLOCKS, ...ownCidrs]))
        .map((block) => `It lets in ${block}, which has public addresses.`);
}

/** What they let in from outside the allowed blocks. */
export function foreignIngress(resource: Seen, { allowedCidrs = [] }: Partial<WithinConfig> = {}): string[] {
    return allowedCidrs.length === 0
        ? []
        : ingressBlocks(resource)
              .filter((block) => !isWithin(block, allowedCidrs))
              .map((block) => `It lets in ${block}, which is not within ${allowedCidrs.join(", ")}.`);
}

/** The blocks that a rule, or a group with rules of its own, lets in. Other groups and prefix lists are not blocks. */
function ingressBlocks({ type, props }: Seen): string[] {
    switch (type) {
        case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
            return [props.cidrIpv4, props.cidrIpv6].flatMap((block) => text(block) ?? []);
        case "aws:ec2/securityGroupRule:SecurityGroupRule":
            return props.type === "ingress" ? blocksOf(props) : [];
        case "aws:ec2/securityGroup:SecurityGroup":
        case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
            return Array.isArray(props.ingress) ? props.ingress.flatMap(blocksOf) : [];
        default:
            return [];
    }
}

function blocksOf(rule: unknown): string[] {
    if (typeof rule !== "object" || rule === null) {
        return [];
    }
    const { cidrBlocks, ipv6CidrBlocks } = rule as Props;
    return [...texts(cidrBlocks), ...texts(ipv6CidrBlocks)];
}

/** Blocks of IPv6 are compared as they are written. */
function isWithin(block: string, outer: readonly string[]): boolean {
    return outer.some((each) =>
        cidrFault(block) === undefined && cidrFault(each) === undefined ? contains(each, block) : each === block,
    );
}

export const noPublicIngress = resourceRule<PublicConfig>(
    {
        name: "no-public-ingress",
        description: "Security groups let nothing in from public addresses.",
        severity: "critical",
        remediationSteps: "Name the clients' own blocks. A public block that is routed inside only goes into ownCidrs.",
        config: { ownCidrs: { ...CIDRS, default: [] } },
    },
    publicIngress,
);

export const ingressWithin = resourceRule<WithinConfig>(
    {
        name: "ingress-within-allowed-cidrs",
        description: "Security groups let in only what allowedCidrs of this rule's configuration names, if it does.",
        severity: "high",
        remediationSteps: "Take the block out of the settings, or add it to allowedCidrs.",
        config: { allowedCidrs: { ...CIDRS, default: [] } },
    },
    foreignIngress,
);
