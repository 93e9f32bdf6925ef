// Two stacks in one account and region, each with an environment of its own, and one hub whose VPCs reach both. Does not
// prove that two runs at the same time get on: here one follows the other.
import { expect } from "chai";
import { hostsOf, unreached } from "../support/hosts";
import { remaining, Simulated } from "../support/simulated";

const HUB = ["vpc-0123456789abcdef0", "vpc-0123456789abcdef1", "vpc-0123456789abcdef2"];
const [FIRST, SECOND] = ["10.0.0.0/20", "10.1.0.0/20"];

/** The dev stack with its network in a block of its own. */
function networked(stack: Simulated, connectivity: string, vpcCidr: string): Simulated {
    return stack.configure(({ privateNetworks, environment }) => {
        Object.assign(privateNetworks.core ?? {}, { connectivity, vpcCidr });
        environment.name = `environment of ${vpcCidr}`;
    });
}

describe("two environments in one region and hub", function () {
    this.timeout(240_000);

    it("get on with a gateway each: every hub VPC reaches the clusters of both, and one goes without the other", async () => {
        const first = networked(Simulated.fresh(), "gateway", FIRST);
        const near = hostsOf(await first.succeed("up"));
        const before = remaining(first.clouds);
        const second = networked(first.beside("neighbour"), "gateway", SECOND);
        const up = await second.succeed("up");
        expect(up.diagnostics).to.deep.equal([]);
        for (const host of [near.sandbox ?? "", hostsOf(up).sandbox ?? ""]) {
            for (const vpcId of HUB) {
                expect(unreached(second.world, vpcId, host), `${vpcId} ${host}`).to.deep.equal([]);
            }
        }
        expect(second.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE"]);
        await second.succeed("destroy");
        expect(remaining(second.clouds)).to.equal(before);
        expect(unreached(second.world, HUB[0] ?? "", near.sandbox ?? "")).to.deep.equal([]);
    });

    it("are refused on attachments, whose names are the same: AWS names the zone, nothing of the first is harmed", async () => {
        const first = await Simulated.deployed();
        const second = networked(first.beside("neighbour"), "attachment", SECOND);
        const { result, diagnostics } = await second.run("up");
        expect(result).to.equal("failed");
        const told = diagnostics.map(({ message }) => message).join("\n");
        expect(told).to.include("ConflictingDomainExists").and.to.include("with the same domain name");
        const links = second.clouds.links.map(({ state, mirrors }) => [state, mirrors.length]);
        expect(links.filter(([state]) => state === "ACTIVE")).to.have.length(2);
        await second.succeed("destroy");
        expect(remaining(second.clouds)).to.equal(remaining(first.clouds));
    });
});
