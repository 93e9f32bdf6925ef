import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { notesFor } from "../../../tools/release/notes";
import { differingResources } from "../../../tools/release/snapshot";

const CHANGELOG = `# Changelog

## 1.1.0 (unreleased)

Soon.

## 1.0.1 (2031-02-03)

### Fixed

- One thing.

## 1.0.0 (2031-01-02)
`;

describe("the notes of a release", () => {
    it("are the changelog's section of that version", () => {
        expect(notesFor("v1.0.1", "1.0.1", CHANGELOG)).to.equal("### Fixed\n\n- One thing.");
    });

    it("are refused for another version, none, an empty one, and one without a date", () => {
        expect(() => notesFor("v1.0.2", "1.0.1", CHANGELOG)).to.throw("package.json has version 1.0.1");
        expect(() => notesFor("v1.0", "1.0", CHANGELOG)).to.throw('no section "## 1.0 (DATE)"');
        expect(() => notesFor("v1.0.0", "1.0.0", CHANGELOG)).to.throw("that says anything");
        expect(() => notesFor("v1.1.0", "1.1.0", CHANGELOG)).to.throw("still calls 1.1.0 unreleased");
    });

    it("can be had for the present version, once it has its date", () => {
        const root = path.join(__dirname, "..", "..", "..");
        const changelog = fs
            .readFileSync(path.join(root, "CHANGELOG.md"), "utf8")
            .replaceAll("(unreleased)", "(2031-01-02)");
        const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
        expect(notesFor(`v${version}`, version, changelog)).to.not.equal("");
    });
});

describe("the kept state of a release", () => {
    const snapshot = (...urns: string[]) =>
        JSON.stringify({ state: { deployment: { resources: urns.map((urn) => ({ urn })) } } });

    it("differs where either side has a resource that the other has not", () => {
        expect(differingResources(snapshot("urn:a", "urn:b"), snapshot("urn:b", "urn:a"))).to.deep.equal([]);
        expect(differingResources(snapshot("urn:a", "urn:b"), snapshot("urn:b", "urn:c"))).to.deep.equal([
            "- urn:a",
            "+ urn:c",
        ]);
    });
});
