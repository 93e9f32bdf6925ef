import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { CONFLUENT_KINDS, World } from "../../../simulator/world";
import { failure, inFolder } from "./support";

const VPC = { id: "vpc-1", type: "aws:ec2/vpc:Vpc", props: { cidrBlock: "10.0.0.0/20", tags: { a: "b" } } };

/** Waits until a file is there. */
async function appears(file: string): Promise<void> {
    const deadline = Date.now() + 2000;
    while (!fs.existsSync(file)) {
        if (Date.now() > deadline) {
            throw new Error(`${file} does not appear`);
        }
        await sleep(5);
    }
}

describe("a world", () => {
    it("starts empty, on loopback, with ports of its own", () => {
        const { data } = World.open();
        expect(data.version).to.equal(1);
        expect(data.aws).to.deep.equal({});
        expect(data.confluent).to.deep.equal(Object.fromEntries(CONFLUENT_KINDS.map((kind) => [kind, {}])));
        expect(data.organizationId).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(data.address).to.match(/^127(\.\d{1,3}){3}$/);
        expect([data.httpPort, data.dnsPort].every((port) => port >= 20_000 && port < 32_768)).to.equal(true);
        expect(data.dnsPort).not.to.equal(data.httpPort);
    });

    it("is another world each time", () => {
        const worlds = [World.open(), World.open()].map(({ data }) => data.organizationId);
        expect(new Set(worlds).size).to.equal(2);
    });

    it("gives out ids in the form of each cloud, each once", () => {
        const world = World.open();
        const aws = Array.from({ length: 200 }, () => world.awsId("vpc"));
        const confluent = Array.from({ length: 200 }, () => world.confluentId("lkc"));
        expect(aws.every((id) => /^vpc-0[0-9a-f]{16}$/.test(id))).to.equal(true);
        expect(confluent.every((id) => /^lkc-[0-9a-hj-km-np-tv-z]{6}$/.test(id))).to.equal(true);
        expect(new Set([...aws, ...confluent]).size).to.equal(400);
    });

    it("tells its objects by type, and the time", () => {
        const world = World.open();
        world.data.aws["vpc-1"] = VPC;
        world.data.aws["rtb-1"] = { id: "rtb-1", type: "aws:ec2/routeTable:RouteTable", props: {} };
        expect(world.aws(VPC.type)).to.deep.equal([VPC]);
        expect(world.aws("aws:ec2/subnet:Subnet")).to.deep.equal([]);
        expect(world.now()).to.be.closeTo(Date.now(), 1000);
    });

    it("lives in memory without a file", () => {
        const world = World.open();
        world.data.aws["vpc-1"] = VPC;
        world.changed();
        world.save();
        expect(World.open().data.aws).to.deep.equal({});
    });
});

describe("a world in a file", () => {
    it(
        "is the same when it is opened again: objects, address, ports, organisation",
        inFolder((folder) => {
            const file = path.join(folder, "deep", "in", "world.json");
            const world = World.open(file);
            expect(fs.existsSync(file)).to.equal(false);
            world.data.aws["vpc-1"] = VPC;
            world.data.confluent.topics["lkc-1/a"] = { id: "lkc-1/a", createdAt: 5, spec: { name: "a" } };
            world.save();
            expect(World.open(file).data).to.deep.equal(world.data);
        }),
    );

    it(
        "follows changes by itself, several at a time",
        inFolder(async (folder) => {
            const file = path.join(folder, "world.json");
            const world = World.open(file);
            world.changed();
            world.data.aws["vpc-1"] = VPC;
            world.changed();
            expect(fs.existsSync(file)).to.equal(false);
            await appears(file);
            expect(World.open(file).data.aws).to.deep.equal({ "vpc-1": VPC });
        }),
    );

    it(
        "forgets what happens after it was sealed, by whomever it was",
        inFolder(async (folder) => {
            const file = path.join(folder, "world.json");
            const world = World.open(file);
            world.data.aws["vpc-1"] = VPC;
            world.as("222222222222").seal();
            world.data.aws["vpc-2"] = { ...VPC, id: "vpc-2" };
            world.changed();
            world.save();
            await sleep(100);
            expect(World.open(file).data.aws).to.deep.equal({ "vpc-1": VPC });
        }),
    );

    it(
        "needs no further write after one that was asked for",
        inFolder(async (folder) => {
            const file = path.join(folder, "world.json");
            const world = World.open(file);
            world.changed();
            world.save();
            fs.rmSync(file);
            await sleep(100);
            expect(fs.existsSync(file)).to.equal(false);
            world.changed();
            await appears(file);
        }),
    );

    it(
        "is for the owner's eyes only, and leaves no other file behind",
        inFolder((folder) => {
            const file = path.join(folder, "world.json");
            World.open(file).save();
            expect(fs.statSync(file).mode & 0o777).to.equal(0o600);
            expect(fs.readdirSync(folder)).to.deep.equal(["world.json"]);
        }),
    );

    it(
        "is replaced as a whole: who reads the old one reads it to its end",
        inFolder((folder) => {
            const file = path.join(folder, "world.json");
            const world = World.open(file);
            world.save();
            const reader = fs.openSync(file, "r");
            const before = structuredClone(world.data);
            world.data.aws["vpc-1"] = VPC;
            world.save();
            expect(JSON.parse(fs.readFileSync(reader, "utf8"))).to.deep.equal(before);
            fs.closeSync(reader);
            expect(World.open(file).data.aws).to.deep.equal({ "vpc-1": VPC });
        }),
    );

    it(
        "is still the old one where the new one cannot be written",
        inFolder(async (folder) => {
            const file = path.join(folder, "world.json");
            const world = World.open(file);
            world.save();
            const before = fs.readFileSync(file, "utf8");
            fs.mkdirSync(`${file}.new`);
            world.data.aws["vpc-1"] = VPC;
            const save = () => {
                world.save();
            };
            expect(await failure(save)).to.include("EISDIR");
            expect(fs.readFileSync(file, "utf8")).to.equal(before);
        }),
    );
});
