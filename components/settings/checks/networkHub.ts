import { cidrFault, contains } from "../../internal/cidr";
import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft } from "../draft";
import type { DraftHubDns, DraftNetworkHub } from "../hubDraft";
import { serverAddressRule } from "../rules";

/** Beneath these, names are answered from Confluent's hosted zones. */
const CONFLUENT_DOMAINS = ["private.confluent.cloud", "accesspoint.confluent.cloud"];

/** There is one hub and one runner, and the parts of a hub that is made fit together. */
export function checkNetworkHub(draft: Draft, region: string): Problem[] {
    const { networkHub } = draft;
    if (networkHub === undefined) {
        return [];
    }
    const { dns } = networkHub;
    return [
        ...twoHubs(draft, networkHub),
        ...twoRunners(draft, networkHub),
        ...otherRegion(networkHub, region),
        ...(dns === undefined ? [] : [...idle(dns), ...deaf(networkHub, dns), ...ownServers(networkHub, dns)]),
        ...(dns?.forward ?? []).flatMap(({ domain }) => confluentDomain(domain)),
    ];
}

function twoHubs({ hub }: Draft, { path }: DraftNetworkHub): Problem[] {
    if (hub === undefined) {
        return [];
    }
    return [
        problem({
            path,
            given: "a hub to make, beside hub, one that is there",
            allowed: "one of the two: networkHub where this stack makes the hub, hub where it uses one",
            fix: "Remove hub here, and give the output hub of this stack to the stacks that use it; or remove networkHub.",
        }),
    ];
}

function twoRunners({ deploymentRunner }: Draft, { runner }: DraftNetworkHub): Problem[] {
    if (runner === undefined || deploymentRunner === undefined) {
        return [];
    }
    return [
        problem({
            path: runner.path,
            given: "a runner's VPC that is there, beside deploymentRunner, one to make",
            allowed: `one of the two; ${deploymentRunner.path} makes a VPC and attaches it`,
            fix: "Remove one of them.",
        }),
    ];
}

/** Client VPN looks for its certificates where it is itself. */
function otherRegion({ vpn }: DraftNetworkHub, region: string): Problem[] {
    return (vpn?.certificates ?? []).flatMap(({ value, path }) => {
        const [, , service, its] = value.split(":");
        if (service !== "acm" || its === undefined || its === region) {
            return [];
        }
        return [
            problem({
                path,
                given: show(value),
                allowed: `a certificate in ${region === "" ? "aws:region" : region}, where the VPN is`,
                fix: "Import the certificate into ACM there, and give that ARN.",
            }),
        ];
    });
}

/** A VPC that nobody asks and that asks nobody. */
function idle({ path, inbound, forward }: DraftHubDns): Problem[] {
    if (inbound?.value !== false || forward.length > 0) {
        return [];
    }
    return [
        problem({
            path,
            given: "inbound: false without forward",
            allowed: "inbound: true, domains to forward, or both",
            fix: "Remove dns: VPCs have resolvers of their own.",
        }),
    ];
}

function deaf({ vpn }: DraftNetworkHub, { inbound }: DraftHubDns): Problem[] {
    if (vpn === undefined || inbound?.value !== false) {
        return [];
    }
    return [
        problem({
            path: inbound.path,
            given: "false",
            allowed: "true with a VPN: its clients ask the resolver of the DNS VPC",
            fix: "Write inbound: true; or remove dns, and VPN clients ask the resolver of the VPN's own VPC.",
        }),
    ];
}

/** The resolver's own VPC has no other server: to ask there would be to ask oneself. */
function ownServers({ vpn }: DraftNetworkHub, { cidr, forward }: DraftHubDns): Problem[] {
    const own = [cidr, vpn?.cidr, vpn?.clientCidr].flatMap((block) =>
        block === undefined || cidrFault(block.value) !== undefined ? [] : [block],
    );
    const targets = forward.flatMap((one) => one.targets).filter(({ value }) => serverAddressRule(value) === undefined);
    return targets.flatMap((target) => {
        const block = own.find(({ value }) => contains(value, `${target.value}/32`));
        return block === undefined ? [] : [ownServer(target, block)];
    });
}

function ownServer({ path, value }: Located<string>, block: Located<string>): Problem {
    return problem({
        path,
        given: show(value),
        allowed: `a DNS server outside the hub's own VPCs; ${block.path} is ${show(block.value)}`,
        fix: "Give the address of the server that knows the domain, in a network behind the Transit Gateway.",
    });
}

/** A rule for the very name of a hosted zone, or for one beneath it, takes the zone's answers away. */
function confluentDomain(domain: Located<string> | undefined): Problem[] {
    const taken = CONFLUENT_DOMAINS.find((each) => domain?.value === each || domain?.value.endsWith(`.${each}`));
    if (domain === undefined || taken === undefined) {
        return [];
    }
    return [
        problem({
            path: domain.path,
            given: show(domain.value),
            allowed: `no domain of Confluent's private names, such as ${taken} and all beneath it`,
            fix: "Remove it: those names are in private hosted zones, which a forwarding rule would hide.",
        }),
    ];
}
