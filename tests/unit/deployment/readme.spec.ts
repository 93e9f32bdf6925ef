// Does not prove how Pulumi Cloud shows the page.
import { expect } from "chai";
import { stackReadme } from "../../../components/deployment/readme";

describe("the stack's page", () => {
    it("has a line for each key of an output, or each position in it", () => {
        const outputs = { clusters: { inner: {}, "outer-2": {} }, routes: ["a", "b"] };
        const template = "| KEY | ${outputs.clusters.KEY.id} |\n- ${outputs.routes[KEY]}";
        expect(stackReadme(template, outputs)).to.equal(
            "| inner | ${outputs.clusters.inner.id} |\n| outer-2 | ${outputs.clusters.outer-2.id} |\n" +
                "- ${outputs.routes[0]}\n- ${outputs.routes[1]}",
        );
    });

    it("leaves out what the stack has not, and keeps all else as it is", () => {
        const template = "# Title\n\nNext: ${outputs.next}\n${outputs.clusters.KEY.id}\n${outputs.name}";
        expect(stackReadme(template, { clusters: {}, name: "x" })).to.equal("# Title\n\n${outputs.name}");
    });
});
