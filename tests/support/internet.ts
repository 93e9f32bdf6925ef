import { objectModel } from "../../simulator/aws/object";
import type { ResourceModel } from "../../simulator/provider/model";

const TAGGED = ["arn", "ownerId", "region", "tagsAll"];
const admit = () => undefined;

/** The ways to the internet, as far as a VPC of awsx needs them. */
export const internet: Readonly<Record<string, ResourceModel>> = {
    "aws:ec2/internetGateway:InternetGateway": objectModel({
        type: "aws:ec2/internetGateway:InternetGateway",
        latency: "route",
        id: "igw",
        arn: "ec2:internet-gateway",
        required: [],
        replaceOn: [],
        computed: [...TAGGED, "vpcId"],
        admit,
    }),
    "aws:ec2/eip:Eip": objectModel({
        type: "aws:ec2/eip:Eip",
        latency: "route",
        id: "eipalloc",
        required: [],
        replaceOn: [],
        computed: ["allocationId", "publicIp", "region", "tagsAll"],
        admit,
        decide: ({ id }) => ({ allocationId: id, publicIp: "203.0.113.7" }),
    }),
    "aws:ec2/natGateway:NatGateway": objectModel({
        type: "aws:ec2/natGateway:NatGateway",
        latency: "route",
        id: "nat",
        required: [],
        replaceOn: ["allocationId", "subnetId"],
        computed: ["publicIp", "region", "tagsAll"],
        admit,
        decide: () => ({ publicIp: "203.0.113.7" }),
    }),
};
