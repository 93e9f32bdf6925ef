import { expect } from "chai";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused } from "./account";

describe("resolver endpoints and endpoints of AWS's own services", () => {
    let account: Account;
    let vpcId: string;
    let subnets: [string, string];
    let group: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.255.0.0/24");
        subnets = [await account.subnet(vpcId, "10.255.0.0/27"), await account.subnet(vpcId, "10.255.0.32/27", 2)];
        group = await account.make("securityGroup", { vpcId });
    });

    const endpoint = (inputs: Props = {}) => {
        const ipAddresses = subnets.map((subnetId) => ({ subnetId }));
        return account.make("resolverEndpoint", {
            direction: "INBOUND",
            ipAddresses,
            securityGroupIds: [group],
            ...inputs,
        });
    };

    it("has two addresses or more, in two zones of one VPC, each free", async () => {
        const [first, second] = subnets;
        const short = { direction: "INBOUND", ipAddresses: [{ subnetId: first }], securityGroupIds: [group] };
        expect(() => account.model("resolverEndpoint").check?.(short)).to.throw(
            "Attribute ip_address requires 2 item minimum, but config has only 1 declared.",
        );
        const at = (...ids: Props[]) => endpoint({ ipAddresses: ids });
        await refused(at({ subnetId: first }, { subnetId: first }), "must be in at least two Availability Zones");
        await refused(at({ subnetId: "subnet-none" }, { subnetId: second }), "The subnet ID 'subnet-none' does not");
        const other = await account.subnet(await account.vpc("10.9.0.0/24"), "10.9.0.0/27", 2);
        await refused(at({ subnetId: first }, { subnetId: other }), "must be in the same VPC");
        const seven = Array.from({ length: 7 }, () => ({ subnetId: first }));
        await refused(at(...seven, { subnetId: second }), "LimitExceededException", "at most 6 IP addresses");
        for (const ip of ["10.255.0.1", "10.255.0.40", "nowhere"]) {
            await refused(at({ subnetId: first, ip }, { subnetId: second }), `The IP address ${ip} is not available`);
        }
        const id = await endpoint();
        const given = account.props(id).ipAddresses as Props[];
        expect(given.map(({ ip }) => ip)).to.deep.equal(["10.255.0.4", "10.255.0.36"]);
        await refused(at({ subnetId: first, ip: "10.255.0.4" }, { subnetId: second }), "10.255.0.4 is not available");
        await refused(endpoint({ securityGroupIds: ["sg-none"] }), "The security group 'sg-none' does not exist in");
    });

    it("keeps its addresses when others join, and its subnets and groups while it is there", async () => {
        const id = await endpoint();
        const [first, second] = subnets;
        const ipAddresses = [{ subnetId: second }, { subnetId: first }, { subnetId: first }];
        await account.update("resolverEndpoint", id, {
            direction: "INBOUND",
            ipAddresses,
            securityGroupIds: [group],
        });
        const given = account.props(id).ipAddresses as Props[];
        expect(given.map(({ ip }) => ip)).to.deep.equal(["10.255.0.36", "10.255.0.4", "10.255.0.5"]);
        expect(account.props(id)).to.include({ hostVpcId: vpcId });
        await refused(account.drop("subnet", first), "DependencyViolation");
        await refused(account.drop("securityGroup", group), "DependencyViolation");
    });

    it("forwards through an outbound endpoint that exists, to servers that are named", async () => {
        const [inbound, outbound] = [await endpoint(), await endpoint({ direction: "OUTBOUND" })];
        const targetIps = [{ ip: "10.9.0.2" }];
        const forward = (inputs: Props) =>
            account.make("resolverRule", { domainName: "corp.example", ruleType: "FORWARD", ...inputs });
        await refused(
            forward({ resolverEndpointId: "rslvr-out-none", targetIps }),
            "ResourceNotFoundException: Resolver endpoint with ID 'rslvr-out-none' does not exist",
        );
        await refused(forward({ resolverEndpointId: inbound, targetIps }), `'${inbound}' is not an outbound endpoint`);
        await refused(forward({ resolverEndpointId: outbound }), "Target IP addresses are required for FORWARD rules");
        const rule = await forward({ resolverEndpointId: outbound, targetIps });
        await refused(account.drop("resolverEndpoint", outbound), "ResourceInUseException: Please delete the resolver");
        await account.drop("resolverRule", rule);
        await account.drop("resolverEndpoint", outbound);
    });

    it("takes interface endpoints of AWS's services with names of their own, and gateway endpoints of some", async () => {
        const name = (service: string) => `com.amazonaws.us-east-1.${service}`;
        const make = (service: string, inputs: Props) =>
            account.make("endpoint", { vpcId, serviceName: name(service), ...inputs });
        const named = { vpcEndpointType: "Interface", privateDnsEnabled: true, subnetIds: [...subnets] };
        const logs = await make("logs", named);
        expect(account.props(logs)).to.include({ state: "available", privateDnsEnabled: true });
        await refused(
            make("logs", named),
            "there is already a conflicting DNS domain for logs.us-east-1.amazonaws.com in the VPC",
        );
        await refused(make("toaster", named), "InvalidServiceName");
        await refused(make("logs", {}), "Endpoint type (Gateway) does not match available service types ([Interface])");
        const routeTableIds = [await account.make("routeTable", { vpcId })];
        const bucket = await make("s3", { routeTableIds });
        expect(account.props(bucket)).to.deep.include({ routeTableIds, state: "available", dnsEntries: [] });
        expect(account.props(bucket).prefixListId).to.match(/^pl-/);
        const strange = await account.make("routeTable", { vpcId: await account.vpc("10.9.0.0/24") });
        await refused(make("s3", { routeTableIds: [strange] }), "belong to different networks");
        const plain = await account.vpc("10.8.0.0/24", { enableDnsHostnames: false });
        await refused(
            make("logs", { ...named, subnetIds: [], vpcId: plain }),
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true",
        );
    });
});
