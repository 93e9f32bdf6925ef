import { TAGGABLE } from "../components/deployment/stackTag";
import { describedAs } from "../components/internal/naming";
import { markedBy, STACK_TAG, stackMark, stackTag } from "../components/internal/stackMark";
import { resourceRule } from "./rule";
import { placeOf, text, UNKNOWN, type Props, type Seen } from "./seen";

/** What has a description in Confluent Cloud. */
const DESCRIBED: ReadonlySet<string> = new Set([
    "confluentcloud:index/apiKey:ApiKey",
    "confluentcloud:index/serviceAccount:ServiceAccount",
]);

/** A resource that does not name its stack: in AWS by a tag, in Confluent Cloud at the end of its description. */
export function unnamedStack({ type, urn, props }: Seen): string[] {
    const { project, stack } = placeOf(urn);
    const expected = stackTag(project, stack);
    if (TAGGABLE.has(type) && tagOf(props) !== UNKNOWN && tagOf(props) !== expected) {
        return [`Its tag ${STACK_TAG} is not ${expected}.`];
    }
    const description = text(props.description);
    const isUnmarked = description !== undefined && markedBy(description) !== expected;
    return DESCRIBED.has(type) && isUnmarked && hasRoom(stackMark(project, stack), expected)
        ? [`Its description does not end in "${stackMark(project, stack)}".`]
        : [];
}

function tagOf({ tags }: Props): unknown {
    return typeof tags === "object" && tags !== null ? (tags as Props)[STACK_TAG] : tags;
}

/** A mark that is too long is cut, and says nothing. */
function hasRoom(mark: string, expected: string): boolean {
    return markedBy(describedAs("", mark)) === expected;
}

export const stackNamed = resourceRule(
    {
        name: "stack-named",
        description: `Everything names its stack: in AWS the tag ${STACK_TAG}, in Confluent Cloud the description.`,
        severity: "medium",
        remediationSteps: "Make it with the options of the deployment's context, and describe it with its mark.",
    },
    unnamedStack,
);
