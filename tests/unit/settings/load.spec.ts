import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { loadSettings, parseSettings } from "../../../components/settings/load";
import { SettingsError } from "../../../components/settings/settingsError";
import { changed, example, problemsOf, REGION } from "./support";

const MINIMAL = {
    environment: { id: "env-abc123" },
    clusters: { shared: { type: "dedicated", cku: 1 } },
};

/** What a cluster holds where nothing is said. */
const NOTHING = { topics: {}, clients: {}, datagen: {} };

describe("parseSettings", () => {
    it("keeps everything that is given", () => {
        const settings = parseSettings(example(), REGION);
        expect(settings).to.deep.equal(
            changed(
                [["region"], REGION],
                [["phase"], "all"],
                [["links", "sandbox-shared", "identities"], "own"],
                [["clusters", "sandbox", "topics", "orders", "config", "retention.ms"], "60000"],
                [["clusters", "sandbox", "topics", "quotes"], { partitions: 6, config: {} }],
                [["clusters", "shared", "topics", "fills"], { partitions: 6, config: {} }],
                [["links", "sandbox-shared", "config", "source", "topic.config.sync.ms"], "10000"],
                [["links", "sandbox-shared", "config", "destination", "consumer.offset.sync.enable"], "true"],
            ),
        );
    });

    it("fills in every default", () => {
        expect(parseSettings(MINIMAL, "eu-west-1")).to.deep.equal({
            region: "eu-west-1",
            authentication: "apiKeys",
            environment: { id: "env-abc123" },
            phase: "all",
            protection: false,
            privateNetworks: {},
            clusters: {
                shared: { type: "dedicated", cku: 1, availability: "SINGLE_ZONE", displayName: "shared", ...NOTHING },
            },
            links: {},
            readiness: { deadlineSeconds: 900 },
            secrets: { recoveryWindowDays: 0 },
        });
    });

    it("fills in the defaults inside entries", () => {
        const settings = parseSettings(
            {
                environment: { name: "dev" },
                privateNetworks: { core: { vpcCidr: "10.0.0.0/24", zoneIds: ["use1-az1"] } },
                clusters: { ...MINIMAL.clusters, inner: { type: "enterprise", privateNetwork: "core" } },
                links: { pair: { mode: "bidirectional", source: "shared", destination: "inner" } },
                hub: {
                    transitGateway: {
                        id: "tgw-00000001",
                        associationRouteTableId: "tgw-rtb-00000001",
                        propagationRouteTableIds: ["tgw-rtb-00000001"],
                    },
                    runner: { vpcId: "vpc-00000001", cidr: "10.9.0.0/16", routeTableIds: ["rtb-00000001"] },
                    dns: { vpcId: "vpc-00000002", cidr: "10.8.0.0/16" },
                    vpn: { mode: "tgw", clientCidr: "10.16.0.0/12" },
                },
            },
            REGION,
        );
        expect(settings.environment).to.deep.equal({ name: "dev", streamGovernance: "ESSENTIALS" });
        expect(settings.privateNetworks.core).to.deep.equal({
            connectivity: "attachment",
            keepAttachment: false,
            vpcCidr: "10.0.0.0/24",
            zoneIds: ["use1-az1"],
            clientCidrs: [],
            systemResolverRule: [],
        });
        expect(settings.clusters.inner).to.deep.equal({
            type: "enterprise",
            privateNetwork: "core",
            availability: "HIGH",
            displayName: "inner",
            ...NOTHING,
        });
        expect(settings.links.pair).to.deep.equal({
            mode: "bidirectional",
            identities: "own",
            name: "pair",
            authorization: "rbac",
            source: "shared",
            destination: "inner",
            mirrorTopics: { fromSource: [], fromDestination: [] },
            config: { source: {}, destination: {} },
        });
        expect(settings.hub?.manageRoutes).to.equal(true);
        expect(settings.hub?.dns?.routeTableIds).to.deep.equal([]);
    });

    it("takes keys that every object has for ordinary keys", () => {
        const clusters = { constructor: { type: "dedicated", cku: 1, topics: { constructor: {}, toString: {} } } };
        const { clusters: parsed } = parseSettings({ ...MINIMAL, clusters }, REGION);
        expect(Object.keys(parsed)).to.deep.equal(["constructor"]);
        expect(Object.values(parsed).flatMap(({ topics }) => Object.keys(topics))).to.deep.equal([
            "constructor",
            "toString",
        ]);
        const [problem] = problemsOf(
            changed(
                [["links", "sandbox-shared", "source"], "constructor"],
                [["links", "sandbox-shared", "mirrorTopics"], {}],
            ),
        );
        expect(problem?.given).to.equal('"constructor"');
    });

    it("tells of all problems at once, each with path, given, allowed and fix", () => {
        const raw = changed(
            [["protektion"], true],
            [["environment", "id"], "env-abc123"],
            [["privateNetworks", "core", "vpcCidr"], "10.0.0.1/20"],
            [["privateNetworks", "core", "zoneIds", 1], "us-east-1a"],
            [["clusters", "sandbox", "privateNetwork"], "cor"],
            [["clusters", "shared", "cku"], 1],
            [["links", "sandbox-shared", "mirrorTopics", "fromSource", 1], "quote"],
            [["hub", "runner", "vpcId"], "subnet-00000000000000001"],
            [["hub", "dns", "cidr"], "10.2.1.0/24"],
            [["readiness", "deadlineSeconds"], 0],
        );
        const problems = problemsOf(raw, "us-east-1");
        expect(problems.map(({ path }) => path.replace("confluent-cluster-linking:", ""))).to.deep.equal([
            "clusters.sandbox.privateNetwork",
            "clusters.shared.cku",
            "environment",
            "hub.dns.cidr",
            "hub.runner.vpcId",
            "links.sandbox-shared.mirrorTopics.fromSource[1]",
            "privateNetworks.core.vpcCidr",
            "privateNetworks.core.zoneIds[1]",
            "protektion",
            "readiness.deadlineSeconds",
        ]);
        const error = new SettingsError(problems);
        expect(error.message).to.match(
            /^The configuration of this stack has 10 problems; nothing has been changed\.\n/,
        );
        for (const { path, given, allowed, fix } of problems) {
            expect([given, allowed, fix].every((text) => text.length > 0)).to.equal(true);
            for (const text of [path, given, allowed, fix]) {
                expect(error.message).to.include(text);
            }
        }
    });

    it("throws what Pulumi prints without a stack trace", () => {
        expect(() => parseSettings({}, REGION)).to.throw(SettingsError, "has 2 problems");
        expect(pulumi.RunError.isInstance(new SettingsError([]))).to.equal(true);
        expect(new SettingsError(problemsOf({ environment: MINIMAL.environment })).message).to.include(
            "has 1 problem;",
        );
    });
});

describe("loadSettings", () => {
    const before = pulumi.runtime.allConfig();
    afterEach(() => {
        pulumi.runtime.setAllConfig(before);
    });

    function configure(values: Record<string, unknown>, others: Record<string, string>): void {
        const own = Object.entries(values).map(([key, value]) => [
            `confluent-cluster-linking:${key}`,
            typeof value === "string" ? value : JSON.stringify(value),
        ]);
        pulumi.runtime.setAllConfig({ ...(Object.fromEntries(own) as Record<string, string>), ...others });
    }

    async function refusal(): Promise<string> {
        return loadSettings().then(
            () => "",
            (error: unknown) => (error instanceof SettingsError ? error.message : String(error)),
        );
    }

    it("reads the namespace's values and the region, and leaves other namespaces alone", async () => {
        configure(example(), {
            "aws:region": REGION,
            "confluentcloud:cloudApiKey": "x",
            "confluent-cluster-links:a": "b",
        });
        expect(await loadSettings()).to.deep.equal(parseSettings(example(), REGION));
    });

    it("sees that the runner's token is there, and does not keep it", async () => {
        const rest = changed([["hub", "runner"], undefined]);
        const deploymentRunner = { availabilityZones: ["us-east-1a", "us-east-1b"], workflowRunner: {} };
        configure({ ...rest, deploymentRunner }, { "aws:region": REGION, "deployment-runner:token": "planted" });
        expect(JSON.stringify(await loadSettings())).to.not.include("planted");
        configure({ ...rest, deploymentRunner }, { "aws:region": REGION });
        expect(await refusal()).to.include("given:   no token");
    });

    it("tells of a value that should be a map and is a text", async () => {
        configure({ ...MINIMAL, hub: "{ not json" }, { "aws:region": REGION });
        expect(await refusal()).to.include('confluent-cluster-linking:hub\n    given:   "{ not json"');
    });

    it("tells of a missing region", async () => {
        configure(MINIMAL, {});
        expect(await refusal()).to.include("aws:region\n    given:   nothing");
    });

    it("tells of everything when nothing is set", async () => {
        pulumi.runtime.setAllConfig({});
        expect(await refusal()).to.include("has 3 problems");
    });
});
