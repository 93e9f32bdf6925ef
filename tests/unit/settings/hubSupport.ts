import { expect } from "chai";
import type { Problem } from "../../../components/internal/problems";
import { example, problemsOf, REGION } from "./support";

/** A configuration, as Pulumi hands it over. */
export type Raw = Record<string, unknown>;

/** ARN of a certificate. */
export const arn = (last: string, region = REGION) =>
    `arn:aws:acm:${region}:000000000000:certificate/00000000-0000-0000-0000-00000000000${last}`;
export const CERTIFICATES = { serverArn: arn("1"), clientRootArn: arn("2") };

/** A hub that uses every setting. */
export const HUB = {
    amazonSideAsn: 64513,
    zoneIds: ["use1-az1", "use1-az2"],
    runner: {
        vpcId: "vpc-00000000000000001",
        cidr: "10.2.0.0/16",
        subnetIds: ["subnet-00000000000000001"],
        routeTableIds: ["rtb-00000000000000001"],
    },
    dns: { cidr: "10.254.0.0/24", inbound: true, forward: [{ domain: "corp.example", targets: ["10.9.0.2"] }] },
    vpn: {
        cidr: "10.101.0.0/22",
        clientCidr: "10.201.0.0/22",
        splitTunnel: false,
        logRetentionDays: 7,
        certificates: CERTIFICATES,
    },
    share: { principals: ["222222222222"], allowExternalPrincipals: true },
    flowLogs: { retentionDays: 14 },
};
/** The smallest hub with a change; undefined takes a part away. */
export const hub = (change: Raw = {}): Raw => ({ networkHub: { zoneIds: HUB.zoneIds, ...change } });

/** The example with a hub to make in the place of the one that is there. */
export const beside = (change: Raw = {}): Raw => {
    const raw = { ...example(), networkHub: { ...HUB, ...change } };
    Reflect.deleteProperty(raw, "hub");
    return raw;
};

/** Path without the namespace, given, allowed and fix, each in full. */
export type Telling = readonly [path: string, given: string, allowed: string, fix: string];

const message = ([path, given, allowed, fix]: Telling) =>
    `confluent-cluster-linking:${path}\n    given:   ${given}\n    allowed: ${allowed}\n    fix:     ${fix}`;

/** That these are the problems, each told in full. */
export function tells(problems: readonly Problem[], ...tellings: readonly Telling[]): void {
    expect(problems.map((each) => each.message)).to.deep.equal(tellings.map(message));
}

/** A test that a configuration has these problems, each told in full. */
export function refuses(title: string, raw: Raw, ...tellings: readonly Telling[]): void {
    it(`refuses ${title}`, () => {
        tells(problemsOf(raw), ...tellings);
    });
}

/** A test that a configuration is fine. */
export function accepts(title: string, raw: Raw): void {
    it(`accepts ${title}`, () => {
        tells(problemsOf(raw));
    });
}
