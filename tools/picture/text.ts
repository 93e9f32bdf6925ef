/** Widths of characters in the widest of the usual sans-serif fonts, in parts of the font's size. */
const NARROW = /[iIljftr.,:;'|!()[\]/\s·-]/;
const WIDE = /[mwMW@%→↔…—]/;
const [NARROW_WIDTH, USUAL_WIDTH, CAPITAL_WIDTH, WIDE_WIDTH] = [0.42, 0.64, 0.78, 1];
/** Bold letters are that much wider. */
const BOLD = 1.12;

/** A width, in pixels, that a text does not exceed in any of the usual sans-serif fonts. */
export function textWidth(text: string, size: number, bold = false): number {
    const units = Array.from(text).reduce((sum, character) => sum + characterWidth(character), 0);
    return Math.ceil(units * size * (bold ? BOLD : 1));
}

function characterWidth(character: string): number {
    if (NARROW.test(character)) {
        return NARROW_WIDTH;
    }
    if (WIDE.test(character)) {
        return WIDE_WIDTH;
    }
    // Letters of unknown scripts may be as wide as they are high.
    return /[A-Z]/.test(character) ? CAPITAL_WIDTH : /[ -~]/.test(character) ? USUAL_WIDTH : WIDE_WIDTH;
}

/** A text of at most so many characters: what is too long loses its middle, since both ends of a name tell it apart. */
export function shortened(text: string, most: number): string {
    const characters = Array.from(text);
    if (characters.length <= most) {
        return text;
    }
    const head = Math.ceil((most - 1) / 2);
    const tail = most - 1 - head;
    return `${characters.slice(0, head).join("")}…${tail === 0 ? "" : characters.slice(-tail).join("")}`;
}
