import { Refusal, type ApiRequest, type Fields, type Reply, type Route } from "./api";
import type { Cloud } from "./cloud";
import { lagOf } from "./records";

const LAG = "io.confluent.kafka.server/cluster_link_mirror_topic_offset_lag";

/** The Metrics API, as far as it tells how far mirrors are behind. */
export function metricsRoutes(cloud: Cloud): Route[] {
    const path = "/v2/metrics/cloud/query";
    return [{ method: "POST", path, handle: (request) => ({ status: 200, body: { data: answer(cloud, request) } }) }];
}

function answer(cloud: Cloud, { body }: ApiRequest): Reply["body"] {
    const [aggregation] = body.list("aggregations");
    const clusterId = idIn(body);
    if (aggregation?.text("metric") !== LAG || clusterId === undefined) {
        throw new Refusal(400, `Only ${LAG} of one resource.kafka.id is simulated`, 400);
    }
    const timestamp = new Date(cloud.now()).toISOString();
    return cloud
        .where("mirrors", (mirror) => mirror.clusterId === clusterId && mirror.status !== "STOPPED")
        .map((mirror) => ({
            timestamp,
            value: lagOf(cloud, mirror),
            "metric.link_name": mirror.spec.linkName,
            "metric.topic": mirror.spec.topic,
        }));
}

function idIn(body: Fields): string | undefined {
    const isId = body.text("filter.field") === "resource.kafka.id" && body.text("filter.op") === "EQ";
    return isId ? body.text("filter.value") : undefined;
}
