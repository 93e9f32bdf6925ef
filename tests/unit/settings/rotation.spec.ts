import { expect } from "chai";
import { accepts, refuses, settingsWith } from "./support";

describe("the settings of key rotation", () => {
    it("take their defaults from an empty map, and no rotation from none", () => {
        expect(settingsWith([["rotation"], {}]).rotation).to.deep.equal({ days: 30, retain: 2, generation: 0 });
        expect(settingsWith([["rotation"], undefined]).rotation).to.equal(undefined);
    });

    accepts("a day that counts as now", [[["rotation", "asOf"], "2027-01-31"]]);
    accepts("a moment that counts as now", [[["rotation", "asOf"], "2027-01-31T12:30Z"]]);
    accepts("the shortest period", [[["rotation", "days"], 1]]);
    refuses(
        "no days",
        [[["rotation", "days"], 0]],
        ["rotation.days", "0", "a whole number from 1 to 365", "at least 1"],
    );
    refuses(
        "one valid key only: there would be none to fall back to",
        [[["rotation", "retain"], 1]],
        ["rotation.retain", "1", "a whole number from 2 to 8", "at least 2"],
    );
    refuses(
        "a negative generation",
        [[["rotation", "generation"], -1]],
        ["rotation.generation", "-1", "a whole number from 0", "at least 0"],
    );
    refuses(
        "a moment of some other zone",
        [[["rotation", "asOf"], "2027-01-31T12:00:00+01:00"]],
        ["rotation.asOf", '"2027-01-31T12:00:00+01:00"', "in UTC", 'a day such as "2027-01-31"'],
    );
    refuses(
        "a day that does not exist",
        [[["rotation", "asOf"], "2027-13-01"]],
        ["rotation.asOf", '"2027-13-01"', "The moment that counts as now", 'a day such as "2027-01-31"'],
    );
    refuses("a word", [[["rotation"], "monthly"]], ["rotation", '"monthly"', "a map with days", "Write a map"]);
});
