import { expect } from "chai";
import { textWidth } from "../../tools/picture/text";
import { TEXT, type Box, type Rectangle } from "../../tools/diagram/cards";
import type { Drawing } from "../../tools/diagram/layout";
import type { Line } from "../../tools/diagram/lines";

function meet(one: Rectangle, other: Rectangle): boolean {
    return (
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height
    );
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
    return (
        inner.x >= outer.x &&
        inner.y >= outer.y &&
        inner.x + inner.width <= outer.x + outer.width &&
        inner.y + inner.height <= outer.y + outer.height
    );
}

/** What a line covers, without its ends, which touch the boxes that it joins. */
function stretches({ points }: Line): Rectangle[] {
    return points.slice(1).map(([x, y], index) => {
        const [fromX, fromY] = points[index] ?? [x, y];
        return {
            x: Math.min(x, fromX),
            y: Math.min(y, fromY),
            width: Math.abs(x - fromX),
            height: Math.abs(y - fromY),
        };
    });
}

/** Expects that all texts fit their boxes and that nothing covers anything else. */
export function expectReadable(drawing: Drawing): void {
    const page = { x: 0, y: 0, width: drawing.width, height: drawing.height };
    const { boxes, lines, key, texts } = drawing;
    for (const box of boxes) {
        expectFits(box, boxes.find(({ id }) => id === box.inside) ?? page);
    }
    pairs(boxes).forEach(([one, other]) => {
        const nested =
            one.inside === other.id || other.inside === one.id || one.kind === "panel" || other.kind === "panel";
        expect(!nested && meet(one, other), `${one.told} and ${other.told}`).to.equal(false);
    });
    pairs([...texts, ...key, ...boxes.flatMap((box) => box.texts)]).forEach(([one, other]) => {
        expect(meet(one, other), `${one.text} and ${other.text}`).to.equal(false);
    });
    for (const line of lines) {
        expectClear(line, boxes);
    }
    for (const text of [...texts, ...key]) {
        expect(contains(page, text), text.text).to.equal(true);
        expect(
            boxes.some((box) => meet(box, text)),
            text.text,
        ).to.equal(false);
    }
}

function expectFits(box: Box, around: Rectangle): void {
    expect(contains(around, box), box.told).to.equal(true);
    for (const text of box.texts) {
        const bold = text.style === "title" || text.style === "heading";
        expect(text.width, text.text).to.be.at.least(textWidth(text.text, TEXT[text.style], bold));
        expect(contains(box, text), text.text).to.equal(true);
    }
}

/** A line enters no box but those that it joins; panels it may cross. */
function expectClear(line: Line, boxes: readonly Box[]): void {
    for (const box of boxes.filter(
        ({ id, kind, inside }) => kind !== "panel" && !line.joins.includes(id) && inside !== id,
    )) {
        const crossed = stretches(line).some((stretch) => meet(box, stretch));
        expect(crossed, `${line.told} through ${box.told}`).to.equal(false);
    }
}

function pairs<T>(all: readonly T[]): [T, T][] {
    return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));
}
