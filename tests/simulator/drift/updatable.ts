import { expect } from "chai";
import { awsProvider } from "../../../simulator/aws/provider";
import { confluentProvider } from "../../../simulator/confluent/provider";
import { difference, inputsAsRead } from "../../../simulator/provider/diff";
import type { Props, ResourceModel } from "../../../simulator/provider/model";
import { committed, ofExample } from "../../support/programs";

const MODELS: Readonly<Record<string, ResourceModel>> = { ...awsProvider.resources, ...confluentProvider.resources };

/**
 * Inputs that say how the provider works, or what it logs in with: nothing of them is in the cloud, so that nothing can
 * change there.
 */
export const OWN: readonly string[] = [
    "ClusterLink.localKafkaCluster",
    "ClusterLink.remoteKafkaCluster",
    "KafkaMirrorTopic.kafkaCluster",
    "KafkaAcl.credentials",
    "KafkaTopic.credentials",
    "KafkaTopic.restEndpoint",
    "RoleBinding.disableWaitForReady",
    "Secret.recoveryWindowInDays",
];

/** Inputs whose change in the cloud is not seen: the service masks them, or the program leaves them to other objects. */
export const UNSEEN: readonly string[] = ["Connector.configSensitive", "Zone.vpcs"];

/**
 * `Type.input` of every input that a program of this project sets and that can change in place, by the type token of its
 * type: the committed stacks and the examples with the most kinds of objects.
 */
export async function updatableInputs(provider: "aws" | "confluentcloud"): Promise<Map<string, string[]>> {
    const recordings = [await committed("dev"), await committed("prod")];
    // One program at a time: the SDK has one engine per process.
    for (const name of ["clients", "gateway", "replication"]) {
        recordings.push(await ofExample(name));
    }
    const found = new Map<string, Set<string>>();
    for (const { type, inputs } of recordings.flatMap(({ resources }) => resources)) {
        const model = MODELS[type];
        if (model !== undefined && type.startsWith(`${provider}:`)) {
            const fixed = model.replaceOn.filter((path) => !path.includes("."));
            const blocks = Object.keys(inputs).filter((key) => isFixedBlock(model, key, inputs[key]));
            const own = Object.keys(inputs).filter((key) => !fixed.includes(key) && !blocks.includes(key));
            found.set(type, new Set([...(found.get(type) ?? []), ...own]));
        }
    }
    return new Map([...found].map(([type, keys]) => [type, [...keys].sort()]));
}

/** Whether all that a block has in it is fixed. */
function isFixedBlock({ replaceOn }: ResourceModel, key: string, value: unknown): boolean {
    const isBlock = typeof value === "object" && value !== null && !Array.isArray(value);
    return isBlock && Object.keys(value).every((inner) => replaceOn.includes(`${key}.${inner}`));
}

/** What the engine's refresh and plan make of an object that was read: the inputs that it would mend. */
export function mended(type: string, inputs: Props, read: Props | undefined): string[] {
    const model = MODELS[type];
    expect(model, type).to.not.equal(undefined);
    expect(read, `${type} is still there`).to.not.equal(undefined);
    return model === undefined || read === undefined
        ? []
        : difference(model, inputsAsRead(model, inputs, read), inputs, read).changed;
}

/** `Type.input`, as `OWN`, `UNSEEN` and the page on drift write it. */
export function labelOf(type: string, input: string): string {
    return `${type.split(":").at(-1) ?? type}.${input}`;
}
