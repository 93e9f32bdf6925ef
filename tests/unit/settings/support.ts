import { expect } from "chai";
import { parseSettings } from "../../../components/settings/load";
import type { Settings } from "../../../components/settings/settings";
import { SettingsError } from "../../../components/settings/settingsError";
import type { Problem } from "../../../components/internal/problems";

export const REGION = "us-east-1";

type Path = readonly (string | number)[];
/** Where to change the example, and to what; undefined removes. */
export type Change = readonly [path: Path, value: unknown];

/** A configuration that uses every setting, as Pulumi hands it over. */
export function example(): Record<string, unknown> {
    return {
        authentication: "apiKeys",
        environment: { name: "non-prod", streamGovernance: "ADVANCED" },
        protection: true,
        privateNetworks: {
            core: {
                connectivity: "attachment",
                keepAttachment: false,
                vpcCidr: "10.0.0.0/20",
                zoneIds: ["use1-az1", "use1-az2", "use1-az4"],
                clientCidrs: ["10.40.0.0/16"],
                systemResolverRule: ["runner", "vpn"],
            },
        },
        clusters: {
            sandbox: {
                type: "enterprise",
                privateNetwork: "core",
                displayName: "Sandbox",
                availability: "LOW",
                topics: { orders: { partitions: 3, config: { "retention.ms": 60000 } }, quotes: {} },
                clients: {
                    trader: {
                        produce: [{ topic: "orders", pattern: "LITERAL" }],
                        consume: [{ topic: "fills", pattern: "PREFIXED" }],
                        groups: [{ group: "trader-", pattern: "PREFIXED" }],
                    },
                },
                datagen: { trades: { topic: "orders", quickstart: "ORDERS", format: "JSON", tasks: 2 } },
            },
            shared: {
                type: "dedicated",
                displayName: "Shared",
                cku: 2,
                availability: "MULTI_ZONE",
                topics: { fills: {} },
                clients: {},
                datagen: {},
            },
        },
        links: {
            "sandbox-shared": {
                mode: "bidirectional",
                name: "both_ways",
                authorization: "acl",
                source: "sandbox",
                destination: "shared",
                mirrorTopics: { fromSource: ["orders", "quotes"], fromDestination: ["fills"] },
                config: {
                    source: { "topic.config.sync.ms": 10000 },
                    destination: {
                        "consumer.offset.sync.enable": true,
                        "consumer.offset.group.filters":
                            '{"groupFilters":[{"name":"*","patternType":"LITERAL","filterType":"INCLUDE"}]}',
                    },
                },
            },
        },
        hub: {
            transitGateway: {
                id: "tgw-00000000000000001",
                associationRouteTableId: "tgw-rtb-00000000000000001",
                propagationRouteTableIds: ["tgw-rtb-00000000000000002"],
            },
            runner: { vpcId: "vpc-00000000000000001", cidr: "10.2.0.0/16", routeTableIds: ["rtb-00000000000000001"] },
            dns: { vpcId: "vpc-00000000000000002", cidr: "10.255.0.0/24", routeTableIds: ["rtb-00000000000000002"] },
            vpn: {
                mode: "vpc",
                vpcId: "vpc-00000000000000003",
                cidr: "10.100.0.0/22",
                routeTableIds: ["rtb-00000000000000003"],
                clientCidr: "10.200.0.0/22",
                endpointId: "cvpn-endpoint-00000000000000001",
                targetSubnetIds: ["subnet-00000000000000001"],
            },
            manageRoutes: true,
        },
        readiness: { deadlineSeconds: 60, resolver: "10.255.0.2:53" },
        schemaRegistry: { subjects: ["orders-value", "fills-*"] },
        secrets: { recoveryWindowDays: 7, kmsKeyId: "alias/secrets" },
        rotation: { days: 7, retain: 3, generation: 1, asOf: "2027-01-31T12:00:00Z" },
    };
}

/** The example with changes made to it. */
export function changed(...changes: readonly Change[]): Record<string, unknown> {
    const root = example();
    for (const [path, value] of changes) {
        change(root, path, value);
    }
    return root;
}

function change(root: unknown, path: Path, value: unknown): void {
    const [first, ...rest] = path;
    const parent = root as Record<string | number, unknown>;
    if (first === undefined) {
        throw new Error("a change needs a path");
    }
    if (rest.length > 0) {
        parent[first] ??= {};
        change(parent[first], rest, value);
    } else if (value === undefined) {
        Reflect.deleteProperty(parent, first);
    } else {
        parent[first] = value;
    }
}

/** The settings of the example with changes. */
export function settingsWith(...changes: readonly Change[]): Settings {
    return parseSettings(changed(...changes), REGION);
}

/** What is wrong with a configuration; an empty list when nothing is. */
export function problemsOf(raw: Record<string, unknown>, region: string = REGION): readonly Problem[] {
    try {
        parseSettings(raw, region);
        return [];
    } catch (error) {
        if (error instanceof SettingsError) {
            return error.problems;
        }
        throw error;
    }
}

/** The one problem with the example after changes. */
export function onlyProblem(...changes: readonly Change[]): Problem {
    const problems = problemsOf(changed(...changes));
    const [first] = problems;
    if (first === undefined || problems.length > 1) {
        throw new Error(`expected one problem, got:\n${problems.map(({ message }) => message).join("\n")}`);
    }
    return first;
}

/** Path (without the namespace) and given in full; parts of allowed and of fix. */
export type Telling = readonly [path: string, given: string, allowed: string, fix: string];

/** A test that the changed example has this one problem, and that it is told in full. */
export function refuses(title: string, changes: readonly Change[], [path, given, allowed, fix]: Telling): void {
    it(`refuses ${title}`, () => {
        const problem = onlyProblem(...changes);
        expect(problem.path).to.equal(`confluent-cluster-linking:${path}`);
        expect(problem.given).to.equal(given);
        expect(problem.allowed).to.include(allowed);
        expect(problem.fix).to.include(fix);
        expect(problem.message).to.include(problem.allowed).and.to.include(problem.fix);
    });
}

/** A test that the changed example is fine. */
export function accepts(title: string, changes: readonly Change[]): void {
    it(`accepts ${title}`, () => {
        expect(problemsOf(changed(...changes)).map(({ message }) => message)).to.deep.equal([]);
    });
}
