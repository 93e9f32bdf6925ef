import { isIPv4 } from "node:net";
import type { Props } from "../provider/model";
import type { AwsObject, World } from "../world";
import { own } from "./accounts";
import { checkLeast, checkNotEmpty, checkOneOf } from "./checks";
import { resolver, type Refusal } from "./errors";
import { freeAddress, isFree } from "./interfaces";
import { objectModel, type Decision } from "./object";
import { digest, find, records, text, texts, where } from "./store";
import { TYPES } from "./types";

const MOST_ADDRESSES = 6;

/** An endpoint by which others ask the resolver of a VPC, or by which that resolver asks others. */
export const resolverEndpoint = objectModel({
    type: TYPES.resolverEndpoint,
    latency: "resolverEndpoint",
    id: (world, inputs) => world.awsId(inputs.direction === "OUTBOUND" ? "rslvr-out" : "rslvr-in"),
    arn: "route53resolver:resolver-endpoint",
    autoName: "resolverEndpoint",
    required: ["direction", "ipAddresses", "securityGroupIds"],
    notSimulated: ["rniEnhancedMetricsEnabled", "targetNameServerMetricsEnabled"],
    replaceOn: ["direction", "securityGroupIds"],
    computed: [
        ...["arn", "hostVpcId", "ipAddresses.ip", "ipAddresses.ipId", "ipAddresses.ipv6", "name"],
        ...[
            "protocols",
            "region",
            "resolverEndpointType",
            "rniEnhancedMetricsEnabled",
            "tagsAll",
            "targetNameServerMetricsEnabled",
        ],
    ],
    check: (inputs) => {
        checkOneOf(inputs, "direction", ["INBOUND", "OUTBOUND"]);
        checkOneOf(inputs, "resolverEndpointType", ["IPV4"]);
        checkLeast(inputs, "ipAddresses", 2);
        checkNotEmpty(inputs, "securityGroupIds");
    },
    admit: (world, inputs) => {
        admitAddresses(world, inputs, resolver("CreateResolverEndpoint", "creating Route53 Resolver Endpoint"));
    },
    admitChange: (world, { id, props }, inputs) => {
        const doing = `updating Route53 Resolver Endpoint (${id})`;
        const refuse = resolver("AssociateResolverEndpointIpAddress", doing);
        admitAddresses(world, inputs, refuse, records(props, "ipAddresses"));
    },
    decide: (decision) => ({
        hostVpcId: vpcOf(decision.world, decision.inputs),
        ipAddresses: placed(decision),
        protocols: decision.inputs.protocols ?? ["Do53"],
        resolverEndpointType: "IPV4",
        rniEnhancedMetricsEnabled: false,
        targetNameServerMetricsEnabled: false,
    }),
    release: (world, { id }) => {
        if (where(world, TYPES.resolverRule, "resolverEndpointId", id).length > 0) {
            const refuse = resolver("DeleteResolverEndpoint", `deleting Route53 Resolver Endpoint (${id})`);
            const message = "Please delete the resolver rules that use this resolver endpoint first before deleting";
            throw refuse("ResourceInUseException", message);
        }
    },
});

function subnetsIn(world: World, inputs: Props): AwsObject[] {
    return records(inputs, "ipAddresses").flatMap((entry) => find(world, TYPES.subnet, text(entry, "subnetId")) ?? []);
}

function vpcOf(world: World, inputs: Props): string {
    return text(subnetsIn(world, inputs)[0]?.props ?? {}, "vpcId");
}

/** Addresses in at least two zones of one VPC, each free or the endpoint's own already, and groups of that VPC. */
function admitAddresses(world: World, inputs: Props, refuse: Refusal, held: readonly Props[] = []): void {
    const entries = records(inputs, "ipAddresses");
    const invalid = (message: string) => refuse("InvalidParameterException", message);
    if (entries.length > MOST_ADDRESSES) {
        throw refuse("LimitExceededException", `A resolver endpoint has at most ${MOST_ADDRESSES} IP addresses`);
    }
    const vpcId = vpcOf(world, inputs);
    for (const entry of entries) {
        const [id, address] = [text(entry, "subnetId"), text(entry, "ip")];
        const subnet = own(world, find(world, TYPES.subnet, id));
        if (subnet === undefined) {
            throw invalid(`The subnet ID '${id}' does not exist`);
        }
        if (subnet.props.vpcId !== vpcId) {
            throw invalid("All subnets of a resolver endpoint must be in the same VPC");
        }
        const isHeld = held.some((one) => one.ip === address && one.subnetId === id);
        if (address !== "" && !isHeld && !(isIPv4(address) && isFree(world, subnet, address))) {
            throw invalid(`The IP address ${address} is not available in subnet ${id}`);
        }
    }
    if (new Set(subnetsIn(world, inputs).map(({ props }) => props.availabilityZoneId)).size < 2) {
        throw invalid("The IP addresses of a resolver endpoint must be in at least two Availability Zones");
    }
    for (const id of texts(inputs, "securityGroupIds")) {
        const group = find(world, TYPES.securityGroup, id) ?? find(world, TYPES.defaultSecurityGroup, id);
        if (own(world, group)?.props.vpcId !== vpcId) {
            throw invalid(`The security group '${id}' does not exist in VPC ${vpcId}`);
        }
    }
}

/** An entry that names no address keeps the one that its subnet has, or gets the next free one. */
function placed({ world, id, inputs, before }: Decision): Props[] {
    const left = [...records(before ?? {}, "ipAddresses")];
    const taken: string[] = [];
    return records(inputs, "ipAddresses").map((entry) => {
        const [subnetId, wished] = [text(entry, "subnetId"), text(entry, "ip")];
        const kept = left.findIndex((one) => one.subnetId === subnetId && (wished === "" || one.ip === wished));
        const [former] = kept < 0 ? [] : left.splice(kept, 1);
        const subnet = find(world, TYPES.subnet, subnetId);
        const fresh = subnet === undefined ? "" : (freeAddress(world, subnet, taken) ?? "");
        const ip = wished || text(former ?? {}, "ip") || fresh;
        taken.push(ip);
        return { ...entry, ip, ipId: former?.ipId ?? `rni-${digest(`${id}${ip}`, 17)}`, ipv6: "" };
    });
}

/** The inbound endpoint that answers at an address. */
export function inboundAt(world: World, address: string): AwsObject | undefined {
    return where(world, TYPES.resolverEndpoint, "direction", "INBOUND").find(({ props }) =>
        records(props, "ipAddresses").some(({ ip }) => ip === address),
    );
}
