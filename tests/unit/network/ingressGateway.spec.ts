// Does not prove that Confluent makes the gateway.
import { expect } from "chai";
import { IngressGateway } from "../../../components/network/ingressGateway";
import { record, valueOf } from "../../support/engine";
import { component, TYPES } from "../../support/types";

const make = (name = "ingress") =>
    new IngressGateway(name, { environmentId: "env-1", region: "us-east-1", displayName: "dev-ingress" });

describe("IngressGateway", () => {
    it("makes one gateway in the environment and region", async () => {
        const { recording } = await record(make);
        expect(recording.resources).to.have.length(1);
        expect(recording.find(TYPES.ingressGateway, "ingress-gateway").inputs).to.deep.equal({
            displayName: "dev-ingress",
            environment: { id: "env-1" },
            awsIngressPrivateLinkGateway: { region: "us-east-1" },
        });
    });

    it("gives out its id and its endpoint service", async () => {
        const { made, recording } = await record(make);
        const { id, state } = recording.find(TYPES.ingressGateway, "ingress-gateway");
        const { vpcEndpointServiceName } = state.awsIngressPrivateLinkGateway as { vpcEndpointServiceName: string };
        expect(await valueOf(made.gatewayId)).to.equal(id);
        expect(await valueOf(made.serviceName)).to.equal(vpcEndpointServiceName);
        expect(recording.outputsOf(component("IngressGateway"), "ingress")).to.deep.equal({
            gatewayId: id,
            serviceName: vpcEndpointServiceName,
        });
    });

    it("can be made twice, and previews without a service name", async () => {
        const { recording } = await record(() => [make("one"), make("two")], { preview: true });
        expect(recording.names(TYPES.ingressGateway)).to.deep.equal(["one-gateway", "two-gateway"]);
    });
});
