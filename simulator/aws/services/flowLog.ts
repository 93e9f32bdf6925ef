import type { Props } from "../../provider/model";
import type { World } from "../../world";
import { checkExactlyOne, checkOneOf } from "../checks";
import { ec2, type Refusal } from "../errors";
import { theSubnet, theVpc } from "../lookup";
import { objectModel } from "../object";
import { find, text, where } from "../store";
import { TYPES } from "../types";
import { trustsService } from "./policies";

const SOURCES = [
    "eniId",
    "regionalNatGatewayId",
    "subnetId",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "vpcId",
] as const;
const DEFAULT_FORMAT =
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} " +
    "${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

/** Flow logs of a VPC, a subnet, a Transit Gateway or one of its attachments, kept in a log group. */
export const flowLog = objectModel({
    type: TYPES.flowLog,
    latency: "flowLog",
    id: "fl",
    arn: "ec2:vpc-flow-log",
    required: [],
    notSimulated: [
        "deliverCrossAccountRole",
        "destinationOptions",
        "eniId",
        "regionalNatGatewayId",
        "tagFieldSpecifications",
    ],
    replaceOn: [
        ...["deliverCrossAccountRole", "destinationOptions", "iamRoleArn", "logDestination", "logDestinationType"],
        ...["logFormat", "maxAggregationInterval", "tagFieldSpecifications", "trafficType", ...SOURCES],
    ],
    computed: ["arn", "logDestination", "logFormat", "region", "tagsAll"],
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600, logFormat: DEFAULT_FORMAT },
    check: (inputs) => {
        checkExactlyOne(inputs, SOURCES);
        checkOneOf(inputs, "trafficType", ["ACCEPT", "REJECT", "ALL"]);
        // Buckets and delivery streams are not simulated.
        checkOneOf(inputs, "logDestinationType", ["cloud-watch-logs"]);
        const { maxAggregationInterval: seconds } = inputs;
        if (typeof seconds === "number" && seconds !== 60 && seconds !== 600) {
            throw new Error(`expected max_aggregation_interval to be one of [60 600], got ${seconds}`);
        }
    },
    admit: admitFlowLog,
});

function sourceOf(inputs: Props): string {
    return SOURCES.map((key) => text(inputs, key)).find((id) => id !== "") ?? "";
}

function admitFlowLog(world: World, inputs: Props): void {
    const source = sourceOf(inputs);
    const refuse = ec2("CreateFlowLogs", `creating Flow Log (${source})`);
    admitSource(world, inputs, refuse);
    const destination = text(inputs, "logDestination");
    if (destination === "") {
        throw refuse("InvalidParameter", "LogDestination can't be empty for log destination type cloud-watch-logs.");
    }
    const groups = where(world, TYPES.logGroup, "arn", destination.replace(/:\*$/, ""));
    if (groups.length === 0) {
        throw refuse("LogDestinationNotFound", `LogDestination: ${destination} does not exist.`);
    }
    admitRole(world, text(inputs, "iamRoleArn"), refuse);
    const same = where(world, TYPES.flowLog, "logDestination", destination);
    if (same.some(({ props }) => sourceOf(props) === source && props.trafficType === inputs.trafficType)) {
        const what = "There is an existing Flow Log with the same configuration and log destination.";
        throw refuse("FlowLogAlreadyExists", `Error. ${what}`);
    }
}

/** The service delivers through a role that it can take. */
function admitRole(world: World, arn: string, refuse: Refusal): void {
    if (arn === "") {
        const what = "DeliverLogsPermissionArn can't be empty for log destination type cloud-watch-logs.";
        throw refuse("InvalidParameter", what);
    }
    const [role] = where(world, TYPES.role, "arn", arn);
    if (role === undefined || !trustsService(role, "vpc-flow-logs.amazonaws.com")) {
        throw refuse("InvalidParameter", "Unable to assume given IAM role");
    }
}

function admitSource(world: World, inputs: Props, refuse: Refusal): void {
    const [vpcId, subnetId] = [text(inputs, "vpcId"), text(inputs, "subnetId")];
    if (vpcId !== "") {
        theVpc(world, vpcId, refuse);
    }
    if (subnetId !== "") {
        theSubnet(world, subnetId, refuse);
    }
    const [gateway, attachment] = [text(inputs, "transitGatewayId"), text(inputs, "transitGatewayAttachmentId")];
    if (gateway !== "" && find(world, TYPES.transitGateway, gateway) === undefined) {
        throw refuse("InvalidTransitGatewayID.NotFound", `Transit Gateway ${gateway} was deleted or does not exist.`);
    }
    if (attachment !== "" && find(world, TYPES.attachment, attachment) === undefined) {
        const message = `Transit Gateway Attachment ${attachment} was deleted or does not exist.`;
        throw refuse("InvalidTransitGatewayAttachmentID.NotFound", message);
    }
    admitTraffic(inputs, gateway !== "" || attachment !== "", refuse);
}

/** Networks say which traffic they log; Transit Gateways log all of it, and every minute. */
function admitTraffic(inputs: Props, isGateway: boolean, refuse: Refusal): void {
    const traffic = text(inputs, "trafficType");
    if (!isGateway && traffic === "") {
        throw refuse("MissingParameter", "The request must contain the parameter TrafficType");
    }
    if (isGateway && traffic !== "") {
        throw refuse("InvalidParameter", "TrafficType is not supported for Transit Gateway flow logs.");
    }
    if (isGateway && inputs.maxAggregationInterval !== 60) {
        throw refuse("InvalidParameter", "MaxAggregationInterval has to be 60 for Transit Gateway flow logs.");
    }
}
