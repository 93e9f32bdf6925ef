// Does not prove that the names lead anywhere; the simulated network does that.
import * as confluentcloud from "@pulumi/confluentcloud";
import { expect } from "chai";
import { AccessPointCluster, endpointsBehind } from "../../../components/kafka/accessPointCluster";
import { ProgramError } from "../../../components/internal/programError";
import { record, valueOf } from "../../support/engine";
import { handle } from "../../support/fixtures";
import { UNKNOWN } from "../../support/recording";
import { component } from "../../support/types";

function make(keepsNames = false): AccessPointCluster {
    const point = new confluentcloud.AccessPoint("point", {
        environment: { id: "env-1" },
        gateway: { id: "gw-1" },
        awsIngressPrivateLinkEndpoint: { vpcEndpointId: "vpce-1" },
    });
    return new AccessPointCluster("sandbox", handle({ isPrivate: true }, "lkc-1"), { id: point.id, keepsNames });
}

const ENDPOINTS = [
    { accessPointId: "PRIVATE_LINK", restEndpoint: "https://own.test:443", bootstrapEndpoint: "own.test:9092" },
    { accessPointId: "ap-1", restEndpoint: "one.test:443", bootstrapEndpoint: "one.test:9092" },
];

describe("AccessPointCluster", () => {
    it("is the same cluster under the names behind the access point", async () => {
        const { made, recording } = await record(make);
        expect(recording.invokes).to.deep.equal(["confluentcloud:index/getKafkaCluster:getKafkaCluster"]);
        const rest = await valueOf(made.handle.restEndpoint);
        expect(rest).to.match(/^https:\/\/lkc-1-ap[0-9a-f]+\..*\.accesspoint\.glb\.confluent\.cloud:443$/);
        expect(await valueOf(made.handle.bootstrapEndpoint)).to.equal(`${new URL(rest).hostname}:9092`);
        expect(await valueOf(made.handle.id)).to.equal("lkc-1");
        expect(made.handle).to.include({ isPrivate: true, keepsNames: false });
        expect((await record(() => make(true))).made.handle.keepsNames).to.equal(true);
    });

    it("asks for nothing before the access point is there", async () => {
        const { recording } = await record(make, { preview: true });
        expect(recording.invokes).to.deep.equal([]);
        expect(recording.outputsOf(component("AccessPointCluster"), "sandbox")).to.deep.equal({
            clusterId: "lkc-1",
            restEndpoint: UNKNOWN,
            bootstrapEndpoint: UNKNOWN,
        });
    });

    it("picks the endpoint by its access point, and names the scheme where the service does not", () => {
        expect(endpointsBehind("ap-1", ENDPOINTS, "sandbox")).to.deep.equal({
            restEndpoint: "https://one.test:443",
            bootstrapEndpoint: "one.test:9092",
        });
        expect(endpointsBehind("PRIVATE_LINK", ENDPOINTS, "sandbox").restEndpoint).to.equal("https://own.test:443");
    });

    it("says what to do while the service does not list the endpoint", () => {
        expect(() => endpointsBehind("ap-2", ENDPOINTS, "sandbox"))
            .to.throw(ProgramError)
            .with.property("message")
            .that.includes("no endpoint behind access point ap-2 yet, only: PRIVATE_LINK, ap-1")
            .and.includes("run `pulumi up` again");
        expect(() => endpointsBehind("ap-2", [], "sandbox")).to.throw("only: (none)");
    });
});
