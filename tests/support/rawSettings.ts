export type RawMirror = string | { topic: string; status?: string; import?: string };

/** The part of a stack's configuration that tests change. */
export interface RawSettings {
    environment: { name?: string; id?: string };
    phase?: string;
    protection: boolean;
    privateNetworks: Record<
        string,
        {
            connectivity?: string;
            keepAttachment?: boolean;
            vpcCidr: string;
            zoneIds: string[];
            clientCidrs?: string[];
            systemResolverRule?: string[];
        }
    >;
    dns?: { mode: string; network: string };
    clusters: Record<
        string,
        {
            type: string;
            id?: string;
            environmentId?: string;
            kind?: string;
            privateNetwork?: string;
            displayName?: string;
            import?: string;
            topics?: Record<string, { partitions?: number; config?: Record<string, string>; import?: string }>;
            cku?: number;
            clients?: Record<string, unknown>;
            datagen?: Record<string, unknown>;
        }
    >;
    links: Record<
        string,
        {
            mode: string;
            authorization?: string;
            source: string;
            destination: string;
            mirrorTopics?: { fromSource?: RawMirror[]; fromDestination?: RawMirror[] };
            replication?: Record<string, unknown>;
            import?: { source?: string; destination?: string };
            config?: Record<string, Record<string, string>>;
        }
    >;
    hub?: { manageRoutes?: boolean; runner: { vpcId: string; cidr: string; routeTableIds: string[] } };
    readiness?: { deadlineSeconds?: number; resolver?: string };
    schemaRegistry?: { subjects: string[] };
    secrets?: { recoveryWindowDays?: number; kmsKeyId?: string };
    rotation?: { days?: number; retain?: number; generation?: number; asOf?: string };
}
