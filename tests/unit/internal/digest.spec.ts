import { expect } from "chai";
import { digest } from "../../../components/internal/digest";

describe("digest", () => {
    it("is short and stays the same for the same ids", () => {
        expect(digest(["a", "b"])).to.match(/^[0-9a-f]{16}$/);
        expect(digest(["a", "b"])).to.equal(digest(["a", "b"]));
    });

    it("does not depend on the order, and leaves the list as it was", () => {
        const ids = ["b", "c", "a"];
        expect(digest(ids)).to.equal(digest(["a", "b", "c"]));
        expect(ids).to.deep.equal(["b", "c", "a"]);
    });

    const others: [string, string[]][] = [
        ["an id is added", ["a", "b", "c"]],
        ["an id is missing", ["a"]],
        ["an id is another", ["a", "c"]],
        ["two ids have grown together", ["ab"]],
        ["there is none", []],
    ];
    for (const [title, ids] of others) {
        it(`differs when ${title}`, () => {
            expect(digest(ids)).to.not.equal(digest(["a", "b"]));
        });
    }
});
