import { expect } from "chai";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused } from "./account";

const OWN = { transitGatewayDefaultRouteTableAssociation: false, transitGatewayDefaultRouteTablePropagation: false };
const EXPLICIT = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };

describe("a Transit Gateway that a stack makes", () => {
    let account: Account;
    let vpcId: string;
    let subnetId: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.0.0.0/20");
        subnetId = await account.subnet(vpcId, "10.0.0.0/24");
    });

    const attach = (transitGatewayId: string, inputs: Props = {}) =>
        account.make("attachment", { vpcId, transitGatewayId, subnetIds: [subnetId], ...inputs });

    it("has a default table, which attachments use unless they say otherwise", async () => {
        const { id, outputs } = await account.create("transitGateway", {});
        const table = String(outputs.associationDefaultRouteTableId);
        expect(outputs.propagationDefaultRouteTableId).to.equal(table);
        const attachment = await attach(id);
        const ends = { transitGatewayAttachmentId: attachment, transitGatewayRouteTableId: table };
        expect(account.props(`${table}_${attachment}`)).to.include(ends);
        expect(account.props(`${table}_propagation_${attachment}`)).to.include(ends);
        await refused(account.make("gatewayAssociation", ends), "Resource.AlreadyAssociated");
        await account.drop("attachment", attachment);
        const bare = await attach(id, OWN);
        await account.make("gatewayAssociation", { ...ends, transitGatewayAttachmentId: bare });
    });

    it("has no default table where both defaults are off", async () => {
        const { outputs } = await account.create("transitGateway", EXPLICIT);
        expect(outputs).to.include({ associationDefaultRouteTableId: "", propagationDefaultRouteTableId: "" });
        expect(outputs).to.include({ amazonSideAsn: 64_512, vpnEcmpSupport: "enable" });
    });

    it("goes after its attachments and tables, and takes its default table along", async () => {
        const { id, outputs } = await account.create("transitGateway", {});
        const [attachment, table] = [await attach(id), await account.make("gatewayTable", { transitGatewayId: id })];
        await refused(
            account.drop("transitGateway", id),
            `IncorrectState: ${id} has non-deleted Transit Gateway Attachments: ${attachment}.`,
        );
        await account.drop("attachment", attachment);
        await refused(
            account.drop("transitGateway", id),
            `IncorrectState: ${id} has non-deleted Transit Gateway Route Tables: ${table}.`,
        );
        await account.drop("gatewayTable", table);
        await account.drop("transitGateway", id);
        expect(account.world.data.aws).not.to.have.property(String(outputs.associationDefaultRouteTableId));
    });

    it("keeps a table while attachments are associated with it", async () => {
        const id = await account.make("transitGateway", EXPLICIT);
        const table = await account.make("gatewayTable", { transitGatewayId: id });
        const ends = { transitGatewayAttachmentId: await attach(id), transitGatewayRouteTableId: table };
        const association = await account.make("gatewayAssociation", ends);
        const propagation = await account.make("gatewayPropagation", ends);
        const what = `IncorrectState: ${table} has associated attachments and cannot be deleted.`;
        await refused(account.drop("gatewayTable", table), what);
        await account.drop("gatewayAssociation", association);
        await account.drop("gatewayTable", table);
        expect(account.world.data.aws).not.to.have.property(propagation);
        await refused(
            account.make("gatewayTable", { transitGatewayId: "tgw-none" }),
            "InvalidTransitGatewayID.NotFound: Transit Gateway tgw-none was deleted or does not exist.",
        );
    });

    it("has a private number and blocks of /24 or more", async () => {
        const check = (amazonSideAsn: number) => () => account.model("transitGateway").check?.({ amazonSideAsn });
        expect(check(4_200_000_000)).not.to.throw();
        expect(check(65_535)).to.throw("expected amazon_side_asn to be in the range (64512 - 65534) or");
        await refused(
            account.make("transitGateway", { transitGatewayCidrBlocks: ["10.9.0.0/25"] }),
            "InvalidParameterValue: 10.9.0.0/25 is not a valid Transit Gateway CIDR block.",
        );
    });
});
