import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as ts from "typescript";

/** A resource class as its SDK's declarations describe it. */
export interface SdkResource {
    readonly outputs: readonly string[];
    /** Outputs that have a value whatever the program sets: their type does not allow `undefined`. */
    readonly alwaysSet: readonly string[];
    readonly inputs: readonly string[];
    readonly required: readonly string[];
    /** Inputs whose description says that a change makes a new resource, be it in some cases only. */
    readonly documentedForceNew: readonly string[];
    /** Names in the interface that lookups of existing objects take. */
    readonly state: readonly string[];
}

const FORCE_NEW = /forces? (?:a )?(?:new|resource|replacement)|creates? a new resource|new resource/i;

/** Reads the declarations behind a type token such as "aws:ec2/vpc:Vpc". */
export function sdkResource(token: string): SdkResource {
    const [sdk = "", place = "", name = ""] = token.split(":");
    const script = createRequire(__filename).resolve(`@pulumi/${sdk}/${place.replace(/^index\//, "")}`);
    const file = script.replace(/\.js$/, ".d.ts");
    const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const outputs = outputsOf(source, name);
    const inputs = membersOf(source, `${name}Args`);
    return {
        outputs: outputs.map(nameOf),
        alwaysSet: outputs.filter(alwaysHasValue).map(nameOf),
        inputs: inputs.map(nameOf),
        required: inputs.filter(({ questionToken }) => questionToken === undefined).map(nameOf),
        documentedForceNew: inputs.filter((input) => FORCE_NEW.test(descriptionOf(input))).map(nameOf),
        state: membersOf(source, `${name}State`).map(nameOf),
    };
}

function outputsOf(source: ts.SourceFile, name: string): ts.PropertyDeclaration[] {
    const found = source.statements.filter(ts.isClassDeclaration).find((one) => one.name?.text === name);
    const properties = found?.members.filter(ts.isPropertyDeclaration) ?? [];
    const isOutput = ({ type }: ts.PropertyDeclaration) => type?.getText().startsWith("pulumi.Output<") === true;
    return properties.filter(isOutput);
}

function membersOf(source: ts.SourceFile, name: string): ts.PropertySignature[] {
    const found = source.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name);
    return found?.members.filter(ts.isPropertySignature) ?? [];
}

function nameOf(member: ts.PropertyDeclaration | ts.PropertySignature): string {
    return member.name.getText();
}

function alwaysHasValue({ type }: ts.PropertyDeclaration): boolean {
    const [value] = type !== undefined && ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : [];
    const parts = value !== undefined && ts.isUnionTypeNode(value) ? value.types : [];
    return parts.every(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
}

function descriptionOf(input: ts.PropertySignature): string {
    return ts
        .getJSDocCommentsAndTags(input)
        .map((comment) => comment.getText().replace(/\s*\n\s*\*\s*/g, " "))
        .join(" ");
}
