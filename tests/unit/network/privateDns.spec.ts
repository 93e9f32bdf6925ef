// Does not prove that a resolver answers; the simulated resolver does that.
import { expect } from "chai";
import { PrivateDns, type PrivateDnsArgs } from "../../../components/network/privateDns";
import { failureOf, record } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { component, TYPES } from "../../support/types";

const DOMAIN = "us-east-1.aws.private.confluent.cloud";
const SUFFIX = "vpce-svc-1.us-east-1.vpce.amazonaws.com";

function make(name = "core", change: Partial<PrivateDnsArgs> = {}) {
    return new PrivateDns(name, {
        domain: DOMAIN,
        endpointVpcId: "vpc-endpoint",
        dnsEntries: [
            { dnsName: `vpce-1-a-us-east-1c.${SUFFIX}` },
            { dnsName: `vpce-1-a.${SUFFIX}` },
            { dnsName: `vpce-1-a-us-east-1f.${SUFFIX}` },
        ],
        zoneNames: { "use1-az1": "us-east-1f", "use1-az4": "us-east-1c" },
        vpcs: { runner: "vpc-runner", vpn: "vpc-vpn" },
        ...change,
    });
}

describe("PrivateDns", () => {
    it("names the zone after the domain and lets the endpoint's VPC keep it", async () => {
        const { recording } = await record(make);
        const zone = recording.find(TYPES.zone, "core-zone");
        expect(zone.inputs).to.deep.include({ name: DOMAIN, vpcs: [{ vpcId: "vpc-endpoint" }] });
        expect(zone.inputs).to.not.have.property("forceDestroy", true);
    });

    it("does not take away what associations add to the zone's list of VPCs", async () => {
        const { recording } = await record(make);
        expect(recording.find(TYPES.zone, "core-zone").ignoreChanges).to.deep.equal(["vpcs"]);
    });

    it("points all names to the regional name, and each zone's to its own", async () => {
        const { recording } = await record(make);
        const zoneId = recording.find(TYPES.zone, "core-zone").id;
        const records = recording.ofType(TYPES.record).map(({ name, inputs }) => [name, inputs]);
        const target = (name: string, label: string, host: string) => [
            name,
            {
                zoneId,
                name: `${label}.${DOMAIN}`,
                type: "CNAME",
                ttl: 60,
                records: [`${host}.${SUFFIX}`],
                allowOverwrite: true,
            },
        ];
        expect(records).to.have.deep.members([
            target("core-wildcard", "*", "vpce-1-a"),
            target("core-zonal-use1-az1", "*.use1-az1", "vpce-1-a-us-east-1f"),
            target("core-zonal-use1-az4", "*.use1-az4", "vpce-1-a-us-east-1c"),
        ]);
    });

    it("waits in a preview for the name of a zone that the endpoint is only to get", async () => {
        const change = { zoneNames: { "use1-az1": "us-east-1f", "use1-az2": "us-east-1b" } };
        const { recording } = await record(() => make("core", change), { preview: true });
        const known = (name: string) => recording.find(TYPES.record, name).inputs.records;
        expect(known("core-zonal-use1-az1")).to.deep.equal([`vpce-1-a-us-east-1f.${SUFFIX}`]);
        expect(known("core-zonal-use1-az2")).to.deep.equal([UNKNOWN]);
    });

    it("associates every other VPC, each under its key", async () => {
        const { made, recording } = await record(make);
        const zoneId = recording.find(TYPES.zone, "core-zone").id;
        expect(recording.ofType(TYPES.zoneAssociation).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["core-association-runner", { zoneId, vpcId: "vpc-runner" }],
            ["core-association-vpn", { zoneId, vpcId: "vpc-vpn" }],
        ]);
        expect(Object.keys(made.parts)).to.have.members(["*", "runner", "vpn", "rules"]);
        expect(made.parts["*"]).to.have.length(4);
    });

    it("replaces records and associations by deleting first: AWS allows one of each", async () => {
        const { recording } = await record(make);
        const fixed = recording.ofType(TYPES.record, TYPES.zoneAssociation);
        expect(fixed).to.have.length(5);
        expect(fixed.every((each) => each.deleteBeforeReplace)).to.equal(true);
    });

    it("makes no resolver rule unless asked: an associated zone needs none", async () => {
        const { recording } = await record(make);
        expect(recording.ofType(TYPES.resolverRule, TYPES.resolverRuleAssociation)).to.deep.equal([]);
        expect(recording.resources).to.have.length(6);
    });

    it("associates SYSTEM rules one after the other", async () => {
        const { made, recording } = await record(() => make("core", { systemRuleVpcs: ["endpoint", "runner", "vpn"] }));
        const rule = recording.find(TYPES.resolverRule, "core-system-rule");
        expect(rule.inputs).to.deep.equal({ domainName: DOMAIN, ruleType: "SYSTEM" });
        const associations = recording.ofType(TYPES.resolverRuleAssociation);
        expect(associations.map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["core-system-rule-endpoint", { resolverRuleId: rule.id, vpcId: "vpc-endpoint" }],
            ["core-system-rule-runner", { resolverRuleId: rule.id, vpcId: "vpc-runner" }],
            ["core-system-rule-vpn", { resolverRuleId: rule.id, vpcId: "vpc-vpn" }],
        ]);
        const [endpoint, runner, vpn] = associations;
        expect(endpoint?.dependencies).to.deep.equal([rule.urn]);
        expect(runner?.dependencies).to.have.members([rule.urn, endpoint?.urn]);
        expect(vpn?.dependencies).to.have.members([rule.urn, runner?.urn]);
        expect(associations.every((each) => each.deleteBeforeReplace)).to.equal(true);
        expect(made.parts.rules).to.have.length(4);
    });

    it("refuses a SYSTEM rule for a VPC that it does not know", async () => {
        const message = await failureOf(record(() => make("core", { systemRuleVpcs: ["dns"] })));
        expect(message).to.equal("systemRuleVpcs names dns, which is not among the zone's VPCs");
    });

    it("registers its outputs", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("PrivateDns"), "core")).to.deep.equal({
            hostedZoneId: recording.find(TYPES.zone, "core-zone").id,
        });
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("left"), make("right")]);
        expect(recording.names(TYPES.zone)).to.deep.equal(["left-zone", "right-zone"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
