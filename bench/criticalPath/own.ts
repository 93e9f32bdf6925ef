import { className } from "../../simulator/engine/urns";
import type { Recording, Registration } from "../../tests/support/recording";
import { GATE, type Graph, type Operation } from "./graph";
import { kindOf } from "./kinds";

/**
 * Order that this project has chosen and that the clouds do not demand, by kind: what does not count for the lower bound.
 * Data that flows between two resources counts whatever their kinds.
 */
const CHOSEN: readonly { readonly later: string; readonly earlier: string }[] = [
    // A cluster that is out of reach is reported once.
    { later: GATE, earlier: GATE },
    // A secret names a key when that has its rights.
    { later: "secretVersion", earlier: "kafkaAcl" },
    { later: "secretVersion", earlier: "roleBinding" },
    // The resolver's API takes few requests a second.
    { later: "resolverRuleAssociation", earlier: "resolverRuleAssociation" },
];

/**
 * The graph of a recorded run. A resource waits for what its registration names (inputs and `dependsOn`, components there
 * as their children), for its explicit provider, for what it goes with, and for its parent.
 */
export function graphOf({ registrations }: Pick<Recording, "registrations">): Graph {
    const kinds = new Map(registrations.map((each) => [each.urn, kindOf(each)]));
    const idOf = new Map(registrations.map(({ urn, type, name }) => [urn, `${className(type)} ${name}`]));
    const named = (urns: readonly string[]) => urns.flatMap((urn) => idOf.get(urn) ?? []);
    return registrations.map((each): Operation => {
        const demanded = demandedBy(each, kinds);
        const after = [...new Set([...each.dependencies, ...around(each)])];
        return {
            id: idOf.get(each.urn) ?? each.urn,
            kind: kinds.get(each.urn) ?? "local",
            providerWaits: each.inputs.disableWaitForReady !== true,
            sleepSeconds: 0,
            after: named(after),
            needs: named(after.filter((urn) => demanded(urn))),
        };
    });
}

/** URNs that the SDK waits for besides dependencies. */
function around({ parent, provider, deletedWith }: Registration): string[] {
    // A provider is named with its id behind the URN.
    const [owner = ""] = provider.split(/::(?=[^:]*$)/);
    return [parent, owner, deletedWith].filter((urn) => urn !== "");
}

function demandedBy({ urn, inputsFrom }: Registration, kinds: ReadonlyMap<string, string>): (urn: string) => boolean {
    const data = new Set(Object.values(inputsFrom).flat());
    return (earlier) =>
        data.has(earlier) ||
        !CHOSEN.some((rule) => rule.later === kinds.get(urn) && rule.earlier === kinds.get(earlier));
}
