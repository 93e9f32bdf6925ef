// The whole program with the committed stack files. Does not prove that any cloud accepts it; the simulation tests go
// further. `UPDATE_GOLDEN=1` rewrites the lists; a change to one renames resources, so it needs aliases.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { committed, runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { stackFile } from "../support/stackFile";
import { component, TYPES } from "../support/types";

const SETTINGS = "confluent-cluster-linking:";

function golden(stack: string): string {
    return path.join(__dirname, "golden", `${stack}.txt`);
}

/** The committed list, after it has been rewritten when that is asked for. */
function goldenList(stack: string, recording: Recording): string[] {
    if (process.env.UPDATE_GOLDEN === "1") {
        fs.writeFileSync(golden(stack), `${recording.identities().join("\n")}\n`);
    }
    return fs.readFileSync(golden(stack), "utf8").trim().split("\n");
}

for (const stack of ["dev", "prod"]) {
    describe(`the ${stack} stack`, () => {
        it("makes exactly the resources of its list, under the names they have always had", async () => {
            const recording = await committed(stack);
            expect(recording.identities()).to.deep.equal(goldenList(stack, recording));
        });

        it("makes the same in a preview of a first run, when no id is known", async () => {
            const recording = await committed(stack, "preview");
            expect(recording.identities()).to.deep.equal(goldenList(stack, recording));
            expect(recording.resources.filter(({ id }) => id !== "")).to.deep.equal([]);
        });

        it("has the same edges in a preview as in an update", async () => {
            const [update, preview] = [await committed(stack), await committed(stack, "preview")];
            for (const { urn, dependencies } of update.registrations) {
                expect(preview.at(urn).dependencies, urn).to.have.members([...dependencies]);
            }
        });

        it("calls no function: everything it needs is in its configuration", async () => {
            expect((await committed(stack)).invokes).to.deep.equal([]);
        });

        it("uses the stack's own providers everywhere", async () => {
            const { registrations } = await committed(stack);
            expect(registrations.filter(({ provider }) => provider !== "")).to.deep.equal([]);
        });

        it("puts every resource under a component, and registers every component's outputs", async () => {
            const recording = await committed(stack);
            const flat = recording.resources.filter(({ parent }) => recording.at(parent).type === TYPES.stack);
            expect(flat).to.deep.equal([]);
            const components = recording.registrations.filter(({ custom }) => !custom);
            expect(components.filter(({ urn }) => !recording.outputs.has(urn))).to.deep.equal([]);
        });

        it("has no cycle", async () => {
            const recording = await committed(stack);
            expect(recording.resources.filter(({ urn }) => recording.closure(urn).has(urn))).to.deep.equal([]);
        });
    });
}

describe("the dev stack without a hub", () => {
    const config = Object.fromEntries(Object.entries(stackFile("dev")).filter(([key]) => key !== `${SETTINGS}hub`));

    it("leaves out what belongs to the hub, and nothing else", async () => {
        const [hub, alone] = [await committed("dev"), await runStack(config, { stack: "dev" })];
        const ofHub: string[] = [
            TYPES.gatewayAttachment,
            TYPES.gatewayAssociation,
            TYPES.gatewayPropagation,
            TYPES.route,
            TYPES.vpnRoute,
            TYPES.vpnRule,
            TYPES.zoneAssociation,
            component("TransitGatewaySpoke"),
        ];
        const isOfHub = ({ type, name }: { type: string; name: string }) =>
            ofHub.includes(type) || /^core-(https|kafka)-from-(runner|dns|vpn)$/.test(name);
        const rest = hub.registrations.filter((each) => !isOfHub(each)).map(({ type, name }) => `${type}::${name}`);
        expect(alone.identities()).to.deep.equal(rest.sort());
    });

    it("waits for the endpoint, its names and its own admission instead", async () => {
        const alone = await runStack(config, { stack: "dev" });
        const { dependencies } = alone.find(TYPES.gate, "sandbox-manager-ready");
        expect(dependencies.map((urn) => alone.at(urn).name).sort()).to.deep.equal([
            "core-connection",
            "core-endpoint",
            "core-https-from-own",
            "core-kafka-from-own",
            "core-wildcard",
            "core-zonal-use1-az1",
            "core-zonal-use1-az2",
            "core-zonal-use1-az4",
            "core-zone",
            "sandbox-cluster",
            "sandbox-manager-key",
            "sandbox-manager-role",
        ]);
    });
});
