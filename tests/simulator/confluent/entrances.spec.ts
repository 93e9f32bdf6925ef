// Under which names the simulated service answers on the data plane.
import { expect } from "chai";
import { Cloud } from "../../../simulator/confluent/cloud";
import { isServed } from "../../../simulator/confluent/entrances";
import { callKafka } from "../../../simulator/confluent/provider/dataPlane";
import { Bench, failure, REGION, startDns } from "./support";

describe("names that the simulated service knows", () => {
    let bench: Bench;
    let environment: string;
    let cluster: string;

    beforeEach(async () => {
        bench = await Bench.start();
        environment = await bench.environment();
        cluster = await bench.cluster(environment);
    });
    afterEach(() => bench.close());

    const serves = (host: string) => isServed(new Cloud(bench.world, 0), host);
    const overAttachment = (id = cluster) => `${id}.${REGION}.aws.private.confluent.cloud:443`;

    async function attach(place: string, region = REGION): Promise<string> {
        const spec = { display_name: "a", cloud: "AWS", region, environment: { id: place } };
        const id = await bench.make("POST", "/networking/v1/private-link-attachments", { spec });
        const { serviceName } = bench.world.data.confluent.privateLinkAttachments[id]?.spec as { serviceName: string };
        const connection = {
            display_name: "c",
            cloud: { kind: "AwsPrivateLinkAttachmentConnection", vpc_endpoint_id: bench.vpcEndpoint(serviceName) },
            environment: { id: place },
            private_link_attachment: { id },
        };
        return bench.make("POST", "/networking/v1/private-link-attachment-connections", { spec: connection });
    }

    async function openAccessPoint(): Promise<string> {
        const shared = { display_name: "g", environment: { id: environment } };
        const config = { kind: "AwsIngressPrivateLinkGatewaySpec", region: REGION };
        const gateway = await bench.make("POST", "/networking/v1/gateways", { spec: { ...shared, config } });
        const { serviceName } = bench.world.data.confluent.gateways[gateway]?.spec as { serviceName: string };
        const endpoint = bench.vpcEndpoint(serviceName);
        return bench.make("POST", "/networking/v1/access-points", {
            spec: {
                ...shared,
                config: { kind: "AwsIngressPrivateLinkEndpoint", vpc_endpoint_id: endpoint },
                gateway: { id: gateway },
            },
        });
    }

    it("over an attachment: as long as the environment has a connection in the region", async () => {
        await attach(await bench.environment());
        expect(serves(overAttachment())).to.equal(true);
        await attach(environment, "eu-west-1");
        expect(serves(overAttachment())).to.equal(false);
        const connection = await attach(environment);
        expect(serves(overAttachment())).to.equal(true);
        expect(serves(overAttachment("lkc-none"))).to.equal(false);
        const path = `/networking/v1/private-link-attachment-connections/${connection}?environment=${environment}`;
        await bench.call("DELETE", path);
        expect(serves(overAttachment())).to.equal(false);
    });

    it("behind an access point: under both names, as long as it is there, beside those of an attachment", async () => {
        await attach(environment);
        const point = await openAccessPoint();
        const label = point.replace("-", "");
        const names = [
            `${cluster}-${label}.${REGION}.aws.accesspoint.glb.confluent.cloud:443`,
            `${cluster}.${label}.${REGION}.aws.accesspoint.confluent.cloud`,
        ];
        expect([...names, overAttachment()].map(serves)).to.deep.equal([true, true, true]);
        expect(serves(`${cluster}-apnone.${REGION}.aws.accesspoint.glb.confluent.cloud`)).to.equal(false);
        await bench.call("DELETE", `/networking/v1/access-points/${point}?environment=${environment}`);
        expect([...names, overAttachment()].map(serves)).to.deep.equal([false, false, true]);
    });

    it("hangs up on a call under any other private name", async () => {
        const host = overAttachment().replace(":443", "");
        const url = `http://${host}:${bench.world.data.httpPort}`;
        const { key, secret } = await bench.member(cluster);
        const rest = { clusterId: cluster, restEndpoint: url, credentials: { key, secret } };
        const { resolver, close } = await startDns(new Map([[host, bench.world.data.address]]));
        try {
            const call = () => callKafka(bench.context(resolver), rest, "GET", "/topics");
            await attach(environment, "eu-west-1");
            expect(await failure(call())).to.include("dial tcp");
            await attach(environment);
            expect((await call()).list("data")).to.deep.equal([]);
        } finally {
            close();
        }
    });
});
