import { secondsOf } from "../../latencies";
import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { callKafka, kafkaRestOf, refuseCredentials, type KafkaRest } from "./dataPlane";
import { doing } from "./transport";

const KIND = "Kafka ACL";

/** Property of the resource for each field of the wire format. */
const FIELDS: readonly (readonly [wire: string, property: string])[] = [
    ["resource_type", "resourceType"],
    ["resource_name", "resourceName"],
    ["pattern_type", "patternType"],
    ["principal", "principal"],
    ["host", "host"],
    ["operation", "operation"],
    ["permission", "permission"],
];

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    resourceType: ["UNKNOWN", "ANY", "TOPIC", "GROUP", "CLUSTER", "TRANSACTIONAL_ID", "DELEGATION_TOKEN"],
    patternType: ["UNKNOWN", "ANY", "MATCH", "LITERAL", "PREFIXED"],
    permission: ["UNKNOWN", "ANY", "DENY", "ALLOW"],
};

/** An ACL; all that changes in place is the key with which it is managed. */
export const kafkaAclModel: ResourceModel = {
    replaceOn: [...FIELDS.map(([, property]) => property), "kafkaCluster.id", "restEndpoint"],
    computed: [],
    check(inputs) {
        for (const [property, allowed] of Object.entries(ALLOWED)) {
            const value = inputs[property];
            if (typeof value === "string" && !allowed.includes(value)) {
                throw new Error(`expected ${property} to be one of [${allowed.join(" ")}], got ${value}`);
            }
        }
        if (typeof inputs.principal === "string" && !inputs.principal.startsWith("User:")) {
            throw new Error(`the principal must start with 'User:', got "${inputs.principal}"`);
        }
    },
    async create(context, inputs) {
        return doing(`creating ${KIND}`, async () => {
            refuseCredentials(context, inputs);
            const rest = kafkaRestOf(context, inputs, KIND);
            await callKafka(context, rest, "POST", "/acls", wireOf(inputs));
            await context.wait(secondsOf("kafkaAcl", "cloud"));
            return { id: idOf(rest, inputs), outputs: await readBack(context, inputs) };
        });
    },
    async read(context, id, state) {
        return doing(`reading ${KIND} "${id}"`, () => find(context, state));
    },
    async update(context, id, _state, inputs) {
        return doing(`updating ${KIND} "${id}"`, () => readBack(context, inputs));
    },
    async delete(context, id, state) {
        const path = `/acls?${new URLSearchParams(wireOf(state)).toString()}`;
        await doing(`deleting ${KIND} "${id}"`, () =>
            callKafka(context, kafkaRestOf(context, state, KIND), "DELETE", path),
        );
    },
};

function wireOf(state: Props): Record<string, string> {
    return Object.fromEntries(FIELDS.map(([wire, property]) => [wire, String(state[property])]));
}

function idOf({ clusterId }: KafkaRest, state: Props): string {
    return `${clusterId}/${Object.values(wireOf(state)).join("#")}`;
}

async function readBack(context: CallContext, state: Props): Promise<Props> {
    const found = await find(context, state);
    if (found === undefined) {
        throw new Error("no Kafka ACLs were matched");
    }
    return found;
}

async function find(context: CallContext, state: Props): Promise<Props | undefined> {
    const rest = kafkaRestOf(context, state, KIND);
    const query = new URLSearchParams(wireOf(state)).toString();
    const [first, ...more] = (await callKafka(context, rest, "GET", `/acls?${query}`)).list("data");
    if (more.length > 0) {
        throw new Error("multiple Kafka ACLs were matched");
    }
    if (first === undefined) {
        return undefined;
    }
    return {
        ...Object.fromEntries(FIELDS.map(([wire, property]) => [property, first.text(wire)])),
        kafkaCluster: { id: rest.clusterId },
        restEndpoint: rest.restEndpoint,
        credentials: state.credentials,
    };
}
