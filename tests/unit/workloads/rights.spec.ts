import { expect } from "chai";
import { aclKey } from "../../../components/access/kafkaAcls";
import { linkRights } from "../../../components/linking/linkRights";
import { clientRights, datagenRights } from "../../../components/workloads/rights";

const LITERAL = "LITERAL" as const;
const PREFIXED = "PREFIXED" as const;

describe("the least rights", () => {
    it("of a producer: to write", () => {
        const produce = [{ topic: "orders", pattern: LITERAL }];
        expect(clientRights({ produce, consume: [], groups: [] }).map(aclKey)).to.deep.equal(["write-topic/orders"]);
    });

    it("of a consumer: to read topics, and in its groups", () => {
        const rights = clientRights({
            produce: [],
            consume: [
                { topic: "orders", pattern: LITERAL },
                { topic: "orders", pattern: PREFIXED },
                { topic: "orders", pattern: LITERAL },
            ],
            groups: [{ group: "reports-", pattern: PREFIXED }],
        });
        expect(rights.map(aclKey)).to.deep.equal(["read-topic/orders", "read-topic/orders*", "read-group/reports-*"]);
    });

    it("of a Datagen source: its topic, and the topics of the console's previews", () => {
        expect(datagenRights("orders").map(aclKey)).to.deep.equal([
            "describe-cluster",
            "write-topic/orders",
            "create-topic/data-preview*",
            "write-topic/data-preview*",
        ]);
    });

    it("of a link: to be connected, and to read what is mirrored and followed", () => {
        const topics = [{ name: "orders", pattern: LITERAL }];
        const groups = [{ name: "reports-", pattern: PREFIXED }];
        expect(linkRights({ topics, groups }).map(aclKey)).to.deep.equal([
            "alter-cluster",
            "describe-cluster",
            "read-topic/orders",
            "describe-topic/orders",
            "describe-configs-topic/orders",
            "read-group/reports-*",
            "describe-group/reports-*",
        ]);
        expect(linkRights({ topics: [], groups: [] }).map(aclKey)).to.deep.equal(["alter-cluster", "describe-cluster"]);
    });
});
