import type { CallContext, FunctionModel, Props } from "../../provider/model";
import { Fields } from "../api";
import { callCloud } from "./controlPlane";
import { sharedOutputs } from "./kafkaCluster";
import { doing } from "./transport";

const PAGE_SIZE = 99;

/** Every item of a list of the control plane, page by page. */
async function listAll(context: CallContext, path: string, query: Record<string, string>): Promise<Fields[]> {
    const items: Fields[] = [];
    let token: string | undefined;
    do {
        const paging: Record<string, string> = token === undefined ? {} : { page_token: token };
        const search = new URLSearchParams({ ...query, ...paging }).toString();
        const answer = await callCloud(context, "GET", `${path}?${search}`);
        items.push(...answer.list("data"));
        const next = answer.text("metadata.next");
        token = next === undefined ? undefined : (new URL(next).searchParams.get("page_token") ?? undefined);
    } while (token !== undefined);
    return items;
}

/** The one item; throws in the provider's words where there is none, or where there are several. */
function onlyOne(kind: string, name: string, found: readonly Fields[]): Fields {
    const [first, ...more] = found;
    if (first === undefined) {
        throw new Error(`${kind} with "display_name"="${name}" was not found`);
    }
    if (more.length > 0) {
        throw new Error(`there are multiple ${kind}s with "display_name"="${name}"`);
    }
    return first;
}

/** Runs a look-up by id or, where none is given, by display name. */
async function lookedUp(
    kind: string,
    args: Props,
    byId: (id: string) => Promise<Fields>,
    byName: (name: string) => Promise<readonly Fields[]>,
): Promise<Fields> {
    const fields = new Fields(args);
    const [id, name] = [fields.text("id"), fields.text("displayName")];
    if (id === undefined && name === undefined) {
        throw new Error(`one of \`display_name,id\` must be specified to look up a ${kind}`);
    }
    return doing(`reading ${kind} "${id ?? name ?? ""}"`, async () =>
        id === undefined ? onlyOne(kind, name ?? "", await byName(name ?? "")) : byId(id),
    );
}

/** An environment by id or display name. */
export const getEnvironment: FunctionModel = async (context, args) => {
    const path = "/org/v2/environments";
    const found = await lookedUp(
        "Environment",
        args,
        (id) => callCloud(context, "GET", `${path}/${id}`),
        async (name) =>
            (await listAll(context, path, { page_size: String(PAGE_SIZE) })).filter(
                (item) => item.text("display_name") === name,
            ),
    );
    return {
        id: found.text("id"),
        displayName: found.text("display_name"),
        resourceName: found.text("metadata.resource_name"),
        streamGovernance: { package: found.text("stream_governance_config.package") ?? "" },
    };
};

/** A Kafka cluster of an environment by id or display name. */
export const getKafkaCluster: FunctionModel = async (context, args) => {
    const path = "/cmk/v2/clusters";
    const environment = new Fields(args).text("environment.id") ?? "";
    const found = await lookedUp(
        "Kafka Cluster",
        args,
        (id) => callCloud(context, "GET", `${path}/${id}?environment=${environment}`),
        async (name) =>
            (await listAll(context, path, { environment, page_size: String(PAGE_SIZE) })).filter(
                (item) => item.text("spec.display_name") === name,
            ),
    );
    return {
        ...sharedOutputs(found),
        id: found.text("id"),
        deletionProtection: found.flag("spec.deletion_protection") ?? false,
        byokKeys: [{ id: found.text("spec.byok.id") ?? "" }],
        networks: [{ id: found.text("spec.network.id") ?? "" }],
        ...typeBlocks(found),
    };
};

/** The list of each type is empty but for the cluster's own. */
function typeBlocks(cluster: Fields): Props {
    const kind = cluster.text("spec.config.kind");
    const limit = [{ maxEcku: cluster.number("spec.config.max_ecku") ?? 0 }];
    const lists = {
        basics: kind === "Basic" ? limit : [],
        standards: kind === "Standard" ? limit : [],
        enterprises: kind === "Enterprise" ? limit : [],
        freights: [],
    };
    if (kind !== "Dedicated") {
        return lists;
    }
    const dedicated = {
        cku: cluster.number("status.cku"),
        encryptionKey: cluster.text("spec.config.encryption_key") ?? "",
        zones: cluster.texts("spec.config.zones"),
    };
    return { ...lists, dedicated };
}

/** A service account by id or display name; the service itself picks by name. */
export const getServiceAccount: FunctionModel = async (context, args) => {
    const path = "/iam/v2/service-accounts";
    const found = await lookedUp(
        "Service Account",
        args,
        (id) => callCloud(context, "GET", `${path}/${id}`),
        async (name) => {
            const words = name.split(" ").map((word) => `display_name=${encodeURIComponent(word)}`);
            return (await callCloud(context, "GET", `${path}?${words.join("&")}`)).list("data");
        },
    );
    return {
        id: found.text("id"),
        apiVersion: found.text("api_version"),
        kind: found.text("kind"),
        displayName: found.text("display_name"),
        description: found.text("description") ?? "",
    };
};

/** The Schema Registry of an environment; does not wait for it. */
export const getSchemaRegistryCluster: FunctionModel = async (context, args) => {
    const fields = new Fields(args);
    const environment = fields.text("environment.id") ?? "";
    const found = await doing("reading Schema Registry Cluster", async () => {
        const id = fields.text("id") ?? (await registryId(context, environment, fields.text("displayName")));
        return callCloud(context, "GET", `/srcm/v3/clusters/${id}?environment=${environment}`);
    });
    return {
        id: found.text("id"),
        apiVersion: found.text("api_version"),
        kind: found.text("kind"),
        resourceName: found.text("metadata.resource_name"),
        displayName: found.text("spec.display_name"),
        environment: { id: environment },
        package: found.text("spec.package"),
        cloud: found.text("spec.cloud"),
        region: found.text("spec.region"),
        restEndpoint: found.text("spec.http_endpoint"),
        catalogEndpoint: found.text("spec.catalog_http_endpoint") ?? "",
        privateRestEndpoint: found.text("spec.private_http_endpoint") ?? "",
        privateRegionalRestEndpoints: found.at("spec.private_networking_config.regional_endpoints") ?? {},
    };
};

async function registryId(context: CallContext, environment: string, name: string | undefined): Promise<string> {
    const all = await listAll(context, "/srcm/v3/clusters", { environment, page_size: String(PAGE_SIZE) });
    const found = all.filter((item) => name === undefined || item.text("spec.display_name") === name);
    const [first, ...more] = found;
    if (first === undefined) {
        throw new Error(`there are no SR clusters in "${environment}" environment`);
    }
    if (more.length > 0) {
        throw new Error(`there are multiple SR clusters in "${environment}" environment`);
    }
    return first.text("id") ?? "";
}

/** The endpoints of an environment's services that a filter lets through; an empty list where there are none. */
export const getEndpoint: FunctionModel = async (context, args) => {
    const filter = new Fields(args.filter);
    const isPrivate = filter.flag("isPrivate");
    const query = {
        environment: filter.text("environment.id"),
        service: filter.text("service"),
        cloud: filter.text("cloud"),
        region: filter.text("region"),
        resource: filter.text("resource"),
        is_private: isPrivate === undefined ? undefined : String(isPrivate),
        page_size: "100",
    };
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const found = await doing("reading Endpoints", () =>
        listAll(context, "/endpoint/v1/endpoints", Object.fromEntries(given)),
    );
    return { id: "endpoints", filter: args.filter, endpoints: found.map(endpointOutputs) };
};

function endpointOutputs(item: Fields): Props {
    const reference = (path: string): Props[] => {
        const id = item.text(`${path}.id`);
        return id === undefined ? [] : [{ id }];
    };
    return {
        id: item.text("id"),
        apiVersion: item.text("api_version"),
        kind: item.text("kind"),
        cloud: item.text("cloud"),
        region: item.text("region"),
        service: item.text("service"),
        isPrivate: item.flag("is_private"),
        connectionType: item.text("connection_type"),
        endpoint: item.text("endpoint"),
        endpointType: item.text("endpoint_type"),
        environment: { id: item.text("environment.id") },
        resources: reference("resource").map((one) => ({ ...one, kind: item.text("resource.kind") })),
        gateways: reference("gateway"),
        accessPoints: reference("access_point"),
    };
}
