import { expect } from "chai";
import type { Answer, Bench } from "../confluent/support";
import { deviations, type Contract } from "./contract";

/** The answer has that status, is JSON, and departs from its contract nowhere. */
export function expectAnswer(answer: Answer, status: number, contract: Contract): void {
    expect([answer.status, answer.type, deviations(contract, answer.json.all())]).to.deep.equal([
        status,
        "application/json",
        [],
    ]);
}

/** The answer has that status, and nothing in it. */
export function expectNothing(answer: Answer, status: number): void {
    expect([answer.status, answer.type, answer.json.all()]).to.deep.equal([status, null, {}]);
}

/**
 * Follows a list from its first page to its last, two items a page, as clients do: with the token out of `next`.
 * Every page fits the contract; returns the ids of each page.
 */
export async function followPages(bench: Bench, path: string, contract: Contract): Promise<string[][]> {
    const pages: string[][] = [];
    const first = new URL(path, "http://localhost");
    first.searchParams.set("page_size", "2");
    for (let token: string | null = ""; token !== null;) {
        const url = new URL(first);
        if (token !== "") {
            url.searchParams.set("page_token", token);
        }
        const answer = await bench.call("GET", `${url.pathname}${url.search}`);
        expectAnswer(answer, 200, contract);
        pages.push(answer.json.list("data").map((item) => item.text("id") ?? ""));
        const next = answer.json.text("metadata.next");
        token = next === undefined ? null : new URL(next).searchParams.get("page_token");
        if (next !== undefined) {
            expect(Object.fromEntries(new URL(next).searchParams)).to.include(Object.fromEntries(first.searchParams));
        }
    }
    return pages;
}
