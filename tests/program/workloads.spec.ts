// The whole program with the example of clients, connector, registry and a link by ACLs. Does not prove that the rights
// are enough; the simulation tests do. `UPDATE_GOLDEN=1` rewrites the list.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { runStack } from "../support/programs";
import type { Recording } from "../support/recording";
import { leaks, opened } from "../support/secrets";
import type { StackConfig } from "../support/stackFile";
import { component, TYPES } from "../support/types";

const EXAMPLE = path.join(__dirname, "..", "..", "examples", "Pulumi.clients.yaml");
const GOLDEN = path.join(__dirname, "golden", "clients.txt");
const ROTATION = "confluent-cluster-linking:rotation";

const recorded = new Map<boolean, Promise<Recording>>();

/** The example in January 2027. */
function example(preview = false): Promise<Recording> {
    const { config } = yaml.load(fs.readFileSync(EXAMPLE, "utf8")) as { config: StackConfig };
    const dated = { ...config, [ROTATION]: { asOf: "2027-01-15" } };
    const run = recorded.get(preview) ?? runStack(dated, { stack: "clients", preview });
    recorded.set(preview, run);
    return run;
}

/** Names of all that has to exist before a resource. */
function before(recording: Recording, type: string, name: string): string[] {
    return [...recording.closure(recording.find(type, name).urn)].map((urn) => recording.at(urn).name);
}

describe("the example with workloads", () => {
    it("makes exactly the resources of its list, in a preview too", async () => {
        const recording = await example();
        if (process.env.UPDATE_GOLDEN === "1") {
            fs.writeFileSync(GOLDEN, `${recording.identities().join("\n")}\n`);
        }
        const golden = fs.readFileSync(GOLDEN, "utf8").trim().split("\n");
        expect(recording.identities()).to.deep.equal(golden);
        expect((await example(true)).identities()).to.deep.equal(golden);
    });

    it("looks for the Schema Registry once, after the first cluster, and in a preview of nothing not at all", async () => {
        const recording = await example();
        expect(recording.invokes).to.deep.equal([
            "confluentcloud:index/getSchemaRegistryCluster:getSchemaRegistryCluster",
        ]);
        expect((await example(true)).invokes).to.deep.equal([]);
        const needed = before(recording, TYPES.roleBinding, "schema-registry-read/orders-*");
        expect(needed).to.include("sandbox-cluster");
        // That is ready much later, and the registry does not wait for it.
        expect(needed).not.to.include("shared-cluster");
    });

    it("gives the registry's identity its subjects, and keys and roles that wait by themselves", async () => {
        const recording = await example();
        const resource = "schema-registry=lsrc-1";
        const roles = recording.ofType(TYPES.roleBinding).filter(({ name }) => name.startsWith("schema-registry"));
        const told = roles.map(({ inputs }) => [inputs.roleName, String(inputs.crnPattern).split(`${resource}/`)[1]]);
        expect(told).to.deep.equal([
            ["DeveloperRead", "subject=orders-*"],
            ["DeveloperRead", "subject=stock_trades-value"],
            ["DeveloperWrite", "subject=orders-*"],
            ["DeveloperWrite", "subject=stock_trades-value"],
        ]);
        expect(roles.map(({ inputs }) => inputs.disableWaitForReady)).to.deep.equal(roles.map(() => undefined));
        const key = recording.find(TYPES.apiKey, "schema-registry-key-g694");
        expect(key.inputs).to.deep.include({ disableWaitForReady: false });
        expect(key.inputs.managedResource).to.deep.include({ id: "lsrc-1", apiVersion: "srcm/v3", kind: "Cluster" });
    });

    it("gives a client nothing but its ACLs, and its secret the newest key once that works", async () => {
        const recording = await example();
        const roles = recording.names(TYPES.roleBinding).filter((name) => name.startsWith("sandbox/trader"));
        expect(roles).to.deep.equal([]);
        const version = recording.find(TYPES.secretVersion, "sandbox/trader-secret-version");
        const { id } = recording.find(TYPES.apiKey, "sandbox/trader-key-g694");
        expect(String(opened(version.inputs.secretString))).to.include(`username='${id}'`);
        expect(before(recording, TYPES.secretVersion, "sandbox/trader-secret-version")).to.include.members([
            "sandbox/trader-ready",
            "sandbox/trader/write-topic/stock_trades",
            "core-endpoint",
        ]);
        expect(recording.find(TYPES.gate, "sandbox/trader-ready").inputs.keyOnly).to.equal(true);
        expect(recording.find(TYPES.secret, "sandbox/trader-secret").inputs.name).to.equal(
            "/confluent/confluent-cluster-linking/clients/sandbox/trader/java_client",
        );
    });

    it("starts the connector after its topic, its ACLs and its right to register schemas", async () => {
        const recording = await example();
        const connector = recording.find(TYPES.connector, "sandbox/datagen/trades-connector");
        expect(before(recording, TYPES.connector, connector.name)).to.include.members([
            "sandbox/stock_trades",
            "sandbox/datagen/trades/describe-cluster",
            "sandbox/datagen/trades/write-topic/stock_trades",
            "sandbox/datagen/trades-schema-role",
        ]);
        expect(opened(connector.inputs.configSensitive)).to.deep.equal({});
        expect(connector.inputs.configNonsensitive).to.deep.equal({
            "connector.class": "DatagenSource",
            name: "clients-sandbox.datagen.trades",
            "kafka.auth.mode": "SERVICE_ACCOUNT",
            "kafka.service.account.id": recording.find(TYPES.account, "sandbox/datagen/trades-account").id,
            "kafka.topic": "stock_trades",
            "output.data.format": "AVRO",
            quickstart: "STOCK_TRADES",
            "tasks.max": "1",
        });
    });

    it("gives a link by ACLs no role, and its gate, and so both halves, wait for the ACLs", async () => {
        const recording = await example();
        const roles = recording.names(TYPES.roleBinding).filter((name) => name.startsWith("sandbox-shared"));
        expect(roles).to.deep.equal([]);
        const acls = recording.names(TYPES.acl).filter((name) => name.startsWith("sandbox-shared-source/"));
        expect(acls).to.deep.equal([
            "sandbox-shared-source/alter-cluster",
            "sandbox-shared-source/describe-cluster",
            "sandbox-shared-source/describe-configs-topic/stock_trades",
            "sandbox-shared-source/describe-topic/stock_trades",
            "sandbox-shared-source/read-topic/stock_trades",
        ]);
        const gate = recording.find(TYPES.gate, "sandbox-shared-source-ready");
        expect(before(recording, TYPES.gate, gate.name)).to.include.members([...acls, "sandbox-manager-ready"]);
        expect(gate.inputs.restsOn).to.have.members(acls.map((name) => recording.find(TYPES.acl, name).id));
        const direct = recording.find(TYPES.link, "sandbox-shared-source").dependencies;
        expect(direct.map((urn) => recording.at(urn).name)).to.include.members(acls);
    });

    it("lets the manager's gate know every ACL behind it", async () => {
        const recording = await example();
        const objects = recording.find(TYPES.gate, "sandbox-manager-ready").inputs.objects as string[];
        const acls = recording.ofType(TYPES.acl).filter(({ name }) => name.startsWith("sandbox"));
        const ofSandbox = acls.filter(({ inputsFrom }) =>
            inputsFrom.credentials?.[0]?.endsWith("::sandbox-manager-ready"),
        );
        expect(ofSandbox.length).to.be.greaterThan(9);
        expect(objects).to.include.members(ofSandbox.map(({ name }) => `acl/${name}`));
    });

    it("lets ACLs go with their cluster; what has a fixed name is deleted before it is replaced", async () => {
        const recording = await example();
        expect(recording.ofType(TYPES.acl).filter(({ deletedWith }) => deletedWith === "")).to.deep.equal([]);
        const fixed = recording.ofType(TYPES.acl, TYPES.secret, TYPES.connector);
        expect(fixed.filter(({ deleteBeforeReplace }) => !deleteBeforeReplace)).to.deep.equal([]);
        // A secret is never without a current value.
        expect(recording.ofType(TYPES.secretVersion).filter((each) => each.deleteBeforeReplace)).to.deep.equal([]);
    });

    it("has no EnvironmentAdmin anywhere", async () => {
        const roles = (await example()).ofType(TYPES.roleBinding).map(({ inputs }) => String(inputs.roleName));
        expect([...new Set(roles)].sort()).to.deep.equal(["CloudClusterAdmin", "DeveloperRead", "DeveloperWrite"]);
    });

    it("leaks no secret, and says where secrets are", async () => {
        const recording = await example();
        const seen = recording.registrations.map(({ inputs, state }) => ({ inputs, state }));
        expect(leaks([...seen, ...recording.outputs], recording.secrets)).to.deep.equal([]);
        const outputs = recording.outputsOf(TYPES.stack, "confluent-cluster-linking-clients");
        expect(outputs).to.include.keys("clients", "datagen", "schemaRegistry", "keysRotateAt");
        expect(outputs.schemaRegistry).to.include({
            secretName: "/confluent/confluent-cluster-linking/clients/schema_registry_cluster",
        });
    });

    it("registers what its components give out", async () => {
        const recording = await example();
        for (const [type, name, keys] of [
            ["KafkaClient", "shared/reports", ["serviceAccountId", "apiKeyId", "secretArn", "secretName"]],
            ["SchemaRegistryAccess", "schema-registry", ["serviceAccountId", "apiKeyId", "secretArn", "secretName"]],
            ["DatagenSource", "sandbox/datagen/trades", ["serviceAccountId", "connectorId"]],
        ] as const) {
            expect(Object.keys(recording.outputsOf(component(type), name)), name).to.have.members([...keys]);
        }
    });
});
