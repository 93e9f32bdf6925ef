/** Pulumi hands over all but texts as JSON; what is no JSON is a text, which the schema judges. */
export function structured(value: string): unknown {
    try {
        return JSON.parse(value);
    } catch {
        return value;
    }
}
