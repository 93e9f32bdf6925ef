import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as net from "node:net";
import * as path from "node:path";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { expect } from "chai";
import { resolverOf, startClouds, type RunningClouds } from "../../../../simulator/engine/clouds";
import { secondsOf } from "../../../../simulator/latencies";
import type { Place } from "../../../../simulator/network/reachability";
import { parseFault } from "../../../../simulator/provider/faults";
import { struct } from "../../../../simulator/provider/operations";
import { Empty, grpc, messages, type plugin } from "../../../../simulator/provider/rpc";
import { World } from "../../../../simulator/world";
import { ask, failed } from "../provider/standIn";
import { failure, inFolder } from "../support";

const HOST = "pkc-1a2b3.us-east-1.aws.confluent.cloud";

function newWorld(file?: string): World {
    const world = World.open(file);
    world.data.confluent.clusters["lkc-1"] = { id: "lkc-1", createdAt: 0, spec: { host: HOST } };
    return world;
}

const start = (world: World, place: () => Place = () => "public"): Promise<RunningClouds> =>
    startClouds(world, { latency: 0, faults: [], place });

/** Whether something accepts connections. */
const listens = (host: string, port: number) =>
    new Promise<boolean>((resolve) => {
        const socket = net.connect(port, host);
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => {
            resolve(false);
        });
    });

const providerPorts = ({ attach }: RunningClouds) => attach.split(",").map((one) => Number(one.split(":")[1]));

const lookup = async (resolver: string): Promise<string[]> => {
    const asking = new Resolver({ timeout: 500, tries: 1 });
    asking.setServers([resolver]);
    return asking.resolve4(HOST);
};

/** Takes the world's DNS port until the test is over. */
async function withDnsTaken({ data: { address, dnsPort } }: World, test: () => Promise<void>): Promise<void> {
    const socket = createSocket("udp4");
    await new Promise<void>((resolve) => {
        socket.bind(dnsPort, address, resolve);
    });
    try {
        await test();
    } finally {
        await new Promise<void>((resolve) => {
            socket.close(resolve);
        });
    }
}

describe("the running clouds", () => {
    it("are the API, the resolver and the two providers, all on loopback", async () => {
        const world = newWorld();
        const { address, httpPort } = world.data;
        const clouds = await start(world);
        try {
            expect(address).to.match(/^127\./);
            expect(clouds.resolver).to.equal(resolverOf(world));
            expect(await lookup(clouds.resolver)).to.deep.equal([address]);
            const answer = await fetch(`http://${address}:${httpPort}/org/v2/environments`);
            expect(answer.status).to.equal(401);
            await answer.arrayBuffer();
            expect(clouds.attach).to.match(/^aws:\d+,confluentcloud:\d+$/);
            const versions = await Promise.all(
                providerPorts(clouds).map(async (port) => {
                    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
                    const info = await ask<plugin.PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
                    client.close();
                    return info.getVersion();
                }),
            );
            expect(versions).to.have.length(2);
            for (const version of versions) {
                expect(version).to.match(/^\d+\.\d+\.\d+$/);
            }
        } finally {
            await clouds.close();
        }
    });

    it("have awsx beside them where it is asked for", async function () {
        this.timeout(60_000);
        const clouds = await startClouds(newWorld(), { latency: 0, faults: [], place: () => "public", awsx: true });
        try {
            expect(clouds.attach).to.match(/^aws:\d+,confluentcloud:\d+,awsx:\d+$/);
            const client = new ResourceProviderClient(
                `127.0.0.1:${providerPorts(clouds)[2] ?? 0}`,
                grpc.credentials.createInsecure(),
            );
            const info = await ask<plugin.PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
            client.close();
            const { version } = createRequire(__filename)("@pulumi/awsx/package.json") as { version: string };
            expect(info.getVersion()).to.equal(version);
        } finally {
            await clouds.close();
        }
    });

    it("take the time that the latency says, and let faults happen", async () => {
        const type = "aws:ec2/vpc:Vpc";
        const world = newWorld();
        const faults = [parseFault("Vpc.create=lose")];
        const clouds = await startClouds(world, { latency: 0.01, faults, place: () => "public" });
        const [port = 0] = providerPorts(clouds);
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
        try {
            const request = new messages.CreateRequest().setUrn(`urn:pulumi:dev::p::${type}::core`).setType(type);
            request.setProperties(struct({ cidrBlock: "10.0.0.0/20" }));
            const started = performance.now();
            const { details } = await failed(ask((done) => client.create(request, done)));
            expect(performance.now() - started).to.be.greaterThan(secondsOf("vpc", "cloud") * 10 - 5);
            expect(details).to.include("its answer was lost");
            expect(world.aws(type)).to.have.length(1);
        } finally {
            client.close();
            await clouds.close();
        }
    });

    it("ask for the runner's place at each look-up", async () => {
        let asked = 0;
        const clouds = await start(newWorld(), () => {
            asked += 1;
            return "public";
        });
        try {
            expect(asked).to.equal(0);
            await lookup(clouds.resolver);
            await lookup(clouds.resolver);
            expect(asked).to.equal(2);
        } finally {
            await clouds.close();
        }
    });

    it(
        "refuse a second run on the same world, and go on",
        inFolder(async (folder) => {
            const file = path.join(folder, "world.json");
            const world = newWorld(file);
            world.save();
            const clouds = await start(world);
            try {
                const { address, httpPort } = world.data;
                expect(await failure(() => start(World.open(file)))).to.equal(
                    `cannot listen on ${address}:${httpPort}: another run uses this simulated world`,
                );
                expect(await lookup(clouds.resolver)).to.deep.equal([address]);
            } finally {
                await clouds.close();
            }
            await (await start(World.open(file))).close();
        }),
    );

    it("run side by side on worlds of their own", async () => {
        const first = await start(newWorld());
        const world = newWorld();
        Object.assign(world.data, { httpPort: world.data.httpPort + 2, dnsPort: world.data.dnsPort + 2 });
        const second = await start(world);
        expect(await lookup(second.resolver)).to.deep.equal([world.data.address]);
        await Promise.all([first.close(), second.close()]);
    });

    it("leave nothing open where only a part of them could start", async () => {
        const world = newWorld();
        const { address, httpPort, dnsPort } = world.data;
        await withDnsTaken(world, async () => {
            expect(await failure(() => start(world))).to.equal(
                `cannot listen on ${address}:${dnsPort}: another run uses this simulated world`,
            );
            expect(await listens(address, httpPort)).to.equal(false);
        });
        await (await start(world)).close();
    });

    it(
        "free their ports and keep the world when they close, which they may do twice",
        inFolder(async (folder) => {
            const file = path.join(folder, "world.json");
            const world = newWorld(file);
            const { address, httpPort } = world.data;
            const clouds = await start(world);
            const ports = providerPorts(clouds);
            expect(await Promise.all(ports.map((port) => listens("127.0.0.1", port)))).to.deep.equal([true, true]);
            expect(await listens(address, httpPort)).to.equal(true);
            await clouds.close();
            await clouds.close();
            expect(await Promise.all(ports.map((port) => listens("127.0.0.1", port)))).to.deep.equal([false, false]);
            expect(await listens(address, httpPort)).to.equal(false);
            expect(await failure(() => lookup(clouds.resolver))).to.include(HOST);
            expect(JSON.parse(fs.readFileSync(file, "utf8"))).to.deep.equal(world.data);
        }),
    );

    it("close although clients keep their connections", async () => {
        const world = newWorld();
        const clouds = await start(world);
        const idle = net.connect(world.data.httpPort, world.data.address);
        await new Promise((resolve) => idle.once("connect", resolve));
        const ended = new Promise((resolve) => idle.once("close", resolve));
        idle.on("error", () => undefined);
        await clouds.close();
        await ended;
    });
});
