// Does not prove what another account may do; AWS decides that.
import { Provider } from "@pulumi/aws/provider";
import { expect } from "chai";
import { SharedGateway } from "../../../components/hub/sharedGateway";
import { principalKey, TransitGatewayShare } from "../../../components/hub/transitGatewayShare";
import { PrivateDns, type PrivateDnsArgs } from "../../../components/network/privateDns";
import { TransitGatewaySpoke, type TransitGatewaySpokeArgs } from "../../../components/network/transitGatewaySpoke";
import { failureOf, record, valueOf } from "../../support/engine";
import { byId } from "../../support/fixtures";
import { component, TYPES } from "../../support/types";

const ORGANISATION = "arn:aws:organizations::000000000000:organization/o-abc";

function share() {
    return new TransitGatewayShare("share", {
        transitGatewayArn: "arn:gateway",
        principals: ["222222222222", ORGANISATION],
        allowExternalPrincipals: true,
        displayName: "prod-hub",
    });
}

describe("TransitGatewayShare", () => {
    it("shares the gateway with every principal", async () => {
        const { recording } = await record(share);
        const made = recording.find(TYPES.share, "share");
        expect(made.inputs).to.deep.equal({ name: "prod-hub", allowExternalPrincipals: true });
        expect(recording.find(TYPES.sharedResource, "share-gateway").inputs).to.deep.equal({
            resourceArn: "arn:gateway",
            resourceShareArn: made.id,
        });
        expect(recording.ofType(TYPES.sharedWith).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["share-with-222222222222", { principal: "222222222222", resourceShareArn: made.id }],
            ["share-with-o-abc", { principal: ORGANISATION, resourceShareArn: made.id }],
        ]);
        expect(recording.outputsOf(component("TransitGatewayShare"), "share")).to.deep.equal({ shareArn: made.id });
    });

    it("calls principals by what does not change", () => {
        expect(principalKey("222222222222")).to.equal("222222222222");
        expect(principalKey("arn:aws:organizations::000000000000:ou/o-abc/ou-x1-y2")).to.equal("ou-x1-y2");
    });
});

/** A spoke of a gateway that another account owns and shares. */
function spokeElsewhere(accept = true) {
    const owner = new Provider("owner", { region: "us-east-1" });
    const { shareArn } = share();
    const gateway = new SharedGateway("shared", {
        transitGatewayId: "tgw-1",
        ...(accept ? { shareArn } : {}),
    });
    const args: TransitGatewaySpokeArgs = {
        vpcId: "vpc-1",
        vpcCidr: "10.0.0.0/20",
        zones: { "use1-az1": { subnetId: "subnet-1", routeTableId: "rtb-1" } },
        transitGatewayId: gateway.transitGatewayId,
        associationRouteTableId: "tgw-rtb-1",
        propagationRouteTableIds: byId("tgw-rtb-2"),
        destinations: { runner: "10.2.0.0/16" },
        hubRouteTableIds: byId("rtb-hub"),
        clientVpn: { endpointId: "cvpn-1", targetSubnetIds: byId("subnet-8") },
        displayName: "dev-core",
    };
    const spoke = new TransitGatewaySpoke("core", args, { owner });
    return { gateway, spoke };
}

describe("a gateway of another account", () => {
    it("is used in order: share, acceptance, attachment, its acceptance, tables and routes", async () => {
        const { recording } = await record(() => spokeElsewhere());
        const order = [
            [
                recording.find(TYPES.sharedResource, "share-gateway"),
                recording.find(TYPES.sharedWith, "share-with-222222222222"),
            ],
            [recording.find(TYPES.shareAccepter, "shared-accepter")],
            [recording.find(TYPES.gatewayAttachment, "core-attachment")],
            [recording.find(TYPES.gatewayAccepter, "core-accepter")],
            recording.ofType(
                TYPES.gatewayAssociation,
                TYPES.gatewayPropagation,
                TYPES.route,
                TYPES.vpnRoute,
                TYPES.vpnRule,
            ),
        ];
        expect(order.at(-1)).to.have.length(6);
        order.slice(1).forEach((step, index) => {
            for (const later of step) {
                const closure = recording.closure(later.urn);
                for (const earlier of order[index] ?? []) {
                    expect(closure.has(earlier.urn), `${later.name} after ${earlier.name}`).to.equal(true);
                }
            }
        });
    });

    it("is changed by its owner, and what is here by this account", async () => {
        const { recording } = await record(() => spokeElsewhere());
        const { urn, id } = recording.find(TYPES.awsProvider, "owner");
        const owners = recording.resources.filter(({ provider }) => provider === `${urn}::${id}`);
        expect(owners.map(({ name }) => name)).to.have.members([
            "core-accepter",
            "core-association",
            "core-propagation-tgw-rtb-2",
            "core-from-rtb-hub",
            "core-vpn-subnet-8",
            "core-vpn-access",
        ]);
    });

    it("accepts the attachment without any of the gateway's defaults", async () => {
        const { made, recording } = await record(() => spokeElsewhere());
        const accepter = recording.find(TYPES.gatewayAccepter, "core-accepter");
        expect(accepter.inputs).to.deep.equal({
            transitGatewayAttachmentId: recording.find(TYPES.gatewayAttachment, "core-attachment").id,
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
            tags: { Name: "dev-core" },
        });
        const parts = (made.spoke.parts["*"] ?? []).map((part) => valueOf(part.urn));
        expect(await Promise.all(parts)).to.include(accepter.urn);
    });

    it("has nothing to accept within an organisation that shares without asking", async () => {
        const { made, recording } = await record(() => spokeElsewhere(false));
        expect(recording.ofType(TYPES.shareAccepter)).to.deep.equal([]);
        expect(await valueOf(made.gateway.transitGatewayId)).to.equal("tgw-1");
        expect(recording.outputsOf(component("SharedGateway"), "shared")).to.deep.equal({ transitGatewayId: "tgw-1" });
    });
});

/** A zone with a VPC of another account. */
function zoneElsewhere(systemRuleVpcs: string[] = []) {
    const args: PrivateDnsArgs = {
        domain: "us-east-1.aws.private.confluent.cloud",
        endpointVpcId: "vpc-endpoint",
        dnsEntries: [{ dnsName: "vpce-1-a.vpce-svc-1.us-east-1.vpce.amazonaws.com" }],
        zoneNames: {},
        vpcs: { runner: "vpc-runner", vpn: "vpc-vpn" },
        systemRuleVpcs,
    };
    return new PrivateDns("core", args, { vpcOwners: { runner: new Provider("owner", { region: "us-east-1" }) } });
}

describe("a zone with a VPC of another account", () => {
    it("is opened by this account, and associated by the VPC's, after the records", async () => {
        const { made, recording } = await record(() => zoneElsewhere());
        const zoneId = recording.find(TYPES.zone, "core-zone").id;
        const owner = recording.find(TYPES.awsProvider, "owner");
        const authorization = recording.find(TYPES.zoneAuthorization, "core-authorization-runner");
        const association = recording.find(TYPES.zoneAssociation, "core-association-runner");
        expect(authorization.inputs).to.deep.equal({ zoneId, vpcId: "vpc-runner" });
        expect(association.inputs).to.deep.equal({ zoneId, vpcId: "vpc-runner" });
        expect(association.provider).to.equal(`${owner.urn}::${owner.id}`);
        expect(authorization.provider).to.not.equal(association.provider);
        const closure = recording.closure(association.urn);
        expect([...closure]).to.include.members([authorization.urn, recording.find(TYPES.record, "core-wildcard").urn]);
        expect(authorization.deleteBeforeReplace && association.deleteBeforeReplace).to.equal(true);
        expect(made.parts.runner).to.have.length(2);
        expect(made.parts.vpn).to.have.length(1);
    });

    it("has no SYSTEM rule for that VPC", async () => {
        expect(await failureOf(record(() => zoneElsewhere(["runner"])))).to.equal(
            "systemRuleVpcs names runner, a VPC of another account, which has no such rule",
        );
    });
});
