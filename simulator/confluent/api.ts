/** What a handler gets of one HTTP request. */
export interface ApiRequest {
    readonly method: string;
    readonly path: string;
    /** Parts of the path that the route names, decoded. */
    readonly params: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    readonly body: Fields;
    /** From the Basic header; absent when there is none that can be read. */
    readonly credentials?: Credentials;
    /** From a Bearer header. */
    readonly bearer?: Bearer;
}

/** A token, and the identity pool that its holder wants to be: only Kafka REST asks for one. */
export interface Bearer {
    readonly token: string;
    readonly identityPoolId?: string;
}

export interface Credentials {
    readonly key: string;
    readonly secret: string;
}

export interface Reply {
    readonly status: number;
    /** Sent as JSON; absent: an empty answer. */
    readonly body?: unknown;
    /** Seconds after which to try again, where there were too many requests. */
    readonly retryAfter?: number;
}

/** One path of the service; a part of `path` that begins with a colon is a parameter. */
export interface Route {
    readonly method: string;
    readonly path: string;
    /** True where nobody has to say who they are. */
    readonly isOpen?: boolean;
    handle(request: ApiRequest): Reply;
}

/** A request that the service turns down, with its own status and wording. */
export class Refusal extends Error {
    constructor(
        readonly status: number,
        message: string,
        /** Kafka REST: `error_code`; Cloud API: `code`. */
        readonly code?: string | number,
        /** The whole answer, where a path of the service has an error form of its own. */
        readonly body?: unknown,
    ) {
        super(message);
    }
}

/** Reads members of a JSON body by dotted path, whatever the body is. */
export class Fields {
    constructor(private readonly value: unknown) {}

    at(path: string): unknown {
        const step = (value: unknown, key: string): unknown =>
            typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
        return path.split(".").reduce(step, this.value);
    }

    /** The whole body. */
    all(): unknown {
        return this.value;
    }

    /** A text, or undefined when it is absent or empty. */
    text(path: string): string | undefined {
        const value = this.at(path);
        return typeof value === "string" && value !== "" ? value : undefined;
    }

    number(path: string): number | undefined {
        const value = this.at(path);
        return typeof value === "number" ? value : undefined;
    }

    flag(path: string): boolean | undefined {
        const value = this.at(path);
        return typeof value === "boolean" ? value : undefined;
    }

    list(path: string): Fields[] {
        const value = this.at(path);
        return Array.isArray(value) ? value.map((item) => new Fields(item)) : [];
    }

    /** The texts of an array. */
    texts(path: string): string[] {
        const value = this.at(path);
        return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
    }
}

/** A parameter of the route's own path. */
export function param(request: ApiRequest, name: string): string {
    const value = request.params[name];
    if (value === undefined) {
        throw new Error(`the route of ${request.path} has no parameter ${name}`);
    }
    return value;
}

/** Whether the query switches on a part of the answer that is left out else. */
export function isAskedFor({ query }: ApiRequest, name: string): boolean {
    return query.get(name) === "true";
}

/** The path's parameters when `path` fits `pattern`, else undefined. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
    const expected = pattern.split("/");
    const given = path.split("/");
    if (expected.length !== given.length) {
        return undefined;
    }
    const params: Record<string, string> = {};
    for (const [index, part] of expected.entries()) {
        const text = given[index] ?? "";
        if (part.startsWith(":") && text !== "") {
            params[part.slice(1)] = decodeURIComponent(text);
        } else if (part !== text) {
            return undefined;
        }
    }
    return params;
}

const DEFAULT_PAGE_SIZE = 10;

/**
 * One page of a control-plane list. The last page has no `next`: a null there crashes real clients.
 * The token is the offset of the next page.
 */
export function page(request: ApiRequest, apiVersion: string, kind: string, items: readonly unknown[]): Reply {
    const size = Number(request.query.get("page_size") ?? DEFAULT_PAGE_SIZE);
    const offset = Number(request.query.get("page_token") ?? 0);
    if (!Number.isInteger(size) || size < 1 || !Number.isInteger(offset)) {
        throw new Refusal(400, "Invalid page_size or page_token");
    }
    const self = `https://api.confluent.cloud${request.path}`;
    const end = offset + size;
    const next = end < items.length ? { next: `${self}?${nextQuery(request.query, end)}` } : {};
    const metadata = { first: self, total_size: items.length, ...next };
    return { status: 200, body: { api_version: apiVersion, kind, metadata, data: items.slice(offset, end) } };
}

/** The request's own query, for the page that begins at `offset`. */
function nextQuery(query: URLSearchParams, offset: number): string {
    const next = new URLSearchParams(query);
    next.set("page_token", String(offset));
    return next.toString();
}
