import { expect } from "chai";
import { RUNNER_TOKEN_KEY } from "../../../../components/settings/runnerTypes";
import { parseSettings } from "../../../../components/settings/load";
import { SettingsError } from "../../../../components/settings/settingsError";
import { accepts, changed, onlyProblem, REGION, settingsWith, type Change } from "../support";

const ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:pool-abcdef";
const DIGEST = `sha256:${"0".repeat(64)}`;
const REPOSITORY = "pulumi/customer-managed-workflow-agent";
const LOOK_UP = "aws ec2 describe-availability-zones --query 'AvailabilityZones[].[ZoneName,ZoneId]'";

const RUNNER = {
    cidr: "10.2.0.0/20",
    availabilityZones: ["us-east-1a", "us-east-1b"],
    nat: "perZone",
    workflowRunner: { image: `${REPOSITORY}:2.4.1`, tokenSecretArn: ARN, egressCidrs: ["10.0.0.0/8"] },
};

/** The example with a runner that it makes in place of the hub's, and one of its settings changed. */
function runnerWith(path: readonly (string | number)[], value: unknown): Change[] {
    return [
        [["hub", "runner"], undefined],
        [["deploymentRunner"], structuredClone(RUNNER)],
        [["deploymentRunner", ...path], value],
    ];
}

interface Telling {
    readonly at: string;
    readonly given: string;
    readonly allowed: string;
    readonly fix: string;
}

/** The whole message. */
function messageOf({ at, given, allowed, fix }: Telling): string {
    const path = `confluent-cluster-linking:deploymentRunner${at}`;
    return `${path}\n    given:   ${given}\n    allowed: ${allowed}\n    fix:     ${fix}`;
}

function refuses(title: string, path: readonly (string | number)[], value: unknown, telling: Telling): void {
    it(`refuses ${title}`, () => {
        expect(onlyProblem(...runnerWith(path, value)).message).to.equal(messageOf(telling));
    });
}

/** Messages about the example when the configuration has other keys as well. */
function messages(change: readonly Change[], keys: readonly string[]): string[] {
    try {
        parseSettings(changed(...change), REGION, { config: Object.fromEntries(keys.map((key) => [key, ""])) });
        return [];
    } catch (error) {
        return error instanceof SettingsError ? error.problems.map(({ message }) => message) : [String(error)];
    }
}

describe("the settings of the deployment runner", () => {
    it("take their defaults", () => {
        const { deploymentRunner } = settingsWith(...runnerWith([], { availabilityZones: RUNNER.availabilityZones }));
        expect(deploymentRunner).to.deep.equal({
            cidr: "10.2.0.0/16",
            availabilityZones: ["us-east-1a", "us-east-1b"],
            nat: "single",
        });
    });

    it("make a workflow runner with defaults from an ARN alone, and none from nothing", () => {
        const { deploymentRunner } = settingsWith(...runnerWith(["workflowRunner"], { tokenSecretArn: ARN }));
        expect(deploymentRunner?.workflowRunner).to.deep.equal({
            image: `${REPOSITORY}:v2.3.0`,
            tokenSecretArn: ARN,
            egressCidrs: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
        });
        expect(settingsWith().deploymentRunner).to.equal(undefined);
    });

    accepts("every setting", runnerWith(["nat"], "single"));
    accepts("the smallest block", runnerWith(["cidr"], "10.2.0.0/22"));

    const CIDR =
        "Address block of the runner's VPC, /16 to /22; each zone takes an eighth of it. Defaults to 10.2.0.0/16.";
    refuses("a block that is too small", ["cidr"], "10.2.0.0/23", {
        at: ".cidr",
        given: '"10.2.0.0/23"',
        allowed: CIDR,
        fix: "Choose a prefix length from /16 to /22 instead of /23.",
    });
    refuses("another way of NAT", ["nat"], "each", {
        at: ".nat",
        given: '"each"',
        allowed: "NAT gateways: single, one for all zones; or perZone, one in each. Defaults to single.",
        fix: 'Write "single" or "perZone"; nearest is "perZone".',
    });
    refuses("a block of deployments' targets that is none", ["workflowRunner", "egressCidrs", 0], "10.0.0.1", {
        at: ".workflowRunner.egressCidrs[0]",
        given: '"10.0.0.1"',
        allowed: "Address block that deployments reach, /8 to /32.",
        fix: "Add the prefix length, as in 10.0.0.1/20.",
    });
    refuses("such a block twice", ["workflowRunner", "egressCidrs"], ["10.0.0.0/8", "10.0.0.0/8"], {
        at: ".workflowRunner.egressCidrs[1]",
        given: '"10.0.0.0/8" again',
        allowed:
            "each value once; it is at confluent-cluster-linking:deploymentRunner.workflowRunner.egressCidrs[0] already",
        fix: "Remove it.",
    });
});

describe("the zones of the deployment runner", () => {
    const ALLOWED = "the name of a zone of us-east-1, such as us-east-1a";
    const ZONES = "Zones with a private and a public subnet, 2 to 6 names; new ones belong at the end.";

    refuses("none", ["availabilityZones"], undefined, {
        at: ".availabilityZones",
        given: "nothing",
        allowed: ZONES,
        fix: "Add it.",
    });
    refuses("a single one", ["availabilityZones"], ["us-east-1a"], {
        at: ".availabilityZones",
        given: "a list of 1",
        allowed: ZONES,
        fix: "Give at least 2 of them.",
    });
    refuses("one twice", ["availabilityZones"], ["us-east-1a", "us-east-1a"], {
        at: ".availabilityZones[1]",
        given: '"us-east-1a" again',
        allowed: "each value once; it is at confluent-cluster-linking:deploymentRunner.availabilityZones[0] already",
        fix: "Remove it.",
    });
    refuses("an id for a name", ["availabilityZones", 1], "use1-az1", {
        at: ".availabilityZones[1]",
        given: '"use1-az1"',
        allowed: ALLOWED,
        fix: `This is a zone id; give the name beside it in: ${LOOK_UP}`,
    });
    refuses("one of another region", ["availabilityZones", 0], "eu-west-1a", {
        at: ".availabilityZones[0]",
        given: '"eu-west-1a"',
        allowed: ALLOWED,
        fix: "This zone is in eu-west-1; choose one of us-east-1, or set aws:region to eu-west-1.",
    });
    refuses("what is no zone", ["availabilityZones", 0], "us-east-1", {
        at: ".availabilityZones[0]",
        given: '"us-east-1"',
        allowed: ALLOWED,
        fix: `Choose one of the names that this shows for the region: ${LOOK_UP}`,
    });

    it("are not blamed for an unknown region, unless they are no names", () => {
        const change = runnerWith(["availabilityZones"], ["us-east-1a", "use1-az2"]);
        const raw = changed(...change);
        try {
            parseSettings(raw, "us-east1");
            expect.fail("it was expected to be refused");
        } catch (error) {
            const problems = error instanceof SettingsError ? error.problems : [];
            expect(problems.map(({ path, allowed }) => [path, allowed]).slice(1)).to.deep.equal([
                [
                    "confluent-cluster-linking:deploymentRunner.availabilityZones[1]",
                    "the name of a zone, such as us-east-1a",
                ],
            ]);
        }
    });
});

describe("the image of the workflow runner", () => {
    const image = ["workflowRunner", "image"];
    const ALLOWED =
        "Image of Pulumi's customer-managed workflow agent, 2.3.0 or newer, with a digest or a tag other than latest. " +
        `Defaults to ${REPOSITORY}:v2.3.0.`;
    const bad = (title: string, value: string, shown: string, fix: string) => {
        refuses(title, image, value, { at: ".workflowRunner.image", given: shown, allowed: ALLOWED, fix });
    };

    accepts("the first release that can", runnerWith(image, `${REPOSITORY}:2.3.0`));
    accepts("a later one", runnerWith(image, `${REPOSITORY}:v10.0.0`));
    accepts("what comes before a later one", runnerWith(image, `${REPOSITORY}:2.4.0-rc.1`));
    accepts("a tag that is no version", runnerWith(image, `${REPOSITORY}:tested`));
    accepts("a digest", runnerWith(image, `${REPOSITORY}@${DIGEST}`));
    accepts("a digest of whatever is called latest", runnerWith(image, `${REPOSITORY}:latest@${DIGEST}`));
    accepts("a registry with a port", runnerWith(image, "registry.example.test:5000/mirror/agent:v2.3.1"));

    bad("none at all", REPOSITORY, `"${REPOSITORY}"`, `Add the release, as in ${REPOSITORY}:v2.3.0.`);
    bad(
        "the latest",
        `${REPOSITORY}:latest`,
        `"${REPOSITORY}:latest"`,
        "Name a release, as in :v2.3.0: what latest is changes from task to task.",
    );
    const TOO_OLD = "Take 2.3.0 or newer: older ones cannot run jobs on ECS.";
    bad("an older release", `${REPOSITORY}:2.2.9`, `"${REPOSITORY}:2.2.9"`, TOO_OLD);
    bad("an older release with a v", `${REPOSITORY}:v1.9.0`, `"${REPOSITORY}:v1.9.0"`, TOO_OLD);
    bad("what came before the release", `${REPOSITORY}:2.3.0-rc.1`, `"${REPOSITORY}:2.3.0-rc.1"`, TOO_OLD);
    bad(
        "what is no image",
        "https://registry.example.test/agent:2.3.0",
        '"https://registry.example.test/agent:2.3.0"',
        "Write it as registry/repository:tag, or with @sha256: and 64 hexadecimal digits at the end.",
    );
});

describe("the token of the workflow runner", () => {
    const arn = ["workflowRunner", "tokenSecretArn"];
    const ALLOWED =
        "the pool's token once: as tokenSecretArn, or as the configuration's secret deployment-runner:token";

    refuses("none", arn, undefined, {
        at: ".workflowRunner",
        given: "no token",
        allowed: ALLOWED,
        fix: "Set it with: pulumi config set --secret deployment-runner:token; or add tokenSecretArn.",
    });
    refuses("an ARN of something else", arn, "arn:aws:iam::000000000000:role/pool", {
        at: ".workflowRunner.tokenSecretArn",
        given: '"arn:aws:iam::000000000000:role/pool"',
        allowed:
            "ARN of a secret in AWS Secrets Manager whose whole text is the runner pool's token. Defaults to a secret " +
            "made from the configuration's secret deployment-runner:token.",
        fix: "Give the whole ARN that `aws secretsmanager describe-secret` shows, with the six characters at its end.",
    });

    it("accepts the configuration's secret", () => {
        expect(messages(runnerWith(arn, undefined), [RUNNER_TOKEN_KEY])).to.deep.equal([]);
    });

    it("refuses both", () => {
        expect(messages(runnerWith(arn, ARN), [RUNNER_TOKEN_KEY])).to.deep.equal([
            messageOf({
                at: ".workflowRunner.tokenSecretArn",
                given: "an ARN, and deployment-runner:token as well",
                allowed: ALLOWED,
                fix: "Remove tokenSecretArn, or the other with: pulumi config rm deployment-runner:token",
            }),
        ]);
    });

    it("asks for none where there is no workflow runner", () => {
        expect(messages(runnerWith(["workflowRunner"], undefined), [])).to.deep.equal([]);
    });
});
