import { cidrFault, meet, parseCidr, type Cidr } from "../../internal/cidr";
import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft } from "../draft";
import type { DraftHubVpc } from "../hubDraft";

/** A block of addresses in use, and the existing VPC it belongs to, if it does. */
interface Block {
    readonly cidr: Located<string>;
    readonly range: Cidr;
    readonly vpcId: string | undefined;
}

/**
 * No two blocks overlap. Two networks that share addresses never exchange a packet: the local route wins, and
 * a Transit Gateway does not learn a block it has already; none of which shows before something times out.
 */
export function checkAddresses(draft: Draft): Problem[] {
    const blocks = blocksOf(draft);
    return [
        ...twoBlocksOfOneVpc(draft),
        ...blocks.flatMap((block, index) =>
            blocks
                .slice(0, index)
                .filter((earlier) => collide(earlier, block))
                .map((earlier) => overlap(earlier, block)),
        ),
    ];
}

/** What cannot be moved comes first, so that the message stands at what can. */
function blocksOf(draft: Draft): Block[] {
    const { hub, privateNetworks } = draft;
    const hubBlocks = hubVpcs(hub).map(({ cidr, vpcId }) => ({ cidr, vpcId: vpcId?.value }));
    const networks = [...(privateNetworks?.values() ?? [])];
    const others = [
        hub?.vpn?.clientCidr,
        ...madeBlocks(draft),
        ...networks.map(({ vpcCidr }) => vpcCidr),
        ...networks.flatMap(({ clientCidrs }) => clientCidrs),
    ].map((cidr) => ({ cidr, vpcId: undefined }));
    return [...hubBlocks, ...others].flatMap(({ cidr, vpcId }) =>
        // What is no block is told of already.
        cidr === undefined || cidrFault(cidr.value) !== undefined
            ? []
            : [{ cidr, vpcId, range: parseCidr(cidr.value) }],
    );
}

/** Those of a hub and a runner that the stack makes; two hubs or two runners are told of by the check on those. */
function madeBlocks({ hub, networkHub, deploymentRunner }: Draft): (Located<string> | undefined)[] {
    const made = hub === undefined ? networkHub : undefined;
    return [
        made?.runner?.cidr,
        hub?.runner.isGiven !== true && made?.runner === undefined ? deploymentRunner?.cidr : undefined,
        made?.dns?.cidr,
        made?.vpn?.cidr,
        made?.vpn?.clientCidr,
    ];
}

/** The hub's VPCs; a Client VPN on the Transit Gateway has none. */
function hubVpcs(hub: Draft["hub"]): DraftHubVpc[] {
    const vpn = hub?.vpn?.mode?.value === "vpc" ? hub.vpn : undefined;
    return [hub?.runner, hub?.dns, vpn].flatMap((vpc) => vpc ?? []);
}

/** One VPC may play two roles; lists with equal members are told of by the check on lists. */
function collide(earlier: Block, later: Block): boolean {
    const sameVpc = earlier.vpcId !== undefined && earlier.vpcId === later.vpcId;
    if (sameVpc || !meet(earlier.range, later.range)) {
        return false;
    }
    return earlier.cidr.value !== later.cidr.value || !sameList(earlier.cidr.path, later.cidr.path);
}

function sameList(left: string, right: string): boolean {
    return left.endsWith("]") && left.slice(0, left.lastIndexOf("[")) === right.slice(0, right.lastIndexOf("["));
}

function overlap(earlier: Block, later: Block): Problem {
    return problem({
        path: later.cidr.path,
        given: show(later.cidr.value),
        allowed: `a block that overlaps no other; ${earlier.cidr.path} is ${show(earlier.cidr.value)}`,
        fix: "Choose a block that is free in all connected networks, or leave out a network that is named elsewhere.",
    });
}

function twoBlocksOfOneVpc({ hub }: Draft): Problem[] {
    const vpcs = hubVpcs(hub);
    return vpcs.flatMap((vpc, index) => {
        const twin = vpcs.slice(0, index).find(({ vpcId }) => vpcId !== undefined && vpcId.value === vpc.vpcId?.value);
        if (twin?.cidr === undefined || vpc.cidr === undefined || twin.cidr.value === vpc.cidr.value) {
            return [];
        }
        return [
            problem({
                path: vpc.cidr.path,
                given: show(vpc.cidr.value),
                allowed: `${show(twin.cidr.value)}, which ${twin.cidr.path} gives for the same VPC`,
                fix: "Give the VPC's own block in both places, or the id of the other VPC here.",
            }),
        ];
    });
}
