// Does not run the program; the program tests of the first phase do.
import { expect } from "chai";
import { inPhase, reachesCluster } from "../../../components/settings/phase";
import { devSettings } from "../../support/fixtures";

describe("the phases of a stack", () => {
    it("all: takes the settings as they are", () => {
        const settings = devSettings();
        expect(inPhase(settings)).to.equal(settings);
        for (const cluster of Object.values(settings.clusters)) {
            expect(reachesCluster(settings, cluster)).to.equal(true);
        }
    });

    it("network: leaves out what is in private clusters, and links", () => {
        const settings = devSettings({ phase: "network" });
        const reduced = inPhase(settings);
        expect(reduced.links).to.deep.equal({});
        expect(reduced.clusters.shared).to.deep.equal(settings.clusters.shared);
        expect(settings.clusters.sandbox?.topics).to.have.property("dev-stock_trades");
        expect(reduced.clusters.sandbox).to.deep.equal({ ...settings.clusters.sandbox, topics: {} });
        expect(reduced.privateNetworks).to.equal(settings.privateNetworks);
    });

    it("network: reaches public clusters only, existing ones too", () => {
        const there = { type: "existing", id: "lkc-there1", environmentId: "env-there1" };
        const clusters = {
            open: { ...there, kind: "dedicated" },
            closed: { ...there, id: "lkc-there2", kind: "enterprise", reachable: "fromRunner" },
            made: { type: "dedicated", cku: 1 },
        };
        const settings = devSettings({ phase: "network", clusters, links: {}, privateNetworks: {} });
        const reached = Object.entries(settings.clusters).filter(([, cluster]) => reachesCluster(settings, cluster));
        expect(reached.map(([key]) => key)).to.deep.equal(["open", "made"]);
    });
});
