import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { awsObjects, type AwsCommand } from "./aws";
import { confluentObjects, type CloudApi } from "./confluent";
import type { StackFacts } from "./facts";
import type { CloudObject } from "./objects";

/** Bytes of the longest list of tags that is read. */
const LARGEST = 2 ** 28;
const CLOUD_API = "https://api.confluent.cloud";

/** What has been found, and which cloud could not be asked. */
export interface Survey {
    readonly objects: readonly CloudObject[];
    readonly leftOut: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The Cloud API that the environment gives a key to; undefined without a key. */
export function cloudApi(environment: Environment): CloudApi | undefined {
    const { CONFLUENT_CLOUD_API_KEY: key, CONFLUENT_CLOUD_API_SECRET: secret } = environment;
    const endpoint = environment.CONFLUENT_CLOUD_ENDPOINT ?? CLOUD_API;
    return key === undefined || secret === undefined ? undefined : { endpoint, key, secret };
}

/** Asks Confluent Cloud and AWS. A cloud that there is no access to is left out; one that refuses is an Error. */
export async function survey(facts: StackFacts, api: CloudApi | undefined, aws: AwsCommand = runAws): Promise<Survey> {
    const confluent =
        api === undefined
            ? without("Confluent Cloud: CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET are not set")
            : { objects: await confluentObjects(api, facts), leftOut: [] };
    const amazon = await surveyAws(facts, aws);
    return {
        objects: [...confluent.objects, ...amazon.objects],
        leftOut: [...confluent.leftOut, ...amazon.leftOut],
    };
}

async function surveyAws(facts: StackFacts, aws: AwsCommand): Promise<Survey> {
    try {
        return { objects: await awsObjects(aws, facts), leftOut: [] };
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            return without("AWS: the aws command is not installed");
        }
        throw error;
    }
}

function without(reason: string): Survey {
    return { objects: [], leftOut: [reason] };
}

async function runAws(args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)("aws", [...args], { maxBuffer: LARGEST });
    return stdout;
}
