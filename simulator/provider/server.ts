import type { FaultPlan } from "./faults";
import type { CallContext, Props, ProviderModel, ProviderSettings } from "./model";
import { props, ResourceOperations, struct } from "./operations";
import { Empty, grpc, messages, plugin, ResourceProviderService, type IResourceProviderServer } from "./rpc";

/** A stand-in provider that listens on loopback; the engine attaches to it instead of starting a plugin. */
export interface AttachedProvider {
    readonly name: string;
    readonly port: number;
    close(): void;
}

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** Serves `model` to the engine over Pulumi's provider protocol. */
export async function serveProvider(
    model: ProviderModel,
    context: CallContext,
    faults: FaultPlan,
): Promise<AttachedProvider> {
    const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(ResourceProviderService, implementation(model, context, faults));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error) {
                reject(error);
            } else {
                resolve(bound);
            }
        });
    });
    return {
        name: model.name,
        port,
        close: () => {
            server.forceShutdown();
        },
    };
}

function implementation(model: ProviderModel, context: CallContext, faults: FaultPlan): IResourceProviderServer {
    const callers = new Callers(model, context);
    const operations = (peer: string) => new ResourceOperations(model.resources, callers.contextOf(peer), faults);
    return {
        ...pluginMethods(model),
        ...configMethods(model, callers),
        ...functionMethods(model, callers),
        check: unary((request: messages.CheckRequest, peer) => operations(peer).check(request)),
        diff: unary((request: messages.DiffRequest, peer) => operations(peer).diff(request)),
        create: unary((request: messages.CreateRequest, peer) => operations(peer).create(request)),
        read: unary((request: messages.ReadRequest, peer) => operations(peer).read(request)),
        update: unary((request: messages.UpdateRequest, peer) => operations(peer).update(request)),
        delete: unary((request: messages.DeleteRequest, peer) => operations(peer).delete(request)),
    };
}

/** The provider instances of a program: each has a connection, a configuration and perhaps an account of its own. */
class Callers {
    private readonly contexts = new Map<string, CallContext>();

    constructor(
        private readonly model: ProviderModel,
        private readonly context: CallContext,
    ) {}

    configure(peer: string, args: Props, config: ProviderSettings): void {
        const account = this.model.accountOf?.(args);
        const { world } = this.context;
        this.contexts.set(peer, { ...this.context, config, world: account === undefined ? world : world.as(account) });
        this.model.configure?.(config);
    }

    contextOf(peer: string): CallContext {
        return this.contexts.get(peer) ?? this.context;
    }
}

/** Runs a handler; what it throws reaches the engine as the operation's error. */
function unary<Request, Response>(
    handler: (request: Request, peer: string) => Response | Promise<Response>,
): Unary<Request, Response> {
    return (call, callback) => {
        Promise.resolve()
            .then(() => handler(call.request, call.getPeer()))
            .then(
                (response) => {
                    callback(null, response);
                },
                (error: unknown) => {
                    const message = error instanceof Error ? error.message : String(error);
                    callback({ code: grpc.status.UNKNOWN, message, details: message }, null);
                },
            );
    };
}

function unimplemented<Request, Response>(method: string): Unary<Request, Response> {
    return (_call, callback) => {
        callback(absent(method), null);
    };
}

function absent(method: string) {
    return { code: grpc.status.UNIMPLEMENTED, details: `${method} is not part of a stand-in provider` };
}

type PluginMethod =
    | "handshake"
    | "parameterize"
    | "call"
    | "construct"
    | "list"
    | "getMapping"
    | "getMappings"
    | "getSchema"
    | "getPluginInfo"
    | "attach"
    | "cancel";

function pluginMethods(model: ProviderModel): Pick<IResourceProviderServer, PluginMethod> {
    return {
        handshake: unimplemented("handshake"),
        parameterize: unimplemented("parameterize"),
        call: unimplemented("call"),
        construct: unimplemented("construct"),
        list: (call) => {
            // Destroying a stream would send no status: the caller would wait for ever.
            call.emit("error", absent("list"));
        },
        getMapping: unimplemented("getMapping"),
        getMappings: unimplemented("getMappings"),
        getSchema: unary(() => {
            const response = new messages.GetSchemaResponse();
            response.setSchema(JSON.stringify({ name: model.name, version: model.version }));
            return response;
        }),
        getPluginInfo: unary(() => {
            const info = new plugin.PluginInfo();
            info.setVersion(model.version);
            return info;
        }),
        attach: unary(() => new Empty()),
        cancel: unary(() => new Empty()),
    };
}

function configMethods(model: ProviderModel, callers: Callers) {
    return {
        checkConfig: unary((request: messages.CheckRequest) => {
            const response = new messages.CheckResponse();
            response.setInputs(request.getNews());
            return response;
        }),
        diffConfig: unary(() => new messages.DiffResponse()),
        configure: unary((request: messages.ConfigureRequest, peer) => {
            callers.configure(peer, props(request.getArgs()), settingsOf(model, request));
            const response = new messages.ConfigureResponse();
            // Secrets come in the clear and the engine wraps the outputs of the same name again.
            response.setAcceptsecrets(false);
            response.setSupportspreview(true);
            response.setAcceptresources(false);
            response.setAcceptoutputs(false);
            return response;
        }),
    };
}

/** The engine names a setting with the provider in front. */
function settingsOf({ name }: ProviderModel, request: messages.ConfigureRequest): ProviderSettings {
    const start = `${name}:config:`;
    const given: [string, string][] = request.getVariablesMap().toArray();
    return Object.fromEntries(given.map(([key, value]) => [key.replace(start, ""), value]));
}

function functionMethods(model: ProviderModel, callers: Callers) {
    return {
        invoke: unary(async (request: messages.InvokeRequest, peer) => {
            const run = model.functions[request.getTok()];
            if (run === undefined) {
                throw new Error(`the simulator has no model of the function ${request.getTok()}`);
            }
            const response = new messages.InvokeResponse();
            const context = callers.contextOf(peer);
            // What reaches Confluent is counted where it arrives.
            if (model.name === "aws") {
                context.traffic?.lookUp();
            }
            response.setReturn(struct(await run(context, props(request.getArgs()))));
            return response;
        }),
    };
}
