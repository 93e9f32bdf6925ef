import type { Props } from "../provider/model";
import { isProps } from "../provider/values";
import { acm, cloudWatchLogs, ec2, ecs, iam, resolver, route53, secretsManager, type Refusal } from "./errors";
import { TYPES } from "./types";

const MOST_TAGS = 50;
const MOST_KEY_LENGTH = 128;
const MOST_VALUE_LENGTH = 256;

/** Throws what the service answers to tags that it does not take. */
export function admitTags(type: string, inputs: Props): void {
    const tags = isProps(inputs.tags) ? Object.entries(inputs.tags) : [];
    const refuse = refusalOf(type);
    if (tags.length > MOST_TAGS) {
        throw refuse("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
    }
    for (const [key, value] of tags) {
        if (key.startsWith("aws:")) {
            throw refuse("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (key.length > MOST_KEY_LENGTH) {
            const most = `Maximum length is ${MOST_KEY_LENGTH} characters.`;
            throw refuse("InvalidParameterValue", `Tag key exceeds the maximum length. ${most}`);
        }
        if (String(value).length > MOST_VALUE_LENGTH) {
            const most = `Maximum length is ${MOST_VALUE_LENGTH} characters.`;
            throw refuse("InvalidParameterValue", `Tag value exceeds the maximum length. ${most}`);
        }
    }
}

const SERVICES = { acm, cloudwatch: cloudWatchLogs, ecs, iam } as const;

function refusalOf(type: string): Refusal {
    const doing = `setting tags of ${type}`;
    const service = Object.entries(SERVICES).find(([name]) => type.startsWith(`aws:${name}/`));
    if (service !== undefined) {
        return service[1]("TagResource", doing);
    }
    if (type === TYPES.resolverRule) {
        return resolver("TagResource", doing);
    }
    if (type === TYPES.secret) {
        return secretsManager("TagResource", doing);
    }
    return type === TYPES.zone ? route53("ChangeTagsForResource", doing) : ec2("CreateTags", doing);
}
