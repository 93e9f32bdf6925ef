// Does not prove that the parts are made under these names; program/hub does.
import { expect } from "chai";
import { parseSettings } from "../../../components/settings/load";
import { plannedHub } from "../../../components/settings/ownHub";
import { changed, REGION } from "./support";
import { beside, hub, refuses, tells, type Raw } from "./hubSupport";
import { problemsOf } from "./support";

const RUNNER = { availabilityZones: ["us-east-1a", "us-east-1b"] };

/** The example without its hub. */
const alone = (change: Raw): Raw => ({
    ...changed([["hub"], undefined], [["privateNetworks", "core", "systemResolverRule"], []]),
    ...change,
});

describe("a hub that the stack makes", () => {
    it("is that of the settings, with names in place of ids", () => {
        const settings = parseSettings({ ...beside({ runner: undefined }), deploymentRunner: RUNNER }, REGION);
        expect(settings.hub).to.deep.equal({
            transitGateway: { id: "gateway", associationRouteTableId: "spokes", propagationRouteTableIds: ["hub"] },
            manageRoutes: true,
            runner: {
                vpcId: "runner",
                cidr: "10.2.0.0/16",
                routeTableIds: ["runner-us-east-1a", "runner-us-east-1b"],
            },
            dns: { vpcId: "dns", cidr: "10.254.0.0/24", routeTableIds: ["dns-use1-az1", "dns-use1-az2"] },
            vpn: {
                mode: "vpc",
                vpcId: "vpn",
                cidr: "10.101.0.0/22",
                clientCidr: "10.201.0.0/22",
                routeTableIds: ["vpn-use1-az1", "vpn-use1-az2"],
                endpointId: "vpn-endpoint",
                targetSubnetIds: ["vpn-subnet-use1-az1", "vpn-subnet-use1-az2"],
            },
        });
    });

    it("has the ids of a runner's VPC that is there", () => {
        expect(parseSettings(beside(), REGION).hub?.runner).to.deep.equal({
            vpcId: "vpc-00000000000000001",
            cidr: "10.2.0.0/16",
            routeTableIds: ["rtb-00000000000000001"],
        });
    });

    it("is no hub of the program's own without a runner, but one for others", () => {
        const settings = parseSettings(hub(), REGION);
        expect(settings.hub).to.equal(undefined);
        expect(plannedHub(settings)).to.have.property("transitGateway");
        expect(plannedHub(settings)).to.not.have.property("runner");
    });
});

describe("a runner that the stack makes", () => {
    it("takes its place in a hub that is there", () => {
        const raw = { ...changed([["hub", "runner"], undefined]), deploymentRunner: RUNNER };
        const { hub: joined } = parseSettings(raw, REGION);
        expect(joined?.runner.vpcId).to.equal("runner");
        expect(joined?.transitGateway.id).to.match(/^tgw-/);
    });

    refuses("one beside the hub's own", { ...changed([["deploymentRunner"], { ...RUNNER, cidr: "10.3.0.0/16" }]) }, [
        "hub.runner",
        "a runner's VPC that is there, beside deploymentRunner, one to make",
        "a map with vpcId, cidr and routeTableIds; left out only beside deploymentRunner, which makes the VPC",
        "Remove one of them.",
    ]);
    refuses("a hub without any", changed([["hub", "runner"], undefined]), [
        "hub.runner",
        "nothing",
        "a map with vpcId, cidr and routeTableIds; left out only beside deploymentRunner, which makes the VPC",
        "Describe the VPC in which deployments run, or add deploymentRunner.",
    ]);
    refuses("private networks behind a hub to make without any", beside({ runner: undefined }), [
        "networkHub",
        "a hub without a runner, beside private networks",
        "a hub with the VPC in which deployments run",
        "Add deploymentRunner, which makes it, or networkHub.runner, one that is there.",
    ]);
    refuses("private networks that it has no way to", alone({ deploymentRunner: RUNNER }), [
        "deploymentRunner",
        "a runner without a hub, beside private networks",
        "a runner whose VPC is joined to the private networks by a Transit Gateway",
        "Add networkHub, which makes one, or hub, one that is there; or remove deploymentRunner and run in the private " +
            "network's VPC.",
    ]);

    it("shares no address with a private network, also in a hub that is there", () => {
        const raw = {
            ...changed([["hub", "runner"], undefined]),
            deploymentRunner: { ...RUNNER, cidr: "10.0.0.0/16" },
        };
        const paths = problemsOf(raw).map(({ path }) => path);
        expect(paths).to.include("confluent-cluster-linking:privateNetworks.core.vpcCidr");
    });
});

describe("private networks behind a hub that the stack makes", () => {
    it("may name its VPCs, and share an endpoint", () => {
        const raw = beside();
        expect(problemsOf(raw)).to.deep.equal([]);
        tells(
            problemsOf({ ...raw, networkHub: { ...(raw.networkHub as Raw), dns: undefined, vpn: undefined } }).slice(
                0,
                1,
            ),
            [
                "privateNetworks.core.systemResolverRule[1]",
                '"vpn"',
                "roles that have a VPC in this stack: endpoint, runner",
                'Describe that VPC under hub or networkHub, or remove "vpn" here.',
            ],
        );
    });
});
