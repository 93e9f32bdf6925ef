import type { Declarations } from "./declarations";
import { memberLine } from "./markdown";

const HEAD = `<!-- Written by npm run -s reference from components/deployment/outputs.ts. -->

# Outputs

What \`pulumi stack output\` shows of a stack. None is a secret. An optional output is there only where the stack has what it
is about.
`;

/** What the stack outputs are written as. */
const OUTPUTS = "ProgramOutputs";

/** Whoever reads outputs gets the values themselves. */
const INPUT = /pulumi\.Input<((?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*)>/g;

/** The page of the stack's outputs. Throws where a docstring is missing. */
export function outputsPage({ interfaceOf }: Declarations): string {
    const outputs = interfaceOf(OUTPUTS);
    if (outputs === undefined) {
        throw new Error(`there is no interface ${OUTPUTS}`);
    }
    const queue = [outputs];
    const sections: string[] = [];
    for (const { name, doc, members } of queue) {
        sections.push(
            ...(name === OUTPUTS ? [] : [`## ${name}`, doc]),
            members.map((member) => memberLine(name, member)).join("\n"),
        );
        for (const type of members.flatMap((member) => member.type.match(/\b[A-Z]\w+\b/g) ?? [])) {
            const found = interfaceOf(type);
            if (found !== undefined && !queue.some((each) => each.name === type)) {
                queue.push(found);
            }
        }
    }
    return `${[HEAD, ...sections]
        .join("\n\n")
        .replaceAll(/\breadonly /g, "")
        .replaceAll(INPUT, "$1")}\n`;
}
