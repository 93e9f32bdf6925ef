import { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { DeploymentContext } from "./context";

/** The environment of what the stack makes; undefined where it makes nothing that needs one. */
export function deployEnvironment({ settings, options }: DeploymentContext): ConfluentEnvironment | undefined {
    const { environment } = settings;
    return environment === undefined ? undefined : new ConfluentEnvironment("confluent", environment, options);
}
