import type { AwsObject } from "../world";
import { Refusal } from "./api";
import type { Cloud } from "./cloud";

const ENDPOINT_TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** A VPC endpoint of the simulated AWS account. */
export function vpcEndpoint(cloud: Cloud, id: string): AwsObject | undefined {
    const found = cloud.world.data.aws[id];
    return found?.type === ENDPOINT_TYPE ? found : undefined;
}

/** The AWS side follows: an endpoint is available as soon as what connects it is ready. */
export function acceptEndpoints(cloud: Cloud): void {
    const ready = [
        ...cloud.where("privateLinkAttachmentConnections", (spec) => cloud.isReady(spec)),
        ...cloud.where("accessPoints", (spec) => cloud.isReady(spec) && spec.goneAt === undefined),
    ];
    for (const { spec } of ready) {
        setState(cloud, spec.vpcEndpointId, "available");
    }
}

/** Nothing connects the endpoint any more. */
export function releaseEndpoint(cloud: Cloud, id: string): void {
    setState(cloud, id, "pendingAcceptance");
}

function setState(cloud: Cloud, id: string, state: string): void {
    const endpoint = vpcEndpoint(cloud, id);
    if (endpoint !== undefined && endpoint.props.state !== state) {
        endpoint.props = { ...endpoint.props, state };
        cloud.world.changed();
    }
}

/** Refuses an endpoint that is not there, belongs to another service, or is connected already. */
export function refuseUnfitEndpoint(cloud: Cloud, serviceName: string, id: string): void {
    const endpoint = vpcEndpoint(cloud, id);
    if (endpoint?.props.serviceName !== serviceName) {
        throw new Refusal(
            400,
            `VPC endpoint "${id}" was not found among the endpoints of service "${serviceName}"`,
            "invalid_request",
        );
    }
    if (cloud.where("privateLinkAttachmentConnections", (spec) => spec.vpcEndpointId === id).length > 0) {
        throw new Refusal(409, `VPC endpoint "${id}" already has a PrivateLink attachment connection`, "conflict");
    }
    if (cloud.where("accessPoints", (spec) => spec.vpcEndpointId === id).length > 0) {
        throw new Refusal(409, `VPC endpoint "${id}" already has an access point`, "conflict");
    }
}
