import { expect } from "chai";
import { roleOf } from "../../chaos/roles";
import type { RawSettings } from "../../support/rawSettings";

const settings: RawSettings = {
    environment: {},
    protection: false,
    privateNetworks: { core: { vpcCidr: "10.0.0.0/20", zoneIds: ["use1-az1"] } },
    clusters: {
        sandbox: { type: "enterprise", topics: { "dev-stock_trades": {} } },
        shared: { type: "dedicated", clients: { reports: {} } },
    },
    links: { "sandbox-shared": { mode: "bidirectional", source: "sandbox", destination: "shared" } },
};

describe("the role of a resource", () => {
    for (const [name, role] of [
        ["sandbox-shared-source", "<bidirectional>-source"],
        ["sandbox-cluster", "<enterprise>-cluster"],
        ["core-to-runner-use1-az4", "<attachment>-to-runner-<zone>"],
        ["core-from-rtb-0123456789abcdef0", "<attachment>-from-<id>"],
        ["sandbox/dev-stock_trades", "<enterprise>/<topic>"],
        ["shared-reports-key", "<dedicated>-<client>-key"],
        ["scored", "scored"],
    ] as const) {
        it(`of ${name} is ${role}`, () => {
            expect(roleOf(name, settings)).to.equal(role);
        });
    }

    it("is found without networks and links", () => {
        expect(roleOf("shared-cluster", { clusters: settings.clusters } as RawSettings)).to.equal(
            "<dedicated>-cluster",
        );
    });
});
