import type { PathPart } from "../internal/problems";
import { at } from "./namespace";

/** A well-formed value together with where it stands. */
export interface Located<T> {
    readonly value: T;
    readonly path: string;
}

export type Text = Located<string> | undefined;
export type Texts = readonly Located<string>[];

/** A place in plain data from which one can step further, whether or not anything is there. */
export class Cursor {
    constructor(
        readonly value: unknown,
        private readonly parts: readonly PathPart[],
    ) {}

    get path(): string {
        return at(...this.parts);
    }

    isMap(): boolean {
        return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value);
    }

    get(key: string): Cursor {
        const has = this.isMap() && Object.hasOwn(this.value as object, key);
        const value = has ? (this.value as Readonly<Record<string, unknown>>)[key] : undefined;
        return new Cursor(value, [...this.parts, key]);
    }

    /** Several steps, with dots between them. */
    follow(path: string): Cursor {
        return path.split(".").reduce<Cursor>((cursor, key) => cursor.get(key), this);
    }

    entries(): [string, Cursor][] {
        const fields = this.isMap() ? Object.entries(this.value as object) : [];
        return fields.map(([key, value]: [string, unknown]) => [key, new Cursor(value, [...this.parts, key])]);
    }

    text(): Text {
        return typeof this.value === "string" ? { value: this.value, path: this.path } : undefined;
    }

    /** The same, with what it is where nothing is given. */
    textOr(byDefault: string): Text {
        return this.value === undefined ? { value: byDefault, path: this.path } : this.text();
    }

    number(): Located<number> | undefined {
        return typeof this.value === "number" ? { value: this.value, path: this.path } : undefined;
    }

    flag(): Located<boolean> | undefined {
        return typeof this.value === "boolean" ? { value: this.value, path: this.path } : undefined;
    }

    /** The texts of a list, each with its position; members of other types are left out. */
    texts(): Texts {
        return this.items().flatMap((item) => item.text() ?? []);
    }

    items(): Cursor[] {
        const list: readonly unknown[] = Array.isArray(this.value) ? this.value : [];
        return list.map((item, index) => new Cursor(item, [...this.parts, index]));
    }
}
