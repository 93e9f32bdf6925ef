import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { crn, metadata } from "./crn";

const ACCOUNTS = "/iam/v2/service-accounts";
const BINDINGS = "/iam/v2/role-bindings";

/** Service accounts and role bindings of `/iam/v2`. */
export function identityRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: ACCOUNTS, handle: (request) => createAccount(cloud, request) },
        { method: "GET", path: ACCOUNTS, handle: (request) => listAccounts(cloud, request) },
        {
            method: "GET",
            path: `${ACCOUNTS}/:id`,
            handle: (request) => ({ status: 200, body: shownAccount(cloud, accountOf(cloud, param(request, "id"))) }),
        },
        { method: "PATCH", path: `${ACCOUNTS}/:id`, handle: (request) => changeAccount(cloud, request) },
        { method: "DELETE", path: `${ACCOUNTS}/:id`, handle: (request) => deleteAccount(cloud, param(request, "id")) },
        { method: "POST", path: BINDINGS, handle: (request) => createBinding(cloud, request) },
        {
            method: "GET",
            path: `${BINDINGS}/:id`,
            handle: (request) => ({ status: 200, body: shownBinding(cloud, bindingOf(cloud, param(request, "id"))) }),
        },
        { method: "DELETE", path: `${BINDINGS}/:id`, handle: (request) => deleteBinding(cloud, param(request, "id")) },
    ];
}

export function accountOf(cloud: Cloud, id: string): Stored<"serviceAccounts"> {
    const found = cloud.get("serviceAccounts", id);
    if (found === undefined) {
        throw new Refusal(404, "Service Account Not Found", "service_account_not_found");
    }
    return found;
}

function shownAccount(cloud: Cloud, { id, createdAt, spec }: Stored<"serviceAccounts">): unknown {
    return {
        api_version: "iam/v2",
        kind: "ServiceAccount",
        id,
        metadata: metadata(`${ACCOUNTS}/${id}`, createdAt, crn(cloud.world, `service-account=${id}`)),
        display_name: spec.displayName,
        description: spec.description,
    };
}

function createAccount(cloud: Cloud, { body }: ApiRequest): Reply {
    const displayName = body.text("display_name");
    if (displayName === undefined) {
        throw new Refusal(400, "display_name is required", "invalid_request");
    }
    refuseUsedName(cloud, displayName);
    const spec = { displayName, description: body.text("description") ?? "" };
    return {
        status: 201,
        body: shownAccount(cloud, cloud.add("serviceAccounts", cloud.world.confluentId("sa"), spec)),
    };
}

function refuseUsedName(cloud: Cloud, displayName: string): void {
    if (cloud.where("serviceAccounts", (spec) => spec.displayName === displayName).length > 0) {
        throw new Refusal(409, "Service name is already in use.", "conflict");
    }
}

/** A name with spaces arrives as several parameters. */
function listAccounts(cloud: Cloud, request: ApiRequest): Reply {
    const wanted = request.query.getAll("display_name").join(" ");
    const found = cloud.where("serviceAccounts", (spec) => wanted === "" || spec.displayName === wanted);
    return page(
        request,
        "iam/v2",
        "ServiceAccountList",
        found.map((account) => shownAccount(cloud, account)),
    );
}

function changeAccount(cloud: Cloud, request: ApiRequest): Reply {
    const account = accountOf(cloud, param(request, "id"));
    const displayName = request.body.text("display_name");
    if (displayName !== undefined && displayName !== account.spec.displayName) {
        refuseUsedName(cloud, displayName);
    }
    const description = request.body.at("description");
    cloud.change(account, { displayName, description: typeof description === "string" ? description : undefined });
    return { status: 200, body: shownAccount(cloud, account) };
}

/** Takes the account's keys and role bindings with it, but not its ACLs. */
function deleteAccount(cloud: Cloud, id: string): Reply {
    accountOf(cloud, id);
    cloud.removeWhere("apiKeys", (spec) => spec.ownerId === id);
    cloud.removeWhere("roleBindings", (spec) => spec.principal === `User:${id}`);
    cloud.remove("serviceAccounts", id);
    return { status: 204 };
}

function bindingOf(cloud: Cloud, id: string): Stored<"roleBindings"> {
    const found = cloud.get("roleBindings", id);
    if (found === undefined) {
        const message = "Either unauthorized to access role binding or role binding does not exist";
        throw new Refusal(403, message, 40301, { error_code: 40301, message });
    }
    return found;
}

function shownBinding(cloud: Cloud, { id, createdAt, spec }: Stored<"roleBindings">): unknown {
    // A binding never changes: the service reports neither a version nor a time of update.
    const { self, created_at, resource_name } = metadata(
        `${BINDINGS}/${id}`,
        createdAt,
        crn(cloud.world, `rolebinding=${id}`),
    );
    return {
        kind: "RoleBinding",
        id,
        metadata: { self, created_at, resource_name },
        principal: spec.principal,
        role_name: spec.roleName,
        crn_pattern: spec.crnPattern,
    };
}

function createBinding(cloud: Cloud, { body }: ApiRequest): Reply {
    const [principal, roleName, crnPattern] = [
        body.text("principal"),
        body.text("role_name"),
        body.text("crn_pattern"),
    ];
    if (principal === undefined || roleName === undefined || crnPattern === undefined) {
        throw new Refusal(400, "principal, role_name and crn_pattern are required", "invalid_request");
    }
    if (!crnPattern.startsWith(crn(cloud.world))) {
        throw new Refusal(403, "Forbidden Access", "forbidden_access");
    }
    const spec = { principal, roleName, crnPattern, readyAt: cloud.after("roleBinding", "sync") };
    return { status: 201, body: shownBinding(cloud, cloud.add("roleBindings", cloud.world.confluentId("rb"), spec)) };
}

function deleteBinding(cloud: Cloud, id: string): Reply {
    const binding = bindingOf(cloud, id);
    cloud.remove("roleBindings", id);
    return { status: 200, body: shownBinding(cloud, binding) };
}
