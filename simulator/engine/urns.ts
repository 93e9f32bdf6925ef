/** The name that the program gave a resource, by its URN. */
export function resourceName(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The class of a type token, such as `KafkaTopic` of `confluentcloud:index/kafkaTopic:KafkaTopic`. */
export function className(type: string): string {
    return type.split(":").at(-1) ?? type;
}
