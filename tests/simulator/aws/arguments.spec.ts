import { expect } from "chai";
import { difference } from "../../../simulator/provider/diff";
import { UNKNOWN, type Props } from "../../../simulator/provider/model";
import { Account, type Kind } from "./account";

describe("arguments that the provider refuses, also in a preview", () => {
    const account = new Account();

    /** What a check says to inputs; empty where it takes them. */
    const verdict = (kind: Kind, inputs: Props): string => {
        try {
            account.model(kind).check?.(inputs);
            return "";
        } catch (error) {
            return error instanceof Error ? error.message : String(error);
        }
    };
    const expectAll = (kind: Kind, base: Props, cases: readonly (readonly [Props, string])[]) => {
        expect(verdict(kind, base)).to.equal("");
        for (const [inputs, part] of cases) {
            expect(verdict(kind, { ...base, ...inputs }), JSON.stringify(inputs)).to.include(part);
        }
    };

    it("takes one destination and one target of a route", () => {
        const route = { routeTableId: "rtb-1", destinationCidrBlock: "10.0.0.0/16", transitGatewayId: "tgw-1" };
        expectAll("route", route, [
            [{ gatewayId: "igw-1" }, "only one of `transit_gateway_id,gateway_id,"],
            [{ gatewayId: "igw-1" }, "but `transit_gateway_id,gateway_id` were specified"],
            [{ transitGatewayId: undefined }, "one of `transit_gateway_id,gateway_id,"],
            [{ destinationCidrBlock: undefined }, "one of `destination_cidr_block,destination_ipv6_cidr_block,"],
            [
                { destinationCidrBlock: "10.0.0.1/16" },
                'destination_cidr_block: "10.0.0.1/16" is not a valid CIDR block',
            ],
        ]);
    });

    it("takes one source of a security group rule, and ports that exist", () => {
        const rule = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8" };
        const between = (name: string) => `Attribute ${name} value must be between -1 and 65535, got:`;
        expectAll("ingressRule", rule, [
            [{ referencedSecurityGroupId: "sg-2" }, "but `cidr_ipv4,referenced_security_group_id` were specified"],
            [{ cidrIpv4: undefined }, "one of `cidr_ipv4,cidr_ipv6,prefix_list_id,referenced_security_group_id` must"],
            [
                { cidrIpv4: "10.0.0.9/8" },
                'cidr_ipv4: "10.0.0.9/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?',
            ],
            [{ fromPort: 65_536 }, between("from_port")],
            [{ fromPort: -2 }, between("from_port")],
            [{ toPort: 443.5 }, between("to_port")],
        ]);
    });

    it("takes a zone by its id or by its name, and a subnet for a route table", () => {
        const conflict = '"availability_zone": conflicts with availability_zone_id';
        const subnet = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", availabilityZoneId: "use1-az1" };
        expectAll("subnet", subnet, [
            [{ availabilityZone: "us-east-1a" }, conflict],
            [{ privateDnsHostnameTypeOnLaunch: "name" }, 'one of ["ip-name" "resource-name"], got name'],
        ]);
        expectAll("routeTableAssociation", { routeTableId: "rtb-1", subnetId: "subnet-1" }, [
            [{ subnetId: undefined }, "one of `subnet_id,gateway_id` must be specified"],
        ]);
    });

    it("takes a record's values with a time to live, or one alias", () => {
        const record = { zoneId: "Z1", name: "a", type: "A", ttl: 60, records: ["10.0.0.4"] };
        const alias = { name: "vpce.example", zoneId: "Z2", evaluateTargetHealth: false };
        const aliased = { ...record, ttl: undefined, records: undefined, aliases: [alias] };
        expectAll("record", record, [
            [{ aliases: [alias] }, "only one of `alias,records` can be specified"],
            [{ ttl: undefined }, '"records": all of `records,ttl` must be specified'],
            [{ records: undefined }, "one of `alias,records` must be specified"],
            [{ type: "ALIAS" }, "expected type to be one of ["],
        ]);
        expectAll("record", aliased, [
            [{ ttl: 60 }, '"alias": conflicts with ttl'],
            [{ aliases: [alias, alias] }, 'No more than 1 "alias" blocks are allowed'],
            [{ aliases: [{ ...alias, zoneId: undefined }] }, 'The argument "zone_id" is required'],
        ]);
    });

    it("takes values that the service knows", () => {
        const attachment = { vpcId: "vpc-1", transitGatewayId: "tgw-1", subnetIds: ["subnet-1"] };
        expectAll("attachment", attachment, [
            [{ dnsSupport: "on" }, 'expected dns_support to be one of ["disable" "enable"], got on'],
            [{ applianceModeSupport: "on" }, "expected appliance_mode_support"],
            [{ subnetIds: [] }, "Attribute subnet_ids requires 1 item minimum, but config has only 0 declared."],
        ]);
        expectAll("vpc", { cidrBlock: "10.0.0.0/16" }, [
            [{ instanceTenancy: "host" }, 'expected instance_tenancy to be one of ["default" "dedicated"], got host'],
            [{ cidrBlock: "10.0.0.0/29" }, "between 16 and 28 significant bits, got: 29"],
        ]);
        expectAll("endpoint", { vpcId: "vpc-1" }, [
            [{ vpcEndpointType: "Private" }, "expected vpc_endpoint_type to be one of ["],
            [{ ipAddressType: "dualstack" }, 'expected ip_address_type to be one of ["ipv4"], got dualstack'],
        ]);
        expectAll("resolverRule", { domainName: "example.org", ruleType: "SYSTEM" }, [
            [{ ruleType: "system" }, 'one of ["FORWARD" "SYSTEM" "RECURSIVE"], got system'],
        ]);
        const authorization = { clientVpnEndpointId: "cvpn-1", targetNetworkCidr: "10.0.0.0/16", accessGroupId: "a" };
        expectAll("vpnAuthorization", authorization, [
            [{ authorizeAllGroups: true }, "only one of `access_group_id,authorize_all_groups` can be specified"],
            [{ targetNetworkCidr: "10.0.0.0" }, 'target_network_cidr: "10.0.0.0" is not a valid CIDR block'],
        ]);
    });

    it("takes names of a length and form that the service takes", () => {
        expectAll("securityGroup", { vpcId: "vpc-1", name: "clients" }, [
            [{ namePrefix: "clients-" }, '"name": conflicts with name_prefix'],
            [{ name: "n".repeat(256) }, "expected length of name to be in the range (0 - 255), got nnn"],
            [{ name: "sg-clients" }, "invalid value for name (cannot begin with sg-)"],
            [{ description: "d".repeat(256) }, "expected length of description to be in the range (0 - 255)"],
        ]);
        expectAll("securityGroup", { vpcId: "vpc-1", namePrefix: "p".repeat(229) }, [
            [{ namePrefix: "p".repeat(230) }, "expected length of name_prefix to be in the range (0 - 229)"],
            [{ namePrefix: "sg-" }, "invalid value for name_prefix (cannot begin with sg-)"],
        ]);
        expectAll("zone", { name: "example.org" }, [
            [{ name: "" }, "expected length of name to be in the range (1 - 1024)"],
            [{ comment: "c".repeat(257) }, "expected length of comment to be in the range (0 - 256)"],
        ]);
        expectAll("resolverRule", { domainName: "example.org", ruleType: "SYSTEM", name: "the rule-1_a" }, [
            [{ domainName: "d".repeat(257) }, "expected length of domain_name to be in the range (1 - 256)"],
            [{ name: "rule.1" }, "invalid value for name (only alphanumeric characters, '-', '_' and ' ' are allowed)"],
            [{ name: "17" }, "invalid value for name (cannot only consist of numbers)"],
            [{ name: "n".repeat(65) }, "expected length of name to be in the range (1 - 64)"],
        ]);
        expectAll("resolverRuleAssociation", { resolverRuleId: "rslvr-rr-1", vpcId: "vpc-1" }, [
            [{ name: "a/b" }, "invalid value for name"],
            [{ resolverRuleId: "" }, "expected length of resolver_rule_id to be in the range (1 - 64)"],
        ]);
    });

    it("judges no value that a preview does not know yet", () => {
        const unknown: Partial<Record<Kind, Props>> = {
            route: { routeTableId: UNKNOWN, destinationCidrBlock: UNKNOWN, transitGatewayId: UNKNOWN },
            ingressRule: { securityGroupId: UNKNOWN, ipProtocol: UNKNOWN, fromPort: UNKNOWN, cidrIpv4: UNKNOWN },
            record: { zoneId: UNKNOWN, name: UNKNOWN, type: UNKNOWN, ttl: UNKNOWN, records: UNKNOWN },
            subnet: { vpcId: UNKNOWN, availabilityZone: "us-east-1a", availabilityZoneId: UNKNOWN },
            attachment: { vpcId: UNKNOWN, transitGatewayId: UNKNOWN, subnetIds: UNKNOWN, dnsSupport: UNKNOWN },
            resolverRule: { domainName: UNKNOWN, ruleType: UNKNOWN, name: UNKNOWN },
        };
        for (const [kind, inputs] of Object.entries(unknown)) {
            expect(verdict(kind as Kind, inputs), kind).to.equal("");
        }
    });

    it("names what is missing as the provider does", () => {
        const missing = (name: string) =>
            `Missing required argument. The argument "${name}" is required, but no definition was found.`;
        expect(verdict("endpoint", {})).to.equal(missing("vpc_id"));
        expect(verdict("zoneAssociation", { zoneId: "Z1" })).to.equal(missing("vpc_id"));
        expect(verdict("ingressRule", { ipProtocol: "tcp" })).to.equal(missing("security_group_id"));
    });
});

describe("changes that cannot be made in place for some values", () => {
    const account = new Account();
    const replaced = (kind: Kind, before: Props, after: Props) =>
        difference(account.model(kind), before, after).replaced;

    it("moves a VPC off dedicated hardware, and not onto it", () => {
        const [shared, own] = [{ instanceTenancy: "default" }, { instanceTenancy: "dedicated" }];
        expect(replaced("vpc", shared, own)).to.deep.equal(["instanceTenancy"]);
        expect(replaced("vpc", {}, own)).to.deep.equal(["instanceTenancy"]);
        expect(replaced("vpc", own, shared)).to.deep.equal([]);
        expect(replaced("vpc", {}, shared)).to.deep.equal([]);
    });

    it("changes the source of a rule, and not its kind", () => {
        const [one, other, group] = [
            { cidrIpv4: "10.0.0.0/8" },
            { cidrIpv4: "10.0.0.0/9" },
            { referencedSecurityGroupId: "sg-1" },
        ];
        expect(replaced("ingressRule", one, other)).to.deep.equal([]);
        expect(replaced("ingressRule", one, group)).to.have.members(["cidrIpv4", "referencedSecurityGroupId"]);
    });

    it("changes the endpoint of a resolver rule, and does not take it away", () => {
        const [one, other] = [{ resolverEndpointId: "rslvr-out-1" }, { resolverEndpointId: "rslvr-out-2" }];
        expect(replaced("resolverRule", one, other)).to.deep.equal([]);
        expect(replaced("resolverRule", one, {})).to.deep.equal(["resolverEndpointId"]);
    });
});
