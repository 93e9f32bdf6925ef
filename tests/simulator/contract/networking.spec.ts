import { expect } from "chai";
import { Bench, REGION } from "../confluent/support";
import * as net from "./networkTables";
import { expectAnswer, expectNothing, followPages } from "./expectations";
import { cloudError } from "./forms";

const ATTACHMENTS = "/networking/v1/private-link-attachments";
const CONNECTIONS = "/networking/v1/private-link-attachment-connections";
const GATEWAYS = "/networking/v1/gateways";
const POINTS = "/networking/v1/access-points";

describe("simulator/contract: networking", () => {
    let bench: Bench;
    let environment: string;
    beforeEach(async () => {
        bench = await Bench.start();
        environment = await bench.environment();
    });
    afterEach(() => bench.close());

    const inside = (path: string): string => `${path}?environment=${environment}`;
    const named = (display_name: string, more: object = {}) => ({
        spec: { display_name, environment: { id: environment }, ...more },
    });

    async function attach() {
        const created = await bench.call("POST", ATTACHMENTS, named("p", { cloud: "AWS", region: REGION }));
        const id = created.json.text("id") ?? "";
        const read = await bench.call("GET", inside(`${ATTACHMENTS}/${id}`));
        const service = read.json.text("status.cloud.vpc_endpoint_service.vpc_endpoint_service_name") ?? "";
        return { id, created, read, service };
    }

    it("PrivateLink attachment: create (PROVISIONING), read, update, delete, not found", async () => {
        const { id, created, read } = await attach();
        expectAnswer(created, 202, net.newAttachment);
        expectAnswer(read, 200, { ...net.attachment, "status.phase": ["WAITING_FOR_CONNECTIONS"] });
        expectAnswer(await bench.call("PATCH", `${ATTACHMENTS}/${id}`, named("q")), 200, net.attachment);
        expectNothing(await bench.call("DELETE", inside(`${ATTACHMENTS}/${id}`)), 204);
        expectAnswer(await bench.call("GET", inside(`${ATTACHMENTS}/${id}`)), 404, cloudError(404));
    });

    it("attachment connection: create (PROVISIONING), read, update, delete, not found, and with swapped ids", async () => {
        const { id, service } = await attach();
        const cloud = { kind: "AwsPrivateLinkAttachmentConnection", vpc_endpoint_id: bench.vpcEndpoint(service) };
        const body = named("c", { cloud, private_link_attachment: { id } });
        const created = await bench.call("POST", CONNECTIONS, body);
        expectAnswer(created, 202, { ...net.connection, "status.phase": ["PROVISIONING"] });
        const connection = created.json.text("id") ?? "";
        const one = inside(`${CONNECTIONS}/${connection}`);
        const ready = { ...net.connection, "status.phase": ["READY"] };
        expectAnswer(await bench.call("GET", one), 200, ready);
        expectAnswer(await bench.call("PATCH", `${CONNECTIONS}/${connection}`, named("d")), 200, ready);
        const attached = await bench.call("GET", inside(`${ATTACHMENTS}/${id}`));
        expectAnswer(attached, 200, { ...net.attachment, "status.phase": ["READY"] });
        const swapped = `${CONNECTIONS}/${environment}?environment=${connection}`;
        expectAnswer(await bench.call("GET", swapped), 404, cloudError(404));
        expectNothing(await bench.call("DELETE", one), 204);
        expectAnswer(await bench.call("GET", one), 404, cloudError(404));
        expectAnswer(await bench.call("DELETE", one), 404, cloudError(404));
    });

    async function makeGateway() {
        const config = { kind: "networking.v1.AwsIngressPrivateLinkGatewaySpec", region: REGION };
        const created = await bench.call("POST", GATEWAYS, named("g", { config }));
        const service = created.json.text("status.cloud_gateway.vpc_endpoint_service_name") ?? "";
        return { id: created.json.text("id") ?? "", created, service };
    }

    it("gateway: create (PROVISIONING), read, update, list, delete, not found", async () => {
        const { id, created } = await makeGateway();
        expectAnswer(created, 202, { ...net.gateway, "status.phase": ["PROVISIONING"] });
        const ready = { ...net.gateway, "status.phase": ["READY"] };
        expectAnswer(await bench.call("GET", inside(`${GATEWAYS}/${id}`)), 200, ready);
        expectAnswer(await bench.call("PATCH", `${GATEWAYS}/${id}`, named("h")), 200, ready);
        await makeGateway();
        await makeGateway();
        const pages = await followPages(bench, inside(GATEWAYS), net.pages.gateways);
        expect(pages.map((ids) => ids.length)).to.deep.equal([2, 1]);
        expectNothing(await bench.call("DELETE", inside(`${GATEWAYS}/${id}`)), 204);
        expectAnswer(await bench.call("GET", inside(`${GATEWAYS}/${id}`)), 404, cloudError(404));
    });

    it("access point: create (PROVISIONING), read, update, delete (DEPROVISIONING), not found in its own form", async () => {
        await bench.close();
        bench = await Bench.start(1);
        environment = await bench.environment();
        const gateway = await makeGateway();
        const config = { kind: "AwsIngressPrivateLinkEndpoint", vpc_endpoint_id: bench.vpcEndpoint(gateway.service) };
        const created = await bench.call("POST", POINTS, named("a", { config, gateway: { id: gateway.id } }));
        expectAnswer(created, 202, net.accessPointInPhase("PROVISIONING"));
        const id = created.json.text("id") ?? "";
        const one = inside(`${POINTS}/${id}`);
        const early = { ...net.accessPoint, "status.phase": ["PROVISIONING"], "status.config.dns_domain?": "absent" };
        expectAnswer(await bench.call("GET", one), 200, early as typeof net.accessPoint);
        bench.pass(180);
        const ready = { ...net.accessPoint, "status.phase": ["READY"] };
        const read = await bench.call("GET", one);
        expectAnswer(read, 200, ready);
        expect(read.json.text("status.config.dns_domain")).to.match(/^ap[a-z0-9]+\.us-east-1\.aws\.accesspoint\./);
        expectAnswer(await bench.call("PATCH", `${POINTS}/${id}`, named("b")), 200, ready);
        expectNothing(await bench.call("DELETE", one), 204);
        expectAnswer(await bench.call("GET", one), 200, net.accessPointInPhase("DEPROVISIONING"));
        bench.pass(180);
        expectAnswer(await bench.call("GET", one), 404, net.accessPointNotFound);
    });

    it("endpoints: of Kafka and of Schema Registry, over several pages, with gateway and access point", async () => {
        const gateway = await makeGateway();
        await bench.cluster(environment);
        await bench.cluster(environment, { kind: "Dedicated", cku: 1 });
        const config = { kind: "AwsIngressPrivateLinkEndpoint", vpc_endpoint_id: bench.vpcEndpoint(gateway.service) };
        await bench.make("POST", POINTS, named("a", { config, gateway: { id: gateway.id } }));
        const path = inside("/endpoint/v1/endpoints");
        const pages = await followPages(bench, `${path}&service=KAFKA`, net.pages.endpoints);
        expect(pages.map((ids) => ids.length)).to.deep.equal([2, 2, 2]);
        expect(new Set(pages.flat())).to.have.property("size", 6);
        const all = await bench.call("GET", `${path}&service=KAFKA&page_size=100`);
        const entrances = all.json.list("data").filter((item) => item.text("access_point.id") !== undefined);
        expect(entrances.map((item) => item.text("gateway.id"))).to.deep.equal([gateway.id, gateway.id]);
        expectAnswer(await bench.call("GET", `${path}&service=SCHEMA_REGISTRY`), 200, net.pages.endpoints);
        expectAnswer(await bench.call("GET", path), 400, cloudError(400));
    });
});
