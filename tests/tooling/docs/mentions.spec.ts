// The files that pages and comments send their readers to are there. Does not prove that they hold what is said of them.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { ROOT } from "../../../tools/reference/files";
import { pages } from "./pages";

const FOLDERS = ["components", "simulator", "tools", "bench", "policies", "tests"];

/** A test file with its folder, whether from the top or from within `tests`. */
const TEST = /(?:[\w-]+\/)+\w+\.spec\.ts\b/g;

function sources(): string[] {
    return FOLDERS.flatMap((folder) =>
        fs
            .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
            .map((file) => path.join(folder, file)),
    );
}

function missing(file: string): string[] {
    const named = fs.readFileSync(path.join(ROOT, file), "utf8").match(TEST) ?? [];
    const isThere = (name: string) => ["", "tests"].some((base) => fs.existsSync(path.join(ROOT, base, name)));
    return named.filter((name) => !isThere(name)).map((name) => `${file}: ${name}`);
}

describe("test files that are named", () => {
    it("in the pages are there", () => {
        expect(pages().flatMap(missing)).to.deep.equal([]);
    });

    it("in comments are there", () => {
        const files = sources();
        expect(files.length).to.be.greaterThan(300);
        expect(files.flatMap(missing)).to.deep.equal([]);
    });
});
