import { contains } from "../../network/cidr";
import type { AwsObject, World } from "../../world";
import { routeTableOf } from "../lookup";
import { find, regionOf, text, texts, where } from "../store";
import { TYPES } from "../types";

const EVERYWHERE = "0.0.0.0/0";
const HTTPS = 443;

/** Where a Fargate task starts. */
export interface TaskPlace {
    readonly world: World;
    readonly subnet: AwsObject;
    /** Its security groups; without any it is in the VPC's default one. */
    readonly groupIds: readonly string[];
    /** Whether it gets a public address. */
    readonly isPublic: boolean;
}

/** Why a task does not get to the internet; undefined where it does. */
export function wayToInternet(place: TaskPlace): string | undefined {
    const { world, subnet, isPublic } = place;
    if (!mayLeave(place, EVERYWHERE)) {
        return `security groups of the task do not let it out to ${EVERYWHERE} on port ${HTTPS}`;
    }
    const target = defaultRoute(world, subnet);
    if (target === undefined) {
        return `subnet ${subnet.id} has no route to ${EVERYWHERE}`;
    }
    if (target.startsWith("igw-")) {
        return isPublic ? undefined : `subnet ${subnet.id} leads to ${target}, and the task has no public address`;
    }
    return throughNat(world, subnet, target);
}

/** A NAT gateway needs a way out of its own: its subnet has to be a public one. */
function throughNat(world: World, subnet: AwsObject, target: string): string | undefined {
    const nat = find(world, TYPES.natGateway, target);
    const place = nat === undefined ? undefined : find(world, TYPES.subnet, text(nat.props, "subnetId"));
    if (place === undefined) {
        return `subnet ${subnet.id} leads to ${target}, which is no way out`;
    }
    return defaultRoute(world, place)?.startsWith("igw-") === true
        ? undefined
        : `${target} is in subnet ${place.id}, which has no route to an internet gateway`;
}

/** The internet gateway or NAT gateway that takes what has no closer route. */
function defaultRoute(world: World, subnet: AwsObject): string | undefined {
    const routes = where(world, TYPES.route, "routeTableId", routeTableOf(world, subnet)?.id ?? "");
    const found = routes.find(({ props }) => props.destinationCidrBlock === EVERYWHERE);
    return found === undefined
        ? undefined
        : text(found.props, "gatewayId") || text(found.props, "natGatewayId") || undefined;
}

/**
 * Why a task does not get to a service of AWS, such as "secretsmanager", through an endpoint in its VPC or, without one,
 * through the internet; undefined where it does. An interface endpoint with private names takes the whole VPC's traffic.
 */
export function wayToService(place: TaskPlace, service: string): string | undefined {
    const { world, subnet } = place;
    const name = `com.amazonaws.${text(subnet.props, "region") || regionOf(world)}.${service}`;
    const all = where(world, TYPES.endpoint, "vpcId", text(subnet.props, "vpcId"));
    const endpoints = all.filter(({ props }) => props.serviceName === name);
    const gateway = endpoints.find(({ props }) => props.vpcEndpointType === "Gateway");
    if (
        gateway !== undefined &&
        texts(gateway.props, "routeTableIds").includes(routeTableOf(world, subnet)?.id ?? "")
    ) {
        return mayLeave(place, EVERYWHERE) ? undefined : `security groups of the task do not let it out to ${name}`;
    }
    const direct = endpoints.find(
        ({ props }) => props.vpcEndpointType === "Interface" && props.privateDnsEnabled === true,
    );
    return direct === undefined ? wayToInternet(place) : throughEndpoint(place, direct);
}

function throughEndpoint(place: TaskPlace, endpoint: AwsObject): string | undefined {
    const { world, subnet, groupIds } = place;
    if (text(endpoint.props, "state") !== "available") {
        return `VPC endpoint ${endpoint.id} is ${text(endpoint.props, "state")}, not available`;
    }
    const targets = texts(endpoint.props, "subnetIds").flatMap((id) => find(world, TYPES.subnet, id) ?? []);
    if (
        !targets.every(({ props }) =>
            mayLeave(place, text(props, "cidrBlock"), texts(endpoint.props, "securityGroupIds")),
        )
    ) {
        return `security groups of the task do not let it out to ${endpoint.id} on port ${HTTPS}`;
    }
    const groups = texts(endpoint.props, "securityGroupIds");
    const rules = groups.flatMap((id) => where(world, TYPES.ingressRule, "securityGroupId", id));
    return rules.some((rule) => covers(rule, text(subnet.props, "cidrBlock"), groupIds))
        ? undefined
        : `security group ${groups.join(", ")} does not allow ${subnet.id} on port ${HTTPS}`;
}

/** Whether the task's groups let it out to a network, or to members of certain groups. Default groups let all out. */
function mayLeave({ world, groupIds }: TaskPlace, cidr: string, groups: readonly string[] = []): boolean {
    const own = groupIds.filter((id) => find(world, TYPES.securityGroup, id) !== undefined);
    const rules = own.flatMap((id) => where(world, TYPES.egressRule, "securityGroupId", id));
    return own.length === 0 || own.length < groupIds.length || rules.some((rule) => covers(rule, cidr, groups));
}

/** Whether a rule is about HTTPS with a whole network, or with members of one of the groups. */
function covers({ props }: AwsObject, cidr: string, groups: readonly string[]): boolean {
    const isAll = props.ipProtocol === "-1";
    const isTcp = ["tcp", "6"].includes(text(props, "ipProtocol"));
    const isHttps = isTcp && Number(props.fromPort) <= HTTPS && HTTPS <= Number(props.toPort);
    const range = text(props, "cidrIpv4");
    const isMeant =
        (range !== "" && contains(range, cidr)) || groups.includes(text(props, "referencedSecurityGroupId"));
    return (isAll || isHttps) && isMeant;
}
