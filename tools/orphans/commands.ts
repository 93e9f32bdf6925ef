import { arnParts, AWS_KINDS } from "./awsKinds";
import type { StackFacts } from "./facts";
import type { Orphan } from "./objects";

/** An orphan, and what to do about it. */
export interface Finding extends Orphan {
    /** Removes it, or adopts it where the stack has none of its kind and name. */
    readonly command: string;
}

/** In the order in which they can be removed; what is not in it comes last. */
const CONFLUENT_COMMANDS: Readonly<Record<string, (orphan: Orphan) => string>> = {
    ApiKey: ({ id }) => `confluent api-key delete ${id}`,
    ServiceAccount: ({ id }) => `confluent iam service-account delete ${id}`,
    Connector: ({ id, clusterId = "", environmentId = "" }) =>
        `confluent connect cluster delete ${id} --cluster ${clusterId} --environment ${environmentId}`,
    AccessPoint: inEnvironment("confluent network access-point private-link ingress-endpoint delete"),
    Gateway: inEnvironment("confluent network gateway delete"),
    PrivateLinkAttachmentConnection: inEnvironment("confluent network private-link attachment connection delete"),
    PrivateLinkAttachment: inEnvironment("confluent network private-link attachment delete"),
    KafkaCluster: inEnvironment("confluent kafka cluster delete"),
    Environment: ({ id }) => `confluent environment delete ${id}`,
};

function inEnvironment(command: string): (orphan: Orphan) => string {
    return ({ id, environmentId = "" }) => `${command} ${id} --environment ${environmentId}`;
}

const AWS_COMMANDS = new Map(Object.values(AWS_KINDS).map(({ arn, remove }) => [arn, remove]));
const ORDER = [...Object.keys(CONFLUENT_COMMANDS), ...AWS_COMMANDS.keys()];

/** What to do about each orphan, in an order in which it can be done. */
export function findings(orphans: readonly Orphan[], facts: StackFacts): Finding[] {
    return orphans
        .toSorted((left, right) => rank(left) - rank(right) || left.id.localeCompare(right.id, "en"))
        .map((orphan) => ({ ...orphan, command: commandFor(orphan, facts) }));
}

function rank({ kind, arn }: Orphan): number {
    const index = ORDER.indexOf(arn === undefined ? kind : (arnParts(arn)?.kind ?? kind));
    return index < 0 ? ORDER.length : index;
}

function commandFor(orphan: Orphan, facts: StackFacts): string {
    return orphan.arn === undefined
        ? (adoption(orphan, facts) ?? CONFLUENT_COMMANDS[orphan.kind]?.(orphan) ?? "")
        : awsCommand(orphan.arn);
}

/** A cluster that nothing has taken the place of is worth its 25 minutes: the settings can adopt it. */
function adoption({ kind, id, name, environmentId = "" }: Orphan, facts: StackFacts): string | undefined {
    const key = kind === "KafkaCluster" ? facts.clusterKeys.get(name) : undefined;
    return key === undefined || facts.clustersInState.has(name)
        ? undefined
        : `pulumi config set --stack ${facts.asked} --path 'confluent-cluster-linking:clusters.${key}.import' ${environmentId}/${id}`;
}

function awsCommand(arn: string): string {
    const { kind, id, region } = arnParts(arn) ?? { kind: "", id: arn, region: "" };
    const command =
        AWS_COMMANDS.get(kind)?.(id, arn) ?? `aws resourcegroupstaggingapi get-resources --resource-arn-list ${arn}`;
    return region === "" ? command : command.replaceAll(/\baws (?=[a-z])/g, `aws --region ${region} `);
}
