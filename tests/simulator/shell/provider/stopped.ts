// A process of its own, because the fault that it runs into kills it: argument 1 is the file of its world.
import { FaultPlan, parseFault } from "../../../../simulator/provider/faults";
import type { ResourceModel } from "../../../../simulator/provider/model";
import { ResourceOperations, struct } from "../../../../simulator/provider/operations";
import { messages } from "../../../../simulator/provider/rpc";
import { World } from "../../../../simulator/world";
import { BOX, boxModel, idleContext, URN } from "./standIn";

const world = World.open(process.argv[2]);
const model: ResourceModel = {
    ...boxModel(),
    create: (context, inputs) => {
        context.world.data.aws["box-1"] = { id: "box-1", type: BOX, props: inputs };
        return Promise.resolve({ id: "box-1", outputs: inputs });
    },
};
const operations = new ResourceOperations(
    { [BOX]: model },
    idleContext(world),
    new FaultPlan([parseFault("Box.create=stop")]),
);
const request = new messages.CreateRequest()
    .setUrn(URN)
    .setType(BOX)
    .setProperties(struct({ size: 3 }));
void operations.create(request).then(() => {
    console.log("answered");
});
