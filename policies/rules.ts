import type { Policies } from "@pulumi/policy";
import { noBoundlessAcls } from "./acls";
import { ingressWithin, noPublicIngress } from "./ingress";
import { keysRotate, keysThatStay } from "./keys";
import { linksComplete } from "./links";
import { productionProtected } from "./protection";
import { noHighRoles } from "./roles";
import { secretsEncrypted } from "./secrets";
import { stackNamed } from "./tags";

/** All rules of the pack. */
export const RULES: Policies = [
    noPublicIngress,
    ingressWithin,
    noBoundlessAcls,
    noHighRoles,
    linksComplete,
    productionProtected,
    secretsEncrypted,
    stackNamed,
    keysRotate,
    keysThatStay,
];
