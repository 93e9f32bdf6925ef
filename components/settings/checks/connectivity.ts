import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftNetwork } from "../draft";
import { hubRoles } from "./hub";

/** What the names of a network's gateway side begin with, after the network's key. */
const SUFFIX = "-gateway";

/** Ways to Confluent that cannot be had, or not beside each other. */
export function checkConnectivity(draft: Draft): Problem[] {
    const networks = [...(draft.privateNetworks ?? [])];
    return networks.flatMap(([key, network]) => [
        ...keptForNothing(network),
        ...keptWithoutEndpoint(draft, key, network),
        ...outOfReach(draft, network),
        ...takenName(draft, key, network),
    ]);
}

/** Whether a network has a way over the PrivateLink attachment, be it as well. */
export function isOnAttachment(network: DraftNetwork): boolean {
    return !isOnGateway(network) || network.keepAttachment?.value === true;
}

function isOnGateway({ connectivity }: DraftNetwork): boolean {
    return connectivity?.value === "gateway";
}

function keptForNothing(network: DraftNetwork): Problem[] {
    const { keepAttachment } = network;
    if (keepAttachment?.value !== true || isOnGateway(network)) {
        return [];
    }
    return [
        problem({
            path: keepAttachment.path,
            given: "true",
            allowed: "true with connectivity: gateway only, while a network moves there",
            fix: "Remove it, or write connectivity: gateway.",
        }),
    ];
}

/** A network that uses another one's endpoint has no way of its own that could be kept. */
function keptWithoutEndpoint({ dns }: Draft, key: string, network: DraftNetwork): Problem[] {
    const { keepAttachment } = network;
    const isShared = dns?.mode?.value === "shared" && dns.network?.value !== key;
    if (keepAttachment?.value !== true || !isOnGateway(network) || !isShared) {
        return [];
    }
    return [
        problem({
            path: keepAttachment.path,
            given: "true",
            allowed: "true for a network with an endpoint of its own; with dns mode shared this one has none",
            fix: "Write dns mode perVpc and deploy that first, which makes its VPC anew, or remove keepAttachment.",
        }),
    ];
}

/** Without a hub the program runs in one network's VPC, from which no other access point can be reached. */
function outOfReach(draft: Draft, network: DraftNetwork): Problem[] {
    const { connectivity } = network;
    const hasHub = hubRoles(draft) !== undefined;
    if (connectivity === undefined || !isOnGateway(network) || hasHub || (draft.privateNetworks?.size ?? 0) <= 1) {
        return [];
    }
    return [
        problem({
            path: connectivity.path,
            given: show(connectivity.value),
            allowed: "attachment without a hub, with several private networks",
            fix:
                "The program has to reach every access point, each in a VPC of its own: describe the hub, or keep " +
                "one private network.",
        }),
    ];
}

function takenName({ privateNetworks }: Draft, key: string, network: DraftNetwork): Problem[] {
    const other = privateNetworks?.get(`${key}${SUFFIX}`);
    if (other === undefined || !isOnGateway(network)) {
        return [];
    }
    return [
        problem({
            path: other.path,
            given: `the key ${show(`${key}${SUFFIX}`)}`,
            allowed: `another key: resources of network ${key} have names that begin so, since it is on the gateway`,
            fix: "Choose another key.",
        }),
    ];
}
