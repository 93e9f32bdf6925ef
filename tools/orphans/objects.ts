import type { StackFacts } from "./facts";

/** Something in one of the clouds. */
export interface CloudObject {
    readonly cloud: "aws" | "confluent";
    /** The class name of the resource that makes such objects, such as `ApiKey`. */
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    /** The stack in its mark or tag; absent where there is none. */
    readonly tag?: string | undefined;
    /** In AWS. */
    readonly arn?: string;
    /** The environment it is in. */
    readonly environmentId?: string;
    /** The cluster it is in. */
    readonly clusterId?: string;
    /** What an API key opens. */
    readonly opens?: string;
}

/** An object of the stack that its state does not know. */
export interface Orphan extends CloudObject {
    /**
     * Whether a mark says that it is the stack's: its own, or that of a key to it. Else it only has a name that the stack
     * gives, which somebody else may have given as well.
     */
    readonly isCertain: boolean;
}

/** The objects that are the stack's and not in its state. */
export function orphansOf(objects: readonly CloudObject[], facts: StackFacts): Orphan[] {
    return objects.flatMap((object) => {
        if (isKnown(object, facts)) {
            return [];
        }
        if (object.tag !== undefined) {
            return object.tag === facts.tag ? [{ ...object, isCertain: true }] : [];
        }
        if (!isNamed(object, facts)) {
            return [];
        }
        const owners = ownersOf(object, objects, facts);
        const isOurs = owners.includes(facts.tag);
        return isOurs || owners.length === 0 ? [{ ...object, isCertain: isOurs }] : [];
    });
}

/** Services of AWS that give ids of their own; elsewhere a name is one, which an object of another service may have too. */
const WITH_IDS = /^arn:[^:]+:(?:ec2|route53|route53resolver):/;

function isKnown({ id, arn }: CloudObject, { known }: StackFacts): boolean {
    return arn === undefined ? known.has(id) : known.has(arn) || (WITH_IDS.test(arn) && known.has(id));
}

/** Whether an object has a name that the stack gives to its kind. */
export function isNamed({ kind, name }: Pick<CloudObject, "kind" | "name">, { names }: StackFacts): boolean {
    return names.get(kind)?.has(name) === true;
}

/**
 * The stacks whose keys open a cluster, or the clusters of an environment: the stacks that made it. What is in an
 * environment that the stack does not know belongs to whom the environment belongs.
 */
function ownersOf(object: CloudObject, objects: readonly CloudObject[], { known }: StackFacts): string[] {
    const { kind, id, environmentId } = object;
    if (kind === "KafkaCluster") {
        return keyTags(objects, [id]);
    }
    const environment = kind === "Environment" ? id : environmentId;
    const isForeign = environment !== undefined && !known.has(environment);
    const clusters = objects.filter((one) => one.kind === "KafkaCluster" && one.environmentId === environment);
    return isForeign
        ? keyTags(
              objects,
              clusters.map((cluster) => cluster.id),
          )
        : [];
}

function keyTags(objects: readonly CloudObject[], clusters: readonly string[]): string[] {
    return objects.flatMap(({ opens, tag }) => (opens !== undefined && clusters.includes(opens) ? (tag ?? []) : []));
}
