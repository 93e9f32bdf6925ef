import { Address4 } from "ip-address";

/** The first and last address of a block, as numbers. */
interface Range {
    readonly first: bigint;
    readonly last: bigint;
}

/** True for an IPv4 block that is written as a network: a prefix length, and no host bits. */
export function isNetwork(cidr: string): boolean {
    return isBlock(cidr) && networkOf(cidr) === cidr;
}

/** True for an IPv4 address with a prefix length, with or without host bits. */
export function isBlock(cidr: string): boolean {
    return cidr.includes("/") && Address4.isValid(cidr);
}

/** The network that an address with a prefix length lies in: `10.0.0.9/16` gives `10.0.0.0/16`. */
export function networkOf(cidr: string): string {
    const address = new Address4(cidr);
    return `${address.startAddress().correctForm()}/${address.subnetMask}`;
}

/** The prefix length; an address without one is a block of one. */
export function prefixLength(cidr: string): number {
    return new Address4(cidr).subnetMask;
}

/** True where every address of `inner` (a block or one address) lies in `outer`. */
export function contains(outer: string, inner: string): boolean {
    const [around, within] = [rangeOf(outer), rangeOf(inner)];
    return around.first <= within.first && within.last <= around.last;
}

/** True where two blocks share an address. */
export function overlaps(left: string, right: string): boolean {
    const [one, other] = [rangeOf(left), rangeOf(right)];
    return one.first <= other.last && other.first <= one.last;
}

/** True where every address of `block` lies in at least one of `blocks`. */
export function covers(blocks: readonly string[], block: string): boolean {
    const wanted = rangeOf(block);
    const ranges = blocks.map(rangeOf).sort((one, other) => (one.first < other.first ? -1 : 1));
    let next = wanted.first;
    for (const range of ranges) {
        if (range.first > next) {
            break;
        }
        next = range.last >= next ? range.last + 1n : next;
    }
    return next > wanted.last;
}

/** The address `offset` places after the start of a block; undefined outside it. */
export function addressAt(cidr: string, offset: number): string | undefined {
    const { first, last } = rangeOf(cidr);
    const wanted = first + BigInt(offset);
    return wanted <= last ? Address4.fromBigInt(wanted).correctForm() : undefined;
}

/** Worked out once per text: ways through the network compare the same few blocks over and over. */
const ranges = new Map<string, Range>();

function rangeOf(cidr: string): Range {
    const known = ranges.get(cidr);
    if (known !== undefined) {
        return known;
    }
    const address = new Address4(cidr);
    const range = { first: address.startAddress().bigInt(), last: address.endAddress().bigInt() };
    ranges.set(cidr, range);
    return range;
}
