// The page that Pulumi Cloud shows of a stack, against the outputs of every stack. Does not prove how it is shown.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { readDeclarations } from "../../tools/reference/declarations";
import { ROOT } from "../../tools/reference/files";
import { examples, hubExamples } from "../support/examples";
import { runStack } from "../support/programs";
import { stackConfig } from "../support/stackFile";
import { TYPES } from "../support/types";

const STACKS = [
    ...["dev", "prod"].map((stack) => ({ stack, file: path.join(ROOT, `Pulumi.${stack}.yaml`) })),
    ...examples(),
    ...hubExamples(),
];

function names(): string[] {
    const outputs = readDeclarations(path.join(ROOT, "components")).interfaceOf("ProgramOutputs");
    return outputs?.members.map(({ name }) => name) ?? [];
}

/** The value at a path such as `clusters.inner.id` or `routes[0].id`. */
function at(outputs: unknown, reference: string): unknown {
    const parts = reference.split(/[.[\]]+/).filter((part) => part !== "");
    return parts.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], outputs);
}

function references(page: string): string[] {
    return Array.from(page.matchAll(/\$\{outputs\.(?<path>[^}]+)\}/g), ({ groups }) => groups?.path ?? "");
}

for (const { stack, file } of STACKS) {
    describe(`the page of the stack ${stack}`, () => {
        it("refers to values that are there and can be read, and to every cluster and link", async () => {
            const recording = await runStack(stackConfig(file), { stack });
            const outputs = recording.outputsOf(TYPES.stack, `confluent-cluster-linking-${stack}`);
            const found = references(String(outputs.readme));
            const unreadable = found.filter((reference) => {
                const value = at(outputs, reference);
                return typeof value !== "string" && !Array.isArray(value);
            });
            expect(unreadable).to.deep.equal([]);
            const wanted = ["clusters", "links"].flatMap((name) => Object.keys(outputs[name] as object));
            expect(found.length).to.be.at.least(wanted.length);
            expect(String(outputs.readme)).to.not.include("KEY");
        });

        it("has no output that the reference does not tell", async () => {
            const recording = await runStack(stackConfig(file), { stack });
            const outputs = recording.outputsOf(TYPES.stack, `confluent-cluster-linking-${stack}`);
            expect(Object.keys(outputs).filter((name) => !names().includes(name))).to.deep.equal([]);
        });
    });
}

describe("the template of the page", () => {
    it("names outputs that there are", () => {
        const template = fs.readFileSync(path.join(ROOT, "Pulumi.README.md"), "utf8");
        const found = references(template).map((reference) => /^\w+/.exec(reference)?.[0] ?? "");
        expect(found).to.not.deep.equal([]);
        expect(found.filter((name) => !names().includes(name))).to.deep.equal([]);
    });
});
