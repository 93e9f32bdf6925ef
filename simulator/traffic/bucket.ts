/** What a service grants: `capacity` requests at once, and `perSecond` more in every second that follows. */
export interface Rate {
    readonly capacity: number;
    readonly perSecond: number;
}

/** A token bucket, full at first. */
export class Bucket {
    private tokens: number;
    private seen: number;

    constructor(
        private readonly rate: Rate,
        private readonly now: () => number,
    ) {
        this.tokens = rate.capacity;
        this.seen = now();
    }

    /** Whether a token is left, now that time has filled the bucket. */
    get isEmpty(): boolean {
        const now = this.now();
        this.tokens = Math.min(
            this.rate.capacity,
            this.tokens + (Math.max(0, now - this.seen) / 1000) * this.rate.perSecond,
        );
        this.seen = now;
        return this.tokens < 1;
    }

    /** Takes a token, which has to be there. */
    take(): void {
        this.tokens -= 1;
    }
}

/** Buckets by name, each made when it is first asked for. */
export class Buckets {
    private readonly made = new Map<string, Bucket>();

    constructor(private readonly now: () => number) {}

    of(name: string, rate: Rate): Bucket {
        const bucket = this.made.get(name) ?? new Bucket(rate, this.now);
        this.made.set(name, bucket);
        return bucket;
    }
}
