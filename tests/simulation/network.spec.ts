// The path to the private cluster, cut and mended behind the program's back; and the shapes a network can have.
import { expect } from "chai";
import { remaining, Simulated, told } from "../support/simulated";

const ROUTE = "aws:ec2/route:Route";
const RUNNER_TABLE = "rtb-0123456789abcdef0";

describe("the network path", function () {
    this.timeout(120_000);

    it("is probed before a change, and named when it is cut: no return route in the hub", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
            settings.clusters.sandbox = {
                ...settings.clusters.sandbox,
                type: "enterprise",
                topics: { ...settings.clusters.sandbox?.topics, orders: {} },
            };
        });
        const [route] = stack.world.aws(ROUTE).filter(({ props }) => props.routeTableId === RUNNER_TABLE);
        if (route === undefined) {
            throw new Error("there is no route in the runner's table");
        }
        stack.tamper((world) => {
            world.data.aws = Object.fromEntries(Object.entries(world.data.aws).filter(([id]) => id !== route.id));
        });
        const cut = await stack.run("up");
        expect(cut.result).to.equal("failed");
        expect(cut.diagnostics[0]?.message).to.include("Stage that failed: connect");
        expect(stack.clouds.confluent.topics).to.equal(2);

        stack.tamper((world) => {
            world.data.aws[route.id] = route;
        });
        await stack.succeed("up");
        expect(stack.clouds.confluent.topics).to.equal(3);
    });

    it("is what a refresh needs too: from a public runner it fails fast, with the gate's message", async () => {
        const stack = await Simulated.deployed();
        const { result, diagnostics, seconds } = await stack.run("refresh", { runner: "public" });
        expect(result).to.equal("failed");
        expect(diagnostics.map(({ message }) => message).join()).to.include("run from the private runner");
        expect(seconds).to.be.below(30);
    });

    it("needs no Transit Gateway without a hub: the runner sits in the endpoint's own VPC", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            delete settings.hub;
        });
        const { steps } = await stack.succeed("up");
        expect(steps.some(({ type }) => type === "TransitGatewaySpoke" || type === "Route")).to.equal(false);
        expect(steps.filter(({ type }) => type === "SecurityGroupIngressRule").map(({ name }) => name)).to.have.members(
            ["core-https-from-own", "core-kafka-from-own"],
        );
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("waits for routes that somebody else adds, and says which", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            Object.assign(settings.hub ?? {}, { manageRoutes: false });
            settings.readiness = { deadlineSeconds: 1 };
        });
        const first = await stack.run("up");
        expect(first.result).to.equal("failed");
        expect(first.diagnostics[0]?.message).to.include("Stage that failed: connect");
        const required = await stack.run("preview");
        expect(required.result).to.equal("succeeded");
        stack.tamper((world) => {
            for (const routeTableId of ["rtb-0123456789abcdef0", "rtb-0123456789abcdef1", "rtb-0123456789abcdef2"]) {
                const id = `r-${routeTableId}`;
                const props = {
                    routeTableId,
                    destinationCidrBlock: "10.0.0.0/20",
                    transitGatewayId: "tgw-0123456789abcdef0",
                };
                world.data.aws[id] = { id, type: ROUTE, props, existing: true };
            }
        });
        const second = await stack.succeed("up");
        expect(second.outputs.requiredHubRoutes).to.deep.equal(
            ["rtb-0123456789abcdef0", "rtb-0123456789abcdef1", "rtb-0123456789abcdef2"].map((routeTableId) => ({
                key: routeTableId,
                routeTableId,
                destinationCidr: "10.0.0.0/20",
                transitGatewayId: "tgw-0123456789abcdef0",
            })),
        );
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("makes SYSTEM resolver rules only when asked for", async () => {
        const stack = (await Simulated.deployed()).configure(({ privateNetworks }) => {
            Object.assign(privateNetworks.core ?? {}, { systemResolverRule: ["endpoint", "runner"] });
        });
        const { steps } = await stack.succeed("up");
        expect(told(steps)).to.deep.equal([
            "create ResolverRule core-system-rule",
            "create ResolverRuleAssociation core-system-rule-endpoint",
            "create ResolverRuleAssociation core-system-rule-runner",
        ]);
    });
});
