// The simulated Confluent Cloud, asked over HTTP. Does not prove that the real one answers like that; the lists' forms
// follow its published reference.
import { expect } from "chai";
import { stackMark } from "../../../components/internal/stackMark";
import { cloudKey } from "../../../simulator/confluent/cloudKey";
import { confluentObjects } from "../../../tools/orphans/confluent";
import { findings } from "../../../tools/orphans/commands";
import { factsOf } from "../../../tools/orphans/facts";
import { orphansOf } from "../../../tools/orphans/objects";
import { cloudApi } from "../../../tools/orphans/real";
import { Bench, failure, REGION } from "../confluent/support";

const PROJECT = "confluent-cluster-linking";
const CONFIG = {
    "confluent-cluster-linking:environment": { name: "non-prod" },
    "confluent-cluster-linking:privateNetworks": { core: {} },
    "confluent-cluster-linking:clusters": { sandbox: { type: "enterprise", datagen: { trades: {} } } },
};

describe("orphans in the simulated Confluent Cloud", () => {
    let bench: Bench;
    beforeEach(async () => {
        bench = await Bench.start();
    });
    afterEach(() => bench.close());

    const facts = (known: readonly string[] = [], stack = "dev") =>
        factsOf(
            { project: PROJECT, stack },
            known.map((id) => ({ type: "known", id })),
            CONFIG,
        );
    const api = () => ({ endpoint: bench.url, ...cloudKey });
    const orphans = async (...args: Parameters<typeof facts>) => {
        const known = facts(...args);
        return findings(orphansOf(await confluentObjects(api(), known), known), known).map(({ id }) => id);
    };

    const account = (name: string, description: string) =>
        bench.make("POST", "/iam/v2/service-accounts", { display_name: name, description });
    const key = (owner: string, resource: string, description: string) =>
        bench.make("POST", "/iam/v2/api-keys", {
            spec: { owner: { id: owner }, resource: { id: resource }, display_name: "k", description },
        });
    const entrance = (environment: string, name: string) =>
        bench.make("POST", "/networking/v1/private-link-attachments", {
            spec: { display_name: name, cloud: "AWS", region: REGION, environment: { id: environment } },
        });

    it("are accounts and keys with the stack's mark, on however many pages", async () => {
        const mark = stackMark(PROJECT, "dev");
        const owner = await account("dev-owner", `Owner. ${mark}`);
        const all: string[] = [];
        for (let count = 0; count < 105; count += 1) {
            all.push(await key(owner, "cloud", `Key. ${mark}. Generation ${count}`));
        }
        await key(owner, "cloud", `Key. ${mark}-x`);
        await account("dev-x-owner", `Owner. ${mark}-x`);
        await account("dev-by-hand", "by hand");
        expect(await orphans()).to.have.members([owner, ...all]);
        expect(await orphans([owner, ...all])).to.deep.equal([]);
    });

    it("are what is in the stack's environment under its names", async () => {
        const environment = await bench.environment();
        const cluster = await bench.cluster(environment, { kind: "Enterprise" }, { display_name: "sandbox" });
        await bench.cluster(environment, { kind: "Enterprise" }, { display_name: "by hand" });
        const attachment = await entrance(environment, "dev-privatelink");
        await entrance(environment, "dev-x-privatelink");
        const { json } = await bench.call(
            "GET",
            `/networking/v1/private-link-attachments/${attachment}?environment=${environment}`,
        );
        const service = json.text("status.cloud.vpc_endpoint_service.vpc_endpoint_service_name") ?? "";
        const connection = await bench.make("POST", "/networking/v1/private-link-attachment-connections", {
            spec: {
                display_name: "dev-core",
                cloud: { kind: "AwsPrivateLinkAttachmentConnection", vpc_endpoint_id: bench.vpcEndpoint(service) },
                environment: { id: environment },
                private_link_attachment: { id: attachment },
            },
        });
        expect(await orphans()).to.deep.equal([connection, attachment, cluster, environment]);
        expect(await orphans([environment, attachment])).to.deep.equal([connection, cluster]);
        expect(await orphans([environment, attachment, connection, cluster])).to.deep.equal([]);
    });

    it("are gateways with their access points, and connectors on the stack's clusters", async () => {
        const environment = await bench.environment();
        const gateway = await bench.make("POST", "/networking/v1/gateways", {
            spec: {
                display_name: "dev-ingress",
                config: { kind: "AwsIngressPrivateLinkGatewaySpec", region: REGION },
                environment: { id: environment },
            },
        });
        const { json } = await bench.call("GET", `/networking/v1/gateways/${gateway}?environment=${environment}`);
        const point = await bench.make("POST", "/networking/v1/access-points", {
            spec: {
                display_name: "dev-core",
                config: {
                    kind: "AwsIngressPrivateLinkEndpoint",
                    vpc_endpoint_id: bench.vpcEndpoint(
                        json.text("status.cloud_gateway.vpc_endpoint_service_name") ?? "",
                    ),
                },
                environment: { id: environment },
                gateway: { id: gateway },
            },
        });
        const cluster = await bench.cluster(environment, { kind: "Enterprise" }, { display_name: "sandbox" });
        for (const name of ["dev-sandbox.datagen.trades", "by hand"]) {
            const spec = { environmentId: environment, clusterId: cluster, name, connectorId: `lcc-${name.length}` };
            const state = {
                config: { "kafka.auth.mode": "SERVICE_ACCOUNT", "tasks.max": "1" },
                principal: "User:sa-1",
                keyId: "",
                paused: false,
                readyAt: 0,
            };
            bench.world.data.confluent.connectors[`${cluster}/${name}`] = {
                id: `${cluster}/${name}`,
                createdAt: 0,
                spec: { ...spec, ...state },
            };
        }
        expect(await orphans([environment, cluster])).to.deep.equal(["lcc-26", point, gateway]);
    });

    it("are not another stack's of the same configuration, in the same organisation", async () => {
        const environment = await bench.environment();
        const cluster = await bench.cluster(environment, { kind: "Enterprise" }, { display_name: "sandbox" });
        const mark = stackMark(PROJECT, "dev-x");
        const owner = await account("dev-x-owner", mark);
        await key(owner, cluster, mark);
        await entrance(environment, "dev-privatelink");
        expect(await orphans()).to.deep.equal([]);
        expect(await orphans([], "dev-x")).to.include.members([owner, cluster, environment]);
    });

    it("cannot be told with a key that Confluent Cloud refuses", async () => {
        const wrong = cloudApi({
            CONFLUENT_CLOUD_ENDPOINT: bench.url,
            CONFLUENT_CLOUD_API_KEY: "NOBODY",
            CONFLUENT_CLOUD_API_SECRET: "nothing",
        });
        expect(wrong?.endpoint).to.equal(bench.url);
        const asked = wrong === undefined ? Promise.resolve() : confluentObjects(wrong, facts());
        expect(await failure(asked)).to.include("with 401");
    });
});
