import { secondsWithWait } from "../../latencies";
import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { LINK_DEFAULTS } from "../configs";
import { callKafka, findInKafka, refuseCredentials } from "./dataPlane";
import { dynamicSettings } from "./kafkaTopic";
import { BLOCK_NAMES, connectionSettings, credentialSettings, linkPlanOf, modesOf, type LinkPlan } from "./linkBlocks";
import { importedCluster } from "./importing";
import { doing } from "./transport";
import { pollUntil } from "./wait";

const KIND = "Cluster Link";

/** One half of a cluster link. Modes, clusters and credentials are never read back; settings may change, not go. */
export const clusterLinkModel: ResourceModel = {
    replaceOn: [
        "link",
        "linkMode",
        "connectionMode",
        ...BLOCK_NAMES.flatMap((block) => [`${block}.id`, `${block}.restEndpoint`, `${block}.bootstrapEndpoint`]),
    ],
    computed: ["clusterLinkId", "config"],
    check(inputs) {
        const unknown = Object.keys(settings(inputs)).find((name) => !(name in LINK_DEFAULTS));
        if (unknown !== undefined) {
            throw new Error(`cluster link setting "${unknown}" is read-only and cannot be set`);
        }
    },
    async create(context, inputs) {
        return doing(`creating ${KIND} ${JSON.stringify(inputs.link ?? "")}`, async () => {
            refuseCredentials(context, ...BLOCK_NAMES.map((block) => inputs[block]));
            const plan = linkPlanOf(context, inputs);
            const own = Object.entries(settings(inputs)).map(([name, value]) => ({ name, value }));
            await callKafka(context, plan.managing, "POST", `/links?link_name=${encodeURIComponent(plan.name)}`, {
                [plan.peerField]: plan.peer.id,
                configs: [...connectionSettings(plan), ...own],
            });
            await context.wait(secondsWithWait("clusterLink"));
            return { id: `${plan.managing.clusterId}/${plan.name}`, outputs: await readBack(context, inputs) };
        });
    },
    async read(context, id, state) {
        return doing(`reading ${KIND} "${id}"`, () => findLink(context, state));
    },
    async adopt(context, importId) {
        const [link = "", linkMode, connectionMode, first = "", second = ""] = importId.split("/");
        const dials = connectionMode === "OUTBOUND";
        const blocks: Props =
            linkMode === "BIDIRECTIONAL"
                ? {
                      localKafkaCluster: importedCluster("LOCAL_", first),
                      remoteKafkaCluster: importedCluster("REMOTE_", second, dials),
                  }
                : {
                      sourceKafkaCluster: importedCluster("SOURCE_", first, dials),
                      destinationKafkaCluster: importedCluster("DESTINATION_", second),
                  };
        const state = { link, linkMode, connectionMode, ...blocks };
        const outputs = await doing(`importing ${KIND} "${importId}"`, () => findLink(context, state));
        const { clusterId } = linkPlanOf(context, state).managing;
        return outputs === undefined ? undefined : { id: `${clusterId}/${link}`, outputs };
    },
    async update(context, id, state, inputs) {
        return doing(`updating ${KIND}`, async () => {
            const [before, after] = [linkPlanOf(context, state), linkPlanOf(context, inputs)];
            if (credentialsDiffer(before, after)) {
                await alter(context, after, newCredentials(after));
            }
            await alter(context, after, changedSettings(id, settings(state), inputs));
            return readBack(context, inputs);
        });
    },
    async delete(context, id, state) {
        await doing(`deleting ${KIND} "${id}"`, async () => {
            const { managing, name } = linkPlanOf(context, state);
            const path = `/links/${encodeURIComponent(name)}`;
            await callKafka(context, managing, "DELETE", path);
            const isGone = async () => ((await findInKafka(context, managing, path)) === undefined ? true : undefined);
            await pollUntil(context, {}, isGone);
        });
    },
};

function settings(state: Props): Record<string, string> {
    return typeof state.config === "object" ? (state.config as Record<string, string>) : {};
}

/** On an inbound half the managing side's key is in no setting, and still counts as a change. */
function credentialsDiffer(before: LinkPlan, after: LinkPlan): boolean {
    const used = ({ managing, peer }: LinkPlan): string => JSON.stringify([managing.credentials, peer.credentials]);
    return used(before) !== used(after);
}

function newCredentials(plan: LinkPlan): Props[] {
    const credentials = credentialSettings(plan).map((setting) => ({ ...setting, operation: "SET" }));
    if (credentials.length === 0) {
        throw new Error("len(credentialConfigs) is 0");
    }
    return credentials;
}

/** The whole new map when something in it changed; none when inputs leave the settings to the service. */
function changedSettings(id: string, before: Record<string, string>, inputs: Props): Props[] {
    if (inputs.config === undefined) {
        return [];
    }
    const after = settings(inputs);
    const removed = Object.keys(before).find((name) => !(name in after));
    if (removed !== undefined) {
        throw new Error(`"${removed}" of ${KIND} "${id}" cannot be removed; set it to its default value instead`);
    }
    const changed = Object.entries(after).some(([name, value]) => before[name] !== value);
    return changed ? Object.entries(after).map(([name, value]) => ({ name, value })) : [];
}

async function alter(context: CallContext, plan: LinkPlan, data: readonly Props[]): Promise<void> {
    if (data.length > 0) {
        const path = `/links/${encodeURIComponent(plan.name)}/configs:alter`;
        await callKafka(context, plan.managing, "PUT", path, { data });
    }
}

async function readBack(context: CallContext, state: Props): Promise<Props> {
    const found = await findLink(context, state);
    if (found === undefined) {
        throw new Error("the link was not found after the change");
    }
    return found;
}

async function findLink(context: CallContext, state: Props): Promise<Props | undefined> {
    const { managing, name } = linkPlanOf(context, state);
    const path = `/links/${encodeURIComponent(name)}`;
    const link = await findInKafka(context, managing, path);
    if (link === undefined) {
        return undefined;
    }
    const configs = await callKafka(context, managing, "GET", `${path}/configs`);
    const dynamic = Object.entries(dynamicSettings(configs, "DYNAMIC_CLUSTER_LINK_CONFIG"));
    const blocks = BLOCK_NAMES.filter((block) => state[block] !== undefined);
    return {
        link: link.text("link_name"),
        ...modesOf(state),
        ...Object.fromEntries(blocks.map((block) => [block, state[block]])),
        clusterLinkId: link.text("cluster_link_id"),
        config: Object.fromEntries(dynamic.filter(([setting]) => setting in LINK_DEFAULTS)),
    };
}
