// Does not prove that Confluent offers PrivateLink in the region.
import { expect } from "chai";
import { PrivateLinkAttachment } from "../../../components/network/privateLinkAttachment";
import { record, valueOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { component, TYPES } from "../../support/types";

function make(name = "privatelink") {
    return new PrivateLinkAttachment(name, { environmentId: "env-1", region: "eu-west-1", displayName: "dev-link" });
}

describe("PrivateLinkAttachment", () => {
    it("makes one attachment on AWS in the region", async () => {
        const { recording } = await record(make);
        expect(recording.resources).to.have.length(1);
        const attachment = recording.find(TYPES.privateLink, "privatelink-attachment");
        expect(attachment.inputs).to.deep.equal({
            displayName: "dev-link",
            cloud: "AWS",
            region: "eu-west-1",
            environment: { id: "env-1" },
        });
    });

    it("gives out id, domain and endpoint service, and registers them", async () => {
        const { made, recording } = await record(make);
        const { id, state } = recording.find(TYPES.privateLink, "privatelink-attachment");
        const [aws] = state.aws as { vpcEndpointServiceName: string }[];
        expect(await valueOf(made.serviceName)).to.match(/^com\.amazonaws\.vpce\.eu-west-1\.vpce-svc-/);
        expect(recording.outputsOf(component("PrivateLinkAttachment"), "privatelink")).to.deep.equal({
            attachmentId: id,
            domain: "eu-west-1.aws.private.confluent.cloud",
            serviceName: aws?.vpcEndpointServiceName,
        });
    });

    it("can be made twice side by side", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        expect(recording.names(TYPES.privateLink)).to.deep.equal(["one-attachment", "two-attachment"]);
    });

    it("previews with everything unknown that Confluent decides", async () => {
        const { recording } = await record(make, { preview: true });
        expect(recording.outputsOf(component("PrivateLinkAttachment"), "privatelink")).to.deep.equal({
            attachmentId: UNKNOWN,
            domain: UNKNOWN,
            serviceName: UNKNOWN,
        });
    });
});
