import { advice } from "../../components/access/readinessProvider";
import type { NotReady } from "../../components/access/waiting";
import { isProps } from "../../simulator/provider/values";
import type { Login } from "./login";
import type { HalfTarget } from "./target";
import { send, type Answer, type Headers } from "./transport";

/** A part of an answer. */
export type Fields = Readonly<Record<string, unknown>>;

/** A cluster could not be asked, or has refused. */
export class Unanswered extends Error {}

/** How one cluster is asked. */
export interface RestAccess {
    readonly login: Login;
    /** `host:port` of the DNS server to ask; empty for the system's resolver. */
    readonly resolver: string;
}

const CONNECTION = /^(ENOTFOUND|ESERVFAIL|ENODATA|EAI_AGAIN|ETIMEOUT|EREFUSED)$/;

/** Kafka REST of one half of a link. Every call throws an Unanswered with what to check. */
export class LinkRest {
    constructor(
        private readonly half: Pick<HalfTarget, "cluster" | "clusterId" | "restEndpoint">,
        private readonly linkName: string,
        private readonly access: RestAccess,
    ) {}

    /** The half with its tasks. */
    async link(): Promise<Fields> {
        return this.call("GET", "?include_tasks=true");
    }

    async mirrors(): Promise<Fields[]> {
        const { data } = await this.call("GET", "/mirrors");
        return Array.isArray(data) ? data.filter(isProps) : [];
    }

    /** A mirror with what went wrong when it last changed. */
    async mirror(name: string): Promise<Fields> {
        return this.call("GET", `/mirrors/${encodeURIComponent(name)}?include_state_transition_errors=true`);
    }

    /** Asks for a change of mirrors; returns what the service says against single ones, by their names. */
    async change(verb: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { data } = await this.call("POST", `/mirrors:${verb}`, { mirror_topic_names: names });
        const entries = Array.isArray(data) ? data.filter(isProps) : [];
        const refused = entries.filter(({ error_code: code, error_message: text }) => isSaid(code) || isSaid(text));
        return new Map(
            refused.map((entry) => [String(entry.mirror_topic_name), String(entry.error_message ?? entry.error_code)]),
        );
    }

    private async call(method: "GET" | "POST", below: string, body?: object): Promise<Fields> {
        const { clusterId, restEndpoint } = this.half;
        const link = `/links/${encodeURIComponent(this.linkName)}${below}`;
        const headers = await this.headers();
        const answer = await send({
            method,
            url: `${restEndpoint.replace(/\/$/, "")}/kafka/v3/clusters/${clusterId}${link}`,
            headers: { ...headers, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            resolver: this.access.resolver,
        }).catch((error: unknown) => {
            throw this.unanswered(cut(error));
        });
        return this.accepted(`${method} …${link.replace(/\?.*/, "")}`, answer);
    }

    private async headers(): Promise<Headers> {
        try {
            return await this.access.login();
        } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            throw new Unanswered(`cluster ${this.half.cluster}: ${reason}`);
        }
    }

    private accepted(asked: string, { status, body }: Answer): Fields {
        if (status >= 200 && status < 300) {
            return isProps(body) ? body : {};
        }
        const message = isProps(body) && typeof body.message === "string" ? `: ${body.message}` : "";
        const seen = `${asked} answered ${status}${message}`;
        const stage = status === 401 ? "authenticate" : status === 403 ? "authorise" : undefined;
        if (stage === undefined && status < 500) {
            throw new Unanswered(`cluster ${this.half.cluster}: ${seen}`);
        }
        throw this.unanswered({ stage: stage ?? "respond", seen });
    }

    private unanswered(failure: NotReady): Unanswered {
        const { cluster, clusterId, restEndpoint } = this.half;
        const check = advice({ clusterId, restEndpoint, link: this.linkName, resolver: this.access.resolver }, failure);
        return new Unanswered(`cluster ${cluster}: ${failure.seen}. Check: ${check}.`);
    }
}

function isSaid(value: unknown): boolean {
    return value !== undefined && value !== null && value !== "" && value !== 0;
}

function cut(error: unknown): NotReady {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return { stage: CONNECTION.test(code) ? "resolve" : "connect", seen: message === "" ? code : message };
}
