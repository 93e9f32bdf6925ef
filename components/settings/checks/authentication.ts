import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft, DraftLink } from "../draft";

/** Settings that are about service accounts and keys of which a stack with an identity pool has none. */
export function checkAuthentication(draft: Draft): Problem[] {
    if (draft.authentication?.value !== "oauth") {
        return [];
    }
    const links = [...(draft.links?.values() ?? [])];
    return [...links.flatMap(withoutOwnIdentities), ...nothingToRotate(draft)];
}

/** The provider gives every half of every link the one identity pool. */
function withoutOwnIdentities({ identities, authorization }: DraftLink): Problem[] {
    const asksForKeys = identities?.value === "own" ? [identities] : [];
    const asksForAcls = authorization?.value === "acl" ? [authorization] : [];
    return [...asksForKeys, ...asksForAcls].map(keysOnly);
}

function keysOnly({ value, path }: Located<string>): Problem {
    return problem({
        path,
        given: show(value),
        allowed: "this only with authentication apiKeys: with oauth every link is made and used by the identity pool",
        fix: "Remove it, or set authentication to apiKeys.",
    });
}

/** Clients and the identity for the Schema Registry have keys all the same. */
function nothingToRotate({ clusters, rotation, subjects }: Draft): Problem[] {
    const clients = [...(clusters?.values() ?? [])].flatMap((cluster) => [...(cluster.clients?.keys() ?? [])]);
    if (rotation === undefined || clients.length > 0 || subjects.length > 0) {
        return [];
    }
    return [
        problem({
            path: rotation,
            given: "rotation of API keys, of which this stack has none",
            allowed: "with authentication oauth only where there are clients or a schemaRegistry, which have keys",
            fix: "Remove it: the secret of the identity pool's client is renewed at the identity provider.",
        }),
    ];
}
