// The real engine on simulated clouds. It does not prove that AWS or Confluent behave as simulated.
import { expect } from "chai";
import { remaining, Simulated } from "../support/simulated";

describe("the dev stack from nothing to nothing", function () {
    this.timeout(120_000);
    const stack = Simulated.fresh();
    const unabridged = true;

    it("previews from a public runner before anything exists", async () => {
        const { result, changes } = await stack.run("preview", { runner: "public" });
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["create"]);
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("comes up in one run, with a healthy link both ways and its mirror", async () => {
        const { result, changes, diagnostics, calls } = await stack.run("up", {
            unabridged,
            limits: { route53: true },
        });
        expect(diagnostics).to.deep.equal([]);
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["create"]);
        const { links, confluent } = stack.clouds;
        expect(links.map(({ name, connectionMode, state }) => [name, connectionMode, state])).to.have.deep.members([
            ["sandbox-shared", "INBOUND", "ACTIVE"],
            ["sandbox-shared", "OUTBOUND", "ACTIVE"],
        ]);
        expect(links.flatMap(({ mirrors }) => mirrors)).to.deep.equal([
            { topic: "dev-stock_trades", status: "ACTIVE" },
        ]);
        expect(confluent).to.include({
            clusters: 2,
            apiKeys: 4,
            roleBindings: 4,
            serviceAccounts: 4,
            links: 2,
            mirrors: 1,
        });
        // What is made, one call each; and the looks of gates, which are as many as keys to look with need.
        expect(calls).to.include({ "aws create": 45, "cloud POST": 17, "kafka POST": 4 });
        expect(calls["kafka GET"]).to.be.lessThan(50);
        expect(calls["route53 requests"]).to.be.lessThan(50);
    });

    it("changes nothing in a second run", async () => {
        const { result, changes, steps, calls } = await stack.run("up");
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["same"]);
        expect(steps).to.deep.equal([]);
        expect(calls).to.deep.equal({});
    });

    it("previews from a public runner when it is deployed", async () => {
        const { result, changes } = await stack.run("preview", { runner: "public" });
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["same"]);
    });

    it("finds no drift in a refresh", async () => {
        const { result, changes, calls } = await stack.run("refresh", { unabridged });
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["same"]);
        expect(Object.keys(calls)).to.have.members(["aws read", "cloud GET", "kafka GET", "route53 requests"]);
    });

    it("goes from a public runner too, in one run", async () => {
        const twin = stack.copy();
        const { result } = await twin.run("destroy", { runner: "public" });
        expect(result).to.equal("succeeded");
        expect(remaining(twin.clouds)).to.equal(0);
    });

    it("goes in one run and leaves nothing", async () => {
        const { result, resources } = await stack.run("destroy", { unabridged });
        expect(result).to.equal("succeeded");
        expect(resources).to.equal(0);
        expect(remaining(stack.clouds)).to.equal(0);
        expect(stack.clouds.links).to.deep.equal([]);
    });
});
