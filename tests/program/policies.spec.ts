// The policy pack against the whole program: it lets through every committed configuration, and stops each bad change.
import { expect } from "chai";
import { foreignIngress } from "../../policies/ingress";
import { RULES } from "../../policies/rules";
import { seen } from "../../policies/seen";
import { examples, hubExamples } from "../support/examples";
import { refusals, violations } from "../support/policies";
import { committed, ofExample, runStack } from "../support/programs";
import type { Recording, Registration } from "../support/recording";
import { stackFile } from "../support/stackFile";
import { TYPES } from "../support/types";

const ROTATION = "confluent-cluster-linking:rotation";

/** A recorded program with some of its resources changed, or left out where `change` gives nothing. */
function mutated({ registrations }: Recording, change: (each: Registration) => Registration | undefined) {
    return { registrations: registrations.flatMap((each) => change(each) ?? []) };
}

/** One resource with other inputs, which come out again. */
function withInputs(type: string, name: string, inputs: Record<string, unknown>) {
    return (each: Registration): Registration =>
        each.type === type && each.name === name
            ? { ...each, inputs: { ...each.inputs, ...inputs }, state: { ...each.state, ...inputs } }
            : each;
}

/** One resource with other options. */
function withOptions(type: string, name: string, options: Partial<Registration>) {
    return (each: Registration): Registration =>
        each.type === type && each.name === name ? { ...each, ...options } : each;
}

function rotating(): Promise<Recording> {
    return runStack({ ...stackFile("dev"), [ROTATION]: { asOf: "2027-01-03T00:00:00Z" } }, { stack: "dev" });
}

describe("the policy pack", () => {
    for (const mode of ["update", "preview"] as const) {
        for (const stack of ["dev", "prod"]) {
            it(`has nothing against the ${stack} stack in its ${mode}`, async () => {
                expect(await violations(await committed(stack, mode))).to.deep.equal([]);
            });
        }
        for (const { stack } of [...examples(), ...hubExamples()]) {
            it(`has nothing against the example ${stack} in its ${mode}`, async () => {
                expect(await refusals(await ofExample(stack, mode))).to.deep.equal([]);
            });
        }
    }

    it("lists the key of a manager with an INBOUND half where the others rotate, and lets it be", async () => {
        const told = await violations(await rotating());
        expect(told.map(({ rule, urn, isAdvisory }) => [rule, urn.split("::").at(-1), isAdvisory])).to.deep.equal([
            ["keys-that-stay", "shared-manager-key", true],
        ]);
    });
});

interface Bad {
    readonly rule: string;
    readonly what: string;
    readonly base: () => Promise<Recording>;
    readonly change: (each: Registration) => Registration | undefined;
    readonly told: string;
}

const dev = () => committed("dev");
const prod = () => committed("prod");
const RULE_NAME = "core-kafka-from-runner";
const CLIENT_ACL = "shared/reports/read-topic/stock_trades";
const OLD_KEY = "sandbox-manager-key-g693";

const BAD: readonly Bad[] = [
    {
        rule: "no-public-ingress",
        what: "a client network with public addresses",
        base: dev,
        change: withInputs(TYPES.ingressRule, RULE_NAME, { cidrIpv4: "0.0.0.0/0" }),
        told: `${RULE_NAME}: It lets in 0.0.0.0/0, which has public addresses.`,
    },
    {
        rule: "no-wildcard-acl-with-all",
        what: "a client that may do everything",
        base: () => ofExample("clients"),
        change: withInputs(TYPES.acl, CLIENT_ACL, { operation: "ALL", resourceName: "*" }),
        told: `${CLIENT_ACL}: It allows ALL on every TOPIC.`,
    },
    {
        rule: "no-role-above-cluster-admin",
        what: "a link with the environment's administrator",
        base: dev,
        change: withInputs(TYPES.roleBinding, "sandbox-shared-source-role", { roleName: "EnvironmentAdmin" }),
        told: "sandbox-shared-source-role: EnvironmentAdmin is more than CloudClusterAdmin.",
    },
    {
        rule: "link-halves-complete",
        what: "a link without its dialling half",
        base: dev,
        change: (each) => (each.name === "sandbox-shared-source" && each.type === TYPES.link ? undefined : each),
        told: "sandbox-shared-destination: Link sandbox-shared lacks an OUTBOUND half that dials the INBOUND one.",
    },
    {
        rule: "production-protected",
        what: "a zone that is not protected in production",
        base: prod,
        change: withOptions(TYPES.zone, "core-zone", { protect: false }),
        told: "core-zone: This Zone is not protected, and other resources of the stack are.",
    },
    {
        rule: "secrets-encrypted",
        what: "a credential in the clear",
        base: dev,
        change: (each) =>
            each.type === TYPES.topic ? { ...each, inputs: { ...each.inputs, credentials: { secret: "x" } } } : each,
        told: "sandbox/dev-stock_trades: credentials.secret is not a secret.",
    },
    {
        rule: "stack-named",
        what: "an endpoint without the stack's tag",
        base: dev,
        change: withInputs(TYPES.endpoint, "core-endpoint", { tags: { Name: "core" } }),
        told: "core-endpoint: Its tag pulumi-stack is not confluent-cluster-linking/dev.",
    },
    {
        rule: "keys-rotate",
        what: "a key that was left behind",
        base: rotating,
        change: withInputs(TYPES.apiKey, OLD_KEY, {
            description: "Managed by Pulumi: confluent-cluster-linking/dev. Generation 690",
        }),
        told: `${OLD_KEY}: It is 4 rotations old; 2 are allowed.`,
    },
];

describe("the policy pack stops", () => {
    for (const { rule, what, base, change, told } of BAD) {
        it(`${what} (${rule})`, async () => {
            expect(await refusals(mutated(await base(), change))).to.deep.equal([`${rule}: ${told}`]);
        });
    }

    it("clients outside the allowed blocks, once there are any (ingress-within-allowed-cidrs)", async () => {
        const rules = (await dev()).ofType(TYPES.ingressRule);
        const faults = (...allowedCidrs: string[]) =>
            rules.flatMap(({ type, urn, inputs: props }) => {
                const resource = seen({ type, urn, props, opts: { protect: false, additionalSecretOutputs: [] } });
                return foreignIngress(resource, { allowedCidrs });
            });
        expect(faults("10.0.0.0/8")).to.deep.equal([]);
        expect(faults("10.0.0.0/20")).to.include("It lets in 10.2.0.0/16, which is not within 10.0.0.0/20.");
    });

    it("by every rule that needs no configuration", () => {
        const shown = BAD.map(({ rule }) => rule);
        const rest = RULES.map(({ name }) => name).filter((name) => !shown.includes(name));
        expect(rest).to.deep.equal(["ingress-within-allowed-cidrs", "keys-that-stay"]);
    });
});
