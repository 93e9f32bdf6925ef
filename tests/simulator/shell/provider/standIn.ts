import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { FaultPlan, parseFault } from "../../../../simulator/provider/faults";
import {
    UNKNOWN,
    type CallContext,
    type Props,
    type ProviderModel,
    type ResourceModel,
} from "../../../../simulator/provider/model";
import { type Empty, grpc, messages, Struct, type JavaScriptValue } from "../../../../simulator/provider/rpc";
import { serveProvider, type AttachedProvider } from "../../../../simulator/provider/server";
import { World } from "../../../../simulator/world";

export const BOX = "test:things/box:Box";
export const URN = `urn:pulumi:dev::project::test:index:Shelf$${BOX}::first::box`;

/** A box, kept in memory. */
export function boxModel(store = new Map<string, Props>()): ResourceModel {
    const outputs = (inputs: Props, serial: string): Props => ({ ...inputs, serial, area: Number(inputs.size) ** 2 });
    return {
        replaceOn: ["label", "place.zone"],
        replaceWhen: { size: (old, fresh) => Number(fresh) < Number(old) },
        computed: ["serial", "area"],
        recomputedOn: { size: ["area"] },
        check: ({ size }) => {
            if (size !== UNKNOWN && Number(size) > 9) {
                throw new Error(`InvalidSize: ${String(size)} does not fit.\nThe largest is “9”, 100 % sure.`);
            }
        },
        create: (_context, inputs) => {
            const id = `box-${store.size + 1}`;
            store.set(id, outputs(inputs, id));
            return Promise.resolve({ id, outputs: { ...store.get(id), lid: undefined } });
        },
        read: (_context, id) => Promise.resolve(store.get(id)),
        update: (_context, id, state, inputs) => {
            store.set(id, outputs(inputs, String(state.serial)));
            return Promise.resolve(store.get(id) ?? {});
        },
        delete: (_context, id, state) =>
            store.delete(id)
                ? Promise.resolve()
                : Promise.reject(new Error(`NotFound: ${id}, once ${String(state.serial)}`)),
    };
}

/** A provider of boxes, with two functions. */
export function boxes(store: Map<string, Props>): ProviderModel {
    return {
        name: "test",
        version: "1.2.3",
        resources: { [BOX]: boxModel(store) },
        functions: {
            "test:index/echo:echo": (_context, args) => Promise.resolve({ ...args, said: true }),
            "test:index/fail:fail": () => Promise.reject(new Error("AccessDenied: not for you")),
        },
    };
}

/** A call context that waits for nothing and reaches nothing. */
export function idleContext(world = World.open()): CallContext {
    return { world, latencyFactor: 0, wait: () => Promise.resolve(), controlPlane: "", resolver: "" };
}

type Answer<Response> = (error: grpc.ServiceError | null, response: Response) => void;

/** What a caller learns of a failed call. */
export interface Failed {
    readonly code: grpc.status;
    readonly details: string;
}

/** The engine's side of a provider, over a real connection. */
export class Caller {
    readonly client: ResourceProviderClient;

    private constructor(private readonly provider: AttachedProvider) {
        this.client = new ResourceProviderClient(`127.0.0.1:${provider.port}`, grpc.credentials.createInsecure(), {
            "grpc.max_receive_message_length": -1,
            // A connection of its own, as each provider instance of a program has one.
            "grpc.use_local_subchannel_pool": 1,
        });
    }

    static async start(model: ProviderModel, ...faults: string[]): Promise<Caller> {
        return new Caller(await serveProvider(model, idleContext(), new FaultPlan(faults.map(parseFault))));
    }

    /** One more connection to the same provider. */
    beside(): Caller {
        return new Caller(this.provider);
    }

    async configure(config: Props): Promise<void> {
        const request = new messages.ConfigureRequest().setArgs(message(config));
        await ask<messages.ConfigureResponse>((done) => this.client.configure(request, done));
    }

    get port(): number {
        return this.provider.port;
    }

    close(): void {
        this.client.close();
        this.provider.close();
    }

    async check(news: Props, type = BOX): Promise<Props> {
        const request = new messages.CheckRequest().setUrn(URN).setType(type).setNews(message(news));
        return plain((await ask<messages.CheckResponse>((done) => this.client.check(request, done))).getInputs());
    }

    async diff(olds: Props, news: Props, ignoreChanges: string[] = []): Promise<messages.DiffResponse.AsObject> {
        const request = new messages.DiffRequest().setUrn(URN).setType(BOX).setIgnorechangesList(ignoreChanges);
        request.setOldInputs(message(olds)).setNews(message(news));
        return (await ask<messages.DiffResponse>((done) => this.client.diff(request, done))).toObject();
    }

    async create(inputs: Props, preview = false): Promise<{ id: string; outputs: Props }> {
        const request = new messages.CreateRequest().setUrn(URN).setType(BOX).setPreview(preview);
        request.setProperties(message(inputs));
        const made = await ask<messages.CreateResponse>((done) => this.client.create(request, done));
        return { id: made.getId(), outputs: plain(made.getProperties()) };
    }

    async read(id: string, inputs: Props = {}): Promise<{ id: string; outputs: Props; inputs: Props }> {
        const request = new messages.ReadRequest().setUrn(URN).setType(BOX).setId(id).setInputs(message(inputs));
        const found = await ask<messages.ReadResponse>((done) => this.client.read(request, done));
        return { id: found.getId(), outputs: plain(found.getProperties()), inputs: plain(found.getInputs()) };
    }

    async update(id: string, state: Props, olds: Props, news: Props, preview = false): Promise<Props> {
        const request = new messages.UpdateRequest().setUrn(URN).setType(BOX).setId(id).setPreview(preview);
        request.setOlds(message(state)).setOldInputs(message(olds)).setNews(message(news));
        return plain((await ask<messages.UpdateResponse>((done) => this.client.update(request, done))).getProperties());
    }

    async delete(id: string, state: Props = {}): Promise<void> {
        const request = new messages.DeleteRequest().setUrn(URN).setType(BOX).setId(id).setProperties(message(state));
        await ask<Empty>((done) => this.client.delete(request, done));
    }

    async invoke(token: string, args: Props = {}): Promise<Props> {
        const request = new messages.InvokeRequest().setTok(token).setArgs(message(args));
        return plain((await ask<messages.InvokeResponse>((done) => this.client.invoke(request, done))).getReturn());
    }
}

/** Makes one call; rejects with what the caller learns. */
export function ask<Response>(call: (done: Answer<Response>) => unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
        call((error, response) => {
            if (error) {
                reject(error);
            } else {
                resolve(response);
            }
        });
    });
}

/** How a call fails. */
export async function failed(call: Promise<unknown>): Promise<Failed> {
    return call.then(
        (answer) => {
            throw new Error(`expected a failure, got ${JSON.stringify(answer)}`);
        },
        (error: unknown) => {
            const { code, details } = error as Failed;
            return { code, details };
        },
    );
}

function message(values: Props): Struct {
    return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

function plain(found: Struct | undefined): Props {
    return found?.toJavaScript() ?? {};
}
