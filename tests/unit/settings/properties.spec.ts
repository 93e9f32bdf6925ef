import { expect } from "chai";
import * as fc from "fast-check";
import { parseSettings } from "../../../components/settings/load";
import { SettingsError } from "../../../components/settings/settingsError";
import { clientNetworks, followedNetwork, hubReturnRoutes, zoneVpcs } from "../../../components/settings/topology";
import { configurations } from "../../support/configurations";
import { fuzz } from "../../support/fuzz";
import { changed, example, REGION } from "./support";

const anything = fc.anything({
    maxDepth: 3,
    maxKeys: 4,
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
});

/** Every place in the example, by its path. */
function pathsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
    const own = path.length === 0 ? [] : [path];
    if (typeof value !== "object" || value === null) {
        return own;
    }
    const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    return [
        ...own,
        ...steps.flatMap((step) => pathsIn((value as Record<string | number, unknown>)[step], [...path, step])),
    ];
}

/** Maps whose keys are the user's own. */
const FREE_MAPS = /^(privateNetworks|links|clusters(\.\w+\.(topics(\.\w+\.config)?|clients|datagen))?)$/;

function throwsSettingsErrorsOnly(raw: Record<string, unknown>, region: string): void {
    try {
        parseSettings(raw, region);
    } catch (error) {
        expect(error).to.be.instanceOf(SettingsError);
        expect((error as SettingsError).problems.length).to.be.greaterThan(0);
    }
}

describe("any configuration", () => {
    it("that is garbage gives a SettingsError and nothing else", () => {
        const keys = fc.oneof(fc.constantFrom(...Object.keys(example())), fc.string());
        const garbage = fc.dictionary(keys, anything, { maxKeys: 6 });
        fc.assert(
            fc.property(garbage, fc.string(), (raw, region) => {
                throwsSettingsErrorsOnly(raw, region);
            }),
            fuzz(100),
        );
    });

    it("that is no map at all gives a SettingsError", () => {
        fc.assert(
            fc.property(anything, (raw) => {
                throwsSettingsErrorsOnly(raw as Record<string, unknown>, REGION);
            }),
            fuzz(100),
        );
    });

    it("with garbage in any one place gives a SettingsError, or is fine, and nothing else", () => {
        const places = fc.constantFrom(...pathsIn(example()));
        fc.assert(
            fc.property(places, fc.oneof(anything, fc.string(), fc.integer()), (path, value) => {
                throwsSettingsErrorsOnly(changed([path, value]), REGION);
            }),
            fuzz(200),
        );
    });

    it("with any one place taken out gives a SettingsError, or is fine, and nothing else", () => {
        for (const path of pathsIn(example())) {
            throwsSettingsErrorsOnly(changed([path, undefined]), REGION);
        }
    });

    it("with an unknown key in any map is refused", () => {
        const maps = pathsIn(example()).filter((path) => isMapAt(path) && !FREE_MAPS.test(path.join(".")));
        expect(maps.length).to.be.greaterThan(10);
        for (const path of maps) {
            expect(() => parseSettings(changed([[...path, "unheardOf"], 1]), REGION)).to.throw(
                SettingsError,
                "unheardOf",
            );
        }
    });

    it("that is right is read, and its networks fit together", () => {
        fc.assert(
            fc.property(configurations, ({ raw, region }) => {
                const settings = parseSettings(raw, region);
                for (const key of Object.keys(settings.privateNetworks)) {
                    const clients = clientNetworks(settings, key);
                    expect(new Set(clients.map((client) => client.key)).size).to.equal(clients.length);
                    expect(clients[0]?.key).to.equal("own");
                    const tables = hubReturnRoutes(settings, key).map(({ routeTableId }) => routeTableId);
                    expect(tables).to.have.members(clients.flatMap(({ routeTableIds }) => [...routeTableIds]));
                }
                const followed = followedNetwork(settings);
                if (followed === undefined) {
                    return;
                }
                const { runner, dns, vpn } = settings.hub ?? {};
                expect(Object.entries(zoneVpcs(settings, followed))).to.deep.equal([
                    ...(runner === undefined ? [] : [["runner", runner.vpcId]]),
                    ...(dns === undefined || dns.vpcId === runner?.vpcId ? [] : [["dns", dns.vpcId]]),
                    ...(vpn?.mode === "vpc" ? [["vpn", vpn.vpcId]] : []),
                ]);
            }),
            fuzz(100),
        );
    });

    it("means the same when it is read again from what was made of it", () => {
        fc.assert(
            fc.property(configurations, ({ raw, region }) => {
                const settings = parseSettings(raw, region);
                const again = Object.entries(settings).filter(([key]) => key !== "region");
                expect(parseSettings(Object.fromEntries(again), region)).to.deep.equal(settings);
            }),
            fuzz(100),
        );
    });
});

function isMapAt(path: readonly (string | number)[]): boolean {
    const value = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], example());
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
