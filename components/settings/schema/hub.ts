import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";
import { awsId } from "./fields";

const VPC_PREFIX = { shortest: 16, longest: 28 };
const CLIENT_VPN_PREFIX = { shortest: 12, longest: 22 };

const vpcId = awsId("vpc", "Id of an existing VPC");
const vpcCidr = text(rules.cidrRule(VPC_PREFIX.shortest, VPC_PREFIX.longest), "Address block of that VPC, /16 to /28.");
const routeTableId = awsId("rtb", "Id of a route table of that VPC");
const routeTableIds = z
    .array(routeTableId)
    .min(1)
    .describe("Route tables of that VPC which need a route to the private networks, a list of at least one rtb- id.");
const clientCidr = text(
    rules.cidrRule(CLIENT_VPN_PREFIX.shortest, CLIENT_VPN_PREFIX.longest),
    "Address block from which VPN clients get their addresses, /12 to /22.",
);
const endpointId = awsId(
    "cvpn-endpoint",
    "Id of the Client VPN endpoint to which this stack adds routes and authorisation; left out, it adds none",
).optional();

const vpn = z
    .discriminatedUnion("mode", [
        z
            .strictObject({
                mode: z.literal("vpc").describe("How the VPN reaches other networks: vpc or tgw."),
                vpcId,
                cidr: vpcCidr,
                routeTableIds,
                clientCidr,
                endpointId,
                targetSubnetIds: z
                    .array(awsId("subnet", "Id of a subnet associated with the VPN endpoint"))
                    .default([])
                    .describe("Subnets associated with the VPN endpoint, a list of subnet- ids. Defaults to none."),
            })
            .describe("A Client VPN endpoint associated with subnets of a VPC, whose addresses its clients take."),
        z
            .strictObject({
                mode: z.literal("tgw").describe("How the VPN reaches other networks: vpc or tgw."),
                clientCidr,
                endpointId,
            })
            .describe("A Client VPN endpoint attached to the Transit Gateway; clients keep their own addresses."),
    ])
    .describe("The Client VPN through which people reach the clusters: a map whose mode is vpc or tgw.");

const transitGateway = z
    .strictObject({
        id: awsId("tgw", "Id of the Transit Gateway"),
        associationRouteTableId: awsId("tgw-rtb", "Id of the gateway route table that private networks look up"),
        propagationRouteTableIds: z
            .array(awsId("tgw-rtb", "Id of a gateway route table that learns the way to private networks"))
            .min(1)
            .describe("Gateway route tables that learn the private networks, a list of at least one tgw-rtb- id."),
    })
    .describe("The Transit Gateway that joins the networks: a map with its id and its route tables.");

const owner = z
    .strictObject({
        roleArn: text(
            rules.roleArnRule,
            "Role in the hub's account, arn:aws:iam::ACCOUNT:role/NAME.",
            rules.FORMS.roleArn,
        ),
        shareArn: text(
            rules.shareArnRule,
            "Share of the gateway to accept, arn:aws:ram:REGION:ACCOUNT:resource-share/ID. Left out where both accounts " +
                "are in an organisation that shares without asking.",
            rules.FORMS.shareArn,
        ).optional(),
    })
    .describe(
        "The account that the hub is in, when it is another one: a map with roleArn and shareArn. Defaults to this one.",
    );

/** `hub.stack`, which the loader replaces by that stack's hub before the rest is read. */
export const stackName = z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+\/[^/\s]+$/)
    .describe(
        "Full name of a stack, organisation/project/stack, whose output hub is used. What stands beside it, such as " +
            "runner, replaces that part.",
    );

export const hub = z
    .strictObject({
        transitGateway,
        runner: z
            .strictObject({ vpcId, cidr: vpcCidr, routeTableIds })
            .describe(
                "The VPC in which deployments run: a map with vpcId, cidr and routeTableIds. Left out only beside " +
                    "deploymentRunner, which makes it.",
            )
            .optional(),
        dns: z
            .strictObject({
                vpcId,
                cidr: vpcCidr,
                routeTableIds: z
                    .array(routeTableId)
                    .default([])
                    .describe("Route tables of that VPC, a list of rtb- ids. Defaults to none: it only answers names."),
            })
            .describe("The VPC whose resolver answers for others: a map with vpcId, cidr and routeTableIds.")
            .optional(),
        vpn: vpn.optional(),
        owner: owner.optional(),
        manageRoutes: z
            .boolean()
            .default(true)
            .describe(
                "Whether this stack adds routes to the hub, true or false; false only outputs them. Defaults to true.",
            ),
    })
    .describe("The networks around the private ones: a map with transitGateway, runner, dns, vpn and manageRoutes.");
