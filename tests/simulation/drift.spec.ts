// Objects altered and deleted behind the program's back: a preview with refresh names each of them, and the next up mends
// them. Which attributes can be seen at all is told on the models, in `simulator/drift`.
import { expect } from "chai";
import { Simulated, told } from "../support/simulated";
import { change, driftIn, driftText, madeTypes, mending, type Tampering } from "../support/tampering";

/** One object of each type of the dev stack, changed in many ways. */
const BY_HAND: readonly Tampering[] = [
    {
        type: "aws:ec2/vpc:Vpc",
        change: ["set", "ec2.Vpc[cidrBlock=10.0.0.0/20]", "tags.Name=mine", "enableDnsHostnames=false"],
        seen: "changed aws.Vpc core-vpc: enableDnsHostnames, tags.Name",
    },
    {
        type: "aws:ec2/subnet:Subnet",
        change: ["set", "ec2.Subnet[cidrBlock=10.0.1.0/24]", "tags.Name=mine"],
        seen: "changed aws.Subnet core-subnet-use1-az1: tags.Name",
    },
    {
        type: "aws:ec2/routeTable:RouteTable",
        change: ["set", "ec2.RouteTable[tags.Name=dev-core-use1-az1]", "tags.Name=mine"],
        seen: "changed aws.RouteTable core-routes-use1-az1: tags.Name",
    },
    {
        type: "aws:ec2/securityGroup:SecurityGroup",
        change: ["set", "ec2.SecurityGroup", "tags.Name=mine"],
        seen: "changed aws.SecurityGroup core-security-group: tags.Name",
    },
    {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        change: ["set", "vpc.SecurityGroupIngressRule[description=https from vpn]", "cidrIpv4=0.0.0.0/0"],
        seen: "changed aws.SecurityGroupIngressRule core-https-from-vpn: cidrIpv4",
    },
    {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint",
        change: ["set", "ec2.VpcEndpoint", "tags.Name=mine"],
        seen: "changed aws.VpcEndpoint core-endpoint: tags.Name",
    },
    {
        type: "aws:ec2/route:Route",
        change: ["delete", "ec2.Route[routeTableId=rtb-0123456789abcdef2]"],
        seen: "missing aws.Route core-from-rtb-0123456789abcdef2",
    },
    {
        type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
        change: ["set", "ec2transitgateway.VpcAttachment[tags.Name=dev-core]", "tags.Name=mine"],
        seen: "changed aws.VpcAttachment core-attachment: tags.Name",
    },
    {
        type: "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
        change: ["delete", "ec2clientvpn.AuthorizationRule"],
        seen: "missing aws.AuthorizationRule core-vpn-access",
    },
    {
        type: "aws:ec2clientvpn/route:Route",
        change: ["delete", "ec2clientvpn.Route"],
        seen: "missing aws.Route core-vpn-subnet-0123456789abcdef0",
    },
    {
        type: "aws:route53/zone:Zone",
        change: ["set", "route53.Zone", "comment=mine"],
        seen: "changed aws.Zone core-zone: comment",
    },
    {
        type: "aws:route53/record:Record",
        change: ["set", "route53.Record[name=*.us-east-1.aws.private.confluent.cloud]", "ttl=300"],
        seen: "changed aws.Record core-wildcard: ttl",
    },
    {
        type: "aws:route53/zoneAssociation:ZoneAssociation",
        change: ["delete", "route53.ZoneAssociation[vpcId=vpc-0123456789abcdef2]"],
        seen: "missing aws.ZoneAssociation core-association-vpn",
    },
    {
        type: "confluentcloud:index/environment:Environment",
        change: ["set", "environments", "displayName=mine"],
        seen: "changed confluentcloud.Environment confluent-environment: displayName",
    },
    {
        type: "confluentcloud:index/kafkaCluster:KafkaCluster",
        change: ["set", "clusters[displayName=shared]", "displayName=mine", "cku=2"],
        seen: "changed confluentcloud.KafkaCluster shared-cluster: dedicated.cku, displayName",
    },
    {
        type: "confluentcloud:index/serviceAccount:ServiceAccount",
        change: ["set", "serviceAccounts[displayName=dev-shared-manager]", "description=mine"],
        seen: "changed confluentcloud.ServiceAccount shared-manager-account: description",
    },
    {
        type: "confluentcloud:index/apiKey:ApiKey",
        change: ["set", "apiKeys[displayName=dev-shared-manager]", "description=mine"],
        seen: "changed confluentcloud.ApiKey shared-manager-key: description",
    },
    {
        type: "confluentcloud:index/privateLinkAttachment:PrivateLinkAttachment",
        change: ["set", "privateLinkAttachments", "displayName=mine"],
        seen: "changed confluentcloud.PrivateLinkAttachment privatelink-attachment: displayName",
    },
    {
        type: "confluentcloud:index/privateLinkAttachmentConnection:PrivateLinkAttachmentConnection",
        change: ["set", "privateLinkAttachmentConnections", "displayName=mine"],
        seen: "changed confluentcloud.PrivateLinkAttachmentConnection core-connection: displayName",
    },
    {
        type: "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic",
        change: ["delete", "confluent:mirrors[topic=dev-stock_trades]"],
        seen: "missing confluentcloud.KafkaMirrorTopic sandbox-shared-on-destination/dev-stock_trades",
    },
];

/** A change to these takes away what a gate stands on: the refresh ends with the gate's reason. */
const BEHIND_GATES = [
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
    "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
    "confluentcloud:index/clusterLink:ClusterLink",
    "confluentcloud:index/roleBinding:RoleBinding",
];

describe("changes behind the program's back", function () {
    this.timeout(240_000);

    it("are each named by a preview with refresh and mended by an up with refresh", async () => {
        const stack = await Simulated.deployed();
        const [source = ""] = stack.clouds.links
            .filter((one) => one.connectionMode === "OUTBOUND")
            .map((one) => one.cluster);
        const topic = {
            type: "confluentcloud:index/kafkaTopic:KafkaTopic",
            change: ["set", `confluent:topics/${source}/dev-stock_trades`, "config.retention.ms=3600000"],
            seen: "changed confluentcloud.KafkaTopic sandbox/dev-stock_trades: config.retention.ms",
        };
        const all = [...BY_HAND, topic];
        expect([...all.map(({ type }) => type), ...BEHIND_GATES].sort()).to.deep.equal(madeTypes("dev").sort());
        await change(stack, ...all.map((each) => each.change));

        const found = driftIn(await stack.succeed("preview", { refresh: true }));
        expect(found.map(driftText)).to.have.members(all.map(({ seen }) => seen));

        const mended = await stack.succeed("up", { refresh: true });
        expect(told(mended.steps)).to.include.members(found.map(mending));
        const { steps } = await stack.succeed("preview", { refresh: true });
        expect(steps).to.deep.equal([]);
    });

    it("that a gate rests on fail the refresh with the gate's reason, are seen all the same, and mended", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
        });
        await change(stack, ["delete", "apiKeys[displayName=dev-sandbox-shared-destination]"]);

        const seen = await stack.run("refresh");
        expect(seen.result).to.equal("failed");
        expect(seen.diagnostics.map(({ message }) => message).join()).to.include("Stage that failed: authenticate");
        expect(told(seen.steps)).to.deep.equal(["delete ApiKey sandbox-shared-destination-key"]);

        const mended = await stack.succeed("up");
        expect(told(mended.steps)).to.include.members([
            "create ApiKey sandbox-shared-destination-key",
            "update ClusterLink sandbox-shared-source",
        ]);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });
});
