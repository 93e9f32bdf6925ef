// What a refresh can see in Confluent Cloud: every input that a program of this project sets and that can change in place.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Props } from "../../../simulator/provider/model";
import type { ConfluentKind } from "../../../simulator/world";
import { aclOf, credentials, datagenOf, managed, peer, StandIn, type Made } from "../confluent/standIn";
import { labelOf, mended, OWN, UNSEEN, updatableInputs } from "./updatable";

/** An object with the inputs that it was made of, and where the service keeps it. */
interface Kept {
    readonly type: string;
    readonly made: Made;
    readonly inputs: Props;
    readonly kind: ConfluentKind;
    readonly key: string;
}

/** By input, what somebody changes in the service. */
const BY_HAND: Readonly<Record<string, Props>> = {
    "AccessPoint.displayName": { displayName: "mine" },
    "ApiKey.description": { description: "mine" },
    "ApiKey.displayName": { displayName: "mine" },
    "ClusterLink.config": { config: { "consumer.offset.sync.enable": "false" } },
    "Connector.configNonsensitive": { config: { "tasks.max": "2" } },
    "Environment.displayName": { displayName: "mine" },
    "Environment.streamGovernance": { governance: "ADVANCED" },
    "Gateway.displayName": { displayName: "mine" },
    "KafkaCluster.dedicated": { cku: 2 },
    "KafkaCluster.deletionProtection": { deletionProtection: true },
    "KafkaCluster.displayName": { displayName: "mine" },
    "KafkaMirrorTopic.status": { status: "PAUSED" },
    "KafkaTopic.config": { config: { "retention.ms": "1" } },
    "KafkaTopic.partitionsCount": { partitions: 12 },
    "PrivateLinkAttachment.displayName": { displayName: "mine" },
    "PrivateLinkAttachmentConnection.displayName": { displayName: "mine" },
    "ServiceAccount.description": { description: "mine" },
    "ServiceAccount.displayName": { displayName: "mine" },
};

/** The block of an Enterprise cluster is empty: there is nothing in it to change. */
const EMPTY = ["KafkaCluster.enterprises"];

describe("what is changed by hand in Confluent Cloud", () => {
    let cloud: StandIn;
    let objects: Kept[];

    beforeEach(async () => {
        cloud = await StandIn.start();
        objects = [...(await controlPlane()), ...(await dataPlane())];
    });
    afterEach(() => cloud.close());

    const keep = async (kind: ConfluentKind, type: string, inputs: Props, key?: string): Promise<Kept> => {
        const made = await cloud.make(type, inputs);
        const token = `confluentcloud:index/${type.slice(0, 1).toLowerCase()}${type.slice(1)}:${type}`;
        return { type: token, made, inputs, kind, key: key ?? made.id };
    };

    async function controlPlane(): Promise<Kept[]> {
        const governance = { streamGovernance: { package: "ESSENTIALS" } };
        const environment = await keep("environments", "Environment", { displayName: "e", ...governance });
        const place = { environment: { id: environment.made.id } };
        const account = await keep("serviceAccounts", "ServiceAccount", { displayName: "a", description: "d" });
        const common = { displayName: "p", cloud: "AWS", region: "us-east-1", ...place };
        const attachment = await keep("privateLinkAttachments", "PrivateLinkAttachment", common);
        const [service] = attachment.made.outputs.aws as { vpcEndpointServiceName: string }[];
        const connection = await keep("privateLinkAttachmentConnections", "PrivateLinkAttachmentConnection", {
            displayName: "c",
            ...place,
            privateLinkAttachment: { id: attachment.made.id },
            aws: { vpcEndpointId: cloud.bench.vpcEndpoint(service?.vpcEndpointServiceName ?? "") },
        });
        return [environment, account, attachment, connection, ...(await entrance(place))];
    }

    async function entrance(place: Props): Promise<Kept[]> {
        const block = { awsIngressPrivateLinkGateway: { region: "us-east-1" } };
        const gateway = await keep("gateways", "Gateway", { displayName: "g", ...place, ...block });
        const { vpcEndpointServiceName } = gateway.made.outputs.awsIngressPrivateLinkGateway as Record<string, string>;
        const point = await keep("accessPoints", "AccessPoint", {
            displayName: "p",
            ...place,
            gateway: { id: gateway.made.id },
            awsIngressPrivateLinkEndpoint: { vpcEndpointId: cloud.bench.vpcEndpoint(vpcEndpointServiceName ?? "") },
        });
        return [gateway, point];
    }

    async function dataPlane(): Promise<Kept[]> {
        const environment = await cloud.environment();
        const shared = { availability: "SINGLE_ZONE", cloud: "AWS", region: "us-east-1" };
        const cluster = await keep("clusters", "KafkaCluster", {
            ...shared,
            displayName: "c",
            dedicated: { cku: 1 },
            deletionProtection: false,
            environment: { id: environment.id },
        });
        const other = await cloud.cluster(environment, { dedicated: { cku: 1 } });
        cloud.reveal(cluster.made);
        cloud.reveal(other);
        const [{ key, account }, far] = [
            await cloud.key(environment, cluster.made),
            await cloud.key(environment, other),
        ];
        const rest = { restEndpoint: cluster.made.outputs.restEndpoint, credentials: credentials(key) };
        const on = { kafkaCluster: { id: cluster.made.id }, ...rest };
        const topic = await keep("topics", "KafkaTopic", {
            ...on,
            topicName: "orders",
            partitionsCount: 6,
            config: { "retention.ms": "3600000" },
        });
        const acl = await keep("acls", "KafkaAcl", { ...on, ...aclOf(account) });
        const connector = await keep("connectors", "Connector", datagenOf(environment, cluster.made, account));
        const link = await linked(cluster.made, key, other, far.key);
        return [cluster, ...(await identity(environment, cluster.made)), topic, acl, connector, ...link];
    }

    async function identity(environment: Made, cluster: Made): Promise<Kept[]> {
        const account = await cloud.make("ServiceAccount", { displayName: "i", description: "" });
        const role = await keep("roleBindings", "RoleBinding", {
            principal: `User:${account.id}`,
            roleName: "CloudClusterAdmin",
            crnPattern: cluster.outputs.rbacCrn,
            disableWaitForReady: true,
        });
        const reference = ({ id, outputs }: Made) => ({ id, kind: outputs.kind, apiVersion: outputs.apiVersion });
        const key = await keep("apiKeys", "ApiKey", {
            displayName: "k",
            description: "d",
            disableWaitForReady: true,
            owner: reference(account),
            managedResource: { ...reference(cluster), environment: { id: environment.id } },
        });
        return [role, key];
    }

    /** A link that the cluster dials, and a mirror on it. */
    async function linked(cluster: Made, key: Made, other: Made, otherKey: Made): Promise<Kept[]> {
        const link = await keep("links", "ClusterLink", {
            link: "lk",
            linkMode: "DESTINATION",
            connectionMode: "OUTBOUND",
            sourceKafkaCluster: peer(other, otherKey),
            destinationKafkaCluster: managed(cluster, key),
            config: { "consumer.offset.sync.enable": "true" },
        });
        await cloud.make("KafkaTopic", {
            topicName: "quotes",
            kafkaCluster: { id: other.id },
            restEndpoint: other.outputs.restEndpoint,
            credentials: credentials(otherKey),
        });
        const mirror = await keep("mirrors", "KafkaMirrorTopic", {
            clusterLink: { linkName: "lk" },
            kafkaCluster: managed(cluster, key),
            sourceKafkaTopic: { topicName: "quotes" },
            status: "ACTIVE",
        });
        return [link, mirror];
    }

    /** What the service holds of an object, found by its id or by its end. */
    function held({ kind, key }: Kept) {
        const all = cloud.bench.world.data.confluent[kind];
        const found = all[key] ?? Object.values(all)[0];
        if (found === undefined) {
            throw new Error(`no ${kind} ${key}`);
        }
        return found;
    }

    function keptOf(label: string): Kept {
        const found = objects.find(({ type, inputs }) =>
            Object.keys(inputs).some((input) => labelOf(type, input) === label),
        );
        if (found === undefined) {
            throw new Error(`no object has the input ${label}`);
        }
        return found;
    }

    it("is asked for every input that a program sets and that can change in place", async function () {
        this.timeout(60_000);
        const all = [...(await updatableInputs("confluentcloud"))].flatMap(([type, keys]) =>
            keys.map((key) => labelOf(type, key)),
        );
        const known = [...Object.keys(BY_HAND), ...OWN, ...UNSEEN, ...EMPTY];
        expect(all.filter((label) => !known.includes(label))).to.deep.equal([]);
    });

    for (const [label, spec] of Object.entries(BY_HAND)) {
        it(`is seen, and would be set back: ${label}`, async () => {
            const kept = keptOf(label);
            const [, input = ""] = label.split(".");
            expect(mended(kept.type, kept.inputs, await cloud.read(kept.made)), "before").to.not.include(input);
            const object = held(kept);
            const inner = Object.entries(spec).map(([name, value]): [string, unknown] => {
                const before = object.spec[name];
                return [name, typeof value === "object" ? { ...(before as Props), ...(value as Props) } : value];
            });
            object.spec = { ...object.spec, ...Object.fromEntries(inner) };
            expect(mended(kept.type, kept.inputs, await cloud.read(kept.made))).to.include(input);
        });
    }

    it("is seen as gone where the object was deleted", async () => {
        for (const kept of objects.toReversed()) {
            const { kind, made, type } = kept;
            Reflect.deleteProperty(cloud.bench.world.data.confluent[kind], held(kept).id);
            expect(await cloud.read(made), type).to.equal(undefined);
        }
    });

    it("is not seen where the program leaves a setting to the service", async () => {
        const [topic, link] = [keptOf("KafkaTopic.config"), keptOf("ClusterLink.config")];
        held(topic).spec.config = { "retention.ms": "1" };
        held(link).spec.config = { "consumer.offset.sync.enable": "false" };
        for (const { type, inputs, made } of [topic, link]) {
            const rest = Object.entries(inputs).filter(([input]) => input !== "config");
            expect(mended(type, Object.fromEntries(rest), await cloud.read(made)), type).to.not.include("config");
        }
    });
});

describe("the page on drift", () => {
    const page = fs.readFileSync(path.join(__dirname, "..", "..", "..", "docs", "drift.md"), "utf8");

    it("names every input that is not seen", () => {
        expect([...OWN, ...UNSEEN].filter((label) => !page.includes(`\`${label}\``))).to.deep.equal([]);
    });
});
