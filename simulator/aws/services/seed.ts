import type { World } from "../../world";
import { find, put, text } from "../store";
import { TYPES } from "../types";

/** What a configuration names by ARN, and somebody else has made. */
export interface ServiceSeed {
    /** Secrets, each with a current value. */
    readonly secretArns?: readonly string[];
    readonly certificateArns?: readonly string[];
}

/** Puts secrets and certificates that are there already into the world; what is known by then stays as it is. */
export function seedServices(world: World, { secretArns = [], certificateArns = [] }: ServiceSeed): void {
    for (const arn of secretArns.filter((id) => find(world, TYPES.secret, id) === undefined)) {
        const name = (arn.split(":secret:")[1] ?? "").replace(/-\w{6}$/, "");
        put(world, { id: arn, type: TYPES.secret, props: { arn, name, region: regionIn(arn) }, existing: true });
        const props = { arn, secretArn: arn, secretId: arn, versionStages: ["AWSCURRENT"] };
        put(world, { id: `${arn}|existing`, type: TYPES.secretVersion, props, existing: true });
    }
    for (const arn of certificateArns.filter((id) => find(world, TYPES.certificate, id) === undefined)) {
        const props = { arn, status: "ISSUED", region: regionIn(arn) };
        put(world, { id: arn, type: TYPES.certificate, props, existing: true });
    }
}

function regionIn(arn: string): string {
    return text({ region: arn.split(":")[3] }, "region");
}
