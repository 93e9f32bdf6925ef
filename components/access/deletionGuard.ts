import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "@pulumi/pulumi/dynamic";
import type { KafkaAdmin } from "./kafkaAdmin";
import { guardProvider } from "./guardProvider";

const TYPE = "confluent-cluster-linking:index:DeletionGuard";

export interface DeletionGuardArgs {
    /** Ways onto the clusters that stay, by the clusters' keys in the settings. */
    readonly admins: Readonly<Record<string, KafkaAdmin>>;
    /** DNS server to ask, `host:port`. Defaults to the system's resolver. */
    readonly resolver?: string;
    /** All that a destroy is going to delete: the guard goes before any of it. */
    readonly everything: readonly pulumi.Resource[];
}

/**
 * Stops a destroy that could not be finished: objects on a cluster that stays have to be deleted one by one, which is
 * impossible where the cluster is out of reach.
 *
 * One guard serves all clusters and depends on everything else, so that it is deleted first and alone: it looks at every
 * cluster then, and fails before anything is deleted. An update that drops a cluster is stopped in the same way.
 */
export class DeletionGuard extends pulumi.ComponentResource {
    constructor(name: string, args: DeletionGuardArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        new ClustersInReach(`${name}-clusters`, args, { parent: this });
        this.registerOutputs({});
    }
}

class ClustersInReach extends dynamic.Resource {
    constructor(name: string, args: DeletionGuardArgs, opts: pulumi.CustomResourceOptions) {
        const { admins, resolver = "" } = args;
        const clusters = Object.entries(admins).map(([key, { cluster, restEndpoint, ...login }]) => {
            const { credentials, oauth } = login;
            return { key, clusterId: cluster.id, restEndpoint, credentials, oauth, link: "", resolver };
        });
        const options = { ...opts, dependsOn: [...args.everything], additionalSecretOutputs: ["clusters"] };
        const props = { clusters: pulumi.secret(clusters) };
        super(guardProvider, name, props, options, "confluent-cluster-linking", "ClustersInReach");
    }
}
