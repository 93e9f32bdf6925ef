import type { Props } from "../provider/model";
import type { World } from "../world";
import { own } from "./accounts";
import { checkExactlyOne, checkNetwork } from "./checks";
import { ec2, type Refusal } from "./errors";
import { objectModel } from "./object";
import { find, text, where } from "./store";
import { TYPES } from "./types";
import { targetSubnetIds, vpcOfEndpoint, vpnRoutesOf, type VpnRoute } from "./vpnEndpoint";

interface Endpoint {
    readonly id: string;
    /** Without a VPC the endpoint is associated with a Transit Gateway. */
    readonly inVpc: boolean;
    readonly associatedSubnetIds: readonly string[];
    readonly routes: readonly VpnRoute[];
}

function theEndpoint(world: World, inputs: Props, refuse: Refusal): Endpoint {
    const id = text(inputs, "clientVpnEndpointId");
    const endpoint = own(world, find(world, TYPES.vpnEndpoint, id));
    if (endpoint === undefined) {
        throw refuse("InvalidClientVpnEndpointId.NotFound", `Endpoint ${id} does not exist`);
    }
    // One that a stack has made has no VPC until its first network is associated.
    const inVpc = endpoint.existing !== true || vpcOfEndpoint(world, endpoint) !== undefined;
    return { id, inVpc, associatedSubnetIds: targetSubnetIds(world, endpoint), routes: vpnRoutesOf(world, endpoint) };
}

export const vpnRoute = objectModel({
    type: TYPES.vpnRoute,
    latency: "clientVpnRoute",
    id: (_world, inputs) =>
        ["clientVpnEndpointId", "targetVpcSubnetId", "destinationCidrBlock"].map((key) => text(inputs, key)).join(","),
    required: ["clientVpnEndpointId", "destinationCidrBlock"],
    replaceOn: ["clientVpnEndpointId", "destinationCidrBlock", "targetVpcSubnetId", "description"],
    computed: ["origin", "region", "transitGatewayAttachmentId", "type"],
    check: (inputs) => {
        checkNetwork(inputs, "destinationCidrBlock");
    },
    admit: (world, inputs) => {
        const [subnet, destination] = [text(inputs, "targetVpcSubnetId"), text(inputs, "destinationCidrBlock")];
        const doing = `creating EC2 Client VPN Route (${text(inputs, "clientVpnEndpointId")},${subnet},${destination})`;
        const refuse = ec2("CreateClientVpnRoute", doing);
        const { id, inVpc, associatedSubnetIds, routes } = theEndpoint(world, inputs, refuse);
        if (inVpc && subnet === "") {
            throw refuse("MissingParameter", "The request must contain the parameter TargetVpcSubnetId");
        }
        if (subnet !== "" && !associatedSubnetIds.includes(subnet)) {
            const message = `Subnet ${subnet} is not associated with Client VPN endpoint ${id}`;
            throw refuse("InvalidClientVpnActiveAssociationNotFound", message);
        }
        if (routes.some((route) => route.cidr === destination && route.subnetId === subnet)) {
            throw refuse("InvalidClientVpnDuplicateRoute", "Route already exists");
        }
    },
    decide: () => ({ origin: "add-route", transitGatewayAttachmentId: "", type: "Nat" }),
});

export const vpnAuthorization = objectModel({
    type: TYPES.vpnAuthorization,
    latency: "clientVpnAuthorization",
    id: (_world, inputs) => {
        const keys = ["clientVpnEndpointId", "targetNetworkCidr", "accessGroupId"];
        return keys.flatMap((key) => text(inputs, key) || []).join(",");
    },
    required: ["clientVpnEndpointId", "targetNetworkCidr"],
    replaceOn: ["accessGroupId", "authorizeAllGroups", "clientVpnEndpointId", "description", "targetNetworkCidr"],
    computed: ["region"],
    check: (inputs) => {
        checkNetwork(inputs, "targetNetworkCidr");
        checkExactlyOne(inputs, ["accessGroupId", "authorizeAllGroups"]);
    },
    admit: (world, inputs) => {
        const target = text(inputs, "targetNetworkCidr");
        const doing = `authorizing EC2 Client VPN Authorization Rule (${text(inputs, "clientVpnEndpointId")},${target})`;
        const refuse = ec2("AuthorizeClientVpnIngress", doing);
        const { id } = theEndpoint(world, inputs, refuse);
        const others = where(world, TYPES.vpnAuthorization, "clientVpnEndpointId", id);
        const same = others.filter(({ props }) => props.targetNetworkCidr === target);
        if (same.some(({ props }) => props.accessGroupId === inputs.accessGroupId)) {
            const message = `An authorization rule for ${target} already exists`;
            throw refuse("InvalidClientVpnDuplicateAuthorizationRule", message);
        }
    },
});
