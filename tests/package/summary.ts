import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental/provider";
import { generateSchema, type PackageSpec, type Property } from "@pulumi/pulumi/provider/experimental/schema";
import * as fs from "node:fs";
import * as path from "node:path";
import * as everything from "../../components/index";
import * as plugin from "../../components/plugin";
import { PACKAGE } from "../support/package";

export const SNAPSHOT = path.join(__dirname, "schema.json");

/** A component, or a type that it uses, on a few lines: names with types, `plain` where no output is taken, `?` if optional. */
export interface Summary {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly outputs?: Readonly<Record<string, string>>;
    readonly properties?: Readonly<Record<string, string>>;
}

/** Names of the components that a module of the package exports. */
export function componentsOf(module: "index" | "plugin"): string[] {
    return getPulumiComponents(module === "index" ? everything : plugin).map(({ name }) => name);
}

/** What Pulumi makes of a package's source when it serves it to other languages. */
export function schemaOf(folder: string): PackageSpec {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as {
        version: string;
        description: string;
    };
    const analyzer = new Analyzer(folder, PACKAGE, manifest, new Set(componentsOf("plugin")));
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    return generateSchema(PACKAGE, manifest.version, manifest.description, components, typeDefinitions, dependencies);
}

export function summaryOf({ resources, types }: PackageSpec): Record<string, Summary> {
    const sorted = (entries: [string, Summary][]) => entries.sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries([
        ...sorted(
            Object.entries(resources).map(([token, resource]) => [
                short(token),
                {
                    inputs: typesOf(resource.inputProperties, resource.requiredInputs),
                    outputs: typesOf(resource.properties, resource.required),
                },
            ]),
        ),
        ...sorted(
            Object.entries(types).map(([token, { properties, required }]) => [
                short(token),
                { properties: typesOf(properties, required) },
            ]),
        ),
    ]);
}

function typesOf(properties: Readonly<Record<string, Property>> = {}, required: readonly string[] = []) {
    return Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
            name,
            `${typeOf(property)}${required.includes(name) ? "" : "?"}`,
        ]),
    );
}

function typeOf(property: Property): string {
    return `${property.plain === true ? "plain " : ""}${bareType(property)}`;
}

function bareType(property: Property): string {
    const { items, additionalProperties } = property;
    if ("$ref" in property) {
        return property.$ref === "pulumi.json#/Any" ? "any" : short(property.$ref.slice("#/types/".length));
    }
    if (items !== undefined) {
        return `list of ${typeOf(items)}`;
    }
    return additionalProperties === undefined ? property.type : `map of ${typeOf(additionalProperties)}`;
}

function short(token: string): string {
    return token.replace(`${PACKAGE}:index:`, "");
}
