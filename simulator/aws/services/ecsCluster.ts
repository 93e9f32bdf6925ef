import type { Props } from "../../provider/model";
import type { AwsObject, World } from "../../world";
import { checkLength, checkOneOf } from "../checks";
import { ecs, type Refusal } from "../errors";
import { objectModel } from "../object";
import { autoName, find, ownerOf, records, regionOf, text, where } from "../store";
import { TYPES } from "../types";

const INSIGHTS = "containerInsights";

/** A cluster. To make one of a name that is there gives that one, as the service does. */
export const ecsCluster = objectModel({
    type: TYPES.ecsCluster,
    latency: "ecsCluster",
    id: (world, inputs) => {
        const region = text(inputs, "region") || regionOf(world);
        return `arn:aws:ecs:${region}:${ownerOf(world)}:cluster/${text(inputs, "name") || autoName("cluster")}`;
    },
    required: [],
    notSimulated: ["configuration", "serviceConnectDefaults"],
    replaceOn: ["name"],
    computed: ["arn", "name", "region", "settings", "tagsAll"],
    check: (inputs) => {
        checkLength(inputs, "name", 1, 255);
        const { name } = inputs;
        if (typeof name === "string" && !/^[\w-]+$/.test(name)) {
            const what = "The cluster name must consist of alphanumerics, hyphens, and underscores.";
            throw new Error(`invalid value for name (${what})`);
        }
        for (const setting of records(inputs, "settings")) {
            checkOneOf(setting, "name", [INSIGHTS]);
        }
    },
    admit: (_world, inputs) => {
        admitSettings(inputs, ecs("CreateCluster", `creating ECS Cluster (${text(inputs, "name")})`));
    },
    admitChange: (_world, { id }, inputs) => {
        admitSettings(inputs, ecs("UpdateCluster", `updating ECS Cluster (${id})`));
    },
    decide: ({ id, inputs }) => ({
        arn: id,
        name: id.split("/").at(-1) ?? "",
        settings: inputs.settings ?? [{ name: INSIGHTS, value: "disabled" }],
    }),
    release: (world, { id }) => {
        if (world.aws(TYPES.ecsService).some(({ props }) => clusterOf(world, props)?.id === id)) {
            const refuse = ecs("DeleteCluster", `deleting ECS Cluster (${id})`);
            const message = "The Cluster cannot be deleted while Services are active.";
            throw refuse("ClusterContainsServicesException", message);
        }
    },
});

function admitSettings(inputs: Props, refuse: Refusal): void {
    const known = ["enabled", "disabled", "enhanced"];
    const wrong = records(inputs, "settings").find(({ value }) => !known.some((one) => one === value));
    if (wrong !== undefined) {
        throw refuse("InvalidParameterException", `Invalid value for the cluster setting ${INSIGHTS}.`);
    }
}

/** The cluster that a service names, by ARN or by name; undefined where there is none. */
export function clusterOf(world: World, inputs: Props): AwsObject | undefined {
    const named = text(inputs, "cluster");
    return find(world, TYPES.ecsCluster, named) ?? where(world, TYPES.ecsCluster, "name", named)[0];
}
