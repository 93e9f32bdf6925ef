import type { Verb } from "../provider/faults";
import { Buckets, type Rate } from "./bucket";
import { ACTION_RATES, DEFAULT_RATE, route53Actions } from "./route53";

/** Which limits the simulated services enforce. Defaults to none. */
export interface Limits {
    /** Whether Route 53 holds to its published rates. The stand-in does not try again, as the provider would. */
    readonly route53?: boolean;
    /**
     * Requests a second that the Cloud API, and each cluster's REST endpoint, serve. Confluent publishes how it refuses
     * (429 with `Retry-After`) and no figure, so that the figure is the caller's.
     */
    readonly confluentPerSecond?: number;
}

/** How often each kind of call was made in a run, by service and verb, such as `kafka POST` or `aws create`. */
export type CallCounts = Readonly<Record<string, number>>;

/** Confluent's two interfaces: the Cloud API, and Kafka REST of a cluster. */
export type ConfluentService = "cloud" | "kafka";

const REFUSED = 429;
const RETRY_AFTER_SECONDS = 1;

/**
 * Counts the calls of one run, and refuses those that are too many. Of Confluent every HTTP request counts, the gates'
 * included; of AWS every operation of its provider, which makes one request or a few.
 */
export class Traffic {
    private readonly counted = new Map<string, number>();
    private readonly buckets: Buckets;

    constructor(
        private readonly limits: Limits = {},
        now: () => number = () => performance.now(),
    ) {
        this.buckets = new Buckets(now);
    }

    counts(): CallCounts {
        return Object.fromEntries([...this.counted].toSorted(([left], [right]) => (left < right ? -1 : 1)));
    }

    /** Takes note of an HTTP request to a host; gives the seconds after which to try again where it is refused. */
    confluent(service: ConfluentService, host: string, method: string): number | undefined {
        const { confluentPerSecond: perSecond } = this.limits;
        if (perSecond !== undefined) {
            const rate: Rate = { capacity: perSecond, perSecond };
            const bucket = this.buckets.of(service === "cloud" ? service : host, rate);
            if (bucket.isEmpty) {
                this.count(`${service} ${REFUSED}`);
                return RETRY_AFTER_SECONDS;
            }
            bucket.take();
        }
        this.count(`${service} ${method}`);
        return undefined;
    }

    /** Takes note of an operation of the AWS provider; gives the Route 53 action that is one too many, if one is. */
    aws(type: string, verb: Verb): string | undefined {
        this.count(`aws ${verb}`);
        const actions = route53Actions(type, verb);
        for (const action of actions) {
            this.count("route53 requests");
            const refused = this.limits.route53 === true && !this.takeAction(action);
            if (refused) {
                return action;
            }
        }
        return undefined;
    }

    /** Takes note of a look-up of the AWS provider. */
    lookUp(): void {
        this.count("aws lookup");
    }

    private takeAction(action: string): boolean {
        const account = this.buckets.of("route53", DEFAULT_RATE);
        const own = this.buckets.of(`route53 ${action}`, ACTION_RATES[action] ?? DEFAULT_RATE);
        if (account.isEmpty || own.isEmpty) {
            return false;
        }
        account.take();
        own.take();
        return true;
    }

    private count(kind: string): void {
        this.counted.set(kind, (this.counted.get(kind) ?? 0) + 1);
    }
}
