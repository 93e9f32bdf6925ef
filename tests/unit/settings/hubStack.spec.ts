// Does not read a deployed stack; the simulation of two stacks does.
import { expect } from "chai";
import { resolvedHub } from "../../../components/settings/hubStack";
import { failureOf } from "../../support/engine";

const OUTPUT = { transitGateway: { id: "tgw-1" }, runner: { vpcId: "vpc-1" }, manageRoutes: true };

function reading(outputs: Readonly<Record<string, unknown>>) {
    return (stack: string, output: string) => Promise.resolve(outputs[`${stack} ${output}`]);
}

const DEPLOYED = reading({ "acme/network/hub hub": OUTPUT });

describe("the hub of another stack", () => {
    it("is what that stack outputs", async () => {
        expect(await resolvedHub({ stack: "acme/network/hub" }, DEPLOYED)).to.deep.equal(OUTPUT);
    });

    it("can have single parts of one's own", async () => {
        const runner = { vpcId: "vpc-2" };
        const hub = { stack: "acme/network/hub", manageRoutes: false, runner };
        expect(await resolvedHub(hub, DEPLOYED)).to.deep.equal({ ...OUTPUT, runner, manageRoutes: false });
    });

    it("is not asked for where the hub is described, or none is", async () => {
        const never = () => Promise.reject(new Error("asked"));
        for (const hub of [undefined, "garbage", ["list"], OUTPUT, {}]) {
            expect(await resolvedHub(hub, never)).to.equal(hub);
        }
    });

    for (const stack of ["hub", "network/hub", "acme/network/", "a/b/c/d", "", 7, null]) {
        it(`needs the stack's full name, and not ${JSON.stringify(stack)}`, async () => {
            const message = await failureOf(resolvedHub({ stack }, DEPLOYED));
            expect(message).to.include("confluent-cluster-linking:hub.stack");
            expect(message).to.include("allowed: the full name of a stack: organisation/project/stack");
            expect(message).to.include("fix:     Write it as `pulumi stack ls` does.");
        });
    }

    for (const value of [undefined, null, "tgw-1", ["tgw-1"]]) {
        it(`is refused where the output is ${JSON.stringify(value)}`, async () => {
            const read = reading({ "acme/network/hub hub": value });
            const message = await failureOf(resolvedHub({ stack: "acme/network/hub" }, read));
            expect(message).to.include('given:   "acme/network/hub"');
            expect(message).to.include('allowed: a stack with the output "hub", as a stack with networkHub has');
            expect(message).to.include("fix:     Deploy that stack first, or name another, or describe the hub here.");
        });
    }
});
