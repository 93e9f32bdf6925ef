import type { Props, ResourceModel } from "../../provider/model";
import { Fields } from "../api";
import { callCloud, findInCloud, reference } from "./controlPlane";
import { quotedName } from "./environment";
import { doing } from "./transport";
import { pollPhase, pollUntil } from "./wait";

const ATTACHMENTS = "/networking/v1/private-link-attachments";
const CONNECTIONS = "/networking/v1/private-link-attachment-connections";

function environmentId(state: Props): string {
    return new Fields(state).text("environment.id") ?? "";
}

function pathOf(collection: string, id: string, state: Props): string {
    return `${collection}/${id}?environment=${environmentId(state)}`;
}

/** A PrivateLink attachment: the service that VPC endpoints of one region connect to. */
export const privateLinkAttachmentModel: ResourceModel = {
    replaceOn: ["cloud", "environment.id", "region"],
    computed: ["aws", "azures", "dnsDomain", "gcps", "resourceName"],
    async create(context, inputs) {
        return doing(`creating Private Link Attachment ${quotedName(inputs)}`, async () => {
            const spec = {
                display_name: inputs.displayName,
                cloud: inputs.cloud,
                region: inputs.region,
                environment: reference(environmentId(inputs)),
            };
            const id = (await callCloud(context, "POST", ATTACHMENTS, { spec })).text("id") ?? "";
            const find = () => callCloud(context, "GET", pathOf(ATTACHMENTS, id, inputs));
            const found = await doing(`waiting for Private Link Attachment "${id}" to provision`, () =>
                pollPhase(context, ["WAITING_FOR_CONNECTIONS", "READY"], find),
            );
            return { id, outputs: attachmentOutputs(found) };
        });
    },
    async read(context, id, state) {
        const find = () => findInCloud(context, pathOf(ATTACHMENTS, id, state));
        const found = await doing(`reading Private Link Attachment "${id}"`, find);
        return found === undefined ? undefined : attachmentOutputs(found);
    },
    async update(context, id, state, inputs) {
        return doing(`updating Private Link Attachment "${id}"`, async () => {
            const spec = { display_name: inputs.displayName, environment: reference(environmentId(state)) };
            return attachmentOutputs(await callCloud(context, "PATCH", `${ATTACHMENTS}/${id}`, { spec }));
        });
    },
    async delete(context, id, state) {
        await doing(`deleting Private Link Attachment "${id}"`, () =>
            callCloud(context, "DELETE", pathOf(ATTACHMENTS, id, state)),
        );
    },
};

function attachmentOutputs(attachment: Fields): Props {
    const service = attachment.text("status.cloud.vpc_endpoint_service.vpc_endpoint_service_name");
    return {
        displayName: attachment.text("spec.display_name"),
        cloud: attachment.text("spec.cloud"),
        region: attachment.text("spec.region"),
        environment: { id: attachment.text("spec.environment.id") },
        resourceName: attachment.text("metadata.resource_name"),
        dnsDomain: attachment.text("status.dns_domain") ?? "",
        aws: service === undefined ? [] : [{ vpcEndpointServiceName: service }],
        azures: [],
        gcps: [],
    };
}

/** The connection of one VPC endpoint to an attachment. */
export const privateLinkAttachmentConnectionModel: ResourceModel = {
    replaceOn: ["aws.vpcEndpointId", "environment.id", "privateLinkAttachment.id"],
    computed: ["resourceName"],
    async create(context, inputs) {
        return doing(`creating Private Link Attachment Connection ${quotedName(inputs)}`, async () => {
            const fields = new Fields(inputs);
            const spec = {
                display_name: inputs.displayName,
                cloud: {
                    kind: "AwsPrivateLinkAttachmentConnection",
                    vpc_endpoint_id: fields.text("aws.vpcEndpointId"),
                },
                environment: reference(environmentId(inputs)),
                private_link_attachment: reference(fields.text("privateLinkAttachment.id") ?? ""),
            };
            const id = (await callCloud(context, "POST", CONNECTIONS, { spec })).text("id") ?? "";
            const find = () => callCloud(context, "GET", pathOf(CONNECTIONS, id, inputs));
            const found = await doing(`waiting for Private Link Attachment Connection "${id}" to provision`, () =>
                pollPhase(context, ["READY"], find),
            );
            return { id, outputs: connectionOutputs(found) };
        });
    },
    async read(context, id, state) {
        const find = () => findInCloud(context, pathOf(CONNECTIONS, id, state));
        const found = await doing(`reading Private Link Attachment Connection "${id}"`, find);
        return found === undefined ? undefined : connectionOutputs(found);
    },
    async update(context, id, state, inputs) {
        return doing(`updating Private Link Attachment Connection "${id}"`, async () => {
            const spec = { display_name: inputs.displayName, environment: reference(environmentId(state)) };
            return connectionOutputs(await callCloud(context, "PATCH", `${CONNECTIONS}/${id}`, { spec }));
        });
    },
    async delete(context, id, state) {
        await doing(`deleting Private Link Attachment Connection "${id}"`, async () => {
            await callCloud(context, "DELETE", pathOf(CONNECTIONS, id, state));
            // The provider asks with the two ids swapped, so that it always finds nothing.
            const swapped = `${CONNECTIONS}/${environmentId(state)}?environment=${id}`;
            const isGone = async () => ((await findInCloud(context, swapped)) === undefined ? true : undefined);
            await pollUntil(context, {}, isGone);
        });
    },
};

function connectionOutputs(connection: Fields): Props {
    return {
        displayName: connection.text("spec.display_name"),
        environment: { id: connection.text("spec.environment.id") },
        privateLinkAttachment: { id: connection.text("spec.private_link_attachment.id") },
        aws: { vpcEndpointId: connection.text("spec.cloud.vpc_endpoint_id") },
        resourceName: connection.text("metadata.resource_name"),
    };
}
