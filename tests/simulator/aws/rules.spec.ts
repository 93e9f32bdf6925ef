import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const TESTS = path.join(__dirname, "..", "..");
const MODELS = path.join(__dirname, "..", "..", "..", "simulator", "aws");
const HEADING = "## AWS and network";
const REFUSAL = /(?:refuse|createVpc|createSubnet)\(\s*"(?<code>[A-Za-z.]+)"/g;

/** The section of tests/RULES.md: its files by letter, and the last two cells of its rows. */
function section(): { files: Map<string, string>; rows: { wording: string; tests: string }[] } {
    const text = fs.readFileSync(path.join(TESTS, "RULES.md"), "utf8");
    const [intro = "", ...lines] = (text.split(`${HEADING}\n`)[1] ?? "").split("\n## ")[0]?.split(/^(?=\|)/m) ?? [];
    const folders = intro.split("simulator/network/");
    const files = folders.flatMap((part, index) =>
        Array.from(
            part.matchAll(/`(?<file>[\w/]+\.spec\.ts)`\s+\((?<letter>\w)\)/g),
            ({ groups }): [string, string] => [
                groups?.letter ?? "",
                path.join(TESTS, "simulator", index === 0 ? "aws" : "network", groups?.file ?? ""),
            ],
        ),
    );
    const cells = lines.slice(2).map((line) => line.split("|").map((cell) => cell.trim()));
    return {
        files: new Map(files),
        rows: cells.map(([, , wording = "", tests = ""]) => ({ wording, tests })),
    };
}

describe("the list of the simulated account's rules", () => {
    const { files, rows } = section();

    it("names tests that exist", () => {
        expect(rows.length).to.be.greaterThan(40);
        for (const { tests } of rows) {
            for (const [, letter = "", title = ""] of tests.split("; ").map((one) => /^(\w): (.+)$/.exec(one) ?? [])) {
                const file = files.get(letter);
                expect(file, tests).to.be.a("string");
                expect(fs.readFileSync(file ?? "", "utf8"), title).to.include(`it("${title}"`);
            }
        }
    });

    it("names every code with which the account refuses", () => {
        const files = fs
            .readdirSync(MODELS, { encoding: "utf8", recursive: true })
            .filter((file) => file.endsWith(".ts"));
        const sources = files.map((file) => fs.readFileSync(path.join(MODELS, file), "utf8"));
        const found = sources.flatMap((text) => Array.from(text.matchAll(REFUSAL), ({ groups }) => groups?.code ?? ""));
        const codes = [...new Set(found)];
        const listed = rows.map(({ wording }) => wording).join("\n");
        expect(codes.length).to.be.greaterThan(40);
        expect(codes.filter((code) => !new RegExp(`\`${code.replace(".", "\\.")}[:\`]`).test(listed))).to.deep.equal(
            [],
        );
    });
});
