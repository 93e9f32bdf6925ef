import { createHash, randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";
import { parseZoneId } from "../../components/internal/zones";
import { awsxVpcOutputs } from "./awsxVpc";
import { UNKNOWN } from "./recording";
import { TYPES } from "./types";
import { stackFile } from "./stackFile";

export type Props = Readonly<Record<string, unknown>>;

/** Answers for both clouds: an id of the right form, and what a provider computes. */
export interface MockClouds {
    readonly newResource: (args: MockResourceArgs) => MockResourceResult;
    readonly call: (args: MockCallArgs) => Record<string, unknown>;
    /** Every secret that has been given out; new ones in each run. */
    readonly secrets: readonly string[];
}

type Compute = (inputs: Props, id: string) => Props;

const ID_PREFIXES: Readonly<Record<string, string>> = {
    [TYPES.vpc]: "vpc-",
    [TYPES.subnet]: "subnet-",
    [TYPES.routeTable]: "rtb-",
    [TYPES.routeTableAssociation]: "rtbassoc-",
    [TYPES.route]: "r-",
    [TYPES.securityGroup]: "sg-",
    [TYPES.ingressRule]: "sgr-",
    [TYPES.endpoint]: "vpce-",
    [TYPES.gatewayAttachment]: "tgw-attach-",
    [TYPES.gatewayAssociation]: "tgw-association-",
    [TYPES.gatewayPropagation]: "tgw-propagation-",
    [TYPES.vpnRoute]: "vpn-route-",
    [TYPES.vpnRule]: "vpn-rule-",
    [TYPES.zone]: "Z",
    [TYPES.record]: "record-",
    [TYPES.zoneAssociation]: "association-",
    [TYPES.resolverRule]: "rslvr-rr-",
    [TYPES.resolverRuleAssociation]: "rslvr-rrassoc-",
    [TYPES.environment]: "env-",
    [TYPES.privateLink]: "platt-",
    [TYPES.connection]: "plattc-",
    [TYPES.ingressGateway]: "gw-",
    [TYPES.accessPoint]: "ap-",
    [TYPES.cluster]: "lkc-",
    [TYPES.account]: "sa-",
    [TYPES.roleBinding]: "rb-",
    [TYPES.apiKey]: "KEY",
    [TYPES.topic]: "topic-",
    [TYPES.link]: "link-",
    [TYPES.mirror]: "mirror-",
    [TYPES.acl]: "acl-",
    [TYPES.connector]: "lcc-",
    [TYPES.secret]: "arn:aws:secretsmanager:us-east-1:000000000000:secret:",
    [TYPES.secretVersion]: "version-",
    [TYPES.gateway]: "tgw-",
    [TYPES.gatewayTable]: "tgw-rtb-",
    [TYPES.gatewayAccepter]: "tgw-accepter-",
    [TYPES.egressRule]: "sgr-",
    [TYPES.resolverEndpoint]: "rslvr-",
    [TYPES.zoneAuthorization]: "authorization-",
    [TYPES.vpnEndpoint]: "cvpn-endpoint-",
    [TYPES.vpnTarget]: "cvpn-assoc-",
    [TYPES.certificate]: "arn:aws:acm:us-east-1:000000000000:certificate/",
    [TYPES.share]: "arn:aws:ram:us-east-1:000000000000:resource-share/",
    [TYPES.sharedResource]: "shared-",
    [TYPES.sharedWith]: "shared-with-",
    [TYPES.shareAccepter]: "accepted-",
    [TYPES.flowLog]: "fl-",
    [TYPES.logGroup]: "log-group-",
    [TYPES.logStream]: "log-stream-",
    [TYPES.role]: "role-",
    [TYPES.rolePolicy]: "policy-",
    [TYPES.awsProvider]: "provider-",
    [TYPES.gate]: "gate-",
    [TYPES.linkGate]: "link-gate-",
    [TYPES.guard]: "guard-",
    [TYPES.dhcpOptions]: "dopt-",
    [TYPES.dhcpAssociation]: "dopt-association-",
    [TYPES.ecsCluster]: "arn:aws:ecs:us-east-1:000000000000:cluster/",
    [TYPES.taskDefinition]: "arn:aws:ecs:us-east-1:000000000000:task-definition/",
    [TYPES.ecsService]: "arn:aws:ecs:us-east-1:000000000000:service/",
};

/** What every stack outputs that another one refers to. */
const HUB_OF_ANOTHER_STACK = stackFile("dev")["confluent-cluster-linking:hub"];

/** Mocks of both clouds. In a preview they know what real ones would: the inputs, and nothing else. */
export function mockClouds(preview: boolean): MockClouds {
    const secrets: string[] = [];
    const compute = computedOutputs(secrets);
    const points: string[] = [];
    return {
        secrets,
        call: (args) => lookUp(args, points),
        newResource: ({ type, name, inputs, custom }) => {
            const known = inputs as Props;
            if (custom !== true) {
                const outputs = type === TYPES.awsxVpc && !preview ? awsxVpcOutputs(name, known) : {};
                return { id: undefined, state: { ...known, ...outputs } };
            }
            if (type === TYPES.stackReference) {
                return { id: name, state: { ...known, outputs: { hub: HUB_OF_ANOTHER_STACK }, secretOutputNames: [] } };
            }
            const prefix = ID_PREFIXES[type];
            if (prefix === undefined) {
                throw new Error(`the mocks do not know ${type} (${name})`);
            }
            if (preview) {
                return { id: undefined, state: { ...known, ...unknownInside(type, known) } };
            }
            const id = `${prefix}${digest(name)}`;
            if (type === TYPES.accessPoint) {
                points.push(id);
            }
            return { id, state: { ...known, ...compute[type]?.(known, id) } };
        },
    };
}

/** The name that a program gives, or the one that the service makes up. */
function nameOf(name: unknown, id: string): string {
    return typeof name === "string" ? name : id;
}

function computedOutputs(secrets: string[]): Readonly<Record<string, Compute>> {
    const zoneNames = new Map<string, string>();
    return {
        [TYPES.subnet]: ({ availabilityZoneId }, id) => {
            const availabilityZone = zoneName(String(availabilityZoneId));
            zoneNames.set(id, availabilityZone);
            return { availabilityZone };
        },
        [TYPES.endpoint]: ({ subnetIds }, id) => {
            const zones = ((subnetIds ?? []) as string[]).map((subnet) => zoneNames.get(subnet) ?? "us-east-1x");
            return { dnsEntries: dnsEntries(id, zones), state: "available" };
        },
        [TYPES.zone]: (_inputs, id) => ({ zoneId: id }),
        [TYPES.privateLink]: ({ region }, id) => ({
            dnsDomain: `${String(region)}.aws.private.confluent.cloud`,
            aws: [{ vpcEndpointServiceName: `com.amazonaws.vpce.${String(region)}.vpce-svc-${digest(id)}` }],
        }),
        [TYPES.ingressGateway]: ({ awsIngressPrivateLinkGateway }, id) => ({
            awsIngressPrivateLinkGateway: {
                ...(awsIngressPrivateLinkGateway as Props),
                vpcEndpointServiceName: `com.amazonaws.vpce.us-east-1.vpce-svc-${digest(id)}`,
            },
        }),
        [TYPES.accessPoint]: ({ awsIngressPrivateLinkEndpoint }, id) => ({
            awsIngressPrivateLinkEndpoint: {
                ...(awsIngressPrivateLinkEndpoint as Props),
                dnsDomain: `${id.replace("-", "")}.us-east-1.aws.accesspoint.confluent.cloud`,
            },
        }),
        [TYPES.cluster]: clusterOutputs,
        [TYPES.account]: () => ({ apiVersion: "iam/v2", kind: "ServiceAccount" }),
        [TYPES.apiKey]: () => {
            const secret = randomBytes(24).toString("base64url");
            secrets.push(secret);
            // The provider marks it so; the mock engine does not do that by itself.
            return { secret: pulumi.secret(secret) };
        },
        [TYPES.link]: ({ link }) => ({ clusterLinkId: digest(String(link)) }),
        [TYPES.secret]: (_inputs, id) => ({ arn: id }),
        [TYPES.secretVersion]: (_inputs, id) => ({ versionId: id }),
        [TYPES.ecsCluster]: (_inputs, id) => ({ arn: id }),
        [TYPES.taskDefinition]: (_inputs, id) => ({ arn: `${id}:1` }),
        [TYPES.gateway]: (_inputs, id) => ({
            arn: `arn:aws:ec2:us-east-1:000000000000:transit-gateway/${id}`,
            ownerId: "000000000000",
        }),
        [TYPES.resolverEndpoint]: ({ ipAddresses }) => ({
            // AWS promises no order.
            ipAddresses: (ipAddresses as Props[])
                .map((one, index) => ({ ...one, ip: `10.255.0.${20 + index}` }))
                .reverse(),
        }),
        [TYPES.certificate]: (_inputs, id) => ({ arn: id }),
        [TYPES.share]: (_inputs, id) => ({ arn: id }),
        [TYPES.logGroup]: ({ name }, id) => ({
            name: nameOf(name, id),
            arn: `arn:aws:logs:us-east-1:000000000000:log-group:${nameOf(name, id)}`,
        }),
        [TYPES.logStream]: (_inputs, id) => ({ name: id }),
        [TYPES.role]: ({ name }, id) => ({
            name: nameOf(name, id),
            arn: `arn:aws:iam::000000000000:role/${nameOf(name, id)}`,
        }),
        [TYPES.mirror]: () => ({ status: "ACTIVE" }),
    };
}

function clusterOutputs({ region, enterprises, environment }: Props, id: string): Props {
    const place = `${id}.${String(region)}.aws`;
    const host = enterprises === undefined ? `${place}.confluent.cloud` : `${place}.private.confluent.cloud`;
    const { id: environmentId } = environment as { id: string };
    const crn = `crn://confluent.cloud/organization=org/environment=${environmentId}/cloud-cluster=${id}`;
    return {
        restEndpoint: `https://${host}:443`,
        bootstrapEndpoint: `SASL_SSL://${host}:9092`,
        rbacCrn: crn,
        apiVersion: "cmk/v2",
        kind: "Cluster",
    };
}

/** What a preview of a create does not know inside an input that is given. */
function unknownInside(type: string, { awsIngressPrivateLinkGateway: gateway }: Props): Props {
    return type === TYPES.ingressGateway
        ? { awsIngressPrivateLinkGateway: { ...(gateway as Props), vpcEndpointServiceName: UNKNOWN } }
        : {};
}

function registryIn(environmentId: string): Record<string, unknown> {
    return {
        id: "lsrc-1",
        apiVersion: "srcm/v3",
        kind: "Cluster",
        restEndpoint: "https://psrc-1.example.test",
        resourceName: `crn://confluent.cloud/organization=org/environment=${environmentId}/schema-registry=lsrc-1`,
    };
}

/** A private cluster as it is found, behind every access point that there is. */
function lookUp({ token, inputs }: MockCallArgs, points: readonly string[]): Record<string, unknown> {
    if (token === "confluentcloud:index/getSchemaRegistryCluster:getSchemaRegistryCluster") {
        return registryIn((inputs as { environment: { id: string } }).environment.id);
    }
    if (token !== "confluentcloud:index/getKafkaCluster:getKafkaCluster") {
        throw new Error(`the mocks know no function ${token}`);
    }
    const { id } = inputs as { id: string };
    if (points.length === 0) {
        throw new Error(`the mocks know no cluster ${id}`);
    }
    const endpoints = points.map((accessPointId) => {
        const host = `${id}-${accessPointId.replace("-", "")}.us-east-1.aws.accesspoint.glb.confluent.cloud`;
        return { accessPointId, restEndpoint: `https://${host}:443`, bootstrapEndpoint: `${host}:9092` };
    });
    return { id, endpoints };
}

/** The zone's name in this account: by intent not the letter that its number suggests. */
export function zoneName(zoneId: string): string {
    const zone = parseZoneId(zoneId);
    if (zone?.region === undefined) {
        throw new Error(`${zoneId} is no zone id`);
    }
    return `${zone.region}${String.fromCharCode("g".charCodeAt(0) - zone.slot)}`;
}

/** The regional name is neither first nor last, since AWS promises no order. */
function dnsEntries(id: string, zones: readonly string[]): { dnsName: string; hostedZoneId: string }[] {
    const [first, ...rest] = zones.map((zone) => `-${zone}`);
    return [first, "", ...rest]
        .filter((suffix) => suffix !== undefined)
        .map((suffix) => ({
            dnsName: `${id}-${digest(id, 8)}${suffix}.${digest("service")}.vpce.amazonaws.com`,
            hostedZoneId: "Z7HUB22UULQXV",
        }));
}

function digest(text: string, length = 17): string {
    return createHash("sha256").update(text).digest("hex").slice(0, length);
}
