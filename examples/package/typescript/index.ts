// The endpoint is there already; this makes the clusters' names resolve to it, in its VPC and in one more.
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { PrivateDns } from "confluent-cluster-linking";

const config = new pulumi.Config();
const endpoint = ec2.getVpcEndpointOutput({ id: config.require("endpointId") });

const dns = new PrivateDns("confluent", {
    domain: config.require("domain"),
    endpointVpcId: endpoint.vpcId,
    dnsEntries: endpoint.dnsEntries,
    zoneNames: {},
    vpcs: { application: config.require("applicationVpcId") },
});

export const hostedZoneId = dns.hostedZoneId;
