/**
 * The stack's page in Pulumi Cloud, which puts values in place of `${outputs.…}`. A line of the template with an output that
 * the stack has not is left out; one with `KEY` stands for each key of its output, or each position in it.
 */
export function stackReadme(template: string, outputs: Readonly<Record<string, unknown>>): string {
    const lines = template.split("\n").flatMap((line) => expanded(line, outputs));
    return lines.join("\n");
}

function expanded(line: string, outputs: Readonly<Record<string, unknown>>): string[] {
    const name = /\$\{outputs\.(?<name>\w+)/.exec(line)?.groups?.name;
    if (name === undefined) {
        return [line];
    }
    const value = outputs[name];
    if (value === undefined) {
        return [];
    }
    return line.includes("KEY") ? Object.keys(value as object).map((key) => line.replaceAll("KEY", key)) : [line];
}
