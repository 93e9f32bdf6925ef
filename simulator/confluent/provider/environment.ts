import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { Fields } from "../api";
import { secondsOf } from "../../latencies";
import { callCloud, findInCloud } from "./controlPlane";
import { doing } from "./transport";

const PATH = "/org/v2/environments";

/** An environment, with its Stream Governance package. */
export const environmentModel: ResourceModel = {
    replaceOn: [],
    computed: ["displayName", "resourceName", "streamGovernance"],
    async create(context, inputs) {
        return doing(`creating Environment ${quotedName(inputs)}`, async () => {
            const created = await callCloud(context, "POST", PATH, requestBody(inputs));
            await context.wait(secondsOf("environment", "cloud"));
            const id = created.text("id") ?? "";
            return { id, outputs: outputsOf(await callCloud(context, "GET", `${PATH}/${id}`)) };
        });
    },
    async read(context, id) {
        const found = await doing(`reading Environment "${id}"`, () => findInCloud(context, `${PATH}/${id}`));
        return found === undefined ? undefined : outputsOf(found);
    },
    async update(context, id, _state, inputs) {
        return doing(`updating Environment "${id}"`, async () =>
            outputsOf(await callCloud(context, "PATCH", `${PATH}/${id}`, requestBody(inputs))),
        );
    },
    async delete(context: CallContext, id: string) {
        await doing(`deleting Environment "${id}"`, () => callCloud(context, "DELETE", `${PATH}/${id}`));
    },
};

/** A display name as error messages show it. */
export function quotedName(inputs: Props): string {
    return JSON.stringify(inputs.displayName ?? "");
}

function requestBody(inputs: Props): unknown {
    const governance = new Fields(inputs).text("streamGovernance.package");
    return {
        display_name: inputs.displayName,
        ...(governance === undefined ? {} : { stream_governance_config: { package: governance } }),
    };
}

function outputsOf(environment: Fields): Props {
    return {
        displayName: environment.text("display_name"),
        resourceName: environment.text("metadata.resource_name"),
        streamGovernance: { package: environment.text("stream_governance_config.package") ?? "" },
    };
}
