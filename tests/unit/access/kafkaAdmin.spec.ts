import { expect } from "chai";
import { dataPlaneOptions } from "../../../components/access/kafkaAdmin";
import { record } from "../../support/engine";
import { adminOf, clusterResource, handle } from "../../support/fixtures";

describe("dataPlaneOptions", () => {
    it("waits for the gate, for what calls need, and for what is named besides, each once", async () => {
        await record(() => {
            const [admin, parent] = [adminOf("a"), clusterResource("parent")];
            const [gate] = admin.requisites;
            const options = dataPlaneOptions(admin, parent, [parent, ...(gate === undefined ? [] : [gate])]);
            expect(options.dependsOn).to.deep.equal([...admin.requisites, parent]);
            expect(options.parent).to.equal(parent);
        });
    });

    it("deletes before it replaces: names on the data plane are fixed", async () => {
        await record(() => {
            expect(dataPlaneOptions(adminOf("a"), clusterResource("parent")).deleteBeforeReplace).to.equal(true);
        });
    });

    const cases: [string, boolean, boolean, boolean][] = [
        ["goes with a cluster of this stack that is not protected", true, true, true],
        ["is deleted for real on a protected cluster", true, false, false],
        ["is deleted for real on a cluster that is not this stack's", false, true, false],
    ];
    for (const [title, owned, deletedWithCluster, expected] of cases) {
        it(title, async () => {
            await record(() => {
                const resource = clusterResource("cluster");
                const cluster = handle(owned ? { resource } : {});
                const options = dataPlaneOptions(adminOf("a", { cluster, deletedWithCluster }), resource);
                expect("deletedWith" in options).to.equal(expected);
                expect(options.deletedWith).to.equal(expected ? resource : undefined);
            });
        });
    }
});
