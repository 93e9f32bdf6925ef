import { expect } from "chai";
import { associationsOf } from "../../../simulator/aws/zone";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused } from "./account";

const DOMAIN = "us-east-1.aws.private.confluent.cloud";

describe("Route 53", () => {
    let account: Account;
    let vpcId: string;
    let other: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.0.0.0/20");
        other = await account.vpc("10.1.0.0/20");
    });

    const zone = (inputs: Props = {}) => account.make("zone", { name: DOMAIN, vpcs: [{ vpcId }], ...inputs });
    const associate = (zoneId: string, vpc = other) => account.make("zoneAssociation", { zoneId, vpcId: vpc });
    const record = (zoneId: string, inputs: Props = {}) =>
        account.make("record", { zoneId, name: "*", type: "CNAME", ttl: 60, records: ["vpce.example"], ...inputs });
    const vpcsOf = (zoneId: string): string[] => {
        const object = account.world.data.aws[zoneId];
        return object === undefined ? [] : associationsOf(object).map((one) => one.vpcId);
    };

    it("makes a private zone with all its outputs", async () => {
        const { id, outputs } = await account.create("zone", { name: DOMAIN, vpcs: [{ vpcId }] });
        expect(id).to.match(/^Z[0-9A-F]{19}$/);
        expect(outputs).to.include({
            zoneId: id,
            arn: `arn:aws:route53:::hostedzone/${id}`,
            comment: "Managed by Pulumi",
        });
        expect(outputs.nameServers).to.have.length(4);
        expect(outputs.vpcs).to.deep.equal([{ vpcId, vpcRegion: "us-east-1" }]);
        expect(await account.read("zone", id)).to.deep.equal(outputs);
    });

    it("shares one set of associations between the zone and its associations", async () => {
        const zoneId = await zone();
        const id = await associate(zoneId);
        expect(id).to.equal(`${zoneId}:${other}:us-east-1`);
        expect((await account.read("zone", zoneId))?.vpcs).to.have.length(2);
        await account.drop("zoneAssociation", id);
        expect(vpcsOf(zoneId)).to.deep.equal([vpcId]);
    });

    it("keeps associations over an update, but not once a refresh has shown them to the zone", async () => {
        const zoneId = await zone();
        const id = await associate(zoneId);
        const inputs = { name: DOMAIN, vpcs: [{ vpcId }], comment: "new" };
        const state = await account.update("zone", zoneId, inputs, { vpcs: [{ vpcId, vpcRegion: "us-east-1" }] });
        expect(state.vpcs).to.deep.equal([{ vpcId, vpcRegion: "us-east-1" }]);
        await account.update("zone", zoneId, inputs, state);
        expect(vpcsOf(zoneId)).to.deep.equal([vpcId, other]);
        await account.update("zone", zoneId, inputs, await account.read("zone", zoneId));
        expect(vpcsOf(zoneId)).to.deep.equal([vpcId]);
        expect(await account.read("zoneAssociation", id)).to.equal(undefined);
    });

    it("adds and removes VPCs of the inline list", async () => {
        const zoneId = await zone();
        await account.update("zone", zoneId, { name: DOMAIN, vpcs: [{ vpcId: other }] });
        expect(vpcsOf(zoneId)).to.deep.equal([other]);
    });

    it("refuses two zones of one name on one VPC, and one VPC twice on a zone", async () => {
        const zoneId = await zone();
        const conflict = (vpc: string) =>
            `ConflictingDomainExists: The VPC ${vpc} in region us-east-1 has already been associated with the hosted ` +
            `zone ${zoneId} with the same domain name.`;
        await refused(
            zone(),
            `creating Route53 Hosted Zone (${DOMAIN}): operation error Route 53: CreateHostedZone`,
            conflict(vpcId),
        );
        await refused(associate(zoneId, vpcId), conflict(vpcId));
        await associate(zoneId);
        const second = await account.vpc("10.2.0.0/20");
        const elsewhere = await zone({ vpcs: [{ vpcId: second }] });
        await refused(associate(elsewhere), conflict(other));
        const vpcs = [{ vpcId: second }, { vpcId: other }];
        await refused(account.update("zone", elsewhere, { name: DOMAIN, vpcs }), conflict(other));
    });

    it("refuses unknown zones and VPCs, and VPCs on public zones", async () => {
        const zoneId = await zone();
        await refused(zone({ vpcs: [{ vpcId: "vpc-none" }] }), "InvalidVPCId: The VPC: vpc-none in region us-east-1");
        await refused(associate("Z1"), "NoSuchHostedZone: No hosted zone found with ID: Z1");
        await refused(associate(zoneId, "vpc-none"), "InvalidVPCId");
        const open = await account.make("zone", { name: "example.org" });
        await refused(associate(open), `PublicZoneVPCAssociation: Attempting to associate public zone: ${open}`);
    });

    it("keeps the last VPC of a private zone", async () => {
        const zoneId = await zone();
        const id = await associate(zoneId);
        await account.update("zone", zoneId, { name: DOMAIN, vpcs: [{ vpcId: other }] });
        const message = "LastVPCAssociation: The VPC cannot be disassociated because it is the last VPC";
        await refused(account.drop("zoneAssociation", id), "disassociating Route 53 Hosted Zone", message);
        await refused(account.update("zone", zoneId, { name: DOMAIN }), message);
    });

    it("deletes a zone only when it is empty, unless forced", async () => {
        const zoneId = await zone();
        const id = await record(zoneId);
        await refused(
            account.drop("zone", zoneId),
            "HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets  and so cannot",
        );
        await account.update("zone", zoneId, { name: DOMAIN, vpcs: [{ vpcId }], forceDestroy: true });
        await associate(zoneId);
        await account.drop("zone", zoneId);
        expect(await account.read("record", id)).to.equal(undefined);
        expect(await account.read("zoneAssociation", `${zoneId}:${other}:us-east-1`)).to.equal(undefined);
    });

    it("completes record names and refuses what exists", async () => {
        const zoneId = await zone();
        const id = await record(zoneId);
        expect(id).to.equal(`${zoneId}_*.${DOMAIN}_CNAME`);
        expect(account.props(id)).to.include({ fqdn: `*.${DOMAIN}`, allowOverwrite: false });
        await refused(
            record(zoneId, { name: `*.${DOMAIN}.` }),
            "creating Route53 Record",
            "InvalidChangeBatch: [Tried to create resource record set " +
                `[name='\\052.${DOMAIN}.', type='CNAME'] but it already exists]`,
        );
        await refused(
            record(zoneId, { type: "A", records: ["10.0.0.4"] }),
            `InvalidChangeBatch: [RRSet of type A with DNS name \\052.${DOMAIN}. is not permitted because a ` +
                `conflicting RRSet of type CNAME with the same DNS name already exists in zone ${DOMAIN}.]`,
        );
        await refused(record(zoneId, { name: "" }), `is not permitted at apex in zone ${DOMAIN}.]`);
        await refused(record("Z1"), "NoSuchHostedZone: No hosted zone found with ID: Z1");
        await record(zoneId, { allowOverwrite: true, records: ["other.example"] });
        expect(account.props(id).records).to.deep.equal(["other.example"]);
    });

    it("checks that a record says where it leads", () => {
        const check = (inputs: Props) => () => {
            account.model("record").check?.({ name: "a", type: "A", zoneId: "Z1", ...inputs });
        };
        expect(check({})).to.throw("one of `alias,records` must be specified");
        expect(check({ records: ["10.0.0.1"] })).to.throw("all of `records,ttl`");
    });

    it("associates one rule per domain with a VPC", async () => {
        const rule = (inputs: Props = {}) =>
            account.make("resolverRule", { domainName: `${DOMAIN}.`, ruleType: "SYSTEM", ...inputs });
        const bind = (resolverRuleId: string, vpc = vpcId) =>
            account.make("resolverRuleAssociation", { resolverRuleId, vpcId: vpc });
        const [first, second] = [await rule(), await rule({ domainName: DOMAIN })];
        const id = await bind(first);
        await refused(
            bind(second),
            "creating Route53 Resolver Rule Association: operation error Route53Resolver: AssociateResolverRule",
            "InvalidRequestException: [RSLVR-00802] Cannot associate rules with same domain name with same VPC. " +
                `Conflict with resolver rule "${first}"`,
        );
        await refused(bind("rslvr-rr-none"), "ResourceNotFoundException: Resolver rule with ID 'rslvr-rr-none'");
        await refused(bind(second, "vpc-none"), "InvalidParameterException: The vpc ID 'vpc-none' does not exist");
        await refused(
            account.drop("resolverRule", first),
            "ResourceInUseException: Please disassociate this resolver rule from VPC first before deleting",
        );
        await account.drop("resolverRuleAssociation", id);
        await account.drop("resolverRule", first);
        await refused(rule({ ruleType: "FORWARD" }), "A resolver endpoint ID is required for FORWARD rules");
        await refused(rule({ resolverEndpointId: "rslvr-out-1" }), "can only be set for FORWARD rules");
        expect(account.props(second).name).to.match(/^resolverRule-[0-9a-f]{7}$/);
    });
});
