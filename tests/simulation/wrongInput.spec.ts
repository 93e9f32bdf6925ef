// A configuration with mistakes of several kinds. Every single mistake has its unit test in tests/unit/settings.
import { expect } from "chai";
import { remaining, Simulated } from "../support/simulated";

const MISTAKES: [path: string, given: string][] = [
    ["clusters.shared.cku", "0"],
    ["clusters.shared.topics.quotes.partitions", "0"],
    ["hub.runner.vpcId", '"subnet-0123456789abcdef0"'],
    ["links.sandbox-shared.destination", '"sharde"'],
    ["links.sandbox-shared.mirrorTopics.fromSource[0]", '"stock_trades"'],
    ["privateNetworks.core.vpcCidr", '"10.2.16.0/20"'],
    ["privateNetworks.core.zoneIds[0]", '"us-east-1a"'],
    ["privateNetworks.core.zoneIds[2]", '"use1-az2" again'],
    ["protektion", 'the unknown key "protektion"'],
];

describe("a configuration with many mistakes", function () {
    this.timeout(120_000);

    for (const command of ["preview", "up"] as const) {
        it(`${command} fails with all of them at once, and nothing is made in either cloud`, async () => {
            const stack = Simulated.fresh().configure((settings) => {
                const { clusters, links, privateNetworks, hub } = settings;
                Object.assign(clusters.shared ?? {}, { cku: 0, topics: { quotes: { partitions: 0 } } });
                Object.assign(privateNetworks.core ?? {}, {
                    vpcCidr: "10.2.16.0/20",
                    zoneIds: ["us-east-1a", "use1-az2", "use1-az2"],
                });
                Object.assign(links["sandbox-shared"] ?? {}, {
                    destination: "sharde",
                    mirrorTopics: { fromSource: ["stock_trades"] },
                });
                Object.assign(hub?.runner ?? {}, { vpcId: "subnet-0123456789abcdef0" });
                Object.assign(settings, { protektion: true });
            });
            const { result, diagnostics, steps } = await stack.run(command);
            expect(result).to.equal("failed");
            const told = diagnostics.map(({ message }) => message).join("\n");
            expect(told).to.include(`has ${MISTAKES.length} problems; nothing has been changed.`);
            for (const [path, given] of MISTAKES) {
                expect(told).to.include(`confluent-cluster-linking:${path}\n    given:   ${given}\n    allowed: `);
            }
            expect(told.match(/^ {4}fix: {5}\S/gm)).to.have.length(MISTAKES.length);
            expect(steps.filter(({ type }) => type !== "Stack")).to.deep.equal([]);
            expect(remaining(stack.clouds)).to.equal(0);
        });
    }

    it("leaves a deployed stack as it is", async () => {
        const stack = await Simulated.deployed();
        const before = stack.clouds;
        stack.configure(({ clusters, links }) => {
            Object.assign(clusters.sandbox?.topics ?? {}, { "a b": {} });
            Object.assign(links["sandbox-shared"] ?? {}, { destination: "sandbox" });
        });
        const { result, diagnostics, steps } = await stack.run("up");
        expect(result).to.equal("failed");
        const told = diagnostics.map(({ message }) => message).join("\n");
        expect(told).to.include('the key "a b"').and.to.include("cannot be linked to itself");
        expect(steps).to.deep.equal([]);
        expect(stack.clouds).to.deep.equal(before);
    });
});
