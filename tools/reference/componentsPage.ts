import type { ComponentDeclaration, Declarations, InterfaceDeclaration } from "./declarations";
import { described, memberLine } from "./markdown";

const HEAD = `<!-- Written by npm run -s reference from the docstrings in components. -->

# Components

Every component resource with what it takes and what it gives, by folder of \`components\`. All take a name first and
\`pulumi.ComponentResourceOptions\` last. Every \`readonly\` is left out here.
`;

/** The page of all components and of what their arguments are made of. Throws where a docstring is missing. */
export function componentsPage(declarations: Declarations): string {
    const { components } = declarations;
    const rooms = [...new Set(components.map(({ room }) => room))];
    const sections = rooms.flatMap((room) => [
        `## ${room}`,
        ...components.filter((each) => each.room === room).map((each) => section(each, declarations)),
    ]);
    const types = typesOf(declarations).map(({ name, doc, members }) =>
        [`### ${name}`, doc, members.map((member) => memberLine(name, member)).join("\n")].join("\n\n"),
    );
    const parts = [HEAD, ...sections, "## Types of arguments", ...types];
    return `${parts.join("\n\n").replaceAll(/\breadonly /g, "")}\n`;
}

function section(
    { name, doc, token, parameters, outputs }: ComponentDeclaration,
    { interfaceOf }: Declarations,
): string {
    const takes = parameters.map((parameter) => {
        const found = interfaceOf(parameter.type);
        const isOwn = parameter.type.startsWith(name);
        return found === undefined || !isOwn
            ? `Takes \`${parameter.name}: ${parameter.type}\`.`
            : ["Takes:", found.members.map((member) => memberLine(found.name, member)).join("\n")].join("\n\n");
    });
    const gives = outputs.map((output) => memberLine(name, output)).join("\n");
    return [
        `### ${name}`,
        described(name, doc),
        `Type: \`${token}\``,
        ...takes,
        ...(gives === "" ? [] : ["Gives:", gives]),
    ].join("\n\n");
}

/** The interfaces that arguments are made of, themselves and one within the other, by name. */
function typesOf({ components, interfaceOf }: Declarations): InterfaceDeclaration[] {
    const own = components.flatMap(({ name, parameters }) =>
        parameters.flatMap(({ type }) => (type.startsWith(name) ? [type] : [])),
    );
    const found = new Map<string, InterfaceDeclaration>();
    const open = components.flatMap(({ parameters }) => parameters.map(({ type }) => type));
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const each = interfaceOf(next);
        if (each !== undefined && !found.has(next)) {
            found.set(next, each);
            open.push(...each.members.flatMap(({ type }) => type.match(/\b[A-Z]\w+\b/g) ?? []));
        }
    }
    const others = [...found.values()].filter(({ name }) => !own.includes(name));
    return others.toSorted((left, right) => left.name.localeCompare(right.name, "en"));
}
