import type { Estimate } from "./estimate";

const HEAD = ["item", "number", "each a month", "a month"] as const;

/** The estimate as a table for people. */
export function costReport(stack: string, estimate: Estimate): string[] {
    const { currency, region, hoursPerMonth, lines, monthly, unpriced } = estimate;
    const rows = lines.map(({ item, units, unitPrice, monthly: sum }) => [
        item,
        number(units),
        money(unitPrice),
        money(sum),
    ]);
    const table = [[...HEAD], ...rows, ["together", "", "", money(monthly)]];
    const widths = HEAD.map((_head, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
    const line = (row: readonly string[]) =>
        widths
            .map((width, column) =>
                column === 0 ? (row[column] ?? "").padEnd(width) : (row[column] ?? "").padStart(width),
            )
            .join("  ")
            .trimEnd();
    return [
        `Fixed monthly cost of stack ${stack}: ${currency}, list prices of ${region}, ${hoursPerMonth} hours.`,
        "",
        ...table.map(line),
        "",
        ...(unpriced.length === 0
            ? []
            : ["Billed by the hour at prices of your contract (confluent billing price list):"]),
        ...unpriced.map(({ item, units }) => `  ${item}: ${number(units)}`),
        "Not in it: data transfer and processing, DNS queries, VPN connections, log volume, and what Confluent bills by use.",
    ];
}

function money(amount: number): string {
    return amount.toFixed(2);
}

function number(units: number): string {
    return String(Math.round(units * 100) / 100);
}
