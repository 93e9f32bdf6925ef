type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Fonts that are there without being fetched. */
const FONTS = "Helvetica, Arial, 'DejaVu Sans', sans-serif";

/** Text as it may stand between and inside tags; characters that XML forbids are left out. */
export function escaped(text: string): string {
    return text
        .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;");
}

/** An element; attributes without a value are left out, and children stand as they are. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
    const given = Object.entries(attributes).flatMap(([key, value]) =>
        value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
    );
    const inner = children.length > 1 ? `\n${children.join("\n")}\n` : (children[0] ?? "");
    return `<${name}${given.join("")}${children.length === 0 ? "/>" : `>${inner}</${name}>`}`;
}

/** A line of text, written from `x` on; `y` is its base line. */
export function label(text: string, x: number, y: number, style: string, anchor?: "middle" | "end"): string {
    return element("text", { x, y, class: style, "text-anchor": anchor }, escaped(text));
}

export interface SvgDocument {
    readonly width: number;
    readonly height: number;
    /** What it is, in a few words, for those who do not see it. */
    readonly title: string;
    /** What it shows. */
    readonly description: string;
    /** Rules of its classes, without scripts and fetched fonts. */
    readonly style: string;
    readonly body: readonly string[];
}

/** A whole document; it has its own ground, so that it can be read on any page. */
export function svgDocument({ width, height, title, description, style, body }: SvgDocument): string {
    const attributes = {
        xmlns: "http://www.w3.org/2000/svg",
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        role: "img",
        "aria-labelledby": "title description",
        "font-family": FONTS,
    };
    const svg = element(
        "svg",
        attributes,
        element("title", { id: "title" }, escaped(title)),
        element("desc", { id: "description" }, escaped(description)),
        element("style", {}, `\n${style}\n`),
        element("rect", { class: "page", x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10 }),
        ...body,
    );
    return `${svg}\n`;
}
