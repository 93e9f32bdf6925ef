import { expect } from "chai";
import { isExplained, messagesOfRunbook } from "../../chaos/runbook";

const PAGE = `
## Something \`already exists\`

\`\`\`
aws ec2 delete-route
\`\`\`

| message                        | delete it with |
| ------------------------------ | -------------- |
| \`Cluster link '…' already exists\` | \`a command\`    |
| \`RouteAlreadyExists\`           | \`x\`            |
`;

describe("what needs a hand", () => {
    const explains = (why: string | undefined, orphans: readonly string[] = []) =>
        isExplained({ outcome: "hand", orphans, ...(why === undefined ? {} : { why }) }, messagesOfRunbook(PAGE));

    it("is explained where the runbook has each of its messages", () => {
        const route = "x::Route::a: creating Route: api error RouteAlreadyExists: The route exists.";
        const link = "x::ClusterLink::b: error: Cluster link 'shared' already exists.";
        expect(explains(`${route}\n${link}`)).to.equal(true);
        expect(explains(`${route}\nx::Topic::c: Topic 'orders' already exists.`)).to.equal(false);
    });

    it("is not explained by a heading, by a command, nor by a word", () => {
        expect(explains("x::Topic::c: already exists")).to.equal(false);
        expect(explains("x::Route::c: aws ec2 delete-route")).to.equal(false);
        expect(explains("x::Route::c: x")).to.equal(false);
    });

    it("is explained as something to look for where it has stopped nobody", () => {
        expect(explains("nobody knows what create of Vpc core-vpc made", ["ec2.Vpc/vpc-1"])).to.equal(true);
        expect(explains(undefined)).to.equal(false);
    });

    it("is in the page that there is", () => {
        const messages = messagesOfRunbook();
        const why = "x::Secret::a: api error ResourceExistsException: The operation failed";
        expect(isExplained({ outcome: "hand", why }, messages)).to.equal(true);
        expect(isExplained({ outcome: "hand", why: "x::Secret::a: api error NoSuchThing: b" }, messages)).to.equal(
            false,
        );
    });
});
