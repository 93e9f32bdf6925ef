import { expect } from "chai";
import { boundlessAcl } from "../../../policies/acls";
import { highRole } from "../../../policies/roles";
import { UNKNOWN } from "../../../policies/seen";
import { TYPES } from "../../support/types";
import { seen } from "./support";

const CLUSTER = "crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1";
const SUBJECT = "crn://confluent.cloud/organization=o/environment=env-1/schema-registry=lsrc-1/subject=orders-value";

describe("the rule on ACLs", () => {
    const right = {
        principal: "User:sa-1",
        resourceType: "TOPIC",
        resourceName: "orders",
        operation: "ALL",
        permission: "ALLOW",
    };
    const acl = (change: Record<string, unknown>) => seen(TYPES.acl, { ...right, ...change });

    it("lets be what has a bound: a name, an operation, an account, or a denial", () => {
        const bounded = [
            acl({}),
            acl({ resourceName: "*", operation: "READ" }),
            acl({ principal: "User:*", operation: "READ" }),
            acl({ resourceName: "*", permission: "DENY" }),
            acl({ resourceName: UNKNOWN, principal: UNKNOWN }),
        ];
        expect(bounded.flatMap(boundlessAcl)).to.deep.equal([]);
    });

    it("finds ALL on all names, and ALL to all accounts", () => {
        expect(boundlessAcl(acl({ resourceName: "*" }))).to.deep.equal(["It allows ALL on every TOPIC."]);
        expect(boundlessAcl(acl({ principal: "User:*" }))).to.deep.equal(["It allows ALL to every account."]);
    });
});

describe("the rule on roles", () => {
    const binding = (roleName: unknown, crnPattern: unknown) => seen(TYPES.roleBinding, { roleName, crnPattern });

    it("lets an administrator of one cluster be, and whoever may less", () => {
        const low = [
            binding("CloudClusterAdmin", CLUSTER),
            binding("DeveloperRead", SUBJECT),
            binding("ResourceOwner", `${CLUSTER}/kafka=lkc-1/topic=orders*`),
            binding("CloudClusterAdmin", UNKNOWN),
        ];
        expect(low.flatMap(highRole)).to.deep.equal([]);
    });

    for (const role of ["EnvironmentAdmin", "OrganizationAdmin", "AccountAdmin", "NetworkAdmin"]) {
        it(`finds ${role}`, () => {
            expect(highRole(binding(role, CLUSTER))).to.deep.equal([`${role} is more than CloudClusterAdmin.`]);
        });
    }

    it("finds a role on more than one cluster", () => {
        for (const crn of [CLUSTER.replace("lkc-1", "*"), CLUSTER.replace(/\/cloud-cluster.*/, "")]) {
            expect(highRole(binding("CloudClusterAdmin", crn))).to.deep.equal([`${crn} is more than one cluster.`]);
        }
    });
});
