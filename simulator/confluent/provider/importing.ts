import type { Props } from "../../provider/model";

/** Names a block of variables: IMPORT_KAFKA_REST_ENDPOINT and the like, IMPORT_LOCAL_KAFKA_API_KEY and the like. */
type Side = "" | "LOCAL_" | "REMOTE_" | "SOURCE_" | "DESTINATION_";

/** The cluster that an import talks to, or names, as the environment variables of the run describe it. */
export function importedCluster(side: Side, id: string, hasCredentials = true): Props {
    const of = (name: string) => process.env[`IMPORT_${side}KAFKA_${name}`];
    const [restEndpoint, bootstrapEndpoint] = [of("REST_ENDPOINT"), of("BOOTSTRAP_ENDPOINT")];
    const [key, secret] = [of("API_KEY"), of("API_SECRET")];
    return {
        id,
        ...(restEndpoint === undefined ? {} : { restEndpoint }),
        ...(bootstrapEndpoint === undefined ? {} : { bootstrapEndpoint }),
        ...(!hasCredentials || key === undefined || secret === undefined ? {} : { credentials: { key, secret } }),
    };
}
