import { kafkaRoute, requireRight, type Caller } from "./access";
import { Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { kafkaUrl } from "./crn";
import { aclId } from "./linkSync";
import { followAll } from "./records";
import type { AclSpec } from "./specs";

/** Member of `AclSpec` for each field of the wire format. */
const FIELDS = {
    resource_type: "resourceType",
    resource_name: "resourceName",
    pattern_type: "patternType",
    principal: "principal",
    host: "host",
    operation: "operation",
    permission: "permission",
} as const satisfies Record<string, keyof AclSpec>;

/** `/kafka/v3/clusters/{lkc}/acls`. */
export function aclRoutes(cloud: Cloud): Route[] {
    return [
        kafkaRoute(cloud, "GET", "/acls", (caller, request) => {
            requireRight(cloud, caller, { operation: "DESCRIBE" });
            const self = kafkaUrl(cloud, caller.cluster.id, `/acls?${request.query.toString()}`);
            const data = matching(cloud, caller, request).map((acl) => shown(cloud, acl));
            return { status: 200, body: { kind: "KafkaAclList", metadata: { self, next: null }, data } };
        }),
        kafkaRoute(cloud, "POST", "/acls", (caller, request) => createAcl(cloud, caller, request)),
        kafkaRoute(cloud, "DELETE", "/acls", (caller, request) => deleteAcls(cloud, caller, request)),
    ];
}

function shown(cloud: Cloud, { spec }: Stored<"acls">): unknown {
    const entries = Object.entries(FIELDS).map(([wire, member]) => [wire, spec[member]]);
    const fields = Object.fromEntries(entries) as Record<string, string>;
    const self = kafkaUrl(cloud, spec.clusterId, `/acls?${new URLSearchParams(fields).toString()}`);
    return { kind: "KafkaAcl", metadata: { self }, cluster_id: spec.clusterId, ...fields };
}

/** Absent fields and ANY match everything. */
function matching(cloud: Cloud, { cluster }: Caller, { query }: ApiRequest): Stored<"acls">[] {
    return cloud.where(
        "acls",
        (spec) =>
            spec.clusterId === cluster.id &&
            Object.entries(FIELDS).every(([wire, member]) => {
                const wanted = query.get(wire) ?? "";
                return wanted === "" || wanted === "ANY" || wanted === spec[member];
            }),
    );
}

/** The same ACL again changes nothing. */
function createAcl(cloud: Cloud, caller: Caller, { body }: ApiRequest): Reply {
    requireRight(cloud, caller, { operation: "ALTER" });
    const text = (wire: keyof typeof FIELDS): string => {
        const value = body.text(wire);
        if (value === undefined) {
            throw new Refusal(400, `${wire} is required`, 40002);
        }
        return value;
    };
    const spec: AclSpec = {
        clusterId: caller.cluster.id,
        resourceType: text("resource_type"),
        resourceName: text("resource_name"),
        patternType: text("pattern_type"),
        principal: text("principal"),
        host: text("host"),
        operation: text("operation"),
        permission: text("permission"),
    };
    cloud.add("acls", aclId(spec), spec);
    followAll(cloud);
    return { status: 201 };
}

function deleteAcls(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    requireRight(cloud, caller, { operation: "ALTER" });
    const gone = matching(cloud, caller, request);
    const data = gone.map((acl) => shown(cloud, acl));
    for (const acl of gone) {
        cloud.remove("acls", acl.id);
    }
    followAll(cloud);
    return { status: 200, body: { data } };
}
