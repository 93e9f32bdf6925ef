import type { Props, ResourceModel } from "../../provider/model";
import { Fields } from "../api";
import { callCloud, findInCloud, reference } from "./controlPlane";
import { quotedName } from "./environment";
import { doing } from "./transport";
import { pollPhase, pollUntil } from "./wait";

const GATEWAYS = "/networking/v1/gateways";
const ACCESS_POINTS = "/networking/v1/access-points";

function environmentId(state: Props): string {
    return new Fields(state).text("environment.id") ?? "";
}

function pathOf(collection: string, id: string, state: Props): string {
    return `${collection}/${id}?environment=${environmentId(state)}`;
}

/** Throws unless the one block is given of which the simulator has a model. */
function requireBlock(inputs: Props, block: string): void {
    if (inputs[block] === undefined) {
        throw new Error(`the simulator has no model of this type without ${block}`);
    }
}

/** A gateway through which clients in AWS reach the clusters of one environment and region over PrivateLink. */
export const gatewayModel: ResourceModel = {
    replaceOn: ["awsIngressPrivateLinkGateway.region", "environment.id"],
    computed: ["awsIngressPrivateLinkGateway.vpcEndpointServiceName"],
    check(inputs) {
        requireBlock(inputs, "awsIngressPrivateLinkGateway");
    },
    async create(context, inputs) {
        return doing(`creating Gateway ${quotedName(inputs)}`, async () => {
            const region = new Fields(inputs).text("awsIngressPrivateLinkGateway.region");
            const spec = {
                display_name: inputs.displayName,
                config: { kind: "AwsIngressPrivateLinkGatewaySpec", region },
                environment: reference(environmentId(inputs)),
            };
            const id = (await callCloud(context, "POST", GATEWAYS, { spec })).text("id") ?? "";
            const find = () => callCloud(context, "GET", pathOf(GATEWAYS, id, inputs));
            const found = await doing(`waiting for Gateway "${id}" to provision`, () =>
                pollPhase(context, ["READY", "CREATED"], find),
            );
            return { id, outputs: gatewayOutputs(found) };
        });
    },
    async read(context, id, state) {
        const find = () => findInCloud(context, pathOf(GATEWAYS, id, state));
        const found = await doing(`reading Gateway "${id}"`, find);
        return found === undefined ? undefined : gatewayOutputs(found);
    },
    async update(context, id, state, inputs) {
        return doing(`updating Gateway "${id}"`, async () => {
            const spec = { display_name: inputs.displayName, environment: reference(environmentId(state)) };
            return gatewayOutputs(await callCloud(context, "PATCH", `${GATEWAYS}/${id}`, { spec }));
        });
    },
    async delete(context, id, state) {
        await doing(`deleting Gateway "${id}"`, () => callCloud(context, "DELETE", pathOf(GATEWAYS, id, state)));
    },
};

function gatewayOutputs(gateway: Fields): Props {
    return {
        displayName: gateway.text("spec.display_name"),
        environment: { id: gateway.text("spec.environment.id") },
        awsIngressPrivateLinkGateway: {
            region: gateway.text("spec.config.region"),
            vpcEndpointServiceName: gateway.text("status.cloud_gateway.vpc_endpoint_service_name") ?? "",
        },
    };
}

/** The way of one VPC endpoint in through a gateway. */
export const accessPointModel: ResourceModel = {
    replaceOn: ["awsIngressPrivateLinkEndpoint.vpcEndpointId", "environment.id", "gateway.id"],
    computed: [
        "awsIngressPrivateLinkEndpoint.dnsDomain",
        "awsIngressPrivateLinkEndpoint.vpcEndpointServiceName",
        "displayName",
    ],
    check(inputs) {
        requireBlock(inputs, "awsIngressPrivateLinkEndpoint");
    },
    async create(context, inputs) {
        return doing(`creating Access Point ${quotedName(inputs)}`, async () => {
            const fields = new Fields(inputs);
            const endpoint = fields.text("awsIngressPrivateLinkEndpoint.vpcEndpointId");
            const spec = {
                display_name: inputs.displayName,
                config: { kind: "AwsIngressPrivateLinkEndpoint", vpc_endpoint_id: endpoint },
                environment: reference(environmentId(inputs)),
                gateway: reference(fields.text("gateway.id") ?? ""),
            };
            const id = (await callCloud(context, "POST", ACCESS_POINTS, { spec })).text("id") ?? "";
            const find = () => callCloud(context, "GET", pathOf(ACCESS_POINTS, id, inputs));
            const found = await doing(`waiting for Access Point "${id}" to provision`, () =>
                pollPhase(context, ["READY", "PENDING_ACCEPT", "CREATED"], find),
            );
            return { id, outputs: accessPointOutputs(found) };
        });
    },
    async read(context, id, state) {
        const find = () => findInCloud(context, pathOf(ACCESS_POINTS, id, state));
        const found = await doing(`reading Access Point "${id}"`, find);
        return found === undefined ? undefined : accessPointOutputs(found);
    },
    async update(context, id, state, inputs) {
        return doing(`updating Access Point "${id}"`, async () => {
            const spec = { display_name: inputs.displayName, environment: reference(environmentId(state)) };
            return accessPointOutputs(await callCloud(context, "PATCH", `${ACCESS_POINTS}/${id}`, { spec }));
        });
    },
    async delete(context, id, state) {
        await doing(`deleting Access Point "${id}"`, async () => {
            const path = pathOf(ACCESS_POINTS, id, state);
            await callCloud(context, "DELETE", path);
            const isGone = async () => ((await findInCloud(context, path)) === undefined ? true : undefined);
            await pollUntil(context, { timeout: 18_000 }, isGone);
        });
    },
};

function accessPointOutputs(point: Fields): Props {
    return {
        displayName: point.text("spec.display_name"),
        environment: { id: point.text("spec.environment.id") },
        gateway: { id: point.text("spec.gateway.id") },
        awsIngressPrivateLinkEndpoint: {
            vpcEndpointId: point.text("spec.config.vpc_endpoint_id"),
            vpcEndpointServiceName: point.text("status.config.vpc_endpoint_service_name") ?? "",
            dnsDomain: point.text("status.config.dns_domain") ?? "",
        },
    };
}
