import type { Problem } from "../internal/problems";
import { checkAddresses } from "./checks/addresses";
import { checkAuthentication } from "./checks/authentication";
import { checkClusters } from "./checks/clusters";
import { checkConnectivity } from "./checks/connectivity";
import { checkDeploymentRunner } from "./checks/deploymentRunner";
import { checkDns } from "./checks/dns";
import { checkEnvironments } from "./checks/environments";
import { checkExisting } from "./checks/existing";
import { checkHub } from "./checks/hub";
import { checkImports } from "./checks/imports";
import { checkKeys } from "./checks/keys";
import { checkLinkConfig } from "./checks/linkConfig";
import { checkLinks } from "./checks/links";
import { checkLists } from "./checks/lists";
import { checkMirrors } from "./checks/mirrors";
import { checkNetworkHub } from "./checks/networkHub";
import { checkTopics } from "./checks/topics";
import { checkOneWay } from "./checks/oneWay";
import { checkZones } from "./checks/zones";
import type { Draft } from "./draft";

const CHECKS: readonly ((draft: Draft, region: string) => Problem[])[] = [
    checkKeys,
    checkAuthentication,
    checkLists,
    checkZones,
    checkAddresses,
    checkConnectivity,
    checkDns,
    checkHub,
    checkDeploymentRunner,
    checkNetworkHub,
    checkClusters,
    checkTopics,
    checkExisting,
    checkEnvironments,
    checkLinks,
    checkOneWay,
    checkMirrors,
    checkLinkConfig,
    checkImports,
];

/** What is wrong between values that are each well-formed. */
export function crossChecks(draft: Draft, region: string): Problem[] {
    return CHECKS.flatMap((check) => check(draft, region));
}
