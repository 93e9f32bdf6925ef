import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";
import { awsId } from "./fields";

const DEFAULT_ASN = 64512;
/** What the checks have to know before the schema fills it in. */
export const HUB_DEFAULTS = {
    dnsCidr: "10.255.0.0/24",
    vpnCidr: "10.100.0.0/22",
    clientCidr: "10.200.0.0/22",
} as const;
const DEFAULT_RETENTION_DAYS = 30;
const MAX_TARGETS = 6;

/** What CloudWatch Logs offers. */
const RETENTION_DAYS = [
    ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545],
    ...[731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** Numbers that RFC 6996 leaves to everybody. */
const PRIVATE_ASNS = [
    { first: 64512, last: 65534 },
    { first: 4200000000, last: 4294967294 },
];

const amazonSideAsn = z
    .int()
    .refine((asn) => PRIVATE_ASNS.some(({ first, last }) => asn >= first && asn <= last), {
        params: { fix: "Choose one that no network behind the gateway has." },
    })
    .default(DEFAULT_ASN)
    .describe(
        "The gateway's own number in BGP, 64512 to 65534 or 4200000000 to 4294967294. A change replaces the " +
            `gateway. Defaults to ${DEFAULT_ASN}.`,
    );

const retentionDays = (what: string) =>
    z
        .int()
        .refine((days) => RETENTION_DAYS.includes(days), {
            params: { fix: "Write one of these numbers, as CloudWatch Logs knows no other." },
        })
        .default(DEFAULT_RETENTION_DAYS)
        .describe(`Days for which ${what}: ${RETENTION_DAYS.join(", ")}. Defaults to ${DEFAULT_RETENTION_DAYS}.`);

const runner = z
    .strictObject({
        vpcId: awsId("vpc", "Id of an existing VPC"),
        cidr: text(rules.cidrRule(16, 28), "Address block of that VPC, /16 to /28."),
        subnetIds: z
            .array(awsId("subnet", "Id of a subnet of that VPC"))
            .min(1)
            .describe("Subnets of that VPC to attach, one per zone, a list of at least one subnet- id."),
        routeTableIds: z
            .array(awsId("rtb", "Id of a route table of that VPC"))
            .min(1)
            .describe(
                "Route tables of that VPC, which get routes to private networks, a list of at least one rtb- id.",
            ),
    })
    .describe(
        "The VPC in which deployments run, when it is there already: a map with vpcId, cidr, subnetIds and " +
            "routeTableIds. Defaults to none.",
    );

const dns = z
    .strictObject({
        cidr: text(
            rules.cidrRule(16, 24),
            `Address block of the VPC to make, /16 to /24. Defaults to ${HUB_DEFAULTS.dnsCidr}.`,
        ).default(HUB_DEFAULTS.dnsCidr),
        inbound: z
            .boolean()
            .default(true)
            .describe(
                "Whether the VPC's resolver can be asked from other networks, as VPN clients do, true or false. " +
                    "Defaults to true.",
            ),
        forward: z
            .array(
                z
                    .strictObject({
                        domain: text(
                            rules.domainRule,
                            "A domain that other DNS servers know, such as corp.example.",
                            rules.FORMS.domain,
                        ),
                        targets: z
                            .array(text(rules.serverAddressRule, "IPv4 address of a DNS server, such as 10.9.0.2."))
                            .min(1)
                            .max(MAX_TARGETS)
                            .describe(
                                `DNS servers that know the domain, a list of 1 to ${MAX_TARGETS} IPv4 addresses.`,
                            ),
                    })
                    .describe("A domain to ask others for: a map with domain and targets."),
            )
            .default([])
            .describe(
                "Domains that are asked for elsewhere, a list of maps with domain and targets. Defaults to none.",
            ),
    })
    .describe(
        "The VPC whose resolver answers for others and asks others: a map with cidr, inbound and forward, {} for " +
            "the defaults. Defaults to none.",
    );

const EITHER_CERTIFICATES = "a map with either serverArn and clientRootArn, or imported: true";

const certificates = z
    .strictObject({
        serverArn: text(
            rules.certificateArnRule,
            "ARN of the server's certificate in ACM, arn:aws:acm:REGION:ACCOUNT:certificate/ID.",
            rules.FORMS.certificateArn,
        ).optional(),
        clientRootArn: text(
            rules.certificateArnRule,
            "ARN of the certificate in ACM whose authority signs the clients', arn:aws:acm:REGION:ACCOUNT:certificate/ID.",
            rules.FORMS.certificateArn,
        ).optional(),
        imported: z
            .boolean()
            .refine((imported) => imported, { params: { fix: "Write true, or remove it and give both ARNs." } })
            .describe("true: the PEM texts are secrets of the stack, in the namespace vpn-certificates.")
            .optional(),
    })
    .transform((given, context) => {
        const { serverArn, clientRootArn, imported } = given;
        if (imported !== undefined && serverArn === undefined && clientRootArn === undefined) {
            return { imported: true as const };
        }
        if (serverArn !== undefined && clientRootArn !== undefined && imported === undefined) {
            return { serverArn, clientRootArn };
        }
        context.addIssue({
            code: "custom",
            params: {
                fix: "Give both ARNs (they may be the same where one authority has signed both sides), or imported: true alone.",
            },
        });
        return z.NEVER;
    })
    .describe(`Certificates of the VPN, for mutual TLS: ${EITHER_CERTIFICATES}.`);

const vpn = z
    .strictObject({
        cidr: text(
            rules.cidrRule(16, 23),
            "Address block of the VPC to make, /16 to /23; clients are seen with addresses of it. Defaults to " +
                `${HUB_DEFAULTS.vpnCidr}.`,
        ).default(HUB_DEFAULTS.vpnCidr),
        clientCidr: text(
            rules.cidrRule(12, 22),
            "Address block from which VPN clients get their own addresses, /12 to /22. A change replaces the " +
                `endpoint. Defaults to ${HUB_DEFAULTS.clientCidr}.`,
        ).default(HUB_DEFAULTS.clientCidr),
        splitTunnel: z
            .boolean()
            .default(true)
            .describe(
                "Whether clients send only what is for the private networks through the VPN, true or false. " +
                    "Defaults to true.",
            ),
        logRetentionDays: retentionDays("it is kept who was connected"),
        certificates,
    })
    .describe(
        "The Client VPN through which people reach the clusters: a map with cidr, clientCidr, splitTunnel, " +
            "logRetentionDays and certificates. Defaults to none.",
    );

const share = z
    .strictObject({
        principals: z
            .array(
                text(
                    rules.sharePrincipalRule,
                    "An AWS account by its 12 digits, in quotes, or an organisation or one of its units by ARN.",
                ),
            )
            .min(1)
            .describe("Who may attach VPCs to the gateway, a list of at least one account, organisation or unit."),
        allowExternalPrincipals: z
            .boolean()
            .default(false)
            .describe("Whether accounts outside the organisation may be among them, true or false. Defaults to false."),
    })
    .describe(
        "Other accounts that use the gateway: a map with principals and allowExternalPrincipals. Defaults to none.",
    );

export const networkHub = z
    .strictObject({
        amazonSideAsn,
        zoneIds: z
            .array(z.string().describe("A zone id of aws:region, such as use1-az1."))
            .min(2)
            .max(6)
            .describe("Zones of the hub's own VPCs, 2 to 6 zone ids."),
        runner: runner.optional(),
        dns: dns.optional(),
        vpn: vpn.optional(),
        share: share.optional(),
        flowLogs: z
            .strictObject({ retentionDays: retentionDays("records are kept") })
            .describe(
                "Records of who talked to whom, of the gateway and the hub's own VPCs: a map with retentionDays, {} " +
                    "for the default. Defaults to none.",
            )
            .optional(),
    })
    .describe(
        "A hub for this stack to make: a map with amazonSideAsn, zoneIds, runner, dns, vpn, share and flowLogs. Left " +
            "out: the hub is there already, or there is none.",
    );
