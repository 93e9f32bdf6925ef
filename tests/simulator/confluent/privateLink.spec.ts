import { expect } from "chai";
import { Bench, REGION } from "./support";

const ATTACHMENTS = "/networking/v1/private-link-attachments";
const CONNECTIONS = "/networking/v1/private-link-attachment-connections";

describe("simulator/confluent: PrivateLink", () => {
    let bench: Bench;
    let environment: string;
    let attachment: string;
    let service: string;
    before(async () => {
        bench = await Bench.start(1);
        environment = await bench.environment();
        const spec = { display_name: "p", cloud: "AWS", region: REGION, environment: { id: environment } };
        attachment = await bench.make("POST", ATTACHMENTS, { spec });
        const early = await bench.call("GET", `${ATTACHMENTS}/${attachment}?environment=${environment}`);
        expect(early.json.at("status")).to.deep.equal({ phase: "PROVISIONING" });
        bench.pass(60);
        const { json } = await bench.call("GET", `${ATTACHMENTS}/${attachment}?environment=${environment}`);
        expect(json.text("status.phase")).to.equal("WAITING_FOR_CONNECTIONS");
        expect(json.text("status.dns_domain")).to.equal(`${REGION}.aws.private.confluent.cloud`);
        service = json.text("status.cloud.vpc_endpoint_service.vpc_endpoint_service_name") ?? "";
        expect(service).to.match(/^com\.amazonaws\.vpce\.us-east-1\.vpce-svc-0[0-9a-f]{16}$/);
    });
    after(() => bench.close());

    function connect(endpoint: string, to = attachment) {
        const cloud = { kind: "AwsPrivateLinkAttachmentConnection", vpc_endpoint_id: endpoint };
        const spec = {
            display_name: "c",
            cloud,
            environment: { id: environment },
            private_link_attachment: { id: to },
        };
        return bench.call("POST", CONNECTIONS, { spec });
    }

    it("refuses an endpoint that is not there, or that belongs to another service", async () => {
        const none = await connect("vpce-0none");
        expect(none.status).to.equal(400);
        expect(none.message).to.equal(
            `VPC endpoint "vpce-0none" was not found among the endpoints of service "${service}"`,
        );
        const other = bench.vpcEndpoint("com.amazonaws.vpce.us-east-1.vpce-svc-0other");
        expect((await connect(other)).message).to.contain(`VPC endpoint "${other}" was not found`);
        expect((await connect(other, "platt-none")).message).to.equal("PrivateLink attachment not found");
    });

    it("refuses an attachment outside AWS or without a region", async () => {
        const spec = { display_name: "p", cloud: "GCP", region: REGION, environment: { id: environment } };
        expect((await bench.call("POST", ATTACHMENTS, { spec })).status).to.equal(400);
    });

    it("connects an endpoint, makes it available when ready, and pending again when the connection goes", async () => {
        const endpoint = bench.vpcEndpoint(service);
        const state = () => bench.world.data.aws[endpoint]?.props.state;
        const created = await connect(endpoint);
        expect([created.status, created.json.text("status.phase"), state()]).to.deep.equal([
            202,
            "PROVISIONING",
            "pendingAcceptance",
        ]);
        const id = created.json.text("id") ?? "";
        const path = `${CONNECTIONS}/${id}?environment=${environment}`;
        bench.pass(90);
        expect((await bench.call("GET", path)).json.text("status.phase")).to.equal("READY");
        expect(state()).to.equal("available");
        const attached = await bench.call("GET", `${ATTACHMENTS}/${attachment}?environment=${environment}`);
        expect(attached.json.text("status.phase")).to.equal("READY");

        const twice = await connect(endpoint);
        expect([twice.status, twice.message]).to.deep.equal([
            409,
            `VPC endpoint "${endpoint}" already has a PrivateLink attachment connection`,
        ]);
        const busy = await bench.call("DELETE", `${ATTACHMENTS}/${attachment}?environment=${environment}`);
        expect([busy.status, busy.message]).to.deep.equal([
            409,
            `PrivateLink attachment ${attachment} cannot be deleted while it has connections: ${id}`,
        ]);

        const swapped = await bench.call("GET", `${CONNECTIONS}/${environment}?environment=${id}`);
        expect(swapped.status).to.equal(404);
        expect((await bench.call("DELETE", path)).status).to.equal(204);
        expect(state()).to.equal("pendingAcceptance");
        expect((await bench.call("GET", path)).status).to.equal(404);
    });

    it("reports a connection whose endpoint was deleted as disconnected", async () => {
        const endpoint = bench.vpcEndpoint(service);
        const id = (await connect(endpoint)).json.text("id") ?? "";
        const { [endpoint]: gone, ...rest } = bench.world.data.aws;
        expect(gone).to.not.equal(undefined);
        bench.world.data.aws = rest;
        const path = `${CONNECTIONS}/${id}?environment=${environment}`;
        expect((await bench.call("GET", path)).json.text("status.phase")).to.equal("DISCONNECTED");
        expect((await bench.call("DELETE", path)).status).to.equal(204);
    });

    it("renames attachments and connections in place", async () => {
        const rename = { spec: { display_name: "renamed", environment: { id: environment } } };
        const attachmentNow = await bench.call("PATCH", `${ATTACHMENTS}/${attachment}`, rename);
        expect(attachmentNow.json.text("spec.display_name")).to.equal("renamed");
        const id = (await connect(bench.vpcEndpoint(service))).json.text("id") ?? "";
        const connectionNow = await bench.call("PATCH", `${CONNECTIONS}/${id}`, rename);
        expect(connectionNow.json.text("spec.display_name")).to.equal("renamed");
    });
});
