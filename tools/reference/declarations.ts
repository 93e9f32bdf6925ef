import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/** A field of an interface or an output of a component. */
export interface Member {
    readonly name: string;
    /** The type as it is written. */
    readonly type: string;
    readonly optional: boolean;
    readonly doc: string;
}

export interface InterfaceDeclaration {
    readonly name: string;
    readonly doc: string;
    /** Own ones, then those of what it extends. */
    readonly members: readonly Member[];
}

export interface ComponentDeclaration {
    readonly name: string;
    /** Type token, as it is in the state. */
    readonly token: string;
    /** The folder below `components`. */
    readonly room: string;
    readonly doc: string;
    /** What the constructor takes between name and options. */
    readonly parameters: readonly { readonly name: string; readonly type: string }[];
    readonly outputs: readonly Member[];
}

export interface Declarations {
    readonly components: readonly ComponentDeclaration[];
    /** An exported interface by name; undefined where there is none. */
    readonly interfaceOf: (name: string) => InterfaceDeclaration | undefined;
}

/** Reads what is exported below a folder. No types are checked: this is about what is written. */
export function readDeclarations(folder: string): Declarations {
    const files = fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /(?<!\.d)\.ts$/.test(file));
    const sources = files.toSorted().map((file) => sourceFile(path.join(folder, file)));
    const interfaces = new Map<string, ts.InterfaceDeclaration>();
    for (const each of sources.flatMap(({ statements }) => statements.filter(ts.isInterfaceDeclaration))) {
        if (isExported(each)) {
            interfaces.set(each.name.text, each);
        }
    }
    const classes = sources.flatMap(({ statements }) => statements.filter(ts.isClassDeclaration));
    const components = classes.filter((each) => isExported(each) && isComponent(each));
    return {
        components: components.map((each) => component(each, folder)),
        interfaceOf: (name) => {
            const found = interfaces.get(name);
            return found === undefined ? undefined : interfaceDeclaration(found, interfaces);
        },
    };
}

function sourceFile(file: string): ts.SourceFile {
    return ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

function isExported(node: ts.HasModifiers): boolean {
    return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isComponent({ heritageClauses }: ts.ClassDeclaration): boolean {
    const parents = heritageClauses?.flatMap(({ types }) => types.map((type) => type.expression.getText())) ?? [];
    return parents.includes("pulumi.ComponentResource");
}

function component(node: ts.ClassDeclaration, folder: string): ComponentDeclaration {
    const source = node.getSourceFile();
    const constructor = node.members.find(ts.isConstructorDeclaration);
    const parameters = constructor?.parameters ?? [];
    return {
        name: node.name?.text ?? "",
        token: /^const TYPE = "(?<token>[^"]+)"/m.exec(source.text)?.groups?.token ?? "",
        room: path.relative(folder, source.fileName).split(path.sep)[0] ?? "",
        doc: docOf(node),
        parameters: parameters.slice(1, -1).map(({ name, type }) => ({
            name: ts.isIdentifier(name) ? name.text : "args",
            type: textOf(type),
        })),
        outputs: node.members.filter(ts.isPropertyDeclaration).filter(isPublic).map(member),
    };
}

function isPublic({ modifiers, name }: ts.PropertyDeclaration): boolean {
    const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword];
    return !ts.isPrivateIdentifier(name) && modifiers?.some(({ kind }) => hidden.includes(kind)) !== true;
}

function interfaceDeclaration(
    node: ts.InterfaceDeclaration,
    interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): InterfaceDeclaration {
    const own = node.members.filter(ts.isPropertySignature).map(member);
    const parents = node.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
    const inherited = parents.flatMap((parent) => inheritedFrom(parent, interfaces));
    const names = own.map(({ name }) => name);
    return {
        name: node.name.text,
        doc: docOf(node),
        members: [...own, ...inherited.filter(({ name }) => !names.includes(name))],
    };
}

/** The members of an interface that is extended, whole or by `Omit`. Throws for what is written in another way. */
function inheritedFrom(
    { expression, typeArguments }: ts.ExpressionWithTypeArguments,
    interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): Member[] {
    const [whole, omitted] = typeArguments ?? [];
    const isOmit = expression.getText() === "Omit";
    const parent = interfaces.get(isOmit ? textOf(whole) : expression.getText());
    if (parent === undefined) {
        throw new Error(`cannot read what an interface extends: ${expression.parent.getText()}`);
    }
    const without = isOmit ? Array.from(textOf(omitted).matchAll(/"(\w+)"/g), ([, name]) => name) : [];
    return interfaceDeclaration(parent, interfaces).members.filter(({ name }) => !without.includes(name));
}

function member(node: ts.PropertySignature | ts.PropertyDeclaration): Member {
    return {
        name: node.name.getText(),
        type: textOf(node.type).replaceAll(/\s+/g, " "),
        optional: node.questionToken !== undefined,
        doc: docOf(node),
    };
}

function textOf(type: ts.TypeNode | undefined): string {
    return type?.getText() ?? "";
}

/** The docstring in one line. */
function docOf(node: ts.Node): string {
    const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
    return (ts.getTextOfJSDocComment(doc?.comment) ?? "").replaceAll(/\s*\n\s*/g, " ").trim();
}
