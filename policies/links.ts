import type { PlannedLink } from "../components/linking/linkPlan";
import { stackRule, type Finding } from "./rule";
import { text, type SeenInStack } from "./seen";

type Half = Readonly<Record<keyof Pick<PlannedLink, "linkMode" | "connectionMode">, string | undefined>>;

/** What is missing of a link, by its halves; undefined for one that `linkPlan` could have made. */
export function missingHalf(halves: readonly Half[]): string | undefined {
    if (halves.some((half) => half.linkMode === undefined || half.connectionMode === undefined)) {
        return undefined;
    }
    const count = (mode: keyof Half, value: string) => halves.filter((half) => half[mode] === value).length;
    const [waiting, dialling] = [count("connectionMode", "INBOUND"), count("connectionMode", "OUTBOUND")];
    if (waiting > dialling) {
        return "an OUTBOUND half that dials the INBOUND one";
    }
    const bothWays = count("linkMode", "BIDIRECTIONAL");
    if (bothWays === 1 || count("linkMode", "SOURCE") > count("linkMode", "DESTINATION")) {
        return "the half on the other cluster";
    }
    return undefined;
}

/** Links that lack a half, told at the half that is there. */
export function incompleteLinks(resources: readonly SeenInStack[]): Finding[] {
    const links = new Map<string, SeenInStack[]>();
    for (const half of resources.filter(({ type }) => type === "confluentcloud:index/clusterLink:ClusterLink")) {
        // One component makes one link; other pairs of clusters may have a link of the same name.
        const key = `${half.parent ?? ""} ${String(half.props.link)}`;
        links.set(key, [...(links.get(key) ?? []), half]);
    }
    return [...links.values()].flatMap((halves) => {
        const missing = missingHalf(halves.map(modes));
        const [first] = halves;
        return missing === undefined || first === undefined
            ? []
            : [{ message: `Link ${String(first.props.link)} lacks ${missing}.`, urn: first.urn }];
    });
}

function modes({ props }: SeenInStack): Half {
    return { linkMode: text(props.linkMode), connectionMode: text(props.connectionMode) };
}

export const linksComplete = stackRule(
    {
        name: "link-halves-complete",
        description: "A link has all its halves: an INBOUND one waits for an OUTBOUND one, and both ways need two.",
        severity: "medium",
        remediationSteps:
            "Let the link be made as a whole; `components/linking/linkPlan.ts` has the halves of each mode.",
    },
    incompleteLinks,
);
