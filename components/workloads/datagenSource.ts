import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { kafkaAcls } from "../access/kafkaAcls";
import type { KafkaAdmin } from "../access/kafkaAdmin";
import { subjectCrn, type SchemaRegistryHandle } from "../kafka/schemaRegistry";
import { datagenRights } from "./rights";

const TYPE = "confluent-cluster-linking:index:DatagenSource";

export interface DatagenSourceArgs {
    /** The way onto the cluster: the ACLs are made with it. */
    readonly admin: KafkaAdmin;
    /** Name of the topic to write to. */
    readonly topicName: string;
    /** The topic as a resource: the connector waits for it. */
    readonly topic: pulumi.Resource;
    /** Display name of the service account, unique in the organisation, and the connector's name. */
    readonly displayName: pulumi.Input<string>;
    /** Says in the consoles what it is for. */
    readonly description: pulumi.Input<string>;
    /** The kind of records. Defaults to STOCK_TRADES. */
    readonly quickstart?: string;
    /** Form of the records' values: AVRO, JSON, JSON_SR or PROTOBUF. Defaults to AVRO. */
    readonly format?: string;
    /** Number of tasks. Defaults to 1. */
    readonly tasks?: number;
    /** Where its schemas go; not needed for JSON alone. Defaults to none. */
    readonly registry?: SchemaRegistryHandle;
}

/**
 * A managed connector that invents records, to try a link with. It is made through Confluent's public API and runs inside
 * Confluent, as its own service account, so that it has no key.
 */
export class DatagenSource extends pulumi.ComponentResource {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** The connector, `lcc-…`. */
    readonly connectorId: pulumi.Output<string>;

    constructor(name: string, args: DatagenSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { admin, description, displayName, topicName } = args;
        const account = new confluentcloud.ServiceAccount(
            `${name}-account`,
            { displayName, description },
            { parent: this },
        );
        const accountId = account.id;
        const acls = kafkaAcls(name, { admin, accountId, rules: datagenRights(topicName) }, { parent: this });
        const schemaRole = args.registry === undefined ? [] : [this.schemaRole(name, args, account, args.registry)];
        const { cluster } = admin;
        const connector = new confluentcloud.Connector(
            `${name}-connector`,
            {
                environment: { id: cluster.environmentId },
                kafkaCluster: { id: cluster.id },
                // Explicitly nothing: left out, the provider takes it for unknown.
                configSensitive: {},
                configNonsensitive: configuration(args, accountId),
            },
            { parent: this, dependsOn: [args.topic, ...acls, ...schemaRole], deleteBeforeReplace: true },
        );
        this.serviceAccountId = accountId;
        this.connectorId = connector.id;
        this.registerOutputs({ serviceAccountId: this.serviceAccountId, connectorId: this.connectorId });
    }

    /** It registers the schema of its records under the topic's name. */
    private schemaRole(
        name: string,
        { topicName }: DatagenSourceArgs,
        account: confluentcloud.ServiceAccount,
        registry: SchemaRegistryHandle,
    ): pulumi.Resource {
        return new confluentcloud.RoleBinding(
            `${name}-schema-role`,
            {
                principal: pulumi.interpolate`User:${account.id}`,
                roleName: "DeveloperWrite",
                crnPattern: subjectCrn(registry, `${topicName}-value`),
            },
            { parent: this },
        );
    }
}

function configuration(
    args: DatagenSourceArgs,
    accountId: pulumi.Output<string>,
): Record<string, pulumi.Input<string>> {
    return {
        "connector.class": "DatagenSource",
        name: args.displayName,
        "kafka.auth.mode": "SERVICE_ACCOUNT",
        "kafka.service.account.id": accountId,
        "kafka.topic": args.topicName,
        "output.data.format": args.format ?? "AVRO",
        quickstart: args.quickstart ?? "STOCK_TRADES",
        "tasks.max": String(args.tasks ?? 1),
    };
}
