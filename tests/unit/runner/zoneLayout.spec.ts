// Does not prove that the remote component cuts the VPC up so; its stand-in follows the same rules.
import { expect } from "chai";
import { routeTableOf, subnetOf, zoneLayout } from "../../../components/runner/zoneLayout";

describe("the layout of the runner's VPC", () => {
    it("gives a zone an eighth, its tasks half of that, and NAT a little", () => {
        expect(zoneLayout("10.2.0.0/16")).to.deep.equal({ zone: 19, private: 20, public: 24 });
        expect(zoneLayout("10.2.0.0/22")).to.deep.equal({ zone: 25, private: 26, public: 28 });
    });

    it("has room for both subnets in a zone, from the largest VPC to the smallest", () => {
        for (let prefix = 16; prefix <= 22; prefix += 1) {
            const layout = zoneLayout(`10.0.0.0/${prefix}`);
            expect(2 ** -layout.private + 2 ** -layout.public, `/${prefix}`).to.be.at.most(2 ** -layout.zone);
            expect(layout.public, `/${prefix}`).to.be.at.most(28);
        }
    });
});

describe("what is found in the runner's VPC", () => {
    const subnets = [
        { id: "subnet-2", availabilityZone: "us-east-1b" },
        { id: "subnet-1", availabilityZone: "us-east-1a" },
    ];
    const associations = [
        { routeTableId: "rtb-gateway" },
        { subnetId: "subnet-2", routeTableId: "rtb-2" },
        { subnetId: "subnet-1", routeTableId: "rtb-1" },
    ];

    it("is a subnet by its zone, and a route table by its subnet, in whatever order they come", () => {
        expect(subnetOf(subnets, "us-east-1a")).to.equal("subnet-1");
        expect(routeTableOf(associations, "subnet-1")).to.equal("rtb-1");
    });

    it("is an error where there is none, which names what there is", () => {
        expect(() => subnetOf(subnets, "us-east-1c")).to.throw(
            "the runner's VPC has no private subnet in us-east-1c, only in us-east-1b, us-east-1a",
        );
        expect(() => subnetOf([], "us-east-1c")).to.throw("only in no zone");
        expect(() => routeTableOf(associations, "subnet-3")).to.throw(
            "no route table is associated with subnet-3, a private subnet of the runner's VPC",
        );
    });
});
