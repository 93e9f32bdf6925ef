// Commands, links and settings in the pages: they are understood, and lead somewhere. Does not prove that a page is right.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { NAMESPACE } from "../../../components/settings/namespace";
import { settingsSchema } from "../../../components/settings/schema";
import { hub } from "../../../components/settings/schema/hub";
import { parseSettings } from "../../../components/settings/load";
import { ROOT } from "../../../tools/reference/files";
import { OTHERS, PROOFS, PULUMI, SCRIPTS } from "./commands";
import { anchorsOf, blocksOf, commandsOf, pages, proseOf, textOf, type Block } from "./pages";

const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
};
const TARGETS = fs.readFileSync(path.join(ROOT, "Makefile"), "utf8").match(/^[\w-]+(?=:)/gm) ?? [];
const OURS = ["make", "npm", "npx", "pulumi"];

/** Blocks of shell: those that say so, and those without a language that begin like it. */
function shell(): Block[] {
    const begins = (text: string) => OURS.concat(OTHERS).some((program) => text.startsWith(`${program} `));
    const blocks = pages().flatMap(blocksOf);
    return blocks.filter(({ language, text }) => language === "sh" || (language === "" && begins(text)));
}

const COMMANDS = shell().flatMap((block) => commandsOf(block).map((words) => ({ page: block.page, words })));

function optionsOf(words: readonly string[]): string[] {
    return words.filter((word) => word.startsWith("--") && word !== "--").map((word) => word.replace(/=.*/, ""));
}

/** `npm run -s SCRIPT -- WORDS`, or undefined. */
function scriptOf(words: readonly string[]) {
    const [, run, ...rest] = words[0] === "npm" ? words.filter((word) => word !== "-s") : [];
    const [script, , ...own] = rest;
    return run === "run" && script !== undefined ? { script, words: own } : undefined;
}

function pulumiCommand([, first = "", second = ""]: readonly string[]): string {
    return [`${first} ${second}`, first].find((name) => Object.hasOwn(PULUMI, name)) ?? first;
}

/** A command without its values; undefined for programs of others. */
function signature(words: readonly string[]): string | undefined {
    const script = scriptOf(words);
    const options = [...new Set(optionsOf(words))].filter((name) => name !== "--stack" && name !== "--json").toSorted();
    const told = (...start: string[]) => [...start, ...options].join(" ");
    if (script !== undefined) {
        return script.script === "simulate" ? told("simulate", script.words[0] ?? "") : told(script.script);
    }
    return words[0] === "pulumi"
        ? told("pulumi", pulumiCommand(words))
        : words[0] === "make"
          ? told(...words)
          : undefined;
}

describe("commands in the pages", () => {
    it("are found", () => {
        expect(COMMANDS.length).to.be.greaterThan(40);
    });

    for (const { page, words } of COMMANDS) {
        it(`are understood: ${words.join(" ")} (${page})`, () => {
            const [program = "", argument = ""] = words;
            const script = scriptOf(words);
            if (script !== undefined) {
                expect(scripts).to.have.property(script.script);
                expect(SCRIPTS, "a parser for the script in commands.ts").to.have.property(script.script);
                expect(() => SCRIPTS[script.script]?.(script.words)).to.not.throw();
            } else if (program === "make") {
                expect(TARGETS).to.include(argument);
            } else if (program === "pulumi") {
                const known = PULUMI[pulumiCommand(words)];
                expect(known, "the command in commands.ts").to.not.equal(undefined);
                expect(known).to.include.members(optionsOf(words));
            } else {
                expect(OTHERS).to.include(program);
                const [tool] = words.filter((word) => word.startsWith("tools/"));
                expect(fs.existsSync(path.join(ROOT, tool ?? ""))).to.equal(true);
            }
        });
    }

    it("name scripts and targets that there are, in running text too", () => {
        for (const page of pages()) {
            const named = Array.from(
                textOf(page).matchAll(/`npm run (?:-s )?(?<name>[\w:-]+)/g),
                ({ groups }) => groups?.name,
            );
            expect(Object.keys(scripts), page).to.include.members(named);
            const made = Array.from(textOf(page).matchAll(/`make (?<name>[\w-]+)/g), ({ groups }) => groups?.name);
            expect(TARGETS, page).to.include.members(made);
        }
    });

    it("are run on the engine by a test, or say why not", () => {
        const found = COMMANDS.flatMap(({ words }) => signature(words) ?? []);
        expect([...new Set(found)].filter((each) => !Object.hasOwn(PROOFS, each)).toSorted()).to.deep.equal([]);
        expect(Object.keys(PROOFS).filter((each) => !found.includes(each))).to.deep.equal([]);
        for (const [command, proof] of Object.entries(PROOFS)) {
            if ("file" in proof) {
                const source = fs.readFileSync(path.join(ROOT, "tests", proof.file), "utf8");
                expect(source.includes(proof.title), `${command}: ${proof.file}: ${proof.title}`).to.equal(true);
            }
        }
    });
});

describe("links in the pages", () => {
    for (const page of pages()) {
        it(`lead somewhere: ${page}`, () => {
            const links = Array.from(proseOf(page).matchAll(/\]\((?<to>[^)\s]+)\)/g), ({ groups }) => groups?.to ?? "");
            for (const link of links.filter((to) => !/^https?:/.test(to))) {
                const [file = "", anchor] = link.split("#");
                const target = file === "" ? page : path.join(path.dirname(page), file);
                expect(fs.existsSync(path.join(ROOT, target)), link).to.equal(true);
                if (anchor !== undefined) {
                    expect(anchorsOf(target), link).to.include(anchor);
                }
            }
        });
    }
});

/** What is wrong with a part of the settings, but for what is missing in it. */
function mistakes(part: Readonly<Record<string, unknown>>): string[] {
    const { hub: stated, ...rest } = part;
    const { stack, ...named } = (stated ?? {}) as Record<string, unknown>;
    const checks = [
        { value: rest, result: settingsSchema.safeParse(rest) },
        { value: named, result: (stack === undefined && stated !== undefined ? hub : hub.partial()).safeParse(named) },
    ];
    return checks.flatMap(({ value, result }) =>
        (result.error?.issues ?? [])
            .filter((issue) => at(value, issue.path) !== undefined)
            .map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    );
}

function at(value: unknown, [first, ...rest]: readonly PropertyKey[]): unknown {
    return first === undefined ? value : at((value as Record<PropertyKey, unknown> | undefined)?.[first], rest);
}

describe("settings in the pages", () => {
    const blocks = pages()
        .flatMap(blocksOf)
        .filter(({ language, text }) => language === "yaml" && text.includes(`${NAMESPACE}:`));

    for (const { page, text } of blocks) {
        it(`are taken by the loader: ${page}, ${text.split("\n").find((line) => line.includes(NAMESPACE)) ?? ""}`, () => {
            const block = yaml.load(text) as Record<string, unknown>;
            const config = (block.config ?? block) as Record<string, unknown>;
            const own = Object.entries(config).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
            const part = Object.fromEntries(own.map(([key, value]) => [key.slice(NAMESPACE.length + 1), value]));
            if (block.config !== undefined) {
                expect(() => parseSettings(part, String(config["aws:region"]))).to.not.throw();
            }
            expect(mistakes(part)).to.deep.equal([]);
        });
    }
});
