// The wait for Pulumi Deployments, against a server that plays Pulumi Cloud. Does not prove that the real one answers so.
import { randomBytes } from "node:crypto";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { deploy } from "../../../tools/deployment/deployment";

const token = randomBytes(12).toString("hex");

interface Call {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly authorization: string | undefined;
    readonly body: string;
}

/** Answers in turn, the last one again and again; a number is a status without a document. */
async function playing(answers: readonly (object | number)[], use: (service: string, calls: Call[]) => Promise<void>) {
    const calls: Call[] = [];
    const server = http.createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk.toString()));
        request.on("end", () => {
            const { method, url, headers } = request;
            const answer = answers[Math.min(calls.length, answers.length - 1)] ?? 500;
            calls.push({ method, url, authorization: headers.authorization, body });
            response.statusCode = typeof answer === "number" ? answer : 200;
            response.end(typeof answer === "number" ? "kept from the log" : JSON.stringify(answer));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
        await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, calls);
    } finally {
        server.close();
    }
}

const target = (service: string) => ({ stack: "acme/project/dev", commit: "abc", service, token, interval: 1 });

async function refusal(promise: Promise<unknown>): Promise<string> {
    try {
        await promise;
    } catch (error) {
        return (error as Error).message;
    }
    throw new Error("nothing was refused");
}

describe("the wait for Pulumi Deployments", () => {
    const started = { id: "d-1", consoleUrl: "https://console.example.com/1" };

    it("asks once, with the stack's settings and the commit, and tells each new status", async () => {
        const answers = [
            started,
            { status: "accepted" },
            { status: "running" },
            { status: "running" },
            { status: "succeeded" },
        ];
        await playing(answers, async (service, calls) => {
            const log: string[] = [];
            expect(await deploy(target(service), (line) => log.push(line))).to.equal("succeeded");
            expect(log).to.deep.equal([
                "Deployment d-1 of acme/project/dev at abc: https://console.example.com/1",
                ...["accepted", "running", "succeeded"],
            ]);
            expect(calls.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
                "POST /api/stacks/acme/project/dev/deployments",
                ...Array<string>(4).fill("GET /api/stacks/acme/project/dev/deployments/d-1"),
            ]);
            expect(calls.every(({ authorization }) => authorization === `token ${token}`)).to.equal(true);
            const asked = JSON.parse(calls[0]?.body ?? "") as { operation: string; sourceContext: { git: object } };
            expect(asked).to.include({ operation: "update", inheritSettings: true });
            expect(asked.sourceContext.git).to.include({ commit: "abc" });
        });
    });

    it("tells an end that is no success", async () => {
        await playing([started, { status: "failed" }], async (service) => {
            expect(await deploy(target(service), () => undefined)).to.equal("failed");
        });
    });

    it("looks again after a failure, and gives up after five", async () => {
        await playing([started, 502, 502, { status: "succeeded" }], async (service) => {
            expect(await deploy(target(service), () => undefined)).to.equal("succeeded");
        });
        await playing([started, 502], async (service, calls) => {
            expect(await refusal(deploy(target(service), () => undefined))).to.include("502");
            expect(calls).to.have.length(6);
        });
    });

    it("ends with the first refusal, and without the answer's text", async () => {
        await playing([403], async (service, calls) => {
            const message = await refusal(deploy(target(service), () => undefined));
            expect(message).to.include("403").and.to.not.include("kept from the log");
            expect(calls).to.have.length(1);
        });
    });
});
