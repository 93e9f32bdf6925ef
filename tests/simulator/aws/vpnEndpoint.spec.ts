import { expect } from "chai";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused } from "./account";
import { CERTIFICATE } from "./hubSamples";

const MUTUAL = { type: "certificate-authentication", rootCertificateChainArn: CERTIFICATE };
const BASE = {
    authenticationOptions: [MUTUAL],
    clientCidrBlock: "10.200.0.0/22",
    connectionLogOptions: { enabled: false },
    serverCertificateArn: CERTIFICATE,
};

describe("a Client VPN endpoint that a stack makes", () => {
    let account: Account;
    let vpcId: string;
    let subnetId: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.100.0.0/22");
        subnetId = await account.subnet(vpcId, "10.100.0.0/24");
    });

    const endpoint = (inputs: Props = {}) => account.make("vpnEndpoint", { ...BASE, vpcId, ...inputs });
    const associate = (clientVpnEndpointId: string, subnet = subnetId) =>
        account.make("vpnAssociation", { clientVpnEndpointId, subnetId: subnet });

    it("checks certificates, ports and how clients log in, also in a preview", () => {
        const check = (inputs: Props) => () => account.model("vpnEndpoint").check?.({ ...BASE, ...inputs });
        expect(check({})).not.to.throw();
        expect(check({ serverCertificateArn: "server" })).to.throw('"server_certificate_arn" (server) is an invalid');
        const login = { type: "directory-service-authentication" };
        expect(check({ authenticationOptions: [login] })).to.throw('one of ["certificate-authentication"], got dir');
        expect(check({ vpnPort: 80 })).to.throw("expected vpn_port to be one of [443 1194], got 80");
        expect(check({ sessionTimeoutHours: 9 })).to.throw("expected session_timeout_hours to be one of [8 10 12 24]");
    });

    it("needs addresses for its clients, a root certificate, and a group to log to", async () => {
        await refused(endpoint({ clientCidrBlock: undefined }), "MissingParameter", "ClientCidrBlock");
        for (const clientCidrBlock of ["10.200.0.0/24", "10.0.0.0/8"]) {
            const what = `The netmask of the client CIDR ${clientCidrBlock} must be between /12 and /22`;
            await refused(endpoint({ clientCidrBlock }), `InvalidParameterValue: ${what}`);
        }
        const bare = [{ type: MUTUAL.type }];
        await refused(endpoint({ authenticationOptions: bare }), "ClientRootCertificateChainArn");
        await refused(endpoint({ connectionLogOptions: { enabled: true } }), "CloudwatchLogGroup");
        await refused(endpoint({ dnsServers: ["10.0.0.2", "10.0.0.3", "10.0.0.4"] }), "at most 2 DNS servers");
    });

    it("takes groups of its VPC, beside which its clients have addresses of their own", async () => {
        const group = await account.make("securityGroup", { vpcId: await account.vpc("10.1.0.0/20") });
        await refused(endpoint({ securityGroupIds: [group] }), `${group} does not belong to VPC ${vpcId}`);
        await refused(endpoint({ securityGroupIds: [group], vpcId: undefined }), "MissingParameter", "VpcId");
        await refused(
            endpoint({ clientCidrBlock: "10.96.0.0/12" }),
            "InvalidClientVpnSubnetId.OverlappingCidr",
            "overlaps with the client CIDR range 10.96.0.0/12",
        );
        const wide = await endpoint({ clientCidrBlock: "10.96.0.0/12", vpcId: undefined });
        await refused(associate(wide), "InvalidClientVpnSubnetId.OverlappingCidr");
    });

    it("has one network per zone, of its VPC", async () => {
        const id = await endpoint();
        await refused(associate("cvpn-none"), "InvalidClientVpnEndpointId.NotFound");
        const other = await account.subnet(await account.vpc("10.1.0.0/20"), "10.1.0.0/24", 2);
        await refused(associate(id, other), `InvalidClientVpnSubnetId.NotFound: Subnet ${other} cannot be found`);
        await associate(id);
        const beside = await account.subnet(vpcId, "10.100.1.0/24");
        await refused(associate(id, beside), "InvalidClientVpnSubnetId.DuplicateAz: You have already associated");
        await associate(id, await account.subnet(vpcId, "10.100.2.0/24", 2));
    });

    it("routes through associated networks only, and to its VPC by itself", async () => {
        const id = await endpoint({ vpcId: undefined });
        const route = (destinationCidrBlock: string) =>
            account.make("vpnRoute", { clientVpnEndpointId: id, destinationCidrBlock, targetVpcSubnetId: subnetId });
        await refused(route("10.0.0.0/20"), "InvalidClientVpnActiveAssociationNotFound");
        const association = await associate(id);
        const made = await route("10.0.0.0/20");
        await refused(route("10.100.0.0/22"), "InvalidClientVpnDuplicateRoute: Route already exists");
        const { defaultSecurityGroupId } = account.props(vpcId);
        const outputs = await account.read("vpnEndpoint", id);
        expect(outputs).to.deep.include({ vpcId, securityGroupIds: [defaultSecurityGroupId] });
        await refused(account.drop("subnet", subnetId), "DependencyViolation");
        await refused(
            account.drop("vpnEndpoint", id),
            `DependencyViolation: Endpoint ${id} has associated target networks: ${subnetId}`,
        );
        await account.drop("vpnAssociation", association);
        expect(account.world.data.aws).not.to.have.property(made);
        await account.drop("vpnEndpoint", id);
    });
});
