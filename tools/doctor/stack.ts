import { resolvedHub } from "../../components/settings/hubStack";
import { parseSettings } from "../../components/settings/load";
import type { Settings } from "../../components/settings/settings";
import { providerConfigIn } from "../../components/settings/providerConfig";
import { SettingsError } from "../../components/settings/settingsError";
import type { Finished } from "../../simulator/engine/command";
import { OAUTH, settingsOf } from "../../simulator/engine/stackFiles";
import { recordedOutputs, type Recorded } from "../../simulator/engine/stateFile";
import { isProps } from "../../simulator/provider/values";
import type { CloudApi } from "../orphans/confluent";
import { cloudApi } from "../orphans/real";
import { uncheckable } from "../drift/outOfReach";
import type { AwsFacts } from "./aws";
import { documentOf, failed, firstLine, ok, skipped, warning, type Check, type Run } from "./check";
import type { Demand } from "./confluent";

const SETTINGS = "settings";
const PLACE = "way to the clusters";

/** A stack as its configuration and state tell of it. */
export interface StackFacts {
    /** By full keys such as `aws:region`; a secret is only known to be there. */
    readonly config: Readonly<Record<string, unknown>>;
    readonly resources: readonly Recorded[];
}

/** Asks the CLI about a stack; a check that failed where it does not know the stack. */
export async function stackFacts(run: Run, stack: string): Promise<StackFacts | Check> {
    const shown = await run("pulumi", ["config", "--json", "--stack", stack]);
    if (shown?.status !== 0) {
        const fix = `Log in (pulumi login), and run: pulumi stack init ${stack}`;
        return failed("stack", firstLine(shown?.stderr ?? "") || "it cannot be asked for without the CLI", fix);
    }
    const exported = await run("pulumi", ["stack", "export", "--stack", stack]);
    return { config: configIn(shown), resources: resourcesIn(exported) };
}

function configIn({ stdout }: Finished): Record<string, unknown> {
    const entries = Object.entries(documentOf(stdout)).map(([key, entry]): [string, unknown] => {
        const { value, objectValue } = isProps(entry) ? entry : {};
        return [key, objectValue ?? value ?? { secure: "" }];
    });
    return Object.fromEntries(entries);
}

function resourcesIn(exported: Finished | undefined): readonly Recorded[] {
    const { deployment } = exported?.status === 0 ? documentOf(exported.stdout) : {};
    return isProps(deployment) && Array.isArray(deployment.resources) ? (deployment.resources as Recorded[]) : [];
}

/** Whether the program would take the settings, and how the provider logs in; and what the settings are. */
export async function checkSettings(
    run: Run,
    stack: string,
    { config }: StackFacts,
    environment: NodeJS.ProcessEnv,
): Promise<{ readonly check: Check; readonly settings?: Settings }> {
    const raw = settingsOf({ config: { ...config } });
    const region = config["aws:region"];
    const read = async (other: string, output: string) => {
        const outputs = await run("pulumi", ["stack", "output", "--json", "--stack", other]);
        return outputs?.status === 0 ? documentOf(outputs.stdout)[output] : undefined;
    };
    try {
        const hub = await resolvedHub(raw.hub, read);
        const whole = hub === undefined ? raw : { ...raw, hub };
        const provider = providerConfigIn(await providerTexts(run, stack, config), environment);
        const settings = parseSettings(whole, typeof region === "string" ? region : "", { config, provider });
        return { check: ok(SETTINGS, "the program takes them"), settings };
    } catch (error) {
        if (!(error instanceof SettingsError)) {
            throw error;
        }
        return { check: failed(SETTINGS, error.message, "Mend them in the stack's file.") };
    }
}

/** The provider's settings by their full keys. Of OAuth the CLI shows nothing unless it is asked for by its key. */
async function providerTexts(run: Run, stack: string, config: StackFacts["config"]): Promise<Record<string, string>> {
    const keys = Object.keys(config).filter((key) => key.startsWith("confluentcloud:"));
    const asked = keys.includes(OAUTH) ? await run("pulumi", ["config", "get", OAUTH, "--stack", stack]) : undefined;
    const texts = keys.map((key) => [key, key === OAUTH && asked?.status === 0 ? asked.stdout.trim() : ""] as const);
    return Object.fromEntries(texts);
}

/** The Cloud API's key from the environment, or from the stack's configuration; it is shown nowhere. */
export async function apiOf(
    run: Run,
    stack: string,
    { config }: StackFacts,
    environment: NodeJS.ProcessEnv,
): Promise<CloudApi | undefined> {
    const names = { CONFLUENT_CLOUD_API_KEY: "cloudApiKey", CONFLUENT_CLOUD_API_SECRET: "cloudApiSecret" };
    const found: Record<string, string | undefined> = { ...environment };
    for (const [variable, name] of Object.entries(names)) {
        const key = `confluentcloud:${name}`;
        if (config[key] !== undefined) {
            const asked = await run("pulumi", ["config", "get", key, "--stack", stack]);
            found[variable] = asked?.status === 0 ? asked.stdout.trim() : found[variable];
        }
    }
    return cloudApi(found);
}

/** What is counted, of what the stack makes and has not made yet. */
export function demandOf(
    { environment, clusters, links, authentication }: Settings,
    { resources }: StackFacts,
): Demand {
    const made = (kind: string) => resources.filter(({ type }) => type.endsWith(`:${kind}`)).length;
    const clients = Object.values(clusters).map(({ clients: own }) => Object.keys(own).length);
    const ends = Object.values(links).filter(({ identities }) => identities === "own").length * 2;
    const managers = authentication === "oauth" ? 0 : Object.keys(clusters).length + ends;
    const accounts = managers + clients.reduce((sum, count) => sum + count, 0);
    const ids = Object.values(clusters).flatMap((one) => (one.type === "existing" ? [one.environmentId] : []));
    return {
        environmentIds: [...new Set([...ids, ...(environment?.id === undefined ? [] : [environment.id])])],
        newEnvironments: environment?.name === undefined ? 0 : Math.max(0, 1 - made("Environment")),
        serviceAccounts: Math.max(0, accounts - made("ServiceAccount")),
    };
}

const VPC_ID = "vpc-";

export function awsFactsOf(settings: Settings, { resources }: StackFacts): AwsFacts {
    const { region, privateNetworks, hub, networkHub, deploymentRunner } = settings;
    const networks = Object.values(privateNetworks);
    const hubVpcs = hub === undefined || hub.owner !== undefined ? [] : [hub.runner, hub.dns, hub.vpn];
    const vpcIds = hubVpcs
        .flatMap((vpc) => (vpc !== undefined && "vpcId" in vpc ? [vpc.vpcId] : []))
        .filter((id): id is string => typeof id === "string" && id.startsWith(VPC_ID));
    const wanted =
        networks.length +
        (networkHub?.dns === undefined ? 0 : 1) +
        (networkHub?.vpn === undefined ? 0 : 1) +
        (deploymentRunner === undefined ? 0 : 1);
    const there = resources.filter(({ type }) => type === "aws:ec2/vpc:Vpc").length;
    return {
        region,
        zoneIds: [...new Set(networks.flatMap(({ zoneIds }) => zoneIds))],
        vpcIds: [...new Set(vpcIds)],
        newVpcs: Math.max(0, wanted - there),
        serviceName: serviceNameIn(resources),
    };
}

function serviceNameIn(resources: readonly Recorded[]): string | undefined {
    const names = resources.flatMap(({ outputs }) => {
        const { aws, awsIngressPrivateLinkGateway: gateway } = outputs ?? {};
        const side: unknown = Array.isArray(aws) ? aws[0] : gateway;
        return isProps(side) && typeof side.vpcEndpointServiceName === "string" ? [side.vpcEndpointServiceName] : [];
    });
    return names[0];
}

/** Whether this machine reaches what the stack has made, as an `up` with changes in a private cluster has to. */
export async function checkPlace({ resources }: StackFacts, settings: Settings): Promise<Check> {
    const outputs = recordedOutputs(resources);
    if (Object.keys(outputs).length === 0) {
        return skipped(PLACE, "nothing has been deployed yet");
    }
    const reason = await uncheckable(outputs, settings.readiness.resolver ?? "");
    return reason === undefined
        ? ok(PLACE, "every cluster with objects of the stack is in reach")
        : warning(PLACE, reason, "A preview works from here; run up from the private runner.");
}
