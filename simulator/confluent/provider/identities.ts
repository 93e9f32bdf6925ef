import type { Props, ResourceModel } from "../../provider/model";
import type { Fields } from "../api";
import { secondsOf } from "../../latencies";
import { callCloud, findInCloud } from "./controlPlane";
import { quotedName } from "./environment";
import { doing } from "./transport";

const ACCOUNTS = "/iam/v2/service-accounts";
const BINDINGS = "/iam/v2/role-bindings";

/** A service account. */
export const serviceAccountModel: ResourceModel = {
    replaceOn: [],
    computed: ["apiVersion", "description", "displayName", "kind"],
    async create(context, inputs) {
        return doing(`creating Service Account ${quotedName(inputs)}`, async () => {
            const { displayName, description } = inputs;
            const created = await callCloud(context, "POST", ACCOUNTS, { display_name: displayName, description });
            await context.wait(secondsOf("serviceAccount", "cloud"));
            return { id: created.text("id") ?? "", outputs: accountOutputs(created) };
        });
    },
    async read(context, id) {
        const found = await doing(`reading Service Account "${id}"`, () => findInCloud(context, `${ACCOUNTS}/${id}`));
        return found === undefined ? undefined : accountOutputs(found);
    },
    async update(context, id, _state, inputs) {
        const body = { display_name: inputs.displayName, description: inputs.description ?? "" };
        return doing(`updating Service Account "${id}"`, async () =>
            accountOutputs(await callCloud(context, "PATCH", `${ACCOUNTS}/${id}`, body)),
        );
    },
    async delete(context, id) {
        await doing(`deleting Service Account "${id}"`, () => callCloud(context, "DELETE", `${ACCOUNTS}/${id}`));
    },
};

function accountOutputs(account: Fields): Props {
    return {
        apiVersion: account.text("api_version"),
        kind: account.text("kind"),
        displayName: account.text("display_name"),
        description: account.text("description") ?? "",
    };
}

/** A role binding; `disableWaitForReady` skips the fixed wait for it to take effect. */
export const roleBindingModel: ResourceModel = {
    replaceOn: ["crnPattern", "principal", "roleName"],
    computed: [],
    async create(context, inputs) {
        return doing("creating Role Binding", async () => {
            const created = await callCloud(context, "POST", BINDINGS, {
                principal: inputs.principal,
                role_name: inputs.roleName,
                crn_pattern: inputs.crnPattern,
            });
            const waits = inputs.disableWaitForReady === true ? 0 : secondsOf("roleBinding", "providerWait");
            await context.wait(secondsOf("roleBinding", "cloud") + waits);
            return { id: created.text("id") ?? "", outputs: bindingOutputs(created, inputs) };
        });
    },
    async read(context, id, state) {
        const found = await doing(`reading Role Binding "${id}"`, () => findInCloud(context, `${BINDINGS}/${id}`));
        return found === undefined ? undefined : bindingOutputs(found, state);
    },
    // Only the flag can change in place, and it is the provider's own.
    update(_context, _id, state, inputs) {
        return Promise.resolve({ ...state, disableWaitForReady: inputs.disableWaitForReady ?? false });
    },
    async delete(context, id) {
        await doing(`deleting Role Binding "${id}"`, () => callCloud(context, "DELETE", `${BINDINGS}/${id}`));
    },
};

function bindingOutputs(binding: Fields, state: Props): Props {
    return {
        principal: binding.text("principal"),
        roleName: binding.text("role_name"),
        crnPattern: binding.text("crn_pattern"),
        disableWaitForReady: state.disableWaitForReady ?? false,
    };
}
