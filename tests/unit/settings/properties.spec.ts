import { expect } from "chai";
import * as fc from "fast-check";
import { subnet } from "../../../components/internal/cidr";
import { knownRegions, zonePrefix } from "../../../components/internal/zones";
import { parseSettings } from "../../../components/settings/load";
import type { VpnSettings } from "../../../components/settings/settings";
import { SettingsError } from "../../../components/settings/settingsError";
import { clientNetworks, hubReturnRoutes, zoneVpcs } from "../../../components/settings/topology";
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

const hexId = (prefix: string) => fc.stringMatching(/^[0-9a-f]{17}$/).map((digits) => `${prefix}-${digits}`);
const mapKey = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
/** Kafka would take the one name that is left out; the settings do not. */
const topicName = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/).filter((name) => name !== "__proto__");
const topicNames = fc.uniqueArray(topicName, { maxLength: 6 });
/** Blocks that never overlap: each is the /22 with its number. */
const hubBlock = (index: number) => subnet("10.0.0.0/8", 14, index);

/** A hub whose blocks are numbered 100 and on. */
const hub = fc
    .tuple(
        fc.uniqueArray(hexId("vpc"), { minLength: 3, maxLength: 3 }),
        fc.uniqueArray(hexId("rtb"), { minLength: 3, maxLength: 3 }),
        fc.constantFrom("none", "vpc", "tgw"),
        fc.boolean(),
        fc.boolean(),
    )
    .map(([vpcIds, tables, mode, hasDns, manageRoutes]) => {
        const vpc = (index: number) => ({
            vpcId: vpcIds[index],
            cidr: hubBlock(100 + index),
            routeTableIds: [tables[index]],
        });
        const vpn = { mode, clientCidr: hubBlock(110), ...(mode === "vpc" ? vpc(2) : {}) };
        return {
            transitGateway: {
                id: "tgw-00000000000000001",
                associationRouteTableId: "tgw-rtb-00000000000000001",
                propagationRouteTableIds: ["tgw-rtb-00000000000000002"],
            },
            runner: vpc(0),
            ...(hasDns ? { dns: vpc(1) } : {}),
            ...(mode === "none" ? {} : { vpn }),
            manageRoutes,
        };
    });

const validSettings = fc
    .record({
        region: fc.constantFrom(...knownRegions()),
        slots: fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 6 }),
        networkKey: mapKey,
        clusterKeys: fc.uniqueArray(mapKey, { minLength: 2, maxLength: 2 }),
        linkKey: mapKey,
        topics: topicNames,
        split: fc.nat({ max: 6 }),
        fromPrivate: fc.boolean(),
        protection: fc.boolean(),
        hub: fc.option(hub, { nil: undefined }),
        clients: fc.uniqueArray(fc.integer({ min: 200, max: 299 }), { maxLength: 3 }),
    })
    .map(
        ({ region, slots, networkKey, clusterKeys, linkKey, topics, split, fromPrivate, protection, hub, clients }) => {
            const [inner = "", outer = ""] = clusterKeys;
            const declared = (names: string[]) => Object.fromEntries(names.map((name) => [name, {}]));
            const [ofInner, ofOuter] = [topics.slice(0, split), topics.slice(split)];
            const raw: Record<string, unknown> = {
                environment: { name: "generated" },
                protection,
                privateNetworks: {
                    [networkKey]: {
                        vpcCidr: hubBlock(1),
                        zoneIds: slots.map((slot) => `${zonePrefix(region) ?? ""}-az${slot}`),
                        clientCidrs: clients.map(hubBlock),
                    },
                },
                clusters: {
                    [inner]: { type: "enterprise", privateNetwork: networkKey, topics: declared(ofInner) },
                    [outer]: { type: "dedicated", cku: 1, topics: declared(ofOuter) },
                },
                links: {
                    [linkKey]: {
                        mode: "bidirectional",
                        source: fromPrivate ? inner : outer,
                        destination: fromPrivate ? outer : inner,
                        mirrorTopics: fromPrivate
                            ? { fromSource: ofInner, fromDestination: ofOuter }
                            : { fromSource: ofOuter, fromDestination: ofInner },
                    },
                },
                ...(hub === undefined ? {} : { hub }),
            };
            return { region, networkKey, raw };
        },
    );

describe("any configuration", () => {
    it("that is garbage gives a SettingsError and nothing else", () => {
        const keys = fc.oneof(fc.constantFrom(...Object.keys(example())), fc.string());
        const garbage = fc.dictionary(keys, anything, { maxKeys: 6 });
        fc.assert(
            fc.property(garbage, fc.string(), (raw, region) => {
                throwsSettingsErrorsOnly(raw, region);
            }),
            { numRuns: 100 },
        );
    });

    it("that is no map at all gives a SettingsError", () => {
        fc.assert(
            fc.property(anything, (raw) => {
                throwsSettingsErrorsOnly(raw as Record<string, unknown>, REGION);
            }),
        );
    });

    it("with garbage in any one place gives a SettingsError, or is fine, and nothing else", () => {
        const places = fc.constantFrom(...pathsIn(example()));
        fc.assert(
            fc.property(places, fc.oneof(anything, fc.string(), fc.integer()), (path, value) => {
                throwsSettingsErrorsOnly(changed([path, value]), REGION);
            }),
            { numRuns: 400 },
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
            fc.property(validSettings, ({ raw, region, networkKey }) => {
                const settings = parseSettings(raw, region);
                const clients = clientNetworks(settings, networkKey);
                expect(new Set(clients.map(({ key }) => key)).size).to.equal(clients.length);
                expect(clients[0]?.key).to.equal("own");
                const tables = hubReturnRoutes(settings, networkKey).map(({ routeTableId }) => routeTableId);
                expect(tables).to.have.members(clients.flatMap(({ routeTableIds }) => [...routeTableIds]));
                const vpn: VpnSettings | undefined = settings.hub?.vpn;
                expect(Object.keys(zoneVpcs(settings))).to.deep.equal([
                    ...(settings.hub === undefined ? [] : ["runner"]),
                    ...(settings.hub?.dns === undefined ? [] : ["dns"]),
                    ...(vpn?.mode === "vpc" ? ["vpn"] : []),
                ]);
            }),
        );
    });

    it("means the same when it is read again from what was made of it", () => {
        fc.assert(
            fc.property(validSettings, ({ raw, region }) => {
                const settings = parseSettings(raw, region);
                const again = Object.entries(settings).filter(([key]) => key !== "region");
                expect(parseSettings(Object.fromEntries(again), region)).to.deep.equal(settings);
            }),
        );
    });
});

function isMapAt(path: readonly (string | number)[]): boolean {
    const value = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], example());
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
