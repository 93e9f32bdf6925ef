/** Colours of a picture, by what they are for. */
export interface Palette {
    readonly page: string;
    readonly frame: string;
    readonly panel: string;
    /** What the stack makes. */
    readonly made: string;
    /** What was there before. */
    readonly given: string;
    readonly part: string;
    readonly link: string;
    readonly text: string;
    readonly muted: string;
    readonly edge: string;
    readonly privateLink: string;
    readonly records: string;
    readonly bar: string;
    readonly critical: string;
    readonly failed: string;
}

export const LIGHT: Palette = {
    page: "#ffffff",
    frame: "#b4bcc8",
    panel: "#f3f5f8",
    made: "#ffffff",
    given: "#e8ebf0",
    part: "#e9f0f8",
    link: "#fbf3e2",
    text: "#1b2330",
    muted: "#475263",
    edge: "#66717f",
    privateLink: "#1f62a7",
    records: "#94580a",
    bar: "#a9b6c6",
    critical: "#c2570c",
    failed: "#b3261e",
};

export const DARK: Palette = {
    page: "#0f141b",
    frame: "#465162",
    panel: "#171e28",
    made: "#222b38",
    given: "#2b323d",
    part: "#1c3047",
    link: "#3a2f18",
    text: "#eef2f7",
    muted: "#b6c0cd",
    edge: "#93a0b0",
    privateLink: "#6cb0f2",
    records: "#e2aa4d",
    bar: "#566579",
    critical: "#f08a3c",
    failed: "#f2766d",
};

/** Rules for both: dark where the reader's system says so, and light everywhere else. */
export function inBoth(rules: (palette: Palette) => string): string {
    return `${rules(LIGHT)}\n@media (prefers-color-scheme: dark) {\n${rules(DARK)}\n}`;
}
