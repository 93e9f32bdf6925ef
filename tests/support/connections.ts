import { createRequire } from "node:module";
import * as path from "node:path";
import { connectivityState } from "@grpc/grpc-js";

interface Pool {
    readonly pool: Readonly<Record<string, readonly { readonly subchannel: Subchannel }[]>>;
}

interface Subchannel {
    getConnectivityState(): connectivityState;
}

/** Addresses that this process goes on trying to reach, in vain: gRPC shares what it knows of an address. */
export function lostConnections(): string[] {
    const load = createRequire(__filename);
    const file = path.join(path.dirname(load.resolve("@grpc/grpc-js")), "subchannel-pool.js");
    const { getSubchannelPool } = load(file) as { getSubchannelPool: (isShared: boolean) => Pool };
    const known = Object.entries(getSubchannelPool(true).pool);
    return known.flatMap(([address, entries]) =>
        entries.some(({ subchannel }) => subchannel.getConnectivityState() === connectivityState.TRANSIENT_FAILURE)
            ? [address]
            : [],
    );
}
