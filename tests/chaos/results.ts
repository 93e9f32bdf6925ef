import * as fs from "node:fs";
import * as path from "node:path";
import type { Verdict } from "./verdict";

/** The verdict on one case, by its id, and what it took. */
export interface Result extends Verdict {
    readonly id: string;
    /** Processor time of everything that it started. */
    readonly processorSeconds: number;
}

/** Results of earlier runs, a line each: a broken off run goes on from there. The last line of a case counts. */
export class Results {
    private readonly known = new Map<string, Result>();

    constructor(private readonly file: string) {
        const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
        // A run that was killed while it wrote leaves half a line.
        for (const line of text.split("\n").filter((each) => each.startsWith("{") && each.endsWith("}"))) {
            const result = JSON.parse(line) as Result;
            this.known.set(result.id, result);
        }
    }

    add(result: Result): void {
        this.known.set(result.id, result);
        fs.mkdirSync(path.dirname(this.file), { recursive: true });
        fs.appendFileSync(this.file, `${JSON.stringify(result)}\n`);
    }

    get(id: string): Result | undefined {
        return this.known.get(id);
    }

    /** What has come to its end; a case that failed is worth another try. */
    isDone(id: string): boolean {
        const result = this.known.get(id);
        return result !== undefined && result.outcome !== "failed";
    }
}
