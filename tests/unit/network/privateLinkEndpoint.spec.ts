// Does not prove that Confluent accepts the connection, nor that packets pass.
import { expect } from "chai";
import { PrivateLinkEndpoint } from "../../../components/network/privateLinkEndpoint";
import { record } from "../../support/engine";
import { component, TYPES } from "../../support/types";

function make(name = "core", clients: Readonly<Record<string, string>> = CLIENTS) {
    return new PrivateLinkEndpoint(name, {
        vpcId: "vpc-1",
        subnetIds: ["subnet-1", "subnet-2"],
        serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1",
        environmentId: "env-1",
        privateLinkAttachmentId: "platt-1",
        clients,
        displayName: "dev-core",
    });
}

const CLIENTS = { own: "10.0.0.0/20", runner: "10.2.0.0/16" };

describe("PrivateLinkEndpoint", () => {
    it("makes an interface endpoint in every subnet, without AWS's own private names", async () => {
        const { recording } = await record(make);
        expect(recording.find(TYPES.endpoint, "core-endpoint").inputs).to.deep.equal({
            vpcId: "vpc-1",
            vpcEndpointType: "Interface",
            serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1",
            subnetIds: ["subnet-1", "subnet-2"],
            securityGroupIds: [recording.find(TYPES.securityGroup, "core-security-group").id],
            privateDnsEnabled: false,
            tags: { Name: "dev-core" },
        });
    });

    it("asks Confluent to accept that endpoint; there can be one connection per endpoint", async () => {
        const { recording } = await record(make);
        const connection = recording.find(TYPES.connection, "core-connection");
        expect(connection.inputs).to.deep.equal({
            displayName: "dev-core",
            environment: { id: "env-1" },
            privateLinkAttachment: { id: "platt-1" },
            aws: { vpcEndpointId: recording.find(TYPES.endpoint, "core-endpoint").id },
        });
        expect(connection.deleteBeforeReplace).to.equal(true);
    });

    it("makes a security group without a name of its own, so that a new one can stand beside it", async () => {
        const { recording } = await record(make);
        expect(recording.find(TYPES.securityGroup, "core-security-group").inputs).to.deep.equal({
            vpcId: "vpc-1",
            description: "Clients of Confluent Cloud over PrivateLink",
            tags: { Name: "dev-core" },
        });
    });

    it("admits each client on 443 and 9092, and nobody else", async () => {
        const { recording } = await record(make);
        const securityGroupId = recording.find(TYPES.securityGroup, "core-security-group").id;
        const rules = recording.ofType(TYPES.ingressRule).map(({ name, inputs }) => [name, inputs]);
        const rule = (service: string, port: number, client: string, cidrIpv4: string) => [
            `core-${service}-from-${client}`,
            {
                securityGroupId,
                ipProtocol: "tcp",
                fromPort: port,
                toPort: port,
                cidrIpv4,
                description: `${service} from ${client}`,
            },
        ];
        expect(rules).to.have.deep.members([
            rule("https", 443, "own", "10.0.0.0/20"),
            rule("kafka", 9092, "own", "10.0.0.0/20"),
            rule("https", 443, "runner", "10.2.0.0/16"),
            rule("kafka", 9092, "runner", "10.2.0.0/16"),
        ]);
        expect(recording.ofType(TYPES.ingressRule).every((each) => each.deleteBeforeReplace)).to.equal(true);
    });

    it("makes nothing else, and without clients no rule", async () => {
        expect((await record(make)).recording.resources).to.have.length(7);
        const { recording } = await record(() => make("core", {}));
        expect(recording.resources.map(({ name }) => name)).to.deep.equal([
            "core-connection",
            "core-endpoint",
            "core-security-group",
        ]);
    });

    it("sorts what traffic needs by the client that it serves", async () => {
        const { made } = await record(make);
        expect(Object.keys(made.parts)).to.have.members(["*", "own", "runner"]);
        expect(made.parts["*"]).to.have.length(2);
        expect(made.parts.runner).to.have.length(2);
    });

    it("registers its outputs", async () => {
        const { recording } = await record(make);
        const endpoint = recording.find(TYPES.endpoint, "core-endpoint");
        expect(recording.outputsOf(component("PrivateLinkEndpoint"), "core")).to.deep.equal({
            endpointId: endpoint.id,
            connectionId: recording.find(TYPES.connection, "core-connection").id,
            dnsEntries: endpoint.state.dnsEntries,
            securityGroupId: recording.find(TYPES.securityGroup, "core-security-group").id,
        });
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("left"), make("right")]);
        expect(recording.names(TYPES.endpoint)).to.deep.equal(["left-endpoint", "right-endpoint"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
