import { STACK_TAG } from "../../components/internal/stackMark";
import type { World } from "../../simulator/world";
import { isProps } from "../../simulator/provider/values";
import { arnParts, AWS_KINDS, NOT_LOOKED_FOR } from "./awsKinds";
import type { StackFacts } from "./facts";
import type { CloudObject } from "./objects";

/** What has a tag, as AWS tells of it. */
interface Tagged {
    readonly arn: string;
    readonly tags: Readonly<Record<string, unknown>>;
}

interface Mapping {
    readonly ResourceARN: string;
    readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** Runs the `aws` command with arguments, and gives what it prints. */
export type AwsCommand = (args: readonly string[]) => Promise<string>;

/** What AWS has under the stack's tag, in each of the stack's regions. */
export async function awsObjects(aws: AwsCommand, { tag, regions }: StackFacts): Promise<CloudObject[]> {
    const filter = ["--tag-filters", `Key=${STACK_TAG},Values=${tag}`];
    const found: Tagged[] = [];
    for (const region of regions) {
        const args = ["resourcegroupstaggingapi", "get-resources", ...filter, "--region", region, "--output", "json"];
        const { ResourceTagMappingList: list = [] } = JSON.parse(await aws(args)) as {
            ResourceTagMappingList?: readonly Mapping[];
        };
        found.push(...list.map(({ ResourceARN: arn, Tags = [] }) => ({ arn, tags: byKey(Tags) })));
    }
    // What belongs to no region may be in the lists of several.
    return [...new Map(found.map((one) => [one.arn, one])).values()].flatMap(awsObject);
}

function byKey(tags: readonly { readonly Key: string; readonly Value: string }[]): Record<string, string> {
    return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** What the simulated account has under any stack's tag. */
export function simulatedAwsObjects(world: World): CloudObject[] {
    return Object.values(world.data.aws).flatMap(({ id, type, props }) => {
        const { arn, tags } = props;
        const kind = AWS_KINDS[type];
        return kind === undefined || !isProps(tags)
            ? []
            : awsObject({ arn: typeof arn === "string" ? arn : composedArn(kind.arn, id, props.region), tags });
    });
}

/** The ARN of an object whose resource does not tell it. */
function composedArn(kind: string, id: string, region: unknown): string {
    const [service = "", name = ""] = kind.split(":");
    return `arn:aws:${service}:${typeof region === "string" ? region : ""}::${name}/${id}`;
}

const KIND_NAMES = new Map(Object.entries(AWS_KINDS).map(([type, { arn }]) => [arn, type.split(":").at(-1) ?? type]));
const PASSED_OVER = new Set(Object.values(NOT_LOOKED_FOR).map(({ arn }) => arn));

/** Kinds that are not in the table keep the name that AWS has for them. */
function awsObject({ arn, tags }: Tagged): CloudObject[] {
    const parts = arnParts(arn);
    const tag = tags[STACK_TAG];
    if (parts === undefined || typeof tag !== "string" || PASSED_OVER.has(parts.kind)) {
        return [];
    }
    const { Name: name } = tags;
    return [
        {
            cloud: "aws",
            kind: KIND_NAMES.get(parts.kind) ?? parts.kind,
            id: parts.id,
            name: typeof name === "string" ? name : "",
            tag,
            arn,
        },
    ];
}
