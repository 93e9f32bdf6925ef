// Where in the tree of components each type of resource stands. A move gives every resource below it another URN, which
// the lists of names do not show: without aliases the next `up` would make all of them anew.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { committed, ofExample } from "../support/programs";
import type { Recording, Registration } from "../support/recording";

const LIST = path.join(__dirname, "golden", "places.txt");

function placeOf(recording: Recording, { type, parent }: Registration): string {
    return parent === "" ? type : `${placeOf(recording, recording.at(parent))} > ${type}`;
}

/** Every place that something is made at, by the committed stacks and the examples that have lists of their own. */
async function places(): Promise<string[]> {
    const recordings = [await committed("dev"), await committed("prod")];
    for (const example of ["clients", "gateway", "community-example"]) {
        recordings.push(await ofExample(example));
    }
    const found = recordings.flatMap((one) => one.registrations.map((each) => placeOf(one, each)));
    return [...new Set(found)].sort();
}

describe("the place of every resource", () => {
    it("is the one that it has always had", async function () {
        this.timeout(60_000);
        const found = await places();
        if (process.env.UPDATE_GOLDEN === "1") {
            fs.writeFileSync(LIST, `${found.join("\n")}\n`);
        }
        expect(found).to.deep.equal(fs.readFileSync(LIST, "utf8").trim().split("\n"));
    });
});
