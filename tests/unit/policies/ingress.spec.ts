import { expect } from "chai";
import { foreignIngress, publicIngress } from "../../../policies/ingress";
import { UNKNOWN } from "../../../policies/seen";
import { TYPES } from "../../support/types";
import { seen } from "./support";

const rule = (props: Record<string, unknown>) => seen(TYPES.ingressRule, props);
const group = (...ingress: unknown[]) => seen(TYPES.securityGroup, { ingress });
const olderRule = (props: Record<string, unknown>) => seen("aws:ec2/securityGroupRule:SecurityGroupRule", props);

describe("the rule on public ingress", () => {
    for (const cidrIpv4 of ["10.0.0.0/8", "172.31.0.0/16", "192.168.1.7/32", "100.64.0.0/12"]) {
        it(`lets ${cidrIpv4} be`, () => {
            expect(publicIngress(rule({ cidrIpv4 }))).to.deep.equal([]);
        });
    }

    for (const cidrIpv4 of ["0.0.0.0/0", "10.0.0.0/7", "172.32.0.0/16", "8.8.8.8/32", "not a block"]) {
        it(`finds ${cidrIpv4}`, () => {
            expect(publicIngress(rule({ cidrIpv4 }))).to.deep.equal([
                `It lets in ${cidrIpv4}, which has public addresses.`,
            ]);
        });
    }

    it("tells private addresses of IPv6 from others", () => {
        expect(publicIngress(rule({ cidrIpv6: "fd12:3456::/32" }))).to.deep.equal([]);
        expect(publicIngress(rule({ cidrIpv6: "::/0" }))).to.have.length(1);
    });

    it("reads the rules that a group holds itself, and older rules", () => {
        const open = { cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
        expect(publicIngress(group(open, { cidrBlocks: ["10.0.0.0/8"] }))).to.have.length(2);
        expect(publicIngress(olderRule({ type: "ingress", ...open }))).to.have.length(2);
        expect(publicIngress(olderRule({ type: "egress", ...open }))).to.deep.equal([]);
    });

    it("does not judge what is no block, what is not known yet, and what goes out", () => {
        const others = [
            rule({ referencedSecurityGroupId: "sg-1" }),
            rule({ cidrIpv4: UNKNOWN }),
            seen(TYPES.securityGroup, { ingress: UNKNOWN }),
            group(UNKNOWN, { cidrBlocks: UNKNOWN }),
            seen(TYPES.egressRule, { cidrIpv4: "0.0.0.0/0" }),
        ];
        expect(others.flatMap((each) => publicIngress(each))).to.deep.equal([]);
    });

    it("lets public blocks be that are routed inside only", () => {
        const config = { ownCidrs: ["198.51.100.0/24"] };
        expect(publicIngress(rule({ cidrIpv4: "198.51.100.128/25" }), config)).to.deep.equal([]);
        expect(publicIngress(rule({ cidrIpv4: "198.51.0.0/16" }), config)).to.have.length(1);
    });
});

describe("the rule on ingress from allowed blocks", () => {
    const allowedCidrs = ["10.0.0.0/12", "fd00::/8"];

    it("says nothing unless blocks are configured", () => {
        expect(foreignIngress(rule({ cidrIpv4: "10.0.0.0/8" }))).to.deep.equal([]);
    });

    it("lets be what is within one of them", () => {
        expect(foreignIngress(rule({ cidrIpv4: "10.15.0.0/16" }), { allowedCidrs })).to.deep.equal([]);
        expect(foreignIngress(rule({ cidrIpv6: "fd00::/8" }), { allowedCidrs })).to.deep.equal([]);
    });

    it("finds what is not", () => {
        expect(foreignIngress(rule({ cidrIpv4: "10.16.0.0/16" }), { allowedCidrs })).to.deep.equal([
            "It lets in 10.16.0.0/16, which is not within 10.0.0.0/12, fd00::/8.",
        ]);
        expect(foreignIngress(rule({ cidrIpv6: "fd00::/9" }), { allowedCidrs })).to.have.length(1);
    });
});
