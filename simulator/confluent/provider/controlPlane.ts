import type { CallContext } from "../../provider/model";
import type { Credentials, Fields } from "../api";
import { cloudKey } from "../cloudKey";
import { cloudLogin, oauthOf } from "./oauth";
import { send, ServiceError, succeeded, type Login } from "./transport";

/** Calls the Cloud API; returns the answer's body, throws a `ServiceError` for all but success. */
export async function callCloud(
    context: CallContext,
    method: string,
    path: string,
    body?: unknown,
    credentials?: Credentials,
): Promise<Fields> {
    const url = new URL(path, context.controlPlane);
    const call = { method, url, address: url.hostname, login: credentials ?? (await ownLogin(context)) };
    return succeeded(await send(body === undefined ? call : { ...call, body })).json;
}

async function ownLogin(context: CallContext): Promise<Login> {
    const oauth = oauthOf(context.config);
    return oauth === undefined ? cloudKey : cloudLogin(context, oauth);
}

/** Reads an object; undefined when it is gone, which the control plane says with 404 or 403. */
export async function findInCloud(context: CallContext, path: string): Promise<Fields | undefined> {
    try {
        return await callCloud(context, "GET", path);
    } catch (error) {
        if (error instanceof ServiceError && isGone(error)) {
            return undefined;
        }
        throw error;
    }
}

function isGone({ status, message }: ServiceError): boolean {
    return status === 404 || (status === 403 && !message.includes("invalid API key"));
}

/** A reference to another object in a request body. */
export function reference(id: string): { id: string; related: string; resource_name: string } {
    return { id, related: "", resource_name: "" };
}
