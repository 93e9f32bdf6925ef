import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { foldersOf, outputOf } from "../../../../simulator/engine/sharedWorld";
import { PROJECT, stackFolders } from "../../../../simulator/engine/stackFiles";

describe("stacks in one simulated account", () => {
    let home: string;
    beforeEach(() => {
        home = fs.mkdtempSync(path.join(os.tmpdir(), "shared-world-"));
    });
    afterEach(() => {
        fs.rmSync(home, { recursive: true });
    });

    it("use the clouds of the one, from then on", () => {
        const hub = stackFolders(home, "hub");
        expect(foldersOf(home, "links", "hub").world).to.equal(hub.world);
        expect(stackFolders(home, "links").world).to.equal(hub.world);
        expect(stackFolders(home, "links").work).not.to.equal(hub.work);
    });

    it("are told apart without that", () => {
        expect(foldersOf(home, "links", undefined).world).to.equal(stackFolders(home, "links").world);
        expect(foldersOf(home, "links", "links").world).not.to.equal(stackFolders(home, "hub").world);
    });

    it("never leave clouds of their own behind", () => {
        const { world } = stackFolders(home, "links");
        fs.mkdirSync(path.dirname(world), { recursive: true });
        fs.writeFileSync(world, "{}");
        expect(() => foldersOf(home, "links", "hub")).to.throw(
            "stack links has simulated clouds of its own already, and cannot move to those of stack hub",
        );
        expect(stackFolders(home, "links").world).to.equal(world);
    });

    it("read each other's outputs", () => {
        const folders = stackFolders(home, "hub");
        const file = path.join(folders.state, ".pulumi", "stacks", PROJECT, "hub.json");
        fs.mkdirSync(path.dirname(file), { recursive: true });
        const root = { type: "pulumi:pulumi:Stack", outputs: { hub: { manageRoutes: true } } };
        fs.writeFileSync(file, JSON.stringify({ checkpoint: { latest: { resources: [{ type: "x" }, root] } } }));
        expect(outputOf(folders, `organization/${PROJECT}/hub`, "hub")).to.deep.equal({ manageRoutes: true });
        expect(outputOf(folders, `organization/${PROJECT}/hub`, "other")).to.equal(undefined);
        expect(outputOf(folders, `organization/${PROJECT}/none`, "hub")).to.equal(undefined);
        fs.writeFileSync(file, JSON.stringify({ checkpoint: {} }));
        expect(outputOf(folders, `organization/${PROJECT}/hub`, "hub")).to.equal(undefined);
    });
});
