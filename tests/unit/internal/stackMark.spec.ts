import { expect } from "chai";
import fc from "fast-check";
import { describedAs } from "../../../components/internal/naming";
import { generationOf, markedBy, stackMark, stackTag } from "../../../components/internal/stackMark";

const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);

describe("the mark of a stack", () => {
    it("is read back from what it is written into", () => {
        fc.assert(
            fc.property(fc.string(), name, name, fc.nat(), (purpose, project, stack, generation) => {
                const description = describedAs(purpose, stackMark(project, stack));
                const rotating = `${description}. Generation ${generation}`;
                for (const text of [description, rotating]) {
                    expect(markedBy(text)).to.equal(stackTag(project, stack));
                }
                expect(generationOf(rotating)).to.equal(generation);
                expect(generationOf(description)).to.equal(undefined);
            }),
        );
    });

    it("tells stacks apart whose names begin or end alike", () => {
        expect(markedBy("For x. Managed by Pulumi: p/dev-x")).to.equal("p/dev-x");
        expect(markedBy("Managed by Pulumi: my-p/dev")).to.equal("my-p/dev");
    });

    it("is found at the end only, and whole", () => {
        for (const text of [
            "",
            "For x",
            "Managed by Pulumi: p",
            "For x. Managed by Pulumi: p/dev, once",
            "Managed by Pulumi: p/",
        ]) {
            expect(markedBy(text), text).to.equal(undefined);
        }
        expect(markedBy("NotManaged by Pulumi: p/dev")).to.equal(undefined);
    });

    it("that has been cut is none, rather than that of another stack", () => {
        const stack = "s".repeat(100);
        const description = describedAs("For the manager of a cluster", stackMark("confluent-cluster-linking", stack));
        expect(markedBy(description)).to.not.equal(`confluent-cluster-linking/${stack}`);
    });
});
