import { isIPv4 } from "node:net";
import { overlaps, prefixLength } from "../network/cidr";
import { isProps } from "../provider/values";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { own } from "./accounts";
import { checkConflicts, checkNetwork, checkNotEmpty, checkOneOf } from "./checks";
import { ec2, type Refusal } from "./errors";
import { theSecurityGroup, theVpc } from "./lookup";
import { objectModel } from "./object";
import { find, records, remove, text, texts, where } from "./store";
import { TYPES } from "./types";

const WIDEST_PREFIX = 12;
const NARROWEST_PREFIX = 22;
const MOST_SERVERS = 2;
const CERTIFICATE = /^arn:[\w-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/;

export const vpnEndpoint = objectModel({
    type: TYPES.vpnEndpoint,
    latency: "clientVpnEndpoint",
    id: "cvpn-endpoint",
    arn: "ec2:client-vpn-endpoint",
    required: ["authenticationOptions", "connectionLogOptions", "serverCertificateArn"],
    notSimulated: [
        ...["clientConnectOptions", "clientLoginBannerOptions", "clientRouteEnforcementOptions"],
        ...["disconnectOnSessionTimeout", "transitGatewayConfiguration"],
    ],
    replaceOn: [
        ...["authenticationOptions", "clientCidrBlock", "endpointIpAddressType", "trafficIpAddressType"],
        ...["transitGatewayConfiguration", "transportProtocol"],
    ],
    computed: [
        ...["arn", "clientConnectOptions", "clientLoginBannerOptions", "clientRouteEnforcementOptions"],
        ...["disconnectOnSessionTimeout", "dnsName", "endpointIpAddressType", "region", "securityGroupIds"],
        ...["selfServicePortalUrl", "tagsAll", "trafficIpAddressType", "transitGatewayConfiguration", "vpcId"],
    ],
    defaults: {
        selfServicePortal: "disabled",
        sessionTimeoutHours: 24,
        splitTunnel: false,
        transportProtocol: "udp",
        vpnPort: 443,
    },
    check: checkEndpoint,
    admit: (world, inputs) => {
        admitEndpoint(world, inputs, ec2("CreateClientVpnEndpoint", "creating EC2 Client VPN Endpoint"));
    },
    admitChange: (world, { id }, inputs) => {
        admitEndpoint(world, inputs, ec2("ModifyClientVpnEndpoint", `updating EC2 Client VPN Endpoint (${id})`));
    },
    decide: ({ id, region, inputs, before }) => ({
        ...OFF,
        dnsName: `*.${id}.prod.clientvpn.${region}.amazonaws.com`,
        endpointIpAddressType: "ipv4",
        securityGroupIds: inputs.securityGroupIds ?? [],
        selfServicePortalUrl: "",
        trafficIpAddressType: "ipv4",
        vpcId: inputs.vpcId ?? before?.vpcId ?? "",
    }),
    view: (world, endpoint) => placeOf(world, endpoint),
    release: (world, { id }) => {
        const associations = where(world, TYPES.vpnAssociation, "clientVpnEndpointId", id);
        if (associations.length > 0) {
            const refuse = ec2("DeleteClientVpnEndpoint", `deleting EC2 Client VPN Endpoint (${id})`);
            const networks = associations.map(({ props }) => text(props, "subnetId")).join(", ");
            throw refuse("DependencyViolation", `Endpoint ${id} has associated target networks: ${networks}`);
        }
    },
    gone: (world, { id }) => {
        for (const type of [TYPES.vpnRoute, TYPES.vpnAuthorization]) {
            for (const dependant of where(world, type, "clientVpnEndpointId", id)) {
                remove(world, dependant.id);
            }
        }
    },
});

/** What the service reports about features that are not simulated. */
const OFF: Props = {
    clientConnectOptions: { enabled: false, lambdaFunctionArn: "" },
    clientLoginBannerOptions: { bannerText: "", enabled: false },
    clientRouteEnforcementOptions: { enforced: false },
    disconnectOnSessionTimeout: false,
    transitGatewayConfiguration: { availabilityZoneIds: [], transitGatewayAttachmentId: "" },
};

function checkEndpoint(inputs: Props): void {
    checkNotEmpty(inputs, "authenticationOptions");
    checkNetwork(inputs, "clientCidrBlock");
    checkConflicts(inputs, "transitGatewayConfiguration", ["securityGroupIds", "vpcId"]);
    checkOneOf(inputs, "transportProtocol", ["tcp", "udp"]);
    checkOneOf(inputs, "vpnPort", [443, 1194]);
    checkOneOf(inputs, "sessionTimeoutHours", [8, 10, 12, 24]);
    checkOneOf(inputs, "selfServicePortal", ["enabled", "disabled"]);
    // The simulated network knows no other.
    checkOneOf(inputs, "endpointIpAddressType", ["ipv4"]);
    checkOneOf(inputs, "trafficIpAddressType", ["ipv4"]);
    checkCertificate(inputs, "serverCertificateArn", "server_certificate_arn");
    for (const option of records(inputs, "authenticationOptions")) {
        // Directories and identity providers are not simulated.
        checkOneOf(option, "type", ["certificate-authentication"]);
        checkCertificate(option, "rootCertificateChainArn", "root_certificate_chain_arn");
    }
}

function checkCertificate(props: Props, key: string, name: string): void {
    const value = props[key];
    if (typeof value === "string" && !CERTIFICATE.test(value)) {
        throw new Error(`"${name}" (${value}) is an invalid ARN: it is not that of an ACM certificate`);
    }
}

function admitEndpoint(world: World, inputs: Props, refuse: Refusal): void {
    const cidr = text(inputs, "clientCidrBlock");
    if (cidr === "") {
        throw refuse("MissingParameter", "The request must contain the parameter ClientCidrBlock");
    }
    if (prefixLength(cidr) < WIDEST_PREFIX || prefixLength(cidr) > NARROWEST_PREFIX) {
        const range = `between /${WIDEST_PREFIX} and /${NARROWEST_PREFIX}`;
        throw refuse("InvalidParameterValue", `The netmask of the client CIDR ${cidr} must be ${range}`);
    }
    if (records(inputs, "authenticationOptions").some((option) => text(option, "rootCertificateChainArn") === "")) {
        throw refuse("MissingParameter", "The request must contain the parameter ClientRootCertificateChainArn");
    }
    const log = isProps(inputs.connectionLogOptions) ? inputs.connectionLogOptions : {};
    if (log.enabled === true && text(log, "cloudwatchLogGroup") === "") {
        throw refuse("MissingParameter", "The request must contain the parameter CloudwatchLogGroup");
    }
    const servers = texts(inputs, "dnsServers");
    if (servers.length > MOST_SERVERS || servers.some((address) => !isIPv4(address))) {
        throw refuse(
            "InvalidParameterValue",
            `A Client VPN endpoint has at most ${MOST_SERVERS} DNS servers, by address`,
        );
    }
    admitNetwork(world, inputs, refuse);
}

/** Its VPC beside the clients' addresses, and groups of that VPC. */
function admitNetwork(world: World, inputs: Props, refuse: Refusal): void {
    const [cidr, vpcId] = [text(inputs, "clientCidrBlock"), text(inputs, "vpcId")];
    const groups = texts(inputs, "securityGroupIds").map((id) => theSecurityGroup(world, id, refuse));
    if (groups.length > 0 && vpcId === "") {
        throw refuse("MissingParameter", "The request must contain the parameter VpcId");
    }
    if (vpcId === "") {
        return;
    }
    const vpc = theVpc(world, vpcId, refuse);
    if (overlaps(text(vpc.props, "cidrBlock"), cidr)) {
        throw overlap(cidr, vpc, refuse);
    }
    const stranger = groups.find(({ props }) => props.vpcId !== vpcId);
    if (stranger !== undefined) {
        throw refuse("InvalidParameterValue", `Security group ${stranger.id} does not belong to VPC ${vpcId}`);
    }
}

function overlap(cidr: string, vpc: AwsObject, refuse: Refusal): Error {
    const what = `The CIDR range ${text(vpc.props, "cidrBlock")} of the target network's VPC ${vpc.id} overlaps`;
    return refuse("InvalidClientVpnSubnetId.OverlappingCidr", `${what} with the client CIDR range ${cidr}`);
}

/** Where an endpoint is, once it has a network: without a VPC of its own that of its first one, and its default group. */
function placeOf(world: World, { id, props }: AwsObject): Props {
    const [first] = where(world, TYPES.vpnAssociation, "clientVpnEndpointId", id);
    const vpcId = text(props, "vpcId") || text(first?.props ?? {}, "vpcId");
    const groups = texts(props, "securityGroupIds");
    const fallback = text(find(world, TYPES.vpc, vpcId)?.props ?? {}, "defaultSecurityGroupId");
    return { vpcId, securityGroupIds: groups.length > 0 || fallback === "" ? groups : [fallback] };
}

export const vpnAssociation = objectModel({
    type: TYPES.vpnAssociation,
    latency: "clientVpnAssociation",
    id: "cvpn-assoc",
    required: ["clientVpnEndpointId", "subnetId"],
    replaceOn: ["clientVpnEndpointId", "subnetId"],
    computed: ["associationId", "region", "vpcId"],
    admit: admitAssociation,
    decide: ({ world, id, inputs }) => ({
        associationId: id,
        vpcId: find(world, TYPES.subnet, text(inputs, "subnetId"))?.props.vpcId ?? "",
    }),
    // Routes through a network go with it.
    gone: (world, { props }) => {
        const routes = where(world, TYPES.vpnRoute, "clientVpnEndpointId", text(props, "clientVpnEndpointId"));
        for (const route of routes.filter((one) => one.props.targetVpcSubnetId === props.subnetId)) {
            remove(world, route.id);
        }
    },
});

function admitAssociation(world: World, inputs: Props): void {
    const [id, subnetId] = [text(inputs, "clientVpnEndpointId"), text(inputs, "subnetId")];
    const refuse = ec2("AssociateClientVpnTargetNetwork", "creating EC2 Client VPN Network Association");
    const endpoint = own(world, find(world, TYPES.vpnEndpoint, id));
    if (endpoint === undefined) {
        throw refuse("InvalidClientVpnEndpointId.NotFound", `Endpoint ${id} does not exist`);
    }
    const subnet = own(world, find(world, TYPES.subnet, subnetId));
    const vpcId = text(placeOf(world, endpoint), "vpcId");
    if (subnet === undefined || (vpcId !== "" && subnet.props.vpcId !== vpcId)) {
        const message = `Subnet ${subnetId} cannot be found in the VPC of the Client VPN endpoint`;
        throw refuse("InvalidClientVpnSubnetId.NotFound", message);
    }
    const zone = subnet.props.availabilityZoneId;
    const others = targetSubnetIds(world, endpoint).map((one) => find(world, TYPES.subnet, one));
    if (others.some((one) => one?.props.availabilityZoneId === zone)) {
        const message =
            "You have already associated a subnet from this Availability Zone with the Client VPN endpoint.";
        throw refuse("InvalidClientVpnSubnetId.DuplicateAz", message);
    }
    const vpc = theVpc(world, text(subnet.props, "vpcId"), refuse);
    if (overlaps(text(vpc.props, "cidrBlock"), text(endpoint.props, "clientCidrBlock"))) {
        throw overlap(text(endpoint.props, "clientCidrBlock"), vpc, refuse);
    }
}

/** The subnets that carry the clients' traffic. */
export function targetSubnetIds(world: World, { id, props }: AwsObject): string[] {
    const associations = where(world, TYPES.vpnAssociation, "clientVpnEndpointId", id);
    return [...texts(props, "associatedSubnetIds"), ...associations.map((one) => text(one.props, "subnetId"))];
}

/** The VPC in which the clients' traffic comes out; undefined for an endpoint that has none. */
export function vpcOfEndpoint(world: World, endpoint: AwsObject): AwsObject | undefined {
    return find(world, TYPES.vpc, text(placeOf(world, endpoint), "vpcId"));
}

/** The security groups through which the clients' traffic leaves. */
export function groupsOfEndpoint(world: World, endpoint: AwsObject): string[] {
    return texts(placeOf(world, endpoint), "securityGroupIds");
}

/** A route of a Client VPN endpoint. */
export interface VpnRoute {
    readonly cidr: string;
    /** Empty where the endpoint is attached to a Transit Gateway itself. */
    readonly subnetId: string;
}

/** The routes of an endpoint: those that were added, and for each associated subnet the one to its VPC. */
export function vpnRoutesOf(world: World, endpoint: AwsObject): VpnRoute[] {
    const added = where(world, TYPES.vpnRoute, "clientVpnEndpointId", endpoint.id).map(({ props }) => ({
        cidr: text(props, "destinationCidrBlock"),
        subnetId: text(props, "targetVpcSubnetId"),
    }));
    const vpc = vpcOfEndpoint(world, endpoint);
    const local = targetSubnetIds(world, endpoint).map((subnetId) => ({
        cidr: text(vpc?.props ?? {}, "cidrBlock"),
        subnetId,
    }));
    return vpc === undefined ? added : [...added, ...local];
}
