import { problem, show, type Problem } from "../../internal/problems";
import { parseZoneId, zoneNameRegion, zonePrefix } from "../../internal/zones";
import type { Located } from "../cursor";
import type { Draft } from "../draft";
import type { DraftRunner } from "../runnerDraft";
import { RUNNER_TOKEN_KEY } from "../runnerTypes";

const LOOK_UP = "aws ec2 describe-availability-zones --query 'AvailabilityZones[].[ZoneName,ZoneId]'";
const SET_TOKEN = `pulumi config set --secret ${RUNNER_TOKEN_KEY}`;

/** The runner's zones are names of the stack's region, and its token is given once. */
export function checkDeploymentRunner({ deploymentRunner }: Draft, region: string): Problem[] {
    if (deploymentRunner === undefined) {
        return [];
    }
    const { availabilityZones } = deploymentRunner;
    return [...availabilityZones.flatMap((zone) => badZone(zone, region)), ...tokenGivenOnce(deploymentRunner)];
}

function badZone({ value, path }: Located<string>, region: string): Problem[] {
    const itsRegion = zoneNameRegion(value);
    // An unknown region is told of already.
    const isKnown = zonePrefix(region) !== undefined;
    if (itsRegion !== undefined && (!isKnown || itsRegion === region)) {
        return [];
    }
    const allowed = isKnown
        ? `the name of a zone of ${region}, such as ${region}a`
        : "the name of a zone, such as us-east-1a";
    return [problem({ path, given: show(value), allowed, fix: zoneFix(value, itsRegion, region) })];
}

function zoneFix(value: string, itsRegion: string | undefined, region: string): string {
    if (itsRegion !== undefined) {
        return `This zone is in ${itsRegion}; choose one of ${region}, or set aws:region to ${itsRegion}.`;
    }
    return parseZoneId(value) === undefined
        ? `Choose one of the names that this shows for the region: ${LOOK_UP}`
        : `This is a zone id; give the name beside it in: ${LOOK_UP}`;
}

function tokenGivenOnce({ workflowRunner }: DraftRunner): Problem[] {
    if (workflowRunner === undefined) {
        return [];
    }
    const { path, tokenSecretArn, hasToken } = workflowRunner;
    if ((tokenSecretArn !== undefined) !== hasToken) {
        return [];
    }
    const allowed = `the pool's token once: as tokenSecretArn, or as the configuration's secret ${RUNNER_TOKEN_KEY}`;
    return [
        tokenSecretArn !== undefined
            ? problem({
                  path: tokenSecretArn.path,
                  given: `an ARN, and ${RUNNER_TOKEN_KEY} as well`,
                  allowed,
                  fix: `Remove tokenSecretArn, or the other with: pulumi config rm ${RUNNER_TOKEN_KEY}`,
              })
            : problem({
                  path,
                  given: "no token",
                  allowed,
                  fix: `Set it with: ${SET_TOKEN}; or add tokenSecretArn.`,
              }),
    ];
}
