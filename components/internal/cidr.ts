import { Address4 } from "ip-address";

/** An IPv4 block; `first` and `last` are its addresses as whole numbers. */
export interface Cidr {
    readonly text: string;
    readonly prefix: number;
    readonly first: number;
    readonly last: number;
}

const FORM = /^[\d.]+\/\d{1,2}$/;
const ADDRESS_BITS = 32;

/** What to do about a text that is not a block in its one correct form; undefined when it is one. */
export function cidrFault(text: string): string | undefined {
    if (!text.includes("/")) {
        const address = Address4.isValid(text) ? text : "10.0.0.0";
        return `Add the prefix length, as in ${address}/20.`;
    }
    if (!FORM.test(text) || !Address4.isValid(text)) {
        return "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32.";
    }
    const { first, prefix } = range(text);
    const network = `${dotted(first)}/${prefix}`;
    // The library takes an address inside the block for the block itself.
    return network === text ? undefined : `Write ${network}: a block starts at its first address.`;
}

/** Reads a block such as "10.0.0.0/20". Throws an Error that says how to write it. */
export function parseCidr(text: string): Cidr {
    const fault = cidrFault(text);
    if (fault !== undefined) {
        throw new Error(`"${text}" is not an IPv4 block. ${fault}`);
    }
    return { text, ...range(text) };
}

/** The range around an address with a prefix length. In plain numbers: those of the library cost a hundred times more. */
function range(text: string): Omit<Cidr, "text"> {
    const [address = "", length] = text.split("/");
    const prefix = Number(length);
    const size = 2 ** (ADDRESS_BITS - prefix);
    const inside = address.split(".").reduce((number, octet) => number * 256 + Number(octet), 0);
    const first = inside - (inside % size);
    return { prefix, first, last: first + size - 1 };
}

function dotted(address: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** Whether two blocks share an address. */
export function overlaps(left: string, right: string): boolean {
    return meet(parseCidr(left), parseCidr(right));
}

/** The same for blocks that have been read. */
export function meet(left: Cidr, right: Cidr): boolean {
    return left.first <= right.last && right.first <= left.last;
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: string, inner: string): boolean {
    const [a, b] = [parseCidr(outer), parseCidr(inner)];
    return a.first <= b.first && b.last <= a.last;
}

/**
 * The block with `newBits` more prefix bits at position `index` (from 0) inside `cidr`.
 * Throws an Error when the result would be smaller than one address or lie outside.
 */
export function subnet(cidr: string, newBits: number, index: number): string {
    const outer = parseCidr(cidr);
    const prefix = outer.prefix + newBits;
    if (!Number.isInteger(newBits) || newBits < 0 || prefix > ADDRESS_BITS) {
        throw new Error(`${cidr} cannot be split by ${newBits} bits: at most ${ADDRESS_BITS - outer.prefix} are left.`);
    }
    if (!Number.isInteger(index) || index < 0 || index >= 2 ** newBits) {
        throw new Error(
            `${cidr} split by ${newBits} bits has no block ${index}: they count from 0 to ${2 ** newBits - 1}.`,
        );
    }
    const first = outer.first + index * 2 ** (ADDRESS_BITS - prefix);
    return `${dotted(first)}/${prefix}`;
}
