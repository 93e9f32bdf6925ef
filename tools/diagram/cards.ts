import { shortened, textWidth } from "../picture/text";

/** A box with a title, lines, and smaller boxes beneath. */
export interface Card {
    /** Unique in a picture. */
    readonly id: string;
    readonly kind: "made" | "given" | "part" | "link";
    readonly title: string;
    readonly lines: readonly string[];
    readonly parts: readonly Card[];
}

export interface Rectangle {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

export interface PlacedText extends Rectangle {
    readonly text: string;
    readonly style: "title" | "line" | "heading" | "key";
}

/** A card at its place. */
export interface Box extends Rectangle {
    readonly id: string;
    readonly kind: Card["kind"] | "panel";
    /** All that it says, uncut. */
    readonly told: string;
    readonly texts: readonly PlacedText[];
    /** Id of the box that it is in. */
    readonly inside: string | undefined;
}

/** Pixels. */
export const TEXT = { title: 13, line: 12, heading: 15, key: 12 } as const;
const ROW = 17;
const PADDING = 12;
const PART_GAP = 8;
/** Characters of a line; longer ones lose their middle. */
const LONGEST = 40;
/** From the top of a row to its base line. */
export const BASE = 12.5;

type Size = Pick<Rectangle, "width" | "height">;

function rowsOf({ title, lines }: Card): { text: string; style: "title" | "line" }[] {
    const rows = [{ text: title, style: "title" as const }, ...lines.map((text) => ({ text, style: "line" as const }))];
    return rows.map(({ text, style }) => ({ text: shortened(text, LONGEST), style }));
}

/** The least size in which a card's texts fit. */
export function sizeOf(card: Card): Size {
    const rows = rowsOf(card);
    const parts = card.parts.map(sizeOf);
    const widths = rows.map(({ text, style }) => textWidth(text, TEXT[style], style === "title"));
    const partsHeight = parts.reduce((sum, { height }) => sum + PART_GAP + height, 0);
    return {
        width: Math.max(...widths, ...parts.map(({ width }) => width)) + 2 * PADDING,
        height: 2 * PADDING + rows.length * ROW + partsHeight,
    };
}

/** The boxes of a card and its parts, in a place that is as large as its size at least. */
export function placedCard(card: Card, place: Rectangle, inside?: string): Box[] {
    const rows = rowsOf(card);
    const [x, width] = [place.x + PADDING, place.width - 2 * PADDING];
    const texts = rows.map(({ text, style }, index) => ({
        text,
        style,
        x,
        y: place.y + PADDING + index * ROW,
        width: textWidth(text, TEXT[style], style === "title"),
        height: ROW,
    }));
    const told = [card.title, ...card.lines].join("; ");
    let y = place.y + PADDING + rows.length * ROW;
    const parts = card.parts.flatMap((part) => {
        const { height } = sizeOf(part);
        const boxes = placedCard(part, { x, y: y + PART_GAP, width, height }, card.id);
        y += PART_GAP + height;
        return boxes;
    });
    return [{ ...place, id: card.id, kind: card.kind, told, texts, inside }, ...parts];
}

/** A column of cards, all as wide as the widest. */
export interface Column {
    readonly cards: readonly Card[];
    readonly width: number;
    readonly height: number;
}

/** Between the cards of a column. */
const CARD_GAP = 22;

export function columnOf(cards: readonly Card[]): Column {
    const sizes = cards.map(sizeOf);
    return {
        cards,
        width: Math.max(0, ...sizes.map(({ width }) => width)),
        height: sizes.reduce((sum, { height }) => sum + height + CARD_GAP, -CARD_GAP),
    };
}

/** The boxes of a column; where it is higher than its cards need, they stand apart evenly. */
export function placedColumn({ cards, width, height: needed }: Column, x: number, y: number, height: number): Box[] {
    const slack = Math.max(0, height - needed) / (cards.length + 1);
    let top = y + slack;
    return cards.flatMap((card) => {
        const { height: own } = sizeOf(card);
        const boxes = placedCard(card, { x, y: top, width, height: own });
        top += own + CARD_GAP + slack;
        return boxes;
    });
}
