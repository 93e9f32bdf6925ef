// Does not prove that the rights are enough; the simulation tests do.
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { aclKey, distinct, kafkaAcls, onCluster, type AclRule } from "../../../components/access/kafkaAcls";
import { record } from "../../support/engine";
import { adminOf, requisiteNames } from "../../support/fixtures";
import { opened } from "../../support/secrets";
import { TYPES } from "../../support/types";

const READ: AclRule = { operation: "READ", resourceType: "TOPIC", resourceName: "orders", pattern: "LITERAL" };

describe("an ACL's name among those of one account", () => {
    const table: [AclRule, string][] = [
        [READ, "read-topic/orders"],
        [{ ...READ, pattern: "PREFIXED" }, "read-topic/orders*"],
        [{ ...READ, operation: "DESCRIBE_CONFIGS" }, "describe-configs-topic/orders"],
        [{ ...READ, resourceType: "GROUP", resourceName: "*" }, "read-group/*"],
        [onCluster("ALTER"), "alter-cluster"],
    ];
    for (const [rule, key] of table) {
        it(key, () => {
            expect(aclKey(rule)).to.equal(key);
        });
    }
});

describe("the ACLs of an account", () => {
    function make(rules: readonly AclRule[], change: { deletedWithCluster?: boolean } = {}) {
        const admin = adminOf("manager", change);
        return kafkaAcls(
            "trader",
            { admin, accountId: pulumi.output("sa-1"), rules },
            { parent: new ec2.Vpc("parent", {}) },
        );
    }

    it("are made with the manager's credential, behind its gate, and deleted before they are made again", async () => {
        const { recording } = await record(() => make([READ], { deletedWithCluster: false }));
        const acl = recording.find(TYPES.acl, "trader/read-topic/orders");
        expect(opened(acl.inputs)).to.deep.equal({
            kafkaCluster: { id: "lkc-manager" },
            resourceType: "TOPIC",
            resourceName: "orders",
            patternType: "LITERAL",
            principal: "User:sa-1",
            host: "*",
            operation: "READ",
            permission: "ALLOW",
            restEndpoint: "https://lkc-manager.example.test:443",
            credentials: { key: "KEY-manager", secret: "of-manager" },
        });
        expect(acl.deleteBeforeReplace).to.equal(true);
        const names = acl.dependencies.map((urn) => recording.at(urn).name);
        expect(names).to.include.members(requisiteNames("manager"));
    });

    it("hold each right once: a twin would take it away when it goes", async () => {
        expect(distinct([READ, { ...READ }, onCluster("ALTER")])).to.have.length(2);
        const { recording } = await record(() => make([READ, READ]));
        expect(recording.names(TYPES.acl)).to.deep.equal(["trader/read-topic/orders"]);
    });
});
