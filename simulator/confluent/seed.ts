import type { World } from "../world";
import { Cloud } from "./cloud";

/** Puts an environment that a configuration names into the world, with Stream Governance; once, however often called. */
export function seedEnvironment(world: World, seed: { readonly id: string; readonly displayName?: string }): void {
    const cloud = new Cloud(world, 0);
    if (cloud.get("environments", seed.id) === undefined) {
        const spec = { displayName: seed.displayName ?? seed.id, governance: "ESSENTIALS" };
        cloud.add("environments", seed.id, spec, true);
    }
}
