// What npm run reference writes, against the checkout. Does not prove that descriptions are true.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import * as fc from "fast-check";
import * as yaml from "js-yaml";
import { componentsPage } from "../../../tools/reference/componentsPage";
import { readDeclarations } from "../../../tools/reference/declarations";
import { outdated, referenceFiles, ROOT } from "../../../tools/reference/files";
import { settingsPage } from "../../../tools/reference/settingsPage";
import { stackSchema } from "../../../tools/reference/stackSchema";
import { configurations } from "../../support/configurations";
import { examples, hubExamples } from "../../support/examples";
import { keysOf } from "../../support/stackFile";

const SETTINGS = "confluent-cluster-linking:";

const FILES = [
    ...["dev", "prod"].map((stack) => path.join(ROOT, `Pulumi.${stack}.yaml`)),
    ...[...examples(), ...hubExamples()].map(({ file }) => file),
    path.join(ROOT, "examples", "esc", "Pulumi.esc.yaml"),
];

type StackFile = { config: Record<string, Record<string, unknown>> } & Record<string, unknown>;

function load(file: string): StackFile {
    return yaml.load(fs.readFileSync(file, "utf8"), { filename: file }) as StackFile;
}

/** Components made of one file with this text. */
function declarationsOf(text: string) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "declarations-"));
    try {
        fs.writeFileSync(path.join(folder, "thing.ts"), text);
        return readDeclarations(folder);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

describe("the reference", () => {
    it("is what npm run -s reference writes: run it after a change of settings, components or outputs", async () => {
        expect(outdated(await referenceFiles())).to.deep.equal([]);
    });

    it("has every setting, with defaults, what is allowed, and what the loader says to a wrong value", () => {
        const page = settingsPage();
        const entry = (key: string) => page.slice(page.indexOf(`**\`${key}\`**`)).split("\n- ")[0] ?? "";
        expect(entry("rotation.days")).to.include("whole number from 1 to 365_. Default: `30`");
        expect(entry("clusters.KEY.cku")).to.include("(dedicated): _whole number from 1_. Required.");
        expect(entry("hub.runner.vpcId")).to.include("If wrong: Give vpc- and 8 or 17 hexadecimal digits");
        expect(entry("hub.stack")).to.include("organisation/project/stack");
        expect(entry("links.KEY.replication.fromSource.consumerOffsets.groups[].pattern")).to.include(
            "LITERAL, PREFIXED",
        );
    });

    it("wants a docstring of everything that a component takes and gives", () => {
        const text = (doc: string) => `
            export interface ThingArgs {
                ${doc}
                readonly size: number;
            }
            /** A thing. */
            export class Thing extends pulumi.ComponentResource {
                /** Its id. */
                readonly thingId: pulumi.Output<string>;
                constructor(name: string, args: ThingArgs, opts?: pulumi.ComponentResourceOptions) {}
            }`;
        expect(componentsPage(declarationsOf(text("/** Size in metres. */")))).to.include("Size in metres.");
        expect(() => componentsPage(declarationsOf(text("")))).to.throw("ThingArgs.size has no docstring");
    });
});

describe("the schema of stack files", () => {
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(stackSchema());

    for (const file of FILES) {
        it(`takes ${path.relative(ROOT, file)}`, () => {
            expect(validate(load(file)), JSON.stringify(validate.errors)).to.equal(true);
        });
    }

    it("takes whatever the loader takes", () => {
        fc.assert(
            fc.property(configurations, ({ region, raw }) => {
                const file = { config: { "aws:region": region, ...keysOf(raw) } };
                expect(validate(structuredClone(file)), JSON.stringify(validate.errors)).to.equal(true);
            }),
            { numRuns: 100 },
        );
    });

    it("takes what pulumi config set writes for true and false", () => {
        const file = load(path.join(ROOT, "Pulumi.dev.yaml"));
        expect(validate({ ...file, config: { ...file.config, [`${SETTINGS}protection`]: "false" } })).to.equal(true);
        expect(validate({ ...file, config: { ...file.config, [`${SETTINGS}protection`]: "no" } })).to.equal(false);
    });

    const mistakes: Readonly<Record<string, (file: StackFile) => void>> = {
        "a key at the top that Pulumi does not know": (file) => Object.assign(file, { confg: {} }),
        "a setting that is misspelt": ({ config }) => Object.assign(config, { [`${SETTINGS}cluster`]: {} }),
        "a setting in another one that is misspelt": ({ config }) =>
            Object.assign(config[`${SETTINGS}environment`] ?? {}, { nme: "x" }),
        "an environment that is new and there already": ({ config }) =>
            Object.assign(config[`${SETTINGS}environment`] ?? {}, { id: "env-abc123" }),
        "a cluster of an unknown type": ({ config }) =>
            Object.assign(config[`${SETTINGS}clusters`]?.shared ?? {}, { type: "shared" }),
        "a size in quotes": ({ config }) => Object.assign(config[`${SETTINGS}clusters`]?.shared ?? {}, { cku: "1" }),
        "a key with capitals": ({ config }) =>
            Object.assign(config[`${SETTINGS}clusters`] ?? {}, { Other: { type: "dedicated", cku: 1 } }),
        "another kind of id": ({ config }) =>
            Object.assign(config[`${SETTINGS}hub`]?.runner ?? {}, { vpcId: "subnet-0123456789abcdef0" }),
        "a link without an end": ({ config }) => {
            delete (config[`${SETTINGS}links`]?.["sandbox-shared"] as Record<string, unknown>).source;
        },
        "a region that there is not": ({ config }) => Object.assign(config, { "aws:region": "us-east-9" }),
    };

    for (const [mistake, make] of Object.entries(mistakes)) {
        it(`refuses ${mistake}`, () => {
            const file = load(path.join(ROOT, "Pulumi.dev.yaml"));
            make(file);
            expect(validate(file)).to.equal(false);
        });
    }
});
