// The package's own process, as Pulumi starts it for programs in other languages. tests/soak/package.spec.ts has the engine.
import * as grpc from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
    ConstructRequest,
    GetSchemaRequest,
    type ConstructResponse,
    type GetSchemaResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { PackageSpec } from "@pulumi/pulumi/provider/experimental/schema";
import { expect } from "chai";
import * as fs from "node:fs";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { installedPackage, PACKAGE, type Installed } from "../support/package";
import { PluginProcess } from "../support/pluginProcess";
import { SNAPSHOT, summaryOf } from "./summary";

describe("the package's process, for programs in other languages", function () {
    this.timeout(180_000);
    let installed: Installed;
    let plugin: PluginProcess;
    let client: ResourceProviderClient;
    let engine: Engine;

    before(async () => {
        installed = await installedPackage();
        engine = await startEngine();
        plugin = await PluginProcess.start(installed.folder, installed.bare, engine.address);
        client = plugin.client();
    });

    after(() => {
        client.close();
        plugin.close();
        engine.server.forceShutdown();
    });

    it("tells the schema that is committed", async () => {
        const response = await new Promise<GetSchemaResponse>((resolve, reject) => {
            client.getSchema(new GetSchemaRequest(), answer(resolve, reject));
        });
        const schema = JSON.parse(response.getSchema()) as PackageSpec;
        expect(schema.name).to.equal(PACKAGE);
        expect(summaryOf(schema)).to.deep.equal(JSON.parse(fs.readFileSync(SNAPSHOT, "utf8")));
    });

    it("refuses what needs gates where Pulumi could not start them, and says what to do", async () => {
        const request = new ConstructRequest();
        request.setType(`${PACKAGE}:index:LinkedClusters`);
        request.setName("clusters");
        request.setProject("program");
        request.setStack("test");
        request.setMonitorendpoint(engine.address);
        request.setInputs(Struct.fromJavaScript({ settings: {} }));
        const refused = await new Promise<string>((resolve, reject) => {
            client.construct(
                request,
                answer<ConstructResponse>(
                    () => {
                        reject(new Error("it was made"));
                    },
                    (error) => {
                        resolve(error.message);
                    },
                ),
            );
        });
        expect(refused).to.include(`there is no SDK for Node in ${fs.realpathSync(installed.bare)}`);
        expect(refused).to.include("npm install @pulumi/pulumi").and.to.include("Nothing has been made");
    });
});

interface Engine {
    readonly server: grpc.Server;
    readonly address: string;
}

/** As much of an engine as a component asks for before it registers anything: which features there are. */
async function startEngine(): Promise<Engine> {
    const server = new grpc.Server();
    server.addService(ResourceMonitorService, {
        supportsFeature: (_call: unknown, done: (error: null, answer: SupportsFeatureResponse) => void) => {
            done(null, new SupportsFeatureResponse().setHassupport(true));
        },
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error === null) {
                resolve(bound);
            } else {
                reject(error);
            }
        });
    });
    return { server, address: `127.0.0.1:${port}` };
}

function answer<Response>(resolve: (response: Response) => void, reject: (error: Error) => void) {
    return (error: grpc.ServiceError | null, response: Response) => {
        if (error === null) {
            resolve(response);
        } else {
            reject(error);
        }
    };
}
