import { expect } from "chai";
import { Aside } from "../../../components/internal/aside";

describe("what components keep beside their outputs", () => {
    it("is kept for each of them, and shown by none", () => {
        const [aside, one, other] = [new Aside<number>(), {}, {}];
        aside.keep(one, 1);
        aside.keep(other, 0);
        expect([aside.of(one), aside.of(other)]).to.deep.equal([1, 0]);
        expect(Reflect.ownKeys(one)).to.deep.equal([]);
    });

    it("is missed loudly where a constructor asks for it too early", () => {
        expect(() => new Aside<number>().of({})).to.throw("before the component's constructor has come to its end");
    });
});
