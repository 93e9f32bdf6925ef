import { isProps } from "../../simulator/provider/values";
import type { Finished } from "../../simulator/engine/command";
import { documentOf, failed, firstLine, ok, skipped, warning, type Check, type Run } from "./check";

/** What the settings say of AWS. */
export interface AwsFacts {
    readonly region: string;
    /** Availability zones of private networks, by id. */
    readonly zoneIds: readonly string[];
    /** VPCs of this account that have to be there. */
    readonly vpcIds: readonly string[];
    /** VPCs that the stack makes and has not made yet. */
    readonly newVpcs: number;
    /** Confluent's endpoint service; undefined until the stack's attachment or gateway is there. */
    readonly serviceName: string | undefined;
}

const CREDENTIALS = "AWS credentials";
const ZONES = "AWS zones";
const SERVICE_ZONES = "zones of the endpoint service";
const VPCS = "AWS VPCs";
const VPC_QUOTA = { service: "vpc", code: "L-F678F1CE" };

/** By the `aws` command, with calls that read. */
export async function checkAws(run: Run, facts: AwsFacts): Promise<Check[]> {
    const aws = (...args: readonly string[]) =>
        run("aws", [...args, ...(facts.region === "" ? [] : ["--region", facts.region]), "--output", "json"]);
    const identity = await aws("sts", "get-caller-identity");
    if (identity === undefined) {
        return [
            warning(CREDENTIALS, "not looked at: the aws command is not installed", "Install the AWS CLI to know."),
        ];
    }
    if (identity.status !== 0) {
        const fix =
            "Log in, such as by aws sso login, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
        return [failed(CREDENTIALS, firstLine(identity.stderr), fix)];
    }
    const caller = documentOf(identity.stdout);
    const zones = await aws("ec2", "describe-availability-zones");
    const vpcs = await aws("ec2", "describe-vpcs");
    const quota = await aws("service-quotas", "get-service-quota", ...quotaArgs());
    return [
        ok(CREDENTIALS, `${String(caller.Arn)} in account ${String(caller.Account)}`),
        judgeZones(zones, facts),
        judgeVpcs(vpcs, facts),
        judgeVpcQuota(vpcs, quota, facts),
        await readable("AWS DNS zones", aws("route53", "list-hosted-zones", "--max-items", "1")),
        await readable("AWS secrets", aws("secretsmanager", "list-secrets", "--max-items", "1")),
        await serviceZones(aws, zones, facts),
    ];
}

function quotaArgs(): string[] {
    return ["--service-code", VPC_QUOTA.service, "--quota-code", VPC_QUOTA.code];
}

async function serviceZones(
    aws: (...args: readonly string[]) => Promise<Finished | undefined>,
    zones: Finished | undefined,
    facts: AwsFacts,
): Promise<Check> {
    const { serviceName } = facts;
    return serviceName === undefined
        ? skipped(SERVICE_ZONES, "known once the stack's attachment or gateway is there")
        : judgeServiceZones(
              await aws("ec2", "describe-vpc-endpoint-services", "--service-names", serviceName),
              zones,
              facts,
          );
}

/** Zones by id belong to a region; their names differ from account to account. */
export function judgeZones(answer: Finished | undefined, { region, zoneIds }: AwsFacts): Check {
    if (answer?.status !== 0) {
        return unreadable(ZONES, answer);
    }
    const there = [...zonesOf(answer).values()];
    const missing = zoneIds.filter((id) => !there.includes(id));
    return missing.length === 0
        ? ok(ZONES, zoneIds.length === 0 ? `${region} answers` : `${zoneIds.join(", ")} are in ${region}`)
        : failed(ZONES, `${region} has no ${missing.join(", ")} for this account`, `Choose among: ${there.join(", ")}`);
}

export function judgeServiceZones(
    answer: Finished | undefined,
    zones: Finished | undefined,
    { zoneIds, serviceName }: AwsFacts,
): Check {
    if (answer?.status !== 0 || zones?.status !== 0) {
        return unreadable(SERVICE_ZONES, answer?.status === 0 ? zones : answer);
    }
    const ids = zonesOf(zones);
    const served = listOf(documentOf(answer.stdout).ServiceDetails)
        .flatMap(({ AvailabilityZones: names }) => (Array.isArray(names) ? (names as unknown[]) : []))
        .map((name) => ids.get(String(name)));
    const missing = zoneIds.filter((id) => !served.includes(id));
    return missing.length === 0
        ? ok(SERVICE_ZONES, `${serviceName ?? ""} is in all zones of the settings`)
        : failed(
              SERVICE_ZONES,
              `${serviceName ?? ""} is not in ${missing.join(", ")}`,
              `Choose zoneIds among: ${served.filter((id) => id !== undefined).join(", ")}`,
          );
}

export function judgeVpcs(answer: Finished | undefined, { region, vpcIds }: AwsFacts): Check {
    if (answer?.status !== 0) {
        return unreadable(VPCS, answer);
    }
    const there = listOf(documentOf(answer.stdout).Vpcs).map(({ VpcId }) => VpcId);
    const missing = vpcIds.filter((id) => !there.includes(id));
    return missing.length === 0
        ? ok(VPCS, vpcIds.length === 0 ? `${there.length} in ${region}` : `${vpcIds.join(", ")} are there`)
        : failed(
              VPCS,
              `${missing.join(", ")}: not in this account and region`,
              "Correct the ids in the hub's settings.",
          );
}

export function judgeVpcQuota(
    vpcs: Finished | undefined,
    quota: Finished | undefined,
    { newVpcs, region }: AwsFacts,
): Check {
    const name = "AWS quota of VPCs";
    const { Quota } = quota?.status === 0 ? documentOf(quota.stdout) : {};
    const limit = isProps(Quota) ? Quota.Value : undefined;
    if (vpcs?.status !== 0 || typeof limit !== "number") {
        return skipped(name, "the quota is not told; it is 5 in a region unless it was raised");
    }
    const used = listOf(documentOf(vpcs.stdout).Vpcs).length;
    const told = `${used} of ${limit} in ${region}, and ${newVpcs} to be made`;
    return used + newVpcs <= limit
        ? ok(name, told)
        : failed(name, told, `Ask AWS for more: quota ${VPC_QUOTA.code} of service ${VPC_QUOTA.service}.`);
}

async function readable(name: string, answer: Promise<Finished | undefined>): Promise<Check> {
    const finished = await answer;
    return finished?.status === 0 ? ok(name, "can be listed") : unreadable(name, finished);
}

/** A right to list says little of the right to make, and its absence as little: a warning. */
function unreadable(name: string, answer: Finished | undefined): Check {
    const fix = "Give this role the rights under Permissions in README.md.";
    return warning(name, firstLine(answer?.stderr ?? "") || "could not be asked for", fix);
}

function zonesOf(answer: Finished): Map<string, string> {
    const zones = listOf(documentOf(answer.stdout).AvailabilityZones);
    return new Map(zones.map(({ ZoneName, ZoneId }) => [String(ZoneName), String(ZoneId)]));
}

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
    return Array.isArray(value) ? value.filter(isProps) : [];
}
