import type { Contract } from "./contract";

export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
export const URL_FORM = /^https?:\/\/[^/ ]+/;
export const HOST_AND_PORT = /^(SASL_SSL:\/\/)?[a-z0-9.-]+:\d+$/;
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** `next` of a page: a text or nothing, for a null there makes clients crash. */
const NEXT = /^$|^https?:\/\/.*[?&]page_token=/;

const ORGANISATION = "crn://(api\\.)?confluent\\.cloud(/organization=[^/]+)?";

/** An id such as `env-x1y2z3`. */
export function id(prefix: string): RegExp {
    return new RegExp(`^${prefix}-[A-Za-z0-9]+$`);
}

/** A resource name below the organisation, of `key=value` parts with these keys. */
export function crnOf(...keys: readonly string[]): RegExp {
    return new RegExp(`^${ORGANISATION}${keys.map((key) => `/${key}=[^/]+`).join("")}$`);
}

/** `metadata` of an object of the control plane. */
export function metadata(resourceName: RegExp): Contract {
    return {
        "metadata.self": URL_FORM,
        "metadata.created_at": TIME,
        "metadata.updated_at": TIME,
        "metadata.resource_name": resourceName,
    };
}

/** A reference at `path` to an environment. */
export function environmentReference(path: string): Contract {
    return {
        [`${path}.api_version?`]: ["org/v2", "v2"],
        [`${path}.kind?`]: ["Environment"],
        [`${path}.id`]: id("env"),
        [`${path}.related`]: URL_FORM,
        [`${path}.resource_name`]: crnOf("environment"),
    };
}

/** A contract whose members lie at `path`. */
export function within(path: string, contract: Contract): Contract {
    return Object.fromEntries(Object.entries(contract).map(([key, form]) => [`${path}.${key}`, form]));
}

/** A page of a list of the control plane. */
export function pageOf(version: string, kind: string, item: Contract): Contract {
    return {
        api_version: [version],
        kind: [kind],
        "metadata.first?": URL_FORM,
        "metadata.next?": NEXT,
        "metadata.total_size?": "count",
        ...within("data[]", item),
    };
}

/** A list of Kafka REST, which is never cut into pages. */
export function kafkaList(kind: string, item: Contract): Contract {
    return { kind: [kind], "metadata.self": URL_FORM, "metadata.next": [null], ...within("data[]", item) };
}

/** A refusal of the control plane. */
export function cloudError(status: number, code?: string): Contract {
    return {
        "errors[].id": "text",
        "errors[].status": [String(status)],
        "errors[].title?": "text",
        "errors[].detail": "text",
        "errors[].source?": "object",
        ...(code === undefined ? { "errors[].code?": "text" } : { "errors[].code": [code] }),
    };
}

/** A refusal of Kafka REST, and of those paths of the control plane that answer as it does. */
export function kafkaError(code: number): Contract {
    return { error_code: [code], message: "text" };
}
