// Clients, Schema Registry, Datagen and a link whose rights are ACLs, on the real engine, over boundaries of key rotation.
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";
import { Cloud } from "../../simulator/confluent/cloud";
import { principalOf } from "../../simulator/confluent/access";
import { connectorHealth } from "../../simulator/confluent/connectorState";
import { inPeriod } from "../support/rotation";
import { settingsOf, type StackFile } from "../../simulator/engine/stackFiles";
import { secretsIn } from "../support/secrets";
import type { RawSettings } from "../support/rawSettings";
import { remaining, Simulated, told } from "../support/simulated";

const FIRST = 694;
const EXAMPLE = path.join(__dirname, "..", "..", "examples", "Pulumi.clients.yaml");

/** The example's settings in place of the stack's own, in the period of a generation. */
function example(stack: Simulated, generation = FIRST): Simulated {
    const own = settingsOf(yaml.load(fs.readFileSync(EXAMPLE, "utf8")) as StackFile);
    stack.configure((settings) => {
        delete settings.hub;
        Object.assign(settings, own);
    });
    return inPeriod(stack, generation);
}

let made: Promise<Simulated> | undefined;

async function deployed(): Promise<Simulated> {
    made ??= (async () => {
        const stack = example(Simulated.fresh());
        await stack.succeed("up");
        return stack;
    })();
    return (await made).copy();
}

/** The current value of each secret, by its name. */
function secretValues({ world }: Simulated): Record<string, Record<string, string>> {
    const versions = world.aws("aws:secretsmanager/secretVersion:SecretVersion");
    const current = versions.filter(({ props }) => (props.versionStages as string[]).includes("AWSCURRENT"));
    return Object.fromEntries(
        world.aws("aws:secretsmanager/secret:Secret").map(({ id, props }) => {
            const value = current.find((version) => version.props.secretId === id)?.props.secretString;
            return [String(props.name), JSON.parse(String(value)) as Record<string, string>];
        }),
    );
}

/** The key in a client's configuration. */
function keyOf(content: Record<string, string>): { key: string; secret: string } {
    const jaas = /username='(?<key>[^']+)' password='(?<secret>[^']+)';/.exec(content["sasl.jaas.config"] ?? "");
    const [key = "", secret = ""] = (content["schema.registry.basic.auth.user.info"] ?? "").split(":");
    return { key: jaas?.groups?.key ?? key, secret: jaas?.groups?.secret ?? secret };
}

/** All that holds a key works with it: links, mirrors, connector, and whoever reads a secret; with the newest key. */
function expectAllWorks(stack: Simulated, generation: number): void {
    const cloud = new Cloud(stack.world, 0);
    const { links } = stack.clouds;
    expect(links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(links.flatMap(({ mirrors }) => mirrors)).to.deep.equal([{ topic: "stock_trades", status: "ACTIVE" }]);
    expect(cloud.all("connectors").map((one) => connectorHealth(cloud, one).state)).to.deep.equal(["RUNNING"]);
    const values = Object.values(secretValues(stack)).map(keyOf);
    expect(values).to.have.length(3);
    for (const credentials of values) {
        const found = cloud.get("apiKeys", credentials.key);
        expect(found?.spec.description).to.match(new RegExp(`Generation ${generation}$`));
        expect(principalOf(cloud, found?.spec.resourceId ?? "", credentials)).to.match(/^User:sa-/);
    }
}

describe("clients, connectors and the Schema Registry", function () {
    this.timeout(300_000);

    it("come up in one run, change nothing in a second, and go in one", async () => {
        const stack = await deployed();
        expectAllWorks(stack, FIRST);
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("have secrets of the form that Java clients read, under the stack's own path", async () => {
        const values = secretValues(await deployed());
        expect(Object.keys(values).sort()).to.deep.equal([
            "/confluent/confluent-cluster-linking/dev/sandbox/trader/java_client",
            "/confluent/confluent-cluster-linking/dev/schema_registry_cluster",
            "/confluent/confluent-cluster-linking/dev/shared/reports/java_client",
        ]);
    });

    it("look for the Schema Registry only after the first cluster, in a preview of nothing too", async () => {
        const preview = await example(Simulated.fresh()).succeed("preview", { runner: "public" });
        expect(told(preview.steps)).to.include("create RoleBinding schema-registry-read/stock_trades-value");
    });

    it("keep working over 1, 2, 3 and 10 boundaries: each secret gets its new key before the old one goes", async () => {
        const stack = await deployed();
        let generation = FIRST;
        for (const boundaries of [1, 2, 3, 10]) {
            generation += boundaries;
            const { steps } = await example(stack, generation).succeed("up");
            expectAllWorks(stack, generation);
            const last = (op: string, type: string) =>
                steps.findLastIndex((step) => step.op === op && step.type === type);
            const firstDeleted = steps.findIndex(({ op, type }) => op === "delete" && type === "ApiKey");
            expect(firstDeleted).to.be.greaterThan(last("create-replacement", "SecretVersion"));
            expect(last("create-replacement", "SecretVersion")).to.be.greaterThan(-1);
            expect(firstDeleted).to.be.greaterThan(last("update", "KafkaAcl"));
            expect(firstDeleted).to.be.greaterThan(last("update", "ClusterLink"));
        }
    });

    it("leave every earlier key valid where the run breaks off at a secret", async () => {
        const stack = example(await deployed(), FIRST + 3);
        const broken = await stack.run("up", { faults: ["SecretVersion.create=fail"] });
        expect(broken.result).to.equal("failed");
        expect(broken.steps.filter(({ op, type }) => op === "delete" && type === "ApiKey")).to.deep.equal([]);
        const cloud = new Cloud(stack.world, 0);
        for (const { key } of Object.values(secretValues(stack)).map(keyOf)) {
            expect(cloud.get("apiKeys", key), key).to.not.equal(undefined);
        }
        await stack.succeed("up");
        expectAllWorks(stack, FIRST + 3);
    });

    it("show a right that is missing: the mirror is without source until a refresh has seen it and an up has mended it", async () => {
        const stack = await deployed();
        const statuses = () => stack.clouds.links.flatMap(({ mirrors }) => mirrors.map(({ status }) => status));
        stack.tamper(({ data }) => {
            const kept = Object.entries(data.confluent.acls).filter(
                ([, { spec }]) => spec.operation !== "READ" || spec.resourceName !== "stock_trades",
            );
            data.confluent.acls = Object.fromEntries(kept);
        });
        expect(statuses()).to.deep.equal(["SOURCE_UNAVAILABLE"]);
        await stack.succeed("refresh");
        const { steps } = await stack.succeed("up");
        expect(told(steps)).to.include("create KafkaAcl sandbox-shared-source/read-topic/stock_trades");
        expect(statuses()).to.deep.equal(["ACTIVE"]);
    });

    it("go one by one: a client takes its ACLs, keys and secret with it, and its name is free at once", async () => {
        const stack = await deployed();
        const without = (settings: RawSettings) => {
            settings.clusters.shared = { ...settings.clusters.shared, type: "dedicated", clients: {} };
        };
        const { steps } = await stack.configure(without).succeed("up");
        const gone = steps.filter(({ op }) => op === "delete").map(({ type }) => type);
        expect(gone).to.include.members(["KafkaAcl", "Secret", "SecretVersion", "ServiceAccount", "ApiKey"]);
        expect(gone.indexOf("KafkaAcl")).to.be.below(gone.lastIndexOf("ServiceAccount"));
        expect(stack.clouds.confluent.acls).to.equal(12);
        await example(stack).succeed("up");
        expectAllWorks(stack, FIRST);
    });

    it("name a secret whose recovery window keeps its name from being used again", async () => {
        const stack = (await deployed()).configure((settings) => {
            settings.secrets = { recoveryWindowDays: 7 };
        });
        await stack.succeed("up");
        await stack.succeed("destroy");
        const again = await stack.run("up");
        expect(JSON.stringify(again.diagnostics)).to.include("already scheduled for deletion");
    });

    it("have no key or secret in the open: state, outputs, steps, diagnostics", async () => {
        const stack = example(await deployed(), FIRST + 1);
        const run = await stack.succeed("up");
        const written = JSON.stringify(run) + stack.leftBehind;
        expect(written).to.include("sandbox/trader-secret-version");
        expect(secretsIn(written, stack.secrets)).to.deep.equal([]);
    });
});
