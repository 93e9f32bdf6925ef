const LEFT_OUT = "(left out)";

/** `secret = …`, `"password": "…"`: the value goes, whatever it looks like. */
const NAMED = /((?:secret|password|passphrase|token|private_?key)\w*["']?\s*(?:=\s*["']?|:\s*["']))[^\s"',;}]+/gi;

const KNOWN = [
    /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g,
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
    /\b(?:pul|ghp|gho|ghs|glpat)[-_][\w-]{16,}/g,
    /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
];

/** Long enough for a key, in one piece. */
const LONG = /[\w+/=-]{32,}/g;

/** The text without what is, or may be, a secret: named values, known forms of keys, and long random texts. */
export function withoutSecrets(text: string): string {
    const known = KNOWN.reduce((rest, form) => rest.replaceAll(form, LEFT_OUT), text);
    return known.replaceAll(NAMED, `$1${LEFT_OUT}`).replaceAll(LONG, (found) => (isRandom(found) ? LEFT_OUT : found));
}

/** Names and paths mix letters and digits too, but hardly capitals, small letters and digits in one word. */
function isRandom(text: string): boolean {
    return [/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(text)) || /^[0-9a-f]{32,}$/i.test(text);
}
