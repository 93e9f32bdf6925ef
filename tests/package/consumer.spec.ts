// A program in another folder that has installed the package. Does not prove that a registry would give it its
// dependencies: those are this checkout's.
import { expect } from "chai";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { installedPackage, PACKAGE, ROOT, type Installed } from "../support/package";

const EXAMPLE = path.join(ROOT, "examples", "package", "typescript");
const TSX = path.join(ROOT, "node_modules", "tsx", "dist", "loader.mjs");
const TSC = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
const PREVIEW = path.join(__dirname, "preview.cjs");
const STORED = path.join(__dirname, "stored.cjs");

const run = promisify(execFile);

describe("a program that installs the package", function () {
    this.timeout(180_000);
    let installed: Installed;

    before(async () => {
        installed = await installedPackage();
        fs.cpSync(EXAMPLE, installed.program, { recursive: true });
    });

    it("gets what runs, what it is compiled against, and what Pulumi analyses; no tests, nothing of the simulator", () => {
        const { files } = installed;
        expect(files).to.include.members([
            "LICENSE",
            "PulumiPlugin.yaml",
            "README.md",
            "dist/index.d.ts",
            "dist/index.js",
            "dist/plugin.js",
            "index.ts",
            "package.json",
            "plugin.ts",
            "tsconfig.json",
        ]);
        const other = files.filter((file) => !/(\.ts|\.js|^LICENSE|\.md|\.json|PulumiPlugin\.yaml)$/.test(file));
        expect(other).to.deep.equal([]);
        expect(files.filter((file) => /test|simulator|node_modules/.test(file))).to.deep.equal([]);
        const sources = files.filter((file) => file.endsWith(".ts") && !file.startsWith("dist/"));
        for (const source of sources) {
            expect(files).to.include(`dist/${source.replace(/\.ts$/, ".js")}`);
        }
    });

    it("depends on the versions that the example names", () => {
        const read = (folder: string) =>
            JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as {
                version: string;
                dependencies: Readonly<Record<string, string>>;
            };
        const [example, root, own] = [read(EXAMPLE), read(ROOT), read(installed.folder)];
        for (const [name, version] of Object.entries(example.dependencies)) {
            expect(version, name).to.equal(name === PACKAGE ? own.version : root.dependencies[name]);
        }
    });

    it("compiles, with the types that came with the package", async () => {
        await run(process.execPath, [TSC, "-p", "."], { cwd: installed.program });
    });

    it("registers one component with its children, under its own name", async () => {
        const config = {
            "private-names:endpointId": "vpce-1",
            "private-names:domain": "us-east-1.aws.private.example.test",
            "private-names:applicationVpcId": "vpc-2",
        };
        const args = ["--import", TSX, PREVIEW, "index.ts", JSON.stringify(config)];
        const { stdout } = await run(process.execPath, args, { cwd: installed.program });
        const registered = JSON.parse(stdout) as { type: string; name: string; inputs: Record<string, unknown> }[];
        expect(registered.map(({ type, name }) => `${type} ${name}`)).to.have.members([
            "pulumi:pulumi:Stack private-names-test",
            `${PACKAGE}:index:PrivateDns confluent`,
            "aws:route53/zone:Zone confluent-zone",
            "aws:route53/record:Record confluent-wildcard",
            "aws:route53/zoneAssociation:ZoneAssociation confluent-association-application",
        ]);
        const wildcard = registered.find(({ name }) => name === "confluent-wildcard");
        expect(wildcard?.inputs).to.include({ name: "*.us-east-1.aws.private.example.test", type: "CNAME" });
        expect(wildcard?.inputs.records).to.deep.equal(["vpce-1-a.vpce-svc-1.us-east-1.vpce.amazonaws.com"]);
    });

    it("stores its dynamic providers whole: where they run, the package need not be", async () => {
        const files = ["dist/access/readinessProvider.js", "dist/access/guardProvider.js"];
        const { stdout } = await run(process.execPath, [STORED, installed.folder, ...files], {
            cwd: installed.program,
        });
        const texts = JSON.parse(stdout) as Readonly<Record<string, string>>;
        for (const file of files) {
            expect(texts[file]).to.include("getBuiltinModule");
            expect(texts[file]?.match(/\brequire\([^)]*\)/g)).to.equal(null);
        }
    });

    it("finds in the package every file that the page about it names", () => {
        const readme = fs.readFileSync(path.join(installed.folder, "README.md"), "utf8");
        expect(readme).to.include(`npm install ${PACKAGE}`);
    });
});
