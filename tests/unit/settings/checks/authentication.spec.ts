import { expect } from "chai";
import { accepts, problemsOf, refuses, settingsWith, type Change } from "../support";

const OAUTH: Change = [["authentication"], "oauth"];
const RBAC: Change = [["links", "sandbox-shared", "authorization"], undefined];
const NO_KEYS: readonly Change[] = [
    [["schemaRegistry"], undefined],
    [["clusters", "sandbox", "clients"], {}],
];
const ONLY_KEYS = "this only with authentication apiKeys";

describe("authentication", () => {
    accepts("an identity pool in place of keys", [OAUTH, RBAC]);
    accepts("rotation beside an identity pool, for the keys of clients alone", [
        OAUTH,
        RBAC,
        [["schemaRegistry"], undefined],
    ]);
    accepts("an identity pool without rotation, where nothing has a key", [
        OAUTH,
        RBAC,
        ...NO_KEYS,
        [["rotation"], undefined],
    ]);
    accepts("identities of the managers, which the identity pool is", [
        OAUTH,
        RBAC,
        [["links", "sandbox-shared", "identities"], "managers"],
    ]);

    refuses(
        "a way to log in that does not exist",
        [[["authentication"], "certificates"]],
        ["authentication", '"certificates"', "apiKeys", "oauth"],
    );
    refuses(
        "ACLs for a link's own identity, which the pool takes the place of",
        [OAUTH],
        ["links.sandbox-shared.authorization", '"acl"', ONLY_KEYS, "Remove it"],
    );
    refuses(
        "an identity of a link's own",
        [OAUTH, RBAC, [["links", "sandbox-shared", "identities"], "own"]],
        ["links.sandbox-shared.identities", '"own"', ONLY_KEYS, "set authentication to apiKeys"],
    );
    refuses(
        "rotation of keys that are not there",
        [OAUTH, RBAC, ...NO_KEYS],
        ["rotation", "rotation of API keys, of which this stack has none", "clients or a schemaRegistry", "Remove it"],
    );

    it("makes the pool, which is every cluster's manager, the identity of every link", () => {
        expect(settingsWith(OAUTH, RBAC).links["sandbox-shared"]?.identities).to.equal("managers");
        expect(settingsWith(RBAC).links["sandbox-shared"]?.identities).to.equal("own");
    });

    it("is with API keys where nothing is said", () => {
        expect(settingsWith().authentication).to.equal("apiKeys");
        expect(problemsOf({ authentication: 5 }).map(({ path }) => path)).to.include(
            "confluent-cluster-linking:authentication",
        );
    });
});
