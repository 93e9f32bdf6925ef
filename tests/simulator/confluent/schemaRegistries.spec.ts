// When an environment's Schema Registry is there, where clusters take their time. What its API answers is in
// controlPlane.spec.ts.
import { expect } from "chai";
import { Cloud } from "../../../simulator/confluent/cloud";
import { addSchemaRegistry } from "../../../simulator/confluent/schemaRegistries";
import type { ClusterSpec } from "../../../simulator/confluent/specs";
import { World } from "../../../simulator/world";

function clusterReadyAt(readyAt: number): ClusterSpec {
    return {
        environmentId: "env-1",
        displayName: "cluster",
        availability: "LOW",
        cloud: "AWS",
        region: "us-east-1",
        kind: "Enterprise",
        deletionProtection: false,
        isPrivate: false,
        httpEndpoint: "",
        bootstrapEndpoint: "",
        readyAt,
    };
}

describe("the simulated Schema Registry", () => {
    for (const [order, moments] of [
        ["begun first", [1000, 5000]],
        ["begun after a slower one", [5000, 1000]],
    ] as const) {
        it(`is there with the first cluster that is, also where that was ${order}`, () => {
            const cloud = new Cloud(World.open(), 1);
            const environment = cloud.add("environments", "env-1", { displayName: "one", governance: "ESSENTIALS" });
            for (const moment of moments) {
                addSchemaRegistry(cloud, environment, clusterReadyAt(moment));
            }
            expect(cloud.all("schemaRegistries").map(({ spec }) => spec.readyAt)).to.deep.equal([1000]);
        });
    }
});
