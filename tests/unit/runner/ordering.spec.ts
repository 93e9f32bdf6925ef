// Does not prove in which order the remote component makes its own parts.
import { expect } from "chai";
import type { Recording } from "../../support/recording";
import { TYPES } from "../../support/types";
import { recordRunner } from "./support";

/** What has to exist before the agent is started, and goes only after it. */
const BEFORE_THE_AGENT: readonly [string, string, readonly string[]][] = [
    ["the VPC with NAT and routes", TYPES.awsxVpc, ["runner"]],
    [
        "the endpoints",
        TYPES.endpoint,
        ["runner-secretsmanager", "runner-logs", "runner-ecr-api", "runner-ecr-dkr", "runner-s3"],
    ],
    ["the endpoints' admission", TYPES.ingressRule, ["runner-https-from-vpc"]],
    ["the token's version", TYPES.secretVersion, ["runner-token-version"]],
    [
        "the roles' rights",
        TYPES.rolePolicy,
        ["runner-agent-rights", "runner-agent-start-rights", "runner-job-rights", "runner-job-start-rights"],
    ],
    ["the cluster", TYPES.ecsCluster, ["runner-cluster"]],
    ["the log", TYPES.logGroup, ["runner-log"]],
    ["the way out of agent and jobs", TYPES.egressRule, ["runner-agent-https", "runner-jobs-https"]],
    ["the way of jobs to Kafka", TYPES.egressRule, ["runner-jobs-kafka-to-10.0.0.0/8"]],
];

function closureOf(recording: Recording, type: string, name: string): ReadonlySet<string> {
    return recording.closure(recording.find(type, name).urn);
}

describe("order of the runner", () => {
    for (const [title, type, names] of BEFORE_THE_AGENT) {
        it(`${title}: before the agent`, async () => {
            const { recording } = await recordRunner();
            const closure = closureOf(recording, TYPES.ecsService, "runner-service");
            const missing = names.filter((name) => !closure.has(recording.find(type, name).urn));
            expect(missing).to.deep.equal([]);
        });
    }

    it("the VPC comes before its attachment, endpoints and security groups", async () => {
        const { recording } = await recordRunner();
        const vpc = recording.find(TYPES.awsxVpc, "runner").urn;
        for (const { urn, name } of recording.ofType(TYPES.gatewayAttachment, TYPES.endpoint, TYPES.securityGroup)) {
            expect(recording.closure(urn).has(vpc), name).to.equal(true);
        }
    });

    it("a role's rights do not wait for the agent, which goes before them", async () => {
        const { recording } = await recordRunner();
        const service = recording.find(TYPES.ecsService, "runner-service").urn;
        const waiting = recording.resources.filter(({ urn }) => recording.closure(urn).has(service));
        expect(waiting.map(({ name }) => name)).to.deep.equal([]);
    });
});
