// Does not prove that the prices are today's: they carry the date on which they were read.
import { expect } from "chai";
import { estimate, type StateResource } from "../../../tools/cost/estimate";
import priceList from "../../../tools/cost/prices.json";
import { costReport } from "../../../tools/cost/report";

function resource(type: string, outputs: Record<string, unknown> = {}): StateResource {
    return { type, outputs };
}

const endpoint = (zones: number) =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
        vpcEndpointType: "Interface",
        subnetIds: Array.from({ length: zones }, (_, index) => `subnet-${index}`),
    });

function monthly(...resources: StateResource[]): number {
    return estimate(resources).monthly;
}

describe("the monthly estimate", () => {
    it("of nothing is nothing", () => {
        expect(estimate([])).to.deep.include({ lines: [], monthly: 0, unpriced: [] });
    });

    it("counts an interface endpoint by its zones", () => {
        expect(monthly(endpoint(3))).to.equal(21.9);
        expect(monthly(endpoint(1), endpoint(2))).to.equal(21.9);
        expect(monthly(resource("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }))).to.equal(0);
    });

    it("counts what is billed per piece", () => {
        expect(monthly(resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment"))).to.equal(36.5);
        expect(monthly(resource("aws:route53/zone:Zone"))).to.equal(0.5);
        expect(monthly(resource("aws:ec2/natGateway:NatGateway"), resource("aws:ec2/eip:Eip"))).to.equal(36.5);
        expect(monthly(resource("aws:ec2clientvpn/networkAssociation:NetworkAssociation"))).to.equal(73);
        expect(monthly(resource("aws:secretsmanager/secret:Secret"))).to.equal(0.4);
        const addresses = { ipAddresses: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }] };
        expect(monthly(resource("aws:route53/resolverEndpoint:ResolverEndpoint", addresses))).to.equal(182.5);
    });

    it("counts a Fargate service by the size and the number of its tasks", () => {
        const definition = resource("aws:ecs/taskDefinition:TaskDefinition", {
            arn: "a:1",
            cpu: "512",
            memory: "1024",
        });
        const other = resource("aws:ecs/taskDefinition:TaskDefinition", { arn: "b:1", cpu: "4096", memory: "8192" });
        const service = (desiredCount: number) =>
            resource("aws:ecs/service:Service", { taskDefinition: "a:1", desiredCount });
        expect(monthly(other, definition, service(1))).to.equal(18.02);
        expect(monthly(other, definition, service(2))).to.equal(36.04);
        expect(monthly(other, definition)).to.equal(0);
    });

    it("counts what has no list price, without a price", () => {
        const { unpriced, lines } = estimate([
            resource("confluentcloud:index/kafkaCluster:KafkaCluster", { dedicated: { cku: 2 } }),
            resource("confluentcloud:index/kafkaCluster:KafkaCluster", { enterprises: [{}] }),
            resource("confluentcloud:index/clusterLink:ClusterLink"),
            resource("confluentcloud:index/clusterLink:ClusterLink"),
            resource("confluentcloud:index/serviceAccount:ServiceAccount"),
        ]);
        expect(lines).to.deep.equal([]);
        expect(unpriced).to.deep.equal([
            { item: "Dedicated cluster, per CKU", units: 2 },
            { item: "Enterprise cluster, eCKU by use", units: 1 },
            { item: "cluster link half", units: 2 },
        ]);
    });

    it("adds up what it shows, the dearest first", () => {
        const { lines, monthly: sum } = estimate([
            resource("aws:route53/zone:Zone"),
            resource("aws:route53/zone:Zone"),
            endpoint(3),
            resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment"),
        ]);
        expect(lines.map(({ units, monthly: line }) => [units, line])).to.deep.equal([
            [1, 36.5],
            [3, 21.9],
            [2, 1],
        ]);
        expect(sum).to.equal(59.4);
    });

    it("has prices with a source and a date", () => {
        for (const [key, price] of Object.entries(priceList.prices)) {
            expect(price.source, key).not.to.equal("");
            expect(price.read, key).to.match(/^\d{4}-\d{2}(-\d{2})?$/);
            expect(("hourly" in price ? price.hourly : price.monthly) > 0, key).to.equal(true);
        }
    });

    it("is a table for people, which says what is not in it", () => {
        const resources = [endpoint(3), resource("confluentcloud:index/clusterLink:ClusterLink")];
        expect(costReport("dev", estimate(resources))).to.deep.equal([
            "Fixed monthly cost of stack dev: USD, list prices of us-east-1, 730 hours.",
            "",
            "item                          number  each a month  a month",
            "interface endpoint, per zone       3          7.30    21.90",
            "together                                              21.90",
            "",
            "Billed by the hour at prices of your contract (confluent billing price list):",
            "  cluster link half: 1",
            "Not in it: data transfer and processing, DNS queries, VPN connections, log volume, and what Confluent bills by use.",
        ]);
    });
});
