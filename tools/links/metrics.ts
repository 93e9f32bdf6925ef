import { isProps } from "../../simulator/provider/values";
import type { CloudApi } from "../orphans/confluent";
import { keyLogin } from "./login";
import { send } from "./transport";

const METRICS_API = "https://api.telemetry.confluent.cloud";
const LAG = "io.confluent.kafka.server/cluster_link_mirror_topic_offset_lag";

/** How many records a mirror is behind; undefined where the Metrics API does not know. */
export type LagOf = (link: string, mirror: string) => number | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/** The Metrics API, with the Cloud key that the environment gives; undefined without one. */
export function metricsApi(environment: Environment): CloudApi | undefined {
    const { CONFLUENT_CLOUD_API_KEY: key, CONFLUENT_CLOUD_API_SECRET: secret } = environment;
    const endpoint = environment.CONFLUENT_METRICS_ENDPOINT ?? METRICS_API;
    return key === undefined || secret === undefined ? undefined : { endpoint, key, secret };
}

/**
 * How far the mirrors on a cluster are behind, by the last of the samples that are taken every minute. It is known from
 * anywhere, also where the cluster itself is out of reach. An API that refuses, or does not answer, knows nothing.
 */
export async function lagsOn(api: CloudApi, clusterId: string): Promise<LagOf> {
    const query = {
        aggregations: [{ metric: LAG }],
        filter: { field: "resource.kafka.id", op: "EQ", value: clusterId },
        granularity: "PT1M",
        group_by: ["metric.link_name", "metric.topic"],
        intervals: ["now-10m/now"],
        limit: 1000,
    };
    const answer = await send({
        method: "POST",
        url: `${api.endpoint}/v2/metrics/cloud/query`,
        headers: { ...(await keyLogin(api)()), "content-type": "application/json" },
        body: JSON.stringify(query),
        resolver: "",
    }).catch(() => undefined);
    const latest = latestSamples(answer?.body);
    return (link, mirror) => latest.get(`${link}/${mirror}`);
}

function latestSamples(body: unknown): ReadonlyMap<string, number> {
    const data = isProps(body) && Array.isArray(body.data) ? body.data.filter(isProps) : [];
    const inOrder = data.toSorted((left, right) => String(left.timestamp).localeCompare(String(right.timestamp), "en"));
    return new Map(
        inOrder.map((sample) => [
            `${String(sample["metric.link_name"])}/${String(sample["metric.topic"])}`,
            Number(sample.value),
        ]),
    );
}
