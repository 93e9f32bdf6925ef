import { expect } from "chai";
import { layOut, type SubnetSpec } from "../../../simulator/awsx/layout";
import { planVpc } from "../../../simulator/awsx/vpcArgs";

const ZONES = ["us-east-1a", "us-east-1b"];

describe("the subnets of a VPC of awsx", () => {
    const blocks = (cidrBlock: string, zones: readonly string[], specs?: readonly SubnetSpec[], zoneMask?: number) =>
        layOut({ vpcName: "runner", cidrBlock, zones, specs, zoneMask }).subnets.map(
            (one) => `${one.name} ${one.cidrBlock}`,
        );

    it("divide each zone's even share in the order of the specs, public ones made first", () => {
        const specs = [
            { type: "Private", cidrMask: 20 },
            { type: "Public", name: "edge", cidrMask: 24 },
        ] as const;
        expect(blocks("10.2.0.0/16", ZONES, specs)).to.deep.equal([
            "runner-edge-1 10.2.16.0/24",
            "runner-private-1 10.2.0.0/20",
            "runner-edge-2 10.2.144.0/24",
            "runner-private-2 10.2.128.0/20",
        ]);
    });

    it("begin at a multiple of their size, and are even without one", () => {
        const specs = [
            { type: "Public", size: 256 },
            { type: "Private", cidrMask: 20 },
        ] as const;
        expect(blocks("10.2.0.0/16", ["us-east-1a"], specs)).to.deep.equal([
            "runner-public-1 10.2.0.0/24",
            "runner-private-1 10.2.16.0/20",
        ]);
        const even = [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }, { type: "Unused" }] as const;
        expect(blocks("10.2.0.0/16", ZONES, even, 18)).to.deep.equal([
            ...["runner-public-1 10.2.0.0/20", "runner-private-1 10.2.16.0/20", "runner-isolated-1 10.2.32.0/20"],
            ...["runner-public-2 10.2.64.0/20", "runner-private-2 10.2.80.0/20", "runner-isolated-2 10.2.96.0/20"],
        ]);
    });

    it("are a private and a public one where nothing is said", () => {
        expect(blocks("10.2.0.0/20", ["a", "b", "c"])).to.include.members([
            "runner-private-1 10.2.0.0/23",
            "runner-public-1 10.2.2.0/24",
            "runner-private-3 10.2.8.0/23",
        ]);
        expect(() => blocks("10.2.0.0/26", ZONES)).to.throw(
            "at least /26 available per AZ, but only /27 is available.",
        );
    });

    it("take the networks that are written out", () => {
        const specs: SubnetSpec[] = [
            { type: "Public", cidrBlocks: ["10.2.0.0/24", "10.2.1.0/24"] },
            { type: "Private", cidrBlocks: ["10.2.2.0/24", "10.2.3.0/24"] },
        ];
        expect(blocks("10.2.0.0/16", ZONES, specs)[3]).to.equal("runner-private-2 10.2.3.0/24");
        expect(() => blocks("10.2.0.0/16", ["a"], specs)).to.throw(
            "The number of CIDR blocks in subnetSpecs[0] must match the number of availability zones (1).",
        );
        const mixed = [...specs.slice(1), { type: "Public" } as const];
        expect(() => blocks("10.2.0.0/16", ZONES, mixed)).to.throw("If any subnet spec has explicit cidrBlocks, all");
    });

    it("fit, do not overlap, and are described in one way", () => {
        const large = [
            { type: "Public", cidrMask: 17 },
            { type: "Private", cidrMask: 17 },
        ] as const;
        expect(() => blocks("10.2.0.0/16", ZONES, large)).to.throw(
            "Subnets are too large for VPC. VPC has 32768 addresses, but subnets require 65536 addresses.",
        );
        const same: SubnetSpec[] = [{ type: "Public", cidrBlocks: ["10.2.0.0/24", "10.2.0.0/25"] }];
        expect(() => blocks("10.2.0.0/16", ZONES, same)).to.throw("2. runner-public-2: 10.2.0.0/25");
        expect(() => blocks("10.2.0.0/16", ZONES, [])).to.throw("No subnets specified");
        const odd = [{ type: "Public", size: 300 }] as const;
        expect(() => blocks("10.2.0.0/16", ZONES, odd)).to.throw("The following subnet sizes are invalid: 300.");
        const two = [{ type: "Public", size: 256, cidrMask: 20 }] as const;
        expect(() => blocks("10.2.0.0/16", ZONES, two)).to.throw(
            "Subnet size 256 does not match the expected size for a /20 subnet (4096).",
        );
    });
});

describe("the arguments of a VPC of awsx", () => {
    const plan = (inputs: object) =>
        planVpc("runner", { subnetStrategy: "Auto", ...inputs }, () => Promise.resolve(ZONES));
    const flawed = async (inputs: object, message: string) => {
        const told = await plan(inputs).then(
            () => "no error",
            (error: unknown) => String(error),
        );
        expect(told).to.include(message);
    };

    it("have the component's defaults", async () => {
        const { cidrBlock, zones, nat } = await plan({ numberOfAvailabilityZones: 2 });
        expect({ cidrBlock, zones, nat }).to.deep.equal({ cidrBlock: "10.0.0.0/16", zones: ZONES, nat: "OnePerAz" });
    });

    it("name zones or count them, as many as the region has", async () => {
        const both = { availabilityZoneNames: ZONES, numberOfAvailabilityZones: 2 };
        await flawed(both, "Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
        await flawed({}, "does not have at least 3 Availability Zones.");
    });

    it("ask for NAT gateways where there are subnets for them, with addresses that match", async () => {
        const nat = (strategy: string, ...elasticIpAllocationIds: string[]) => ({
            availabilityZoneNames: ZONES,
            natGateways: { strategy, elasticIpAllocationIds },
        });
        const subnetSpecs = [{ type: "Isolated" }];
        await flawed({ ...nat("Single"), subnetSpecs }, "both private and public subnets must be declared.");
        await plan({ ...nat("None"), subnetSpecs });
        await flawed(nat("Many"), "Unknown NatGatewayStrategy 'Many'");
        await flawed(
            nat("None", "eipalloc-1"),
            "Elastic IP allocation IDs cannot be specified when NAT Gateway strategy is",
        );
        await flawed(nat("Single", "eipalloc-1", "eipalloc-2"), "Exactly one Elastic IP may be specified when");
        await flawed(nat("OnePerAz", "eipalloc-1"), "must match the number of availability zones for the VPC (2) when");
        expect((await plan(nat("OnePerAz", "eipalloc-1", "eipalloc-2"))).allocationIds).to.have.length(2);
    });

    it("are refused where they are not simulated", async () => {
        await flawed({ vpcEndpointSpecs: [] }, "vpcEndpointSpecs: the simulator does not simulate this argument");
        await flawed({ subnetStrategy: undefined }, 'the simulator lays out "Auto", not "Legacy"');
    });
});
