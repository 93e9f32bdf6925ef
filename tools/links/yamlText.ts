// Changes of YAML in its text: what is not changed keeps its layout, its comments and its quotes.
import * as yaml from "yaml";

type Path = readonly string[];

/** Gives an entry of a list of mirrors a status, or takes it away. Throws an Error where there is no such entry. */
export function withStatus(text: string, list: Path, topic: string, status: string | undefined): string {
    const item = itemsOf(text, list).find((one) =>
        yaml.isMap(one) ? one.get("topic") === topic : yaml.isScalar(one) && one.value === topic,
    );
    if (yaml.isScalar(item)) {
        const { start, end } = span(item);
        const entry = `{ topic: ${text.slice(start, end)}, status: ${String(status)} }`;
        return status === undefined ? text : spliced(text, start, end, entry);
    }
    if (!yaml.isMap(item)) {
        throw new Error(`${topic} has no entry`);
    }
    const known = pairIn(item, "status");
    if (known === undefined) {
        return status === undefined ? text : withPair(text, item, `status: ${status}`);
    }
    if (status === undefined) {
        return withoutStatus(text, item, known);
    }
    const { start, end } = span(known.value);
    return spliced(text, start, end, status);
}

/** Adds an entry to a list, and the list where there is none. Throws an Error where what holds the list is missing. */
export function withAppended(text: string, list: Path, entry: string): string {
    const found = nodeAt(text, list);
    if (found === undefined) {
        const holder = nodeAt(text, list.slice(0, -1));
        if (!yaml.isMap(holder) || holder.items.length === 0) {
            throw new Error(`${list.join(".")} has nowhere to be`);
        }
        return withPair(text, holder, `${list.at(-1) ?? ""}: [${entry}]`);
    }
    const items = itemsOf(text, list);
    const last = items.at(-1);
    if (last === undefined) {
        const { start, end } = span(found);
        return spliced(text, start, end, `[${entry}]`);
    }
    const end = endOf(last);
    if (yaml.isSeq(found) && found.flow === true) {
        return spliced(text, end, end, `, ${entry}`);
    }
    const start = span(last).start;
    const indent = /^ */.exec(text.slice(lineStart(text, start)))?.[0] ?? "";
    return spliced(text, lineEnd(text, end), lineEnd(text, end), `\n${indent}- ${entry}`);
}

/** Removes an entry of a map, which is written as an empty one when it was the last. */
export function withoutPair(text: string, map: Path, key: string): string {
    const found = nodeAt(text, map);
    const pair = yaml.isMap(found) ? pairIn(found, key) : undefined;
    if (!yaml.isMap(found) || pair === undefined) {
        throw new Error(`${map.join(".")} has no ${key}`);
    }
    return found.items.length === 1 ? emptied(text, map, found) : removed(text, found, pair);
}

interface Pair {
    readonly key: yaml.Scalar;
    readonly value: yaml.Node;
}

function nodeAt(text: string, path: Path): yaml.Node | undefined {
    const found = yaml.parseDocument(text).getIn(path, true);
    return yaml.isNode(found) ? found : undefined;
}

function itemsOf(text: string, list: Path): yaml.Node[] {
    const found = nodeAt(text, list);
    if (!yaml.isSeq(found)) {
        throw new Error(`${list.join(".")} is no list`);
    }
    return found.items.filter((item) => yaml.isNode(item));
}

function pairsOf(map: yaml.YAMLMap): Pair[] {
    return map.items.map(({ key, value }) => {
        if (!yaml.isScalar(key) || !yaml.isNode(value)) {
            throw new Error("a map has an entry that is not understood");
        }
        return { key, value };
    });
}

function pairIn(map: yaml.YAMLMap, key: string): Pair | undefined {
    return pairsOf(map).find((pair) => pair.key.value === key);
}

/** Adds an entry at the end of a map that has some. */
function withPair(text: string, map: yaml.YAMLMap, entry: string): string {
    const pairs = pairsOf(map);
    const [first, last] = [pairs[0], pairs.at(-1)];
    if (first === undefined || last === undefined) {
        throw new Error("a map has no entry to follow");
    }
    const end = endOf(last.value);
    if (map.flow === true) {
        return spliced(text, end, end, `, ${entry}`);
    }
    const { start } = span(first.key);
    const indent = " ".repeat(start - lineStart(text, start));
    return spliced(text, lineEnd(text, end), lineEnd(text, end), `\n${indent}${entry}`);
}

function withoutStatus(text: string, item: yaml.YAMLMap, status: Pair): string {
    const others = pairsOf(item).filter(({ key }) => key.value !== "status");
    const [only] = others;
    if (item.flow === true && only !== undefined && others.length === 1) {
        const [whole, topic] = [span(item), span(only.value)];
        return spliced(text, whole.start, whole.end, text.slice(topic.start, topic.end));
    }
    return removed(text, item, status);
}

/** Removes one of several entries of a map. */
function removed(text: string, map: yaml.YAMLMap, pair: Pair): string {
    const pairs = pairsOf(map);
    const index = pairs.findIndex(({ key }) => key.value === pair.key.value);
    const [before, after] = [pairs[index - 1], pairs[index + 1]];
    const { start } = span(pair.key);
    const end = endOf(pair.value);
    if (map.flow !== true && text.slice(lineStart(text, start), start).trim() === "") {
        return spliced(text, lineStart(text, start), lineEnd(text, end) + 1, "");
    }
    // On one line with others, or behind the dash of a list.
    return after === undefined
        ? spliced(text, before === undefined ? start : endOf(before.value), end, "")
        : spliced(text, start, span(after.key).start, "");
}

function emptied(text: string, path: Path, map: yaml.YAMLMap): string {
    if (map.flow === true) {
        const { start, end } = span(map);
        return spliced(text, start, end, "{}");
    }
    const holder = nodeAt(text, path.slice(0, -1));
    const pair = yaml.isMap(holder) ? pairIn(holder, path.at(-1) ?? "") : undefined;
    if (pair === undefined) {
        throw new Error(`${path.join(".")} is not there`);
    }
    const colon = text.indexOf(":", span(pair.key).end) + 1;
    // What follows the colon on its line is a comment.
    const comment = text.slice(colon, lineEnd(text, colon));
    return spliced(text, colon, lineEnd(text, endOf(map)), ` {}${comment.trimEnd()}`);
}

function span({ range }: yaml.Node): { readonly start: number; readonly end: number } {
    if (range === null || range === undefined) {
        throw new Error("a part of the file has no place in it");
    }
    return { start: range[0], end: range[1] };
}

/** Where a value ends. The range of one that takes several lines goes on over the lines that follow it. */
function endOf(node: yaml.Node): number {
    if (yaml.isMap(node) && node.flow !== true) {
        return Math.max(...pairsOf(node).map(({ value }) => endOf(value)));
    }
    if (yaml.isSeq(node) && node.flow !== true) {
        return Math.max(...node.items.filter((item) => yaml.isNode(item)).map(endOf));
    }
    return span(node).end;
}

function lineStart(text: string, offset: number): number {
    return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
    const found = text.indexOf("\n", offset);
    return found < 0 ? text.length : found;
}

function spliced(text: string, start: number, end: number, put: string): string {
    return text.slice(0, start) + put + text.slice(end);
}
