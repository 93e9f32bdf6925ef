import { route53 } from "../aws/errors";
import { difference, inputsAsRead, previewOfCreate, previewOfUpdate, withoutIgnored } from "./diff";
import type { FaultPlan, Verb } from "./faults";
import type { CallContext, Props, ResourceModel } from "./model";
import { Empty, messages, Struct, type JavaScriptValue } from "./rpc";
import { fromEngine, toEngine } from "./values";

/** What a stand-in does with the resource requests of the engine: planning, previews, and the model's own operations. */
export class ResourceOperations {
    constructor(
        private readonly models: Readonly<Record<string, ResourceModel>>,
        private readonly context: CallContext,
        private readonly faults: FaultPlan,
    ) {}

    check(request: messages.CheckRequest): messages.CheckResponse {
        const inputs = props(request.getNews());
        this.model(request).check?.(inputs);
        const response = new messages.CheckResponse();
        response.setInputs(struct(inputs));
        return response;
    }

    diff(request: messages.DiffRequest): messages.DiffResponse {
        const olds = props(request.getOldInputs());
        // The engine resets ignored inputs itself, but for a refresh it leaves them to the provider.
        const news = withoutIgnored(olds, props(request.getNews()), request.getIgnorechangesList());
        const { changed, replaced } = difference(this.model(request), olds, news, props(request.getOlds()));
        const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
        const response = new messages.DiffResponse();
        response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
        response.setDiffsList(changed);
        response.setReplacesList(replaced);
        return response;
    }

    async create(request: messages.CreateRequest): Promise<messages.CreateResponse> {
        const model = this.model(request);
        const inputs = props(request.getProperties());
        const response = new messages.CreateResponse();
        if (request.getPreview()) {
            response.setProperties(struct(previewOfCreate(model, inputs)));
            return response;
        }
        const { id, outputs } = await this.guarded(request, "create", () => model.create(this.context, inputs));
        response.setId(id);
        response.setProperties(struct(outputs));
        return response;
    }

    async read(request: messages.ReadRequest): Promise<messages.ReadResponse> {
        const found = await this.guarded(request, "read", () => this.find(request));
        const response = new messages.ReadResponse();
        if (found !== undefined) {
            response.setId(found.id);
            response.setProperties(struct(found.outputs));
            response.setInputs(struct(inputsAsRead(this.model(request), props(request.getInputs()), found.outputs)));
        }
        return response;
    }

    /** An object without state is being imported. */
    private async find(request: messages.ReadRequest): Promise<{ id: string; outputs: Props } | undefined> {
        const [model, id, state] = [this.model(request), request.getId(), props(request.getProperties())];
        if (model.adopt !== undefined && Object.keys(state).length === 0) {
            return model.adopt(this.context, id);
        }
        const outputs = await model.read(this.context, id, state);
        return outputs === undefined ? undefined : { id, outputs };
    }

    async update(request: messages.UpdateRequest): Promise<messages.UpdateResponse> {
        const model = this.model(request);
        const [state, inputs] = [props(request.getOlds()), props(request.getNews())];
        const response = new messages.UpdateResponse();
        if (request.getPreview()) {
            const { changed } = difference(model, props(request.getOldInputs()), inputs, state);
            response.setProperties(struct(previewOfUpdate(model, state, changed, inputs)));
            return response;
        }
        const run = () => model.update(this.context, request.getId(), state, inputs);
        response.setProperties(struct(await this.guarded(request, "update", run)));
        return response;
    }

    async delete(request: messages.DeleteRequest): Promise<Empty> {
        const state = props(request.getProperties());
        const run = () => this.model(request).delete(this.context, request.getId(), state);
        await this.guarded(request, "delete", run);
        return new Empty();
    }

    private model(request: { getType(): string }): ResourceModel {
        const found = this.models[request.getType()];
        if (found === undefined) {
            throw new Error(`the simulator has no model of ${request.getType()}`);
        }
        return found;
    }

    /** What reaches Confluent is counted where it arrives. */
    private countAws(type: string, verb: Verb): void {
        const action = type.startsWith("aws:") ? this.context.traffic?.aws(type, verb) : undefined;
        if (action !== undefined) {
            throw route53(action, `${verb} of ${type}`)("Throttling", "Rate exceeded");
        }
    }

    /** Runs an operation, and the fault that is planned for it. */
    private async guarded<T>(
        request: { getUrn(): string; getType(): string },
        verb: Verb,
        run: () => Promise<T>,
    ): Promise<T> {
        this.countAws(request.getType(), verb);
        const fault = this.faults.take(request.getUrn(), verb);
        if (fault === "fail") {
            throw new Error(`injected fault: the service refused this ${verb}`);
        }
        const result = await run();
        if (fault === "lose") {
            throw new Error(`injected fault: the ${verb} was carried out, its answer was lost`);
        }
        if (fault === "stop") {
            this.context.world.seal();
            (this.context.stop ?? stopEverything)();
            throw new Error("injected fault: the run was killed");
        }
        return result;
    }
}

/** Kills the run. Where this process leads a group of its own, the engine, which is in it, dies at the same moment. */
function stopEverything(): void {
    try {
        process.kill(-process.pid, "SIGKILL");
    } catch {
        process.kill(process.pid, "SIGKILL");
    }
}

/** Values of a message; without a message there are none. */
export function props(message: Struct | undefined): Props {
    return (fromEngine(message?.toJavaScript() ?? {}) ?? {}) as Props;
}

export function struct(values: Props): Struct {
    return Struct.fromJavaScript(toEngine(values) as Record<string, JavaScriptValue>);
}
