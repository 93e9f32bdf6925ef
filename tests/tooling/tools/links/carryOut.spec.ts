// What becomes of a change that the service takes its time over, or refuses for one mirror.
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { carryOut } from "../../../../tools/links/carryOut";
import { linkTarget, mirror } from "./support";

describe("carrying out a change", () => {
    let server: http.Server;
    let states: string[];
    let refused: object[];
    beforeEach(async () => {
        [states, refused] = [["ACTIVE"], []];
        server = http.createServer((request, response) => {
            const status = states.length > 1 ? states.shift() : states[0];
            const found = { mirror_topic_name: "orders", source_topic_name: "orders", mirror_status: status };
            const data = request.method === "POST" ? refused : [found];
            response.writeHead(200).end(JSON.stringify({ ...found, data }));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterEach(() => new Promise((closed) => server.close(closed)));

    async function promoted() {
        const { port } = server.address() as AddressInfo;
        const [half] = linkTarget().halves.filter(({ end }) => end === "destination");
        const halves = half === undefined ? [] : [{ ...half, restEndpoint: `http://127.0.0.1:${port}` }];
        let now = 0;
        const lines: string[] = [];
        const step = { mirror: mirror(), effect: "" };
        const plan = { change: "promote", link: "ab", steps: [step], done: [], passedOver: [] } as const;
        const outcomes = await carryOut(linkTarget({ halves }), plan, {
            rest: () => Promise.resolve({ login: () => Promise.resolve({}), resolver: "" }),
            clock: {
                now: () => now,
                sleep: (milliseconds) => Promise.resolve((now += milliseconds)).then(() => undefined),
            },
            deadlineMs: 60_000,
            tell: (line) => lines.push(line),
        });
        return { failures: outcomes.map(({ failure }) => failure), lines };
    }

    it("waits for the end state, and tells each state once", async () => {
        // A state that is not quiet is asked for twice: by the list, and alone.
        states = ["ACTIVE", "ACTIVE", "ACTIVE", "STOPPED"];
        const { failures, lines } = await promoted();
        expect(failures).to.deep.equal([undefined]);
        expect(lines).to.deep.equal(["orders on b: ACTIVE", "orders on b: STOPPED"]);
    });

    it("says how far it got when the deadline has passed", async () => {
        states = ["PENDING_STOPPED"];
        expect((await promoted()).failures).to.deep.equal(["it is still PENDING_STOPPED after 60 s"]);
    });

    it("waits for no mirror that has failed, or that the service refuses", async () => {
        states = ["FAILED"];
        expect((await promoted()).failures).to.deep.equal(["it has failed"]);
        refused = [{ mirror_topic_name: "orders", error_code: 40002, error_message: "no" }];
        expect((await promoted()).failures).to.deep.equal(["no"]);
    });
});
