// docs/coverage.md against the project: what it names is there. Does not prove that its lists of other projects are whole.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const TESTS = path.join(__dirname, "..", "..");
const GOLDEN = path.join(TESTS, "program", "golden");
const PAGE = path.join(TESTS, "..", "docs", "coverage.md");

interface Row {
    readonly there: string;
    readonly here: string;
    readonly tests: readonly string[];
}

/** The rows of all tables of the page. */
function rows(): Row[] {
    const lines = fs.readFileSync(PAGE, "utf8").split("\n");
    const cells = lines
        .filter((line) => line.startsWith("|"))
        .map((line) => line.split("|").map((cell) => cell.trim()));
    return cells
        .filter(([, there = ""]) => there !== "There" && !/^-+$/.test(there))
        .map(([, there = "", , here = "", tests = ""]) => ({ there, here, tests: tests.split(/; (?=`)/) }));
}

/** Names of all types, resources' and components', that the committed lists hold. */
function madeTypes(): Set<string> {
    const lists = fs.readdirSync(GOLDEN).map((file) => fs.readFileSync(path.join(GOLDEN, file), "utf8"));
    const tokens = lists.join("\n").match(/^[^\n]+?(?=::)/gm) ?? [];
    return new Set(tokens.map((token) => token.split(":").at(-1) ?? token));
}

describe("the page on what other projects make", () => {
    it("names a test that exists for every row", () => {
        expect(rows().length).to.be.greaterThan(50);
        for (const { there, tests } of rows()) {
            for (const test of tests) {
                const { file = "", title = "" } = /^`(?<file>\S+)`: (?<title>.+)$/.exec(test)?.groups ?? {};
                expect(fs.existsSync(path.join(TESTS, file)) && file !== "", `${there}: ${test}`).to.equal(true);
                const source = fs.readFileSync(path.join(TESTS, file), "utf8").replaceAll(/\(\s+"/g, '("');
                const isThere = ["it", "waits", "waitsDirectly"].some((call) => source.includes(`${call}("${title}"`));
                expect(isThere, `${there}: ${test}`).to.equal(true);
            }
        }
    });

    it("names types that the program makes, by the lists of what it makes", () => {
        const types = madeTypes();
        for (const { there, here } of rows()) {
            const named = Array.from(here.matchAll(/`(?<name>[A-Z][A-Za-z]+)`/g), ({ groups }) => groups?.name ?? "");
            expect(
                named.filter((name) => !types.has(name)),
                there,
            ).to.deep.equal([]);
            expect(here, there).to.not.equal("");
        }
    });
});
