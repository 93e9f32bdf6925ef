import { z } from "zod";
import * as rules from "../rules";
import { agentImageRule, secretArnRule } from "../runnerRules";
import { NAT_KINDS, RUNNER_TOKEN_KEY } from "../runnerTypes";
import { text } from "../text";

export const DEFAULT_RUNNER_CIDR = "10.2.0.0/16";
export const DEFAULT_AGENT_IMAGE = "pulumi/customer-managed-workflow-agent:v2.3.0";
/** All private addresses: which of them have clusters is the business of other stacks. */
const DEFAULT_EGRESS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** A zone takes an eighth and its tasks half of that, of which endpoints and the gateway have an address each. */
const RUNNER_VPC_PREFIX = { shortest: 16, longest: 22 };
const MIN_ZONES = 2;
const MAX_ZONES = 6;

const workflowRunner = z
    .strictObject({
        image: text(
            agentImageRule,
            "Image of Pulumi's customer-managed workflow agent, 2.3.0 or newer, with a digest or a tag other than " +
                `latest. Defaults to ${DEFAULT_AGENT_IMAGE}.`,
        ).default(DEFAULT_AGENT_IMAGE),
        tokenSecretArn: text(
            secretArnRule,
            "ARN of a secret in AWS Secrets Manager whose whole text is the runner pool's token. Defaults to a " +
                `secret made from the configuration's secret ${RUNNER_TOKEN_KEY}.`,
        ).optional(),
        egressCidrs: z
            .array(text(rules.cidrRule(8, 32), "Address block that deployments reach, /8 to /32."))
            .default(DEFAULT_EGRESS)
            .describe(
                "Where deployments reach Kafka and name servers, a list of blocks. " +
                    `Defaults to ${DEFAULT_EGRESS.join(", ")}.`,
            ),
    })
    .describe(
        "The workflow runner in the VPC: a map with image, tokenSecretArn and egressCidrs; {} takes the defaults.",
    );

export const deploymentRunner = z
    .strictObject({
        cidr: text(
            rules.cidrRule(RUNNER_VPC_PREFIX.shortest, RUNNER_VPC_PREFIX.longest),
            "Address block of the runner's VPC, /16 to /22; each zone takes an eighth of it. " +
                `Defaults to ${DEFAULT_RUNNER_CIDR}.`,
        ).default(DEFAULT_RUNNER_CIDR),
        availabilityZones: z
            .array(z.string().describe("Name of a zone of aws:region, such as us-east-1a."))
            .min(MIN_ZONES)
            .max(MAX_ZONES)
            .describe("Zones with a private and a public subnet, 2 to 6 names; new ones belong at the end."),
        nat: z
            .enum(NAT_KINDS)
            .default("single")
            .describe("NAT gateways: single, one for all zones; or perZone, one in each. Defaults to single."),
        workflowRunner: workflowRunner.optional(),
    })
    .describe("A VPC for deployments, made by this stack: a map with cidr, availabilityZones, nat and workflowRunner.");
