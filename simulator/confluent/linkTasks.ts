import type { Cloud, Stored } from "./cloud";
import { linkHealth } from "./linkState";

/** What a link does besides mirroring, by the setting that switches it on. */
const SWITCHED: Readonly<Record<string, string>> = {
    ConsumerOffsetSync: "consumer.offset.sync.enable",
    AclSync: "acl.sync.enable",
    AutoCreateMirror: "auto.create.mirror.topics.enable",
};

/** The tasks of a half, which cannot be done while its connection is down. */
export function linkTasks(cloud: Cloud, link: Stored<"links">): object[] {
    const { state, error, message } = linkHealth(cloud, link);
    const running =
        state === "ACTIVE"
            ? { state: "ACTIVE", errors: [] }
            : { state: "IN_ERROR", errors: [{ error_code: error, error_message: message ?? "Link is not active" }] };
    const tasks = Object.entries(SWITCHED).map(([task, key]) => {
        const isOn = link.spec.config[key] === "true";
        return { task_name: task, ...(isOn ? running : { state: "NOT_CONFIGURED", errors: [] }) };
    });
    return [...tasks, { task_name: "TopicConfigsSync", ...running }];
}
