/** The same keys, with what `change` makes of every entry. */
export function mapEntries<T, R>(
    map: Readonly<Record<string, T>>,
    change: (key: string, value: T) => R,
): Record<string, R> {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(key, value)]));
}
