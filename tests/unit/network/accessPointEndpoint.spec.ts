// Does not prove that Confluent lets the endpoint in, nor that packets pass.
import { expect } from "chai";
import { AccessPointEndpoint, domainOf } from "../../../components/network/accessPointEndpoint";
import { ProgramError } from "../../../components/internal/programError";
import { record, valueOf } from "../../support/engine";
import { component, TYPES } from "../../support/types";

function make(name = "core-gateway") {
    return new AccessPointEndpoint(name, {
        vpcId: "vpc-1",
        subnetIds: ["subnet-1", "subnet-2"],
        serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1",
        environmentId: "env-1",
        gatewayId: "gw-1",
        clients: { own: "10.0.0.0/20", runner: "10.2.0.0/16" },
        displayName: "dev-core",
    });
}

describe("AccessPointEndpoint", () => {
    it("lets an endpoint of its own in at the gateway; there can be one access point per endpoint", async () => {
        const { recording } = await record(make);
        const endpoint = recording.find(TYPES.endpoint, "core-gateway-endpoint");
        expect(endpoint.inputs).to.include({ serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1" });
        const point = recording.find(TYPES.accessPoint, "core-gateway-access-point");
        expect(point.inputs).to.deep.equal({
            displayName: "dev-core",
            environment: { id: "env-1" },
            gateway: { id: "gw-1" },
            awsIngressPrivateLinkEndpoint: { vpcEndpointId: endpoint.id },
        });
        expect(point.deleteBeforeReplace).to.equal(true);
    });

    it("admits its clients, and sorts what traffic needs by the client that it serves", async () => {
        const { made, recording } = await record(make);
        expect(recording.names(TYPES.ingressRule)).to.deep.equal([
            "core-gateway-https-from-own",
            "core-gateway-https-from-runner",
            "core-gateway-kafka-from-own",
            "core-gateway-kafka-from-runner",
        ]);
        expect(Object.keys(made.parts)).to.have.members(["*", "own", "runner"]);
        expect(made.parts["*"]).to.have.length(2);
    });

    it("registers its outputs, the domain among them", async () => {
        const { made, recording } = await record(make);
        const { id, state } = recording.find(TYPES.accessPoint, "core-gateway-access-point");
        const { dnsDomain } = state.awsIngressPrivateLinkEndpoint as { dnsDomain: string };
        expect(await valueOf(made.domain)).to.equal(dnsDomain);
        expect(recording.outputsOf(component("AccessPointEndpoint"), "core-gateway")).to.include({
            accessPointId: id,
            domain: dnsDomain,
        });
    });

    it("says what to do while Confluent has not given the access point its domain", () => {
        for (const domain of ["", undefined]) {
            expect(() => domainOf("ap-1", domain))
                .to.throw(ProgramError)
                .with.property("message")
                .that.includes("access point ap-1 has no DNS domain yet")
                .and.includes("Run `pulumi refresh` in a minute, then `pulumi up` again");
        }
        expect(domainOf("ap-1", "ap1.test")).to.equal("ap1.test");
    });
});
