import { expect } from "chai";
import * as path from "node:path";
import { changeWorld } from "../../../simulator/change/running";
import { startClouds } from "../../../simulator/engine/clouds";
import { World } from "../../../simulator/world";
import { failure, inFolder } from "../shell/support";

/** A world with one VPC, kept in a file. */
function withVpc(folder: string): string {
    const file = path.join(folder, "world.json");
    const world = World.open(file);
    world.data.aws["vpc-1"] = { id: "vpc-1", type: "aws:ec2/vpc:Vpc", props: { cidrBlock: "10.0.0.0/16" } };
    world.save();
    return file;
}

const cidrIn = (world: World): unknown => world.data.aws["vpc-1"]?.props.cidrBlock;

describe("a change of a world", () => {
    it(
        "is kept in the file of a world at rest, whose address is free again afterwards",
        inFolder(async (folder) => {
            const file = withVpc(folder);
            for (const block of ["10.1.0.0/16", "10.2.0.0/16"]) {
                await changeWorld(World.open(file), ["set", "vpc-1", `cidrBlock=${block}`]);
                expect(cidrIn(World.open(file))).to.equal(block);
            }
        }),
    );

    it(
        "is made by the run that has the world open, and kept when that ends",
        inFolder(async (folder) => {
            const file = withVpc(folder);
            const world = World.open(file);
            const clouds = await startClouds(world, { latency: 0, faults: [], place: () => "public" });
            const change = await changeWorld(World.open(file), ["set", "ec2.Vpc", "cidrBlock=10.1.0.0/16"]);
            expect(change).to.include({ verb: "set", kind: "ec2.Vpc", id: "vpc-1" });
            expect(cidrIn(world)).to.equal("10.1.0.0/16");
            const refusal = await failure(() => changeWorld(World.open(file), ["delete", "ec2.Subnet"]));
            expect(refusal).to.equal("no object is ec2.Subnet: there is no ec2.Subnet.");
            await clouds.close();
            expect(cidrIn(World.open(file))).to.equal("10.1.0.0/16");
        }),
    );

    it(
        "is no part of Confluent's API: without the world's own mark the door is not there",
        inFolder(async (folder) => {
            const world = World.open(withVpc(folder));
            const clouds = await startClouds(world, { latency: 0, faults: [], place: () => "public" });
            const url = `http://${world.data.address}:${world.data.httpPort}/simulator/change`;
            const { status } = await fetch(url, { method: "POST", body: '["delete","vpc-1"]' });
            await clouds.close();
            expect(status).to.equal(401);
            expect(cidrIn(world)).to.equal("10.0.0.0/16");
        }),
    );
});
