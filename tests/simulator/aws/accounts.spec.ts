import { expect } from "chai";
import { configuredAccount } from "../../../simulator/aws/accounts";
import { seedNetwork } from "../../../simulator/aws/seed";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused } from "./account";

const THEIRS = "222222222222";

describe("several accounts in one world", () => {
    let owner: Account;
    let consumer: Account;
    let gateway: Props & { id: string };
    let vpcId: string;
    let subnetIds: string[];
    beforeEach(async () => {
        owner = new Account();
        consumer = owner.as(THEIRS);
        const off = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
        const { id, outputs } = await owner.create("transitGateway", off);
        gateway = { ...outputs, id };
        vpcId = await consumer.vpc("10.0.0.0/20");
        subnetIds = [await consumer.subnet(vpcId, "10.0.0.0/24")];
    });

    const attach = () => consumer.make("attachment", { vpcId, subnetIds, transitGatewayId: gateway.id });
    const share = async (allowExternalPrincipals: boolean, principal = THEIRS): Promise<string> => {
        const resourceShareArn = await owner.make("resourceShare", { name: "hub", allowExternalPrincipals });
        await owner.make("shareResource", { resourceShareArn, resourceArn: gateway.arn });
        await owner.make("sharePrincipal", { resourceShareArn, principal });
        return resourceShareArn;
    };

    it("gives objects the number of the account that made them, and keeps them from others", async () => {
        expect(consumer.props(vpcId).ownerId).to.equal(THEIRS);
        expect(String(consumer.props(vpcId).arn)).to.include(`:${THEIRS}:vpc/`);
        expect(gateway.ownerId).not.to.equal(THEIRS);
        await refused(owner.subnet(vpcId, "10.0.1.0/24"), `The vpc ID '${vpcId}' does not exist`);
        await refused(owner.make("securityGroup", { vpcId }), "InvalidVpcID.NotFound");
        const { mainRouteTableId: routeTableId, defaultSecurityGroupId } = consumer.props(vpcId);
        const rule = { securityGroupId: defaultSecurityGroupId, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" };
        await refused(owner.make("ingressRule", rule), "InvalidGroup.NotFound");
        const mine = await owner.make("internetGateway", { vpcId: await owner.vpc("10.9.0.0/20") });
        const route = { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId: mine };
        await refused(owner.make("route", route), "InvalidRouteTableID.NotFound");
    });

    it("takes the account of a provider from the role that it assumes, or from the one account it allows", () => {
        const role = (account: string) => ({ roleArn: `arn:aws:iam::${account}:role/hub` });
        expect(configuredAccount({ assumeRoles: JSON.stringify([role(THEIRS)]) })).to.equal(THEIRS);
        expect(configuredAccount({ assumeRoles: [role("111111111111"), role(THEIRS)] })).to.equal(THEIRS);
        expect(configuredAccount({ allowedAccountIds: `["${THEIRS}"]` })).to.equal(THEIRS);
        expect(configuredAccount({ allowedAccountIds: [THEIRS, "111111111111"] })).to.equal(undefined);
        expect(configuredAccount({ assumeRoles: "no list", region: "us-east-1" })).to.equal(undefined);
    });

    it("lets another account use a gateway that is shared with it or with its organisation", async () => {
        const missing = `InvalidTransitGatewayID.NotFound: Transit Gateway ${gateway.id} was deleted or does not exist.`;
        await refused(attach(), missing);
        await share(false, "333333333333");
        await refused(attach(), missing);
        const first = await share(false);
        const attachment = await attach();
        await owner.drop("resourceShare", first);
        await consumer.drop("attachment", attachment);
        await refused(attach(), missing);
        await share(false, "arn:aws:organizations::111111111111:organization/o-1a2b3c");
        await attach();
    });

    it("needs the share accepted where it is open to principals from outside, and only there", async () => {
        const [inside, outside] = [await share(false, "333333333333"), await share(true)];
        const accept = (shareArn: string) => consumer.create("shareAccepter", { shareArn });
        await refused(attach(), "InvalidTransitGatewayID.NotFound");
        await refused(accept(inside), `No RAM Resource Share (${inside}) invitation found`);
        const { outputs } = await accept(outside);
        expect(outputs).to.deep.include({ receiverAccountId: THEIRS, senderAccountId: gateway.ownerId });
        expect(outputs).to.deep.include({ resources: [gateway.arn], shareName: "hub", status: "ACTIVE" });
        await refused(accept(outside), "invitation found");
        await attach();
    });

    it("shares what the account has, once, with principals that are well formed", async () => {
        const resourceShareArn = await owner.make("resourceShare", {});
        const resource = (resourceArn: unknown, by = owner) =>
            by.make("shareResource", { resourceShareArn, resourceArn });
        await refused(resource("tgw-1"), "MalformedArnException: The specified resource ARN tgw-1 is not valid.");
        const theirs = consumer.props(vpcId).arn;
        await refused(resource(theirs), `UnknownResourceException: Resource ${String(theirs)} could not be found.`);
        await refused(resource(gateway.arn, consumer), `ResourceShare ${resourceShareArn} could not be found.`);
        await resource(gateway.arn);
        await refused(resource(gateway.arn), "InvalidParameterException", "is already associated with the share.");
        const principal = (value: string) => owner.make("sharePrincipal", { resourceShareArn, principal: value });
        await principal(THEIRS);
        await refused(principal(THEIRS), `Principal ${THEIRS} is already associated with the share.`);
        expect(() => owner.model("sharePrincipal").check?.({ resourceShareArn, principal: "me" })).to.throw(
            '"principal" (me) is neither a valid AWS account ID nor a valid ARN',
        );
    });

    it("keeps an attachment waiting until the gateway's owner takes it in, and places it in tables", async () => {
        await share(false);
        const attachment = await attach();
        const table = await owner.make("gatewayTable", { transitGatewayId: gateway.id });
        const ends = { transitGatewayAttachmentId: attachment, transitGatewayRouteTableId: table };
        const waiting = `IncorrectState: ${attachment} is in invalid state.`;
        await refused(owner.make("gatewayAssociation", ends), waiting);
        await refused(owner.make("gatewayPropagation", ends), waiting);
        const routeTableId = await consumer.make("routeTable", { vpcId });
        const route = { routeTableId, destinationCidrBlock: "10.2.0.0/16", transitGatewayId: gateway.id };
        await refused(consumer.make("route", route), "InvalidTransitGatewayID.NotFound");
        const accept = { transitGatewayAttachmentId: attachment };
        await refused(consumer.make("attachmentAccepter", accept), "InvalidTransitGatewayAttachmentID.NotFound");
        const { id, outputs } = await owner.create("attachmentAccepter", accept);
        expect(outputs).to.deep.include({ vpcId, vpcOwnerId: THEIRS, subnetIds, transitGatewayId: gateway.id });
        await refused(owner.make("attachmentAccepter", accept), waiting);
        await refused(consumer.make("gatewayAssociation", ends), "InvalidRouteTableID.NotFound");
        await owner.make("gatewayAssociation", ends);
        await consumer.make("route", route);
        await owner.drop("attachmentAccepter", id);
        expect(await consumer.read("attachment", attachment)).to.equal(undefined);
    });

    it("takes attachments in by itself where the gateway says so", async () => {
        await owner.update("transitGateway", gateway.id, { autoAcceptSharedAttachments: "enable" });
        await share(false);
        const table = await owner.make("gatewayTable", { transitGatewayId: gateway.id });
        const attachment = await attach();
        const ends = { transitGatewayAttachmentId: attachment, transitGatewayRouteTableId: table };
        await owner.make("gatewayAssociation", ends);
        const accept = owner.make("attachmentAccepter", { transitGatewayAttachmentId: attachment });
        await refused(accept, "is in invalid state.");
    });

    it("associates a zone with another account's VPC once its owner has authorised that", async () => {
        const own = await owner.vpc("10.9.0.0/20");
        const zoneId = await owner.make("zone", { name: "example.internal", vpcs: [{ vpcId: own }] });
        const associate = (by: Account) => by.make("zoneAssociation", { zoneId, vpcId });
        const refusal = `NotAuthorizedException: The VPC: ${vpcId} has not authorized to associate`;
        await refused(associate(consumer), refusal);
        await refused(associate(owner), refusal);
        await refused(consumer.make("zoneAuthorization", { zoneId, vpcId }), "AccessDenied");
        await refused(owner.make("zoneAuthorization", { zoneId, vpcId: "vpc-none" }), "InvalidVPCId");
        const open = await owner.make("zone", { name: "example.org" });
        await refused(owner.make("zoneAuthorization", { zoneId: open, vpcId }), "PublicZoneVPCAssociation");
        const authorization = await owner.make("zoneAuthorization", { zoneId, vpcId });
        const association = await associate(consumer);
        expect(consumer.props(association).owningAccount).to.equal(owner.props(own).ownerId);
        await owner.drop("zoneAuthorization", authorization);
        expect(await consumer.read("zoneAssociation", association)).to.include({ vpcId });
    });

    it("takes what was there before for anybody's, unless it was seeded for one account", async () => {
        const hub = (ownerId?: string) => ({
            region: "us-east-1",
            transitGateway: {
                id: `tgw-${ownerId ?? "hub"}`,
                associationRouteTableId: `tgw-rtb-${ownerId ?? "hub"}`,
                propagationRouteTableIds: [],
                ...(ownerId === undefined ? {} : { ownerId }),
            },
            vpcs: [],
        });
        seedNetwork(owner.world, hub());
        seedNetwork(owner.world, hub(THEIRS));
        const own = await owner.vpc("10.9.0.0/20");
        const mine = [await owner.subnet(own, "10.9.0.0/24")];
        const place = async (transitGatewayId: string, table: string) => {
            const attachment = await owner.make("attachment", { vpcId: own, subnetIds: mine, transitGatewayId });
            const ends = { transitGatewayAttachmentId: attachment, transitGatewayRouteTableId: table };
            return owner.make("gatewayAssociation", ends).then(() => attachment);
        };
        expect(await place("tgw-hub", "tgw-rtb-hub")).to.match(/^tgw-attach-/);
        await refused(place(`tgw-${THEIRS}`, `tgw-rtb-${THEIRS}`), "InvalidRouteTableID.NotFound");
    });
});
