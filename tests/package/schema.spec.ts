// What other languages get of the components. A change of the snapshot is a change of a public interface: say so in
// CHANGELOG.md, and write the snapshot anew with `npx tsx tests/package/snapshot.ts`.
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";
import * as all from "../../components/index";
import { COMPONENTS, PACKAGE, ROOT } from "../support/package";
import { componentsOf, schemaOf, SNAPSHOT, summaryOf } from "./summary";

interface Manifest {
    readonly version: string;
    readonly engines: unknown;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
    readonly peerDependencies: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
    return JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

describe("the schema of the package", function () {
    this.timeout(120_000);
    const schema = schemaOf(COMPONENTS);

    it("is what it was", () => {
        expect(summaryOf(schema)).to.deep.equal(JSON.parse(fs.readFileSync(SNAPSHOT, "utf8")));
    });

    it("ties nobody to a version of another provider's SDK", () => {
        expect(schema.dependencies ?? []).to.deep.equal([]);
    });

    it("leaves no type open but that of settings and outputs", () => {
        const open = Object.entries(summaryOf(schema)).flatMap(
            ([token, { inputs = {}, outputs = {}, properties = {} }]) =>
                Object.entries({ ...inputs, ...outputs, ...properties })
                    .filter(([, type]) => type.includes("any"))
                    .map(([name]) => `${token} ${name}`),
        );
        expect(open).to.deep.equal(["LinkedClusters settings", "LinkedClusters outputs"]);
    });

    it("describes everything that is in it", () => {
        for (const [token, resource] of Object.entries(schema.resources)) {
            expect(resource.description, token).to.match(/\.$/);
        }
        const inside = [...Object.values(schema.resources), ...Object.values(schema.types)].flatMap((one) => [
            ...Object.entries(one.properties ?? {}),
            ...("inputProperties" in one ? Object.entries(one.inputProperties ?? {}) : []),
        ]);
        expect(inside.filter(([, { description }]) => description === undefined).map(([name]) => name)).to.deep.equal(
            [],
        );
    });

    it("has tokens that begin with the package's name, as the host demands", () => {
        for (const name of componentsOf("plugin")) {
            const file = fs
                .readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
                .find((one) => path.basename(one).toLowerCase() === `${name.toLowerCase()}.ts`);
            const source = fs.readFileSync(path.join(COMPONENTS, file ?? ""), "utf8");
            expect(source).to.include(`const TYPE = "${PACKAGE}:index:${name}";`);
        }
    });
});

describe("the package", () => {
    const [own, root] = [manifest(COMPONENTS), manifest(ROOT)];

    it("has the program's version, and runs on the same releases of Node", () => {
        expect(own.version).to.equal(root.version);
        expect(own.engines).to.deep.equal(root.engines);
    });

    it("depends on what the program is tested with", () => {
        const tested = { ...root.dependencies, ...root.devDependencies };
        for (const [name, version] of Object.entries(own.dependencies)) {
            expect(tested[name], name).to.equal(version);
        }
    });

    it("shares the SDKs with the program that uses it, from the tested version on", () => {
        const ranges = Object.entries(root.dependencies)
            .filter(([name]) => name.startsWith("@pulumi/"))
            .map(([name, version]) => [name, `^${version}`]);
        expect(own.peerDependencies).to.deep.equal(Object.fromEntries(ranges));
        const ownNames = [...Object.keys(own.dependencies), ...Object.keys(own.peerDependencies)];
        expect(ownNames).to.include.members(Object.keys(root.dependencies));
    });

    it("wants the CLI that the program wants", () => {
        const version = (file: string) =>
            (yaml.load(fs.readFileSync(file, "utf8")) as { requiredPulumiVersion: string }).requiredPulumiVersion;
        expect(version(path.join(COMPONENTS, "PulumiPlugin.yaml"))).to.equal(version(path.join(ROOT, "Pulumi.yaml")));
    });

    it("has compiler options that differ from the program's in what it writes alone", () => {
        const options = (folder: string) =>
            (JSON.parse(fs.readFileSync(path.join(folder, "tsconfig.json"), "utf8")) as { compilerOptions: object })
                .compilerOptions;
        const { declaration, outDir, rootDir, ...shared } = options(COMPONENTS) as Record<string, unknown>;
        expect({ declaration, outDir, rootDir }).to.deep.equal({ declaration: true, outDir: "dist", rootDir: "." });
        const program = options(ROOT) as Record<string, unknown>;
        expect(program).to.deep.include({ ...shared, types: program.types });
    });

    it("gives TypeScript all that it gives to other languages", () => {
        expect(Object.keys(all)).to.include.members(componentsOf("plugin"));
    });

    it("says of every component that is for TypeScript alone why that is so", () => {
        const page = fs.readFileSync(path.join(ROOT, "docs", "package.md"), "utf8");
        const shared = componentsOf("plugin");
        for (const name of componentsOf("index").filter((one) => !shared.includes(one))) {
            expect(page, name).to.include(`\`${name}\``);
        }
    });
});

describe("the example in YAML", () => {
    it("names a component that there is, with all that it needs and nothing else", () => {
        const file = path.join(ROOT, "examples", "package", "yaml", "Pulumi.yaml");
        const { resources, packages } = yaml.load(fs.readFileSync(file, "utf8")) as {
            packages: Readonly<Record<string, string>>;
            resources: Readonly<Record<string, { type: string; properties: object }>>;
        };
        expect(path.resolve(path.dirname(file), packages[PACKAGE] ?? "")).to.equal(COMPONENTS);
        const summary = JSON.parse(fs.readFileSync(SNAPSHOT, "utf8")) as ReturnType<typeof summaryOf>;
        for (const { type, properties } of Object.values(resources)) {
            const inputs = summary[type.replace(`${PACKAGE}:index:`, "")]?.inputs ?? {};
            expect(Object.keys(inputs)).to.include.members(Object.keys(properties));
            const required = Object.entries(inputs).filter(([, kind]) => !kind.endsWith("?"));
            expect(Object.keys(properties)).to.include.members(required.map(([name]) => name));
        }
    });
});
