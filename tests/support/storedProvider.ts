import * as vm from "node:vm";
import * as pulumi from "@pulumi/pulumi";

/** A dynamic provider as it goes into a stack's state. */
export interface StoredProvider<T> {
    readonly text: string;
    readonly containsSecrets: boolean;
    /** The provider as the engine finds it there: its text run in a module of its own, with nothing to import. */
    readonly restored: T;
}

/** Stores a provider and reads it back. Throws for one that needs more than Node. */
export async function stored<T extends object>(provider: T): Promise<StoredProvider<T>> {
    const { text, containsSecrets } = await pulumi.runtime.serializeFunction(() => provider);
    return { text, containsSecrets, restored: restored(text) as T };
}

function restored(text: string): unknown {
    const run = vm.runInThisContext(`(function (exports, require) {${text}\n})`) as (
        exports: Record<string, () => unknown>,
        require: (name: string) => never,
    ) => void;
    const exported: Record<string, () => unknown> = {};
    run(exported, (name) => {
        throw new Error(`the stored provider asks for ${name}`);
    });
    const [make] = Object.values(exported);
    if (make === undefined) {
        throw new Error("the stored provider exports nothing");
    }
    return make();
}
