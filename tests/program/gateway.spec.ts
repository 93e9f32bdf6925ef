// The whole program on a gateway, and on its way there, under mocks. Does not prove that any cloud accepts it; the
// simulation tests go further. `UPDATE_GOLDEN=1` rewrites the list; a change to it renames resources.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { committed, moving, ofExample } from "../support/programs";
import { TYPES } from "../support/types";

const GOLDEN = path.join(__dirname, "golden", "gateway.txt");
const LOOK_UP = "confluentcloud:index/getKafkaCluster:getKafkaCluster";

describe("the example gateway", () => {
    it("makes exactly the resources of its list, in a preview of a first run too", async () => {
        const recording = await ofExample("gateway");
        if (process.env.UPDATE_GOLDEN === "1") {
            fs.writeFileSync(GOLDEN, `${recording.identities().join("\n")}\n`);
        }
        const list = fs.readFileSync(GOLDEN, "utf8").trim().split("\n");
        expect(recording.identities()).to.deep.equal(list);
        expect((await ofExample("gateway", "preview")).identities()).to.deep.equal(list);
    });

    it("looks up the names of its private clusters, once each, and not before they can be there", async () => {
        expect((await ofExample("gateway")).invokes).to.deep.equal([LOOK_UP, LOOK_UP]);
        expect((await ofExample("gateway", "preview")).invokes).to.deep.equal([]);
    });

    it("makes its clusters while the network is made", async () => {
        const recording = await ofExample("gateway");
        const network = new Set(recording.ofType(TYPES.accessPoint, TYPES.endpoint).map(({ urn }) => urn));
        for (const { urn, name } of recording.ofType(TYPES.cluster)) {
            expect(
                [...recording.closure(urn)].filter((need) => network.has(need)),
                name,
            ).to.deep.equal([]);
        }
    });

    it("calls every private cluster by its names behind its own network's access point", async () => {
        const recording = await ofExample("gateway");
        for (const [gate, key] of [
            ["sandbox-manager-ready", "core"],
            ["sandbox-shared-source-ready", "core"],
            ["vault-manager-ready", "edge"],
        ] as const) {
            const { id } = recording.find(TYPES.accessPoint, `${key}-gateway-access-point`);
            const { restEndpoint } = recording.find(TYPES.gate, gate).inputs;
            expect(restEndpoint, gate).to.include(`-${id.replace("-", "")}.`);
        }
    });

    it("ignores no endpoint: nothing has had another one", async () => {
        const ignoring = (await ofExample("gateway")).resources.filter(({ ignoreChanges }) => ignoreChanges.length > 0);
        expect(ignoring.map(({ name }) => name)).to.deep.equal(["core-gateway-zone", "edge-gateway-zone"]);
    });
});

describe("the dev stack on its way to a gateway", () => {
    it("keeps every resource that it had", async () => {
        const identities = (await moving()).identities();
        expect(identities).to.include.members((await committed("dev")).identities());
    });

    it("leaves to links and mirrors the endpoints of the cluster that moves, and to nothing else", async () => {
        const { resources } = await moving();
        const ignoring = resources.filter(({ ignoreChanges, type }) => ignoreChanges.length > 0 && type !== TYPES.zone);
        expect(ignoring.map(({ name, ignoreChanges }) => [name, ignoreChanges])).to.deep.equal([
            ["sandbox-shared-destination", ["remoteKafkaCluster.bootstrapEndpoint"]],
            ["sandbox-shared-source", ["localKafkaCluster.restEndpoint"]],
        ]);
    });

    it("still needs the attachment for calls under the old names", async () => {
        const recording = await moving();
        const needs = [
            recording.find(TYPES.connection, "core-connection"),
            recording.find(TYPES.record, "core-wildcard"),
        ];
        const half = recording.find(TYPES.link, "sandbox-shared-source");
        expect(half.dependencies).to.include.members(needs.map(({ urn }) => urn));
    });
});
