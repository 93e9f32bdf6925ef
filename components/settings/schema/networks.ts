import { z } from "zod";
import * as rules from "../rules";
import { CONNECTIVITIES, DNS_MODES, VPC_ROLES } from "../settings";
import { text } from "../text";

/** One block per zone is cut off with four more bits, and a subnet is at most a /28. */
const PRIVATE_VPC_PREFIX = { shortest: 16, longest: 24 };
const MAX_ZONES = 6;

export const privateNetwork = z
    .strictObject({
        connectivity: z
            .enum(CONNECTIVITIES)
            .default("attachment")
            .describe(
                "How the network reaches Confluent: attachment, the PrivateLink attachment of the environment and " +
                    "region; or gateway, an access point of its own at an ingress gateway. Defaults to attachment.",
            ),
        keepAttachment: z
            .boolean()
            .default(false)
            .describe(
                "Whether a network on the gateway keeps its way over the attachment as well, and its links the old " +
                    "names, true or false. For moving to the gateway only. Defaults to false.",
            ),
        vpcCidr: text(
            rules.cidrRule(PRIVATE_VPC_PREFIX.shortest, PRIVATE_VPC_PREFIX.longest),
            "Address block of the VPC to make, /16 to /24; each zone's subnet takes a sixteenth of it.",
        ),
        zoneIds: z
            .array(z.string().describe("A zone id of aws:region, such as use1-az1."))
            .min(1)
            .max(MAX_ZONES)
            .describe("Zones with a subnet and an endpoint interface, 1 to 6 zone ids; 3 are advised."),
        clientCidrs: z
            .array(text(rules.cidrRule(8, 32), "Address block of a client network, /8 to /32."))
            .default([])
            .describe("Further networks whose clients use the endpoint, a list of blocks. Defaults to none."),
        systemResolverRule: z
            .array(z.enum(VPC_ROLES).describe("A VPC's role: endpoint, runner, dns or vpn."))
            .default([])
            .describe(
                "VPCs whose resolver gets a SYSTEM rule for the private domain, which overrules a forwarding rule " +
                    "for a parent domain: a list of endpoint, runner, dns, vpn. Defaults to none.",
            ),
    })
    .describe("A private network: a VPC with an endpoint to Confluent Cloud.");

export const dns = z
    .strictObject({
        mode: z
            .enum(DNS_MODES)
            .describe("shared, one endpoint for all networks, over the hub; or perVpc, an endpoint in each network."),
        network: z.string().describe("Key of the network whose endpoint the hub's VPCs, or else the runner, follow."),
    })
    .describe(
        "Whose endpoint the attachment's names lead to: a map with mode and network, for two such networks or more.",
    );
