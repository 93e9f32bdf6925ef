import { expect } from "chai";
import { Bench, linkBody, makePair, OUTBOUND, administrator, REGION, type Member } from "./support";

const GATEWAYS = "/networking/v1/gateways";
const POINTS = "/networking/v1/access-points";

describe("simulator/confluent: gateways and access points", () => {
    let bench: Bench;
    let environment: string;
    let gateway: string;
    let service: string;
    before(async () => {
        bench = await Bench.start(1);
        environment = await bench.environment();
        gateway = await bench.make("POST", GATEWAYS, gatewayBody());
        const read = await bench.call("GET", inside(`${GATEWAYS}/${gateway}`));
        service = read.json.text("status.cloud_gateway.vpc_endpoint_service_name") ?? "";
        expect([read.json.text("status.phase"), service.startsWith(`com.amazonaws.vpce.${REGION}.`)]).to.deep.equal([
            "PROVISIONING",
            true,
        ]);
    });
    after(() => bench.close());

    const inside = (path: string): string => `${path}?environment=${environment}`;

    function gatewayBody(changes: object = {}): object {
        const config = { kind: "AwsIngressPrivateLinkGatewaySpec", region: REGION };
        return { spec: { display_name: "g", config, environment: { id: environment }, ...changes } };
    }

    function pointBody(endpoint: string, changes: object = {}): object {
        const config = { kind: "AwsIngressPrivateLinkEndpoint", vpc_endpoint_id: endpoint };
        const inputs = { display_name: "a", config, environment: { id: environment }, gateway: { id: gateway } };
        return { spec: { ...inputs, ...changes } };
    }

    it("is ready after its time, can be renamed and listed, and takes the ingress kind only", async () => {
        bench.pass(60);
        const read = await bench.call("GET", inside(`${GATEWAYS}/${gateway}`));
        expect(read.json.text("status.phase")).to.equal("READY");
        const rename = { spec: { display_name: "h", environment: { id: environment } } };
        const renamed = await bench.call("PATCH", `${GATEWAYS}/${gateway}`, rename);
        expect(renamed.json.text("spec.display_name")).to.equal("h");
        const list = await bench.call("GET", inside(GATEWAYS));
        expect(list.json.list("data").map((item) => item.text("id"))).to.deep.equal([gateway]);
        const egress = gatewayBody({ config: { kind: "AwsEgressPrivateLinkGatewaySpec", region: REGION } });
        expect((await bench.call("POST", GATEWAYS, egress)).status).to.equal(400);
        expect((await bench.call("GET", `${GATEWAYS}/gw-none?environment=${environment}`)).message).to.equal(
            "gateway gw-none not found",
        );
    });

    it("refuses an endpoint that is not there or belongs to another service, and another kind of access point", async () => {
        expect((await bench.call("POST", POINTS, pointBody("vpce-0none"))).message).to.equal(
            `VPC endpoint "vpce-0none" was not found among the endpoints of service "${service}"`,
        );
        const other = bench.vpcEndpoint("com.amazonaws.vpce.us-east-1.vpce-svc-0other");
        expect((await bench.call("POST", POINTS, pointBody(other))).status).to.equal(400);
        const interfaces = pointBody(bench.vpcEndpoint(service), { config: { kind: "AwsPrivateNetworkInterface" } });
        expect((await bench.call("POST", POINTS, interfaces)).status).to.equal(400);
        const lost = pointBody(bench.vpcEndpoint(service), { gateway: { id: "gw-none" } });
        expect((await bench.call("POST", POINTS, lost)).status).to.equal(404);
    });

    it("accepts the endpoint when the access point is ready, gives clusters an endpoint, and takes both back", async () => {
        const endpoint = bench.vpcEndpoint(service);
        const state = () => bench.world.data.aws[endpoint]?.props.state;
        const id = await bench.make("POST", POINTS, pointBody(endpoint));
        const path = inside(`${POINTS}/${id}`);
        expect((await bench.call("GET", path)).json.at("status")).to.deep.include({ phase: "PROVISIONING" });
        const sandbox = await bench.cluster(environment);
        const entries = async () =>
            Object.keys(
                (await bench.call("GET", inside(`/cmk/v2/clusters/${sandbox}`))).json.at("spec.endpoints") ?? {},
            );
        expect([state(), await entries()]).to.deep.equal(["pendingAcceptance", ["PRIVATE_LINK"]]);

        bench.pass(300);
        const read = await bench.call("GET", path);
        const domain = `${id.replace("-", "")}.${REGION}.aws.accesspoint.confluent.cloud`;
        expect([read.json.text("status.phase"), read.json.text("status.config.dns_domain")]).to.deep.equal([
            "READY",
            domain,
        ]);
        expect([state(), await entries()]).to.deep.equal(["available", ["PRIVATE_LINK", id]]);
        const twice = await bench.call("POST", POINTS, pointBody(endpoint));
        expect([twice.status, twice.message]).to.deep.equal([
            409,
            `VPC endpoint "${endpoint}" already has an access point`,
        ]);

        const busy = await bench.call("DELETE", inside(`${GATEWAYS}/${gateway}`));
        expect([busy.status, busy.message]).to.deep.equal([
            409,
            `gateway ${gateway} cannot be deleted while it has access points: ${id}`,
        ]);
        const full = await bench.make("DELETE", inside(`/cmk/v2/clusters/${sandbox}`));
        expect(full).to.equal("");
        const kept = await bench.call("DELETE", `/org/v2/environments/${environment}`);
        expect([kept.status, kept.message]).to.deep.equal([
            409,
            `Environment ${environment} cannot be deleted while it contains gateways: ${gateway}`,
        ]);

        expect((await bench.call("DELETE", path)).status).to.equal(204);
        expect(state()).to.equal("pendingAcceptance");
        expect((await bench.call("GET", path)).json.at("status")).to.deep.equal({ phase: "DEPROVISIONING" });
        bench.pass(180);
        const gone = await bench.call("GET", path);
        expect([gone.status, gone.json.at("error.message")]).to.deep.equal([404, "Access Point not found"]);
        expect((await bench.call("DELETE", inside(`${GATEWAYS}/${gateway}`))).status).to.equal(204);
    });
});

describe("simulator/confluent: the endpoints list", () => {
    let bench: Bench;
    let environment: string;
    let sandbox: string;
    let shared: string;
    before(async () => {
        bench = await Bench.start();
        environment = await bench.environment();
        sandbox = await bench.cluster(environment);
        shared = await bench.cluster(environment, { kind: "Dedicated", cku: 1 });
    });
    after(() => bench.close());

    const list = (query: string) =>
        bench.call("GET", `/endpoint/v1/endpoints?environment=${environment}&page_size=100&${query}`);
    const ids = async (query: string) =>
        (await list(query)).json.list("data").map((item) => [item.text("resource.id"), item.text("endpoint_type")]);

    it("has REST and bootstrap of every cluster, and lets through what the filter names", async () => {
        const both = (id: string) => [
            [id, "REST"],
            [id, "BOOTSTRAP"],
        ];
        expect(await ids("service=KAFKA")).to.deep.equal([...both(sandbox), ...both(shared)]);
        expect(await ids("service=KAFKA&is_private=true")).to.deep.equal(both(sandbox));
        expect(await ids("service=KAFKA&is_private=false&cloud=AWS")).to.deep.equal(both(shared));
        expect(await ids(`service=KAFKA&resource=${shared}`)).to.deep.equal(both(shared));
        expect(await ids("service=KAFKA&region=eu-west-1")).to.deep.equal([]);
        expect(await ids("service=SCHEMA_REGISTRY")).to.have.length(1);
        expect(await ids("service=FLINK")).to.deep.equal([]);
        const kinds = (await list("service=KAFKA")).json.list("data").map((item) => item.text("connection_type"));
        expect(kinds).to.deep.equal(["PRIVATE_LINK", "PRIVATE_LINK", "PUBLIC", "PUBLIC"]);
    });

    it("refuses a list without service or environment", async () => {
        expect((await list("cloud=AWS")).status).to.equal(400);
        expect((await bench.call("GET", "/endpoint/v1/endpoints?service=KAFKA")).status).to.equal(404);
    });
});

describe("simulator/confluent: links through an access point", () => {
    it("dial a private cluster at the access point's host, and at none that is not there", async () => {
        const bench = await Bench.start();
        try {
            const { environment, sandbox } = await makePair(bench);
            const other = await administrator(bench, environment, await bench.cluster(environment));
            const config = { kind: "AwsIngressPrivateLinkGatewaySpec", region: REGION };
            const own = { display_name: "g", environment: { id: environment } };
            const gateway = await bench.make("POST", GATEWAYS, { spec: { ...own, config } });
            const path = `${GATEWAYS}/${gateway}?environment=${environment}`;
            const { json } = await bench.call("GET", path);
            const service = json.text("status.cloud_gateway.vpc_endpoint_service_name") ?? "";
            const through = (vpcEndpointId: string) => ({
                spec: {
                    ...own,
                    gateway: { id: gateway },
                    config: { kind: "AwsIngressPrivateLinkEndpoint", vpc_endpoint_id: vpcEndpointId },
                },
            });
            const point = await bench.make("POST", POINTS, through(bench.vpcEndpoint(service)));
            const at = (id: string): Member => ({
                ...other,
                bootstrap: `${other.id}-${id.replace("-", "")}.${REGION}.aws.accesspoint.glb.confluent.cloud:9092`,
            });
            const dial = (id: string, name: string) =>
                bench.call(
                    "POST",
                    `${sandbox.base}/links?link_name=${name}`,
                    linkBody(sandbox, at(id), OUTBOUND),
                    sandbox,
                );
            expect((await dial("ap-none00", "one")).message).to.contain("BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR");
            expect((await dial(point, "two")).status).to.equal(201);
        } finally {
            await bench.close();
        }
    });
});
