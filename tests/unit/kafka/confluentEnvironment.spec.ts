// Does not prove that Confluent accepts the package.
import { expect } from "chai";
import { ConfluentEnvironment } from "../../../components/kafka/confluentEnvironment";
import { record } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { component, TYPES } from "../../support/types";

const TYPE = component("ConfluentEnvironment");

describe("ConfluentEnvironment", () => {
    it("makes an environment with its governance package", async () => {
        const { recording } = await record(
            () => new ConfluentEnvironment("confluent", { name: "non-prod", streamGovernance: "ADVANCED" }),
        );
        expect(recording.resources).to.have.length(1);
        const environment = recording.find(TYPES.environment, "confluent-environment");
        expect(environment.inputs).to.deep.equal({
            displayName: "non-prod",
            streamGovernance: { package: "ADVANCED" },
        });
        expect(recording.outputsOf(TYPE, "confluent")).to.deep.equal({ environmentId: environment.id });
    });

    it("takes ESSENTIALS and no name by default", async () => {
        const { recording } = await record(() => new ConfluentEnvironment("confluent", {}));
        expect(recording.find(TYPES.environment, "confluent-environment").inputs).to.deep.equal({
            streamGovernance: { package: "ESSENTIALS" },
        });
    });

    it("makes nothing when there is one already", async () => {
        const { recording } = await record(() => new ConfluentEnvironment("confluent", { id: "env-old" }));
        expect(recording.resources).to.deep.equal([]);
        expect(recording.outputsOf(TYPE, "confluent")).to.deep.equal({ environmentId: "env-old" });
    });

    it("can be made twice side by side", async () => {
        const { recording } = await record(() => ["a", "b"].map((name) => new ConfluentEnvironment(name, {})));
        expect(recording.names(TYPES.environment)).to.deep.equal(["a-environment", "b-environment"]);
    });

    it("does not know a new one's id in a preview", async () => {
        const { recording } = await record(() => new ConfluentEnvironment("confluent", {}), { preview: true });
        expect(recording.outputsOf(TYPE, "confluent")).to.deep.equal({ environmentId: UNKNOWN });
    });
});
