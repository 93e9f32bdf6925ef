import * as ec2 from "@pulumi/aws/ec2";
import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaAdmin } from "../../components/access/kafkaAdmin";
import type { KafkaClusterHandle } from "../../components/kafka/handle";
import { parseSettings } from "../../components/settings/load";
import type { Settings } from "../../components/settings/settings";
import { settingsOf } from "../../simulator/engine/stackFiles";
import { stackFile } from "./stackFile";

/** Ids of what is there, each under itself as its key. */
export function byId(...ids: readonly string[]): Record<string, string> {
    return Object.fromEntries(ids.map((id) => [id, id]));
}

/** A cluster that was there before, as the components see it. */
export function handle(change: Partial<KafkaClusterHandle> = {}, id = "lkc-1"): KafkaClusterHandle {
    return {
        id: pulumi.output(id),
        environmentId: pulumi.output("env-1"),
        kind: "dedicated",
        isPrivate: false,
        restEndpoint: pulumi.output(`https://${id}.example.test:443`),
        bootstrapEndpoint: pulumi.output(`SASL_SSL://${id}.example.test:9092`),
        rbacCrn: pulumi.output(`crn://example/cloud-cluster=${id}`),
        apiVersion: pulumi.output("cmk/v2"),
        apiKind: pulumi.output("Cluster"),
        ...change,
    };
}

/** A cluster resource for `deletedWith`. Call it inside a run. */
export function clusterResource(name: string): confluentcloud.KafkaCluster {
    return new confluentcloud.KafkaCluster(name, {
        availability: "SINGLE_ZONE",
        cloud: "AWS",
        region: "us-east-1",
        environment: { id: "env-1" },
    });
}

/** A way onto a cluster whose gate and key are stood for by plain VPCs, named after it. Call it inside a run. */
export function adminOf(name: string, change: Partial<KafkaAdmin> = {}): KafkaAdmin {
    const cluster = change.cluster ?? handle({}, `lkc-${name}`);
    return {
        cluster,
        restEndpoint: cluster.restEndpoint,
        credentials: pulumi.secret({ key: `KEY-${name}`, secret: `of-${name}` }),
        requisites: [new ec2.Vpc(`${name}-gate`, {}), new ec2.Vpc(`${name}-key`, {})],
        deletedWithCluster: true,
        ...change,
    };
}

/** Names of the stand-ins that `adminOf` makes. */
export function requisiteNames(...names: string[]): string[] {
    return names.flatMap((name) => [`${name}-gate`, `${name}-key`]);
}

/** The configuration of the dev stack, without its namespace, to be changed freely. */
export function devConfig(): Record<string, unknown> {
    return structuredClone(settingsOf({ config: { ...stackFile("dev") } }));
}

/** The settings of the dev stack with some of them changed; undefined takes one away. */
export function devSettings(change: Record<string, unknown> = {}): Settings {
    const changed = Object.entries({ ...devConfig(), ...change }).filter(([, value]) => value !== undefined);
    return parseSettings(Object.fromEntries(changed), "us-east-1");
}
