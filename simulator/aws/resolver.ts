import type { Props } from "../provider/model";
import type { World } from "../world";
import { own } from "./accounts";
import { checkLength, checkOneOf } from "./checks";
import { resolver, type Refusal } from "./errors";
import { objectModel } from "./object";
import { find, ownerOf, records, text, where } from "./store";
import { TYPES } from "./types";

export const resolverRule = objectModel({
    type: TYPES.resolverRule,
    latency: "resolverRule",
    id: "rslvr-rr",
    arn: "route53resolver:resolver-rule",
    autoName: "resolverRule",
    required: ["domainName", "ruleType"],
    replaceOn: ["domainName", "ruleType"],
    // The endpoint of a rule can be another one, but cannot be taken away.
    replaceWhen: { resolverEndpointId: (_old, fresh) => fresh === undefined || fresh === "" },
    computed: ["arn", "name", "ownerId", "region", "shareStatus", "tagsAll"],
    check: (inputs) => {
        checkLength(inputs, "domainName", 1, 256);
        checkName(inputs, "name");
        checkOneOf(inputs, "ruleType", ["FORWARD", "SYSTEM", "RECURSIVE"]);
    },
    admit: (world, inputs) => {
        const refuse = resolver("CreateResolverRule", "creating Route53 Resolver Rule");
        const forwards = inputs.ruleType === "FORWARD";
        if (forwards !== (text(inputs, "resolverEndpointId") !== "")) {
            const message = `A resolver endpoint ID ${forwards ? "is required for FORWARD" : "can only be set for FORWARD"} rules`;
            throw refuse("InvalidParameterException", message);
        }
        if (forwards) {
            admitForward(world, inputs, refuse);
        }
    },
    admitChange: (world, { id }, inputs) => {
        if (inputs.ruleType === "FORWARD") {
            admitForward(world, inputs, resolver("UpdateResolverRule", `updating Route53 Resolver Rule (${id})`));
        }
    },
    decide: ({ world }) => ({ ownerId: ownerOf(world), shareStatus: "NOT_SHARED" }),
    release: (world, { id }) => {
        if (where(world, TYPES.resolverRuleAssociation, "resolverRuleId", id).length > 0) {
            const refuse = resolver("DeleteResolverRule", `deleting Route53 Resolver Rule (${id})`);
            const message = "Please disassociate this resolver rule from VPC first before deleting";
            throw refuse("ResourceInUseException", message);
        }
    },
});

/** A rule forwards through an outbound endpoint, to servers that it names. */
function admitForward(world: World, inputs: Props, refuse: Refusal): void {
    const id = text(inputs, "resolverEndpointId");
    const endpoint = own(world, find(world, TYPES.resolverEndpoint, id));
    if (endpoint === undefined) {
        throw refuse("ResourceNotFoundException", `Resolver endpoint with ID '${id}' does not exist`);
    }
    if (endpoint.props.direction !== "OUTBOUND") {
        throw refuse("InvalidParameterException", `Resolver endpoint '${id}' is not an outbound endpoint`);
    }
    if (records(inputs, "targetIps").length === 0) {
        throw refuse("InvalidParameterException", "Target IP addresses are required for FORWARD rules");
    }
}

export const resolverRuleAssociation = objectModel({
    type: TYPES.resolverRuleAssociation,
    latency: "resolverRuleAssociation",
    id: "rslvr-rrassoc",
    autoName: "resolverRuleAssociation",
    required: ["resolverRuleId", "vpcId"],
    replaceOn: ["resolverRuleId", "vpcId", "name"],
    computed: ["name", "region"],
    check: (inputs) => {
        checkName(inputs, "name");
        checkLength(inputs, "resolverRuleId", 1, 64);
        checkLength(inputs, "vpcId", 1, 64);
    },
    admit: (world, inputs) => {
        const [ruleId, vpcId] = [text(inputs, "resolverRuleId"), text(inputs, "vpcId")];
        const refuse = resolver("AssociateResolverRule", "creating Route53 Resolver Rule Association");
        const rule = find(world, TYPES.resolverRule, ruleId);
        if (rule === undefined) {
            throw refuse("ResourceNotFoundException", `Resolver rule with ID '${ruleId}' does not exist`);
        }
        if (find(world, TYPES.vpc, vpcId) === undefined) {
            throw refuse("InvalidParameterException", `The vpc ID '${vpcId}' does not exist`);
        }
        const other = rulesOf(world, vpcId).find(({ domain }) => domain === domainOf(rule.props));
        if (other !== undefined) {
            const what = "Cannot associate rules with same domain name with same VPC.";
            const message = `[RSLVR-00802] ${what} Conflict with resolver rule "${other.id}"`;
            throw refuse("InvalidRequestException", message);
        }
    },
});

function checkName(inputs: Props, key: string): void {
    const value = inputs[key];
    checkLength(inputs, key, 1, 64);
    if (typeof value === "string" && !/^[a-zA-Z0-9\-_' ]+$/.test(value)) {
        throw new Error(`invalid value for ${key} (only alphanumeric characters, '-', '_' and ' ' are allowed)`);
    }
    if (typeof value === "string" && /^[0-9]+$/.test(value)) {
        throw new Error(`invalid value for ${key} (cannot only consist of numbers)`);
    }
}

/** A resolver rule as a VPC sees it. */
export interface AssociatedRule {
    readonly id: string;
    readonly domain: string;
    readonly type: string;
    /** The outbound endpoint of a rule that forwards, else empty. */
    readonly endpointId: string;
    /** Addresses of the servers to which it forwards. */
    readonly targets: readonly string[];
}

/** The resolver rules that are associated with a VPC. */
export function rulesOf(world: World, vpcId: string): AssociatedRule[] {
    const associations = where(world, TYPES.resolverRuleAssociation, "vpcId", vpcId);
    const rules = associations.flatMap(
        ({ props }) => find(world, TYPES.resolverRule, text(props, "resolverRuleId")) ?? [],
    );
    return rules.map(({ id, props }) => ({
        id,
        domain: domainOf(props),
        type: text(props, "ruleType"),
        endpointId: text(props, "resolverEndpointId"),
        targets: records(props, "targetIps").map((target) => text(target, "ip")),
    }));
}

function domainOf(props: Record<string, unknown>): string {
    return text(props, "domainName").toLowerCase().replace(/\.$/, "");
}
