import type { ResourceModel } from "../provider/model";
import { certificate } from "./services/certificate";
import { ecsCluster } from "./services/ecsCluster";
import { ecsService } from "./services/ecsService";
import { flowLog } from "./services/flowLog";
import { logGroup, logStream } from "./services/logs";
import { role, rolePolicy, rolePolicyAttachment } from "./services/roles";
import { taskDefinition } from "./services/taskDefinition";
import { TYPES } from "./types";

/** Certificates, logs, roles and containers: what a runner of one's own needs beside its network. */
export const serviceResources: Readonly<Record<string, ResourceModel>> = {
    [TYPES.certificate]: certificate,
    [TYPES.logGroup]: logGroup,
    [TYPES.logStream]: logStream,
    [TYPES.flowLog]: flowLog,
    [TYPES.role]: role,
    [TYPES.rolePolicy]: rolePolicy,
    [TYPES.rolePolicyAttachment]: rolePolicyAttachment,
    [TYPES.ecsCluster]: ecsCluster,
    [TYPES.taskDefinition]: taskDefinition,
    [TYPES.ecsService]: ecsService,
};
