import type { ReachTable } from "../../simulator/reach/table";

/** Who reaches what, by place and service: "open", or the hop at which the way ends. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A table without what differs from run to run. REST and bootstrap are one entry where the same becomes of both. */
export function matrixOf({ rows }: ReachTable): Matrix {
    const matrix: Record<string, Record<string, string>> = {};
    for (const { from, to, service, open, hop } of rows) {
        const place = (matrix[from.replace(/ vpc-.*/, "")] ??= {});
        const name = to.replace(/ lsrc-.*/, "");
        const outcome = open ? "open" : String(hop);
        const before = service === "REST" ? undefined : place[name];
        place[name] = before === undefined || before === outcome ? outcome : `${before}, ${service} ${outcome}`;
    }
    return matrix;
}
