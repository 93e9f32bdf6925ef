import * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../internal/maps";
import { crossChecks } from "./checks";
import { readDraft } from "./draft";
import { resolvedHub, stackOutput } from "./hubStack";
import { NAMESPACE } from "./namespace";
import { hubOf } from "./ownHub";
import { plainData } from "./plainData";
import { halfConfig } from "./replication";
import { checkProvider, providerConfig, type ProviderConfig } from "./providerConfig";
import type { ParsedSettings } from "./schema";
import type { Authentication, ClusterSettings, LinkSettings, Settings } from "./settings";
import { SettingsError } from "./settingsError";
import { checkShape } from "./shape";
import { certificateProblems } from "./vpnCertificates";
import { structured } from "./structured";

/** Days for which a deleted secret of a protected stack can be restored, unless it says otherwise. */
const PROTECTED_RECOVERY_DAYS = 30;

/** What the settings are held against; left out where nobody knows. */
interface Surroundings {
    /** The values of all namespaces, for what has to be there as a secret; without it none is there. */
    readonly config?: Readonly<Record<string, unknown>>;
    /** How the confluentcloud provider is configured. */
    readonly provider?: ProviderConfig;
}

/**
 * Checks a configuration and fills in its defaults. `raw` holds the values of the program's namespace by key,
 * `region` is `aws:region`, `around` what stands beside them. Throws one SettingsError with every problem found, and
 * nothing else.
 */
export function parseSettings(raw: Record<string, unknown>, region: string, around: Surroundings = {}): Settings {
    const { config, provider } = around;
    const plain = plainData(raw);
    const shape = checkShape(plain.value);
    const draft = readDraft(plain.value, Object.keys(config ?? {}));
    const problems = [
        ...plain.problems,
        ...shape.problems,
        ...crossChecks(draft, region),
        ...(config === undefined ? [] : certificateProblems(draft, config)),
        ...(provider === undefined ? [] : checkProvider(draft.authentication, provider)),
    ];
    if (shape.parsed === undefined || problems.length > 0) {
        throw new SettingsError(problems.toSorted((left, right) => left.path.localeCompare(right.path, "en")));
    }
    return complete(shape.parsed, region);
}

/**
 * The configuration of the stack that runs. No secret belongs in this namespace: those of the Confluent and AWS
 * providers stay in theirs. A hub that another stack has made is read from that stack. Throws a SettingsError with every
 * problem found.
 */
export async function loadSettings(): Promise<Settings> {
    const config = pulumi.runtime.allConfig();
    const start = `${NAMESPACE}:`;
    const entries = Object.entries(config)
        .filter(([key]) => key.startsWith(start))
        .map(([key, value]): [string, unknown] => [key.slice(start.length), structured(value)]);
    return settingsFrom(Object.fromEntries(entries));
}

/**
 * Settings from values of the program's namespace, checked against the rest of the running stack's configuration: its
 * region, and how its providers log in. Throws a SettingsError with every problem found.
 */
export async function settingsFrom(raw: Record<string, unknown>): Promise<Settings> {
    const hub = await resolvedHub(raw.hub, stackOutput);
    return checkedHere(hub === undefined ? raw : { ...raw, hub });
}

/** The same at once, with `hub.stack` not read. */
export function checkedHere(raw: Record<string, unknown>): Settings {
    const config = pulumi.runtime.allConfig();
    return parseSettings(raw, config["aws:region"] ?? "", { config, provider: providerConfig() });
}

function complete({ hub: stated, ...parsed }: ParsedSettings, region: string): Settings {
    const hub = hubOf({ ...parsed, hub: stated });
    return {
        ...parsed,
        region,
        ...(hub === undefined ? {} : { hub }),
        clusters: mapEntries(parsed.clusters, (key, cluster): ClusterSettings =>
            cluster.type === "existing"
                ? { ...cluster, region: cluster.region ?? region }
                : { ...cluster, displayName: cluster.displayName ?? key },
        ),
        secrets: {
            ...parsed.secrets,
            recoveryWindowDays: parsed.secrets.recoveryWindowDays ?? (parsed.protection ? PROTECTED_RECOVERY_DAYS : 0),
        },
        links: mapEntries(parsed.links, (key, link) => completeLink(key, link, parsed.authentication)),
    };
}

/** A direction's configuration is that of the half on the cluster where its mirrors are. */
function completeLink(
    key: string,
    { replication, ...link }: ParsedSettings["links"][string],
    authentication: Authentication,
): LinkSettings {
    return {
        ...link,
        // The identity pool is every cluster's manager, and there is no other identity.
        identities: authentication === "oauth" ? "managers" : link.identities,
        name: link.name ?? key,
        config: {
            source: halfConfig(link.config.source, replication.fromDestination),
            destination: halfConfig(link.config.destination, replication.fromSource),
        },
    };
}
