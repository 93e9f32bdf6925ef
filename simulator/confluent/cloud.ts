import type { ConfluentKind, World } from "../world";
import { secondsOf, type Latency } from "../latencies";
import type { Specs } from "./specs";

/** An object of one collection, with the type of its `spec`. */
export interface Stored<K extends ConfluentKind> {
    readonly id: string;
    readonly createdAt: number;
    spec: Specs[K];
    readonly existing?: boolean;
}

/** The simulated organisation: typed access to the world's collections, and its clock. */
export class Cloud {
    constructor(
        readonly world: World,
        /** Model seconds times this are real seconds. */
        private readonly latencyFactor: number,
    ) {}

    get<K extends ConfluentKind>(kind: K, id: string): Stored<K> | undefined {
        return this.collection(kind)[id];
    }

    all<K extends ConfluentKind>(kind: K): Stored<K>[] {
        return Object.values(this.collection(kind));
    }

    /** Objects of a collection that a test on their spec picks. */
    where<K extends ConfluentKind>(kind: K, test: (spec: Specs[K]) => boolean): Stored<K>[] {
        return this.all(kind).filter((object) => test(object.spec));
    }

    add<K extends ConfluentKind>(kind: K, id: string, spec: Specs[K], existing = false): Stored<K> {
        const object = { id, createdAt: this.now(), spec, ...(existing ? { existing } : {}) };
        this.collection(kind)[id] = object;
        this.world.changed();
        return object;
    }

    /** Merges into an object's spec; members that are undefined leave what is there. */
    change<K extends ConfluentKind>(
        object: Stored<K>,
        update: { [F in keyof Specs[K]]?: Specs[K][F] | undefined },
    ): void {
        const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
        object.spec = { ...object.spec, ...given };
        this.world.changed();
    }

    remove(kind: ConfluentKind, id: string): void {
        const { [id]: gone, ...rest } = this.world.data.confluent[kind];
        if (gone !== undefined) {
            this.world.data.confluent[kind] = rest;
            this.world.changed();
        }
    }

    removeWhere<K extends ConfluentKind>(kind: K, test: (spec: Specs[K]) => boolean): void {
        for (const object of this.where(kind, test)) {
            this.remove(kind, object.id);
        }
    }

    now(): number {
        return this.world.now();
    }

    /** When something begun now ends, by the latency table. */
    after(type: string, latency: Latency): number {
        return this.now() + secondsOf(type, latency) * 1000 * this.latencyFactor;
    }

    isReady(spec: { readonly readyAt?: number }): boolean {
        return (spec.readyAt ?? 0) <= this.now();
    }

    private collection<K extends ConfluentKind>(kind: K): Record<string, Stored<K>> {
        // The world keeps specs opaque: this class is the one place that knows their types.
        return this.world.data.confluent[kind] as unknown as Record<string, Stored<K>>;
    }
}
