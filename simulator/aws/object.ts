import { secondsOf } from "../latencies";
import type { Props, ResourceModel } from "../provider/model";
import type { AwsObject, World } from "../world";
import { checkRequired, checkSimulated } from "./checks";
import { admitTags } from "./tags";
import { autoName, ownerOf, put, regionOf, remove } from "./store";

/** What a model knows when the service decides about an object. */
export interface Decision {
    readonly world: World;
    readonly id: string;
    readonly region: string;
    readonly inputs: Props;
    /** The object as the service has it, when it is changed. */
    readonly before?: Props;
    /** The object as the provider last saw it, when it is changed. */
    readonly seen?: Props;
}

/** One AWS resource type in the simulated account. */
export interface ObjectSpec {
    readonly type: string;
    /** The entry in latencies.json. */
    readonly latency: string;
    /** The prefix of random ids, or how an id follows from the inputs. */
    readonly id: string | ((world: World, inputs: Props) => string);
    /**
     * Where the world keeps an object whose id is only a name, which an object of another type may have as well: follows
     * from the id and its properties. Defaults to the id.
     */
    readonly key?: (id: string, props: Props) => string;
    /** Service and kind in an ARN, such as "ec2:subnet"; without it there is no `arn`. */
    readonly arn?: string;
    /** Prefix of the generated name where the input `name` is absent; without it there is none. */
    readonly autoName?: string;
    /** Inputs without which the provider does not even ask the service. */
    readonly required: readonly string[];
    /** Inputs that the SDK has and the model refuses, since it would do nothing about them. */
    readonly notSimulated?: readonly string[];
    readonly replaceOn: readonly string[];
    readonly replaceWhen?: NonNullable<ResourceModel["replaceWhen"]>;
    readonly computed: readonly string[];
    readonly recomputedOn?: Readonly<Record<string, readonly string[]>>;
    /** What the provider fills in for inputs that are absent. */
    readonly defaults?: Props;
    readonly check?: (inputs: Props) => void;
    /** Throws what the service answers where it refuses to make the object. */
    readonly admit: (world: World, inputs: Props) => void;
    /** Throws what the service answers where it refuses to change the object. */
    readonly admitChange?: (world: World, object: AwsObject, inputs: Props) => void;
    /** Properties that the service decides, over inputs and defaults. */
    readonly decide?: (decision: Decision) => Props;
    /** Properties that follow from other objects whenever this one is read. */
    readonly view?: (world: World, object: AwsObject) => Props;
    /** Throws what the service answers where it refuses to delete the object. */
    readonly release?: (world: World, object: AwsObject) => void;
    readonly made?: (world: World, object: AwsObject) => void;
    readonly gone?: (world: World, object: AwsObject) => void;
}

const UPDATE_SECONDS = 1;
const MAX_DELETE_SECONDS = 60;

/**
 * Turns a description into a model. What an operation does is seen only when it ends, as with the real service;
 * rules are asked before the wait and once more after it, since other objects change meanwhile.
 */
export function objectModel(spec: ObjectSpec): ResourceModel {
    const tagged = spec.computed.includes("tagsAll") ? { tags: ["tagsAll"] } : {};
    return {
        replaceOn: [...spec.replaceOn, ...(spec.computed.includes("region") ? ["region"] : [])],
        computed: spec.computed,
        recomputedOn: { ...tagged, ...spec.recomputedOn },
        ...(spec.replaceWhen === undefined ? {} : { replaceWhen: spec.replaceWhen }),
        check(inputs) {
            checkSimulated(inputs, spec.notSimulated ?? []);
            checkRequired(inputs, spec.required);
            spec.check?.(inputs);
        },
        ...creation(spec),
        ...changes(spec),
    };
}

function creation(spec: ObjectSpec): Pick<ResourceModel, "create" | "read"> {
    const seconds = secondsOf(spec.latency, "cloud");
    return {
        async create(context, inputs) {
            const { world } = context;
            spec.admit(world, inputs);
            admitTags(spec.type, inputs);
            await context.wait(seconds);
            spec.admit(world, inputs);
            const id = typeof spec.id === "string" ? world.awsId(spec.id) : spec.id(world, inputs);
            const props = compose(spec, { world, id, inputs });
            const object = { id: spec.key?.(id, props) ?? id, type: spec.type, props, ...ownerIn(world) };
            put(world, object);
            spec.made?.(world, object);
            return { id, outputs: outputsOf(spec, world, object) };
        },
        read({ world }, id, state) {
            const object = held(spec, world, id, state);
            return Promise.resolve(object && outputsOf(spec, world, object));
        },
    };
}

function changes(spec: ObjectSpec): Pick<ResourceModel, "update" | "delete"> {
    const seconds = Math.min(secondsOf(spec.latency, "cloud") / 4, MAX_DELETE_SECONDS);
    return {
        async update(context, id, state, inputs) {
            const { world } = context;
            const object = held(spec, world, id, state);
            if (object === undefined) {
                throw new Error(`updating ${spec.type} (${id}): couldn't find resource`);
            }
            spec.admitChange?.(world, object, inputs);
            admitTags(spec.type, inputs);
            await context.wait(UPDATE_SECONDS);
            object.props = compose(spec, { world, id, inputs, before: object.props, seen: state });
            world.changed();
            return outputsOf(spec, world, object);
        },
        async delete(context, id, state) {
            const { world } = context;
            const object = held(spec, world, id, state);
            if (object === undefined) {
                return;
            }
            spec.release?.(world, object);
            await context.wait(seconds);
            spec.release?.(world, object);
            remove(world, object.id);
            spec.gone?.(world, object);
        },
    };
}

function ownerIn(world: World): Pick<AwsObject, "owner"> {
    return world.account === undefined ? {} : { owner: world.account };
}

function held(spec: ObjectSpec, world: World, id: string, state: Props): AwsObject | undefined {
    const object = world.data.aws[spec.key?.(id, state) ?? id];
    return object?.type === spec.type ? object : undefined;
}

function compose(spec: ObjectSpec, decision: Omit<Decision, "region">): Props {
    const { world, id, inputs, before = {} } = decision;
    const region = typeof inputs.region === "string" ? inputs.region : regionOf(world);
    const kept = Object.fromEntries(spec.computed.filter((key) => key in before).map((key) => [key, before[key]]));
    const known: Props = {
        ...(spec.autoName === undefined ? {} : { name: autoName(spec.autoName) }),
        ...spec.defaults,
        ...kept,
        ...common(spec, world, region, id, inputs),
        ...inputs,
    };
    return structuredClone({ ...known, ...spec.decide?.({ ...decision, region }) });
}

function common(spec: ObjectSpec, world: World, region: string, id: string, inputs: Props): Props {
    const owner = ownerOf(world);
    const [service = "", kind = ""] = spec.arn?.split(":") ?? [];
    const values: Props = {
        region,
        ownerId: owner,
        arn: `arn:aws:${service}:${service === "route53" ? ":" : `${region}:${owner}`}:${kind}/${id}`,
        tagsAll: inputs.tags ?? {},
    };
    return Object.fromEntries(Object.entries(values).filter(([key]) => spec.computed.includes(key)));
}

function outputsOf(spec: ObjectSpec, world: World, object: AwsObject): Props {
    return structuredClone({ ...object.props, ...spec.view?.(world, object) });
}
