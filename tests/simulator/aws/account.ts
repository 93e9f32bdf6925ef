import { expect } from "chai";
import { awsProvider } from "../../../simulator/aws/provider";
import { remove } from "../../../simulator/aws/store";
import { TYPES } from "../../../simulator/aws/types";
import type { CallContext, Props, ResourceModel } from "../../../simulator/provider/model";
import { World } from "../../../simulator/world";

export type Kind = keyof typeof TYPES;

export const SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718";

/** An empty simulated account with one Confluent service, and short ways to use the models. */
export class Account {
    /** Seconds that the models asked to wait, in order. */
    readonly waits: number[] = [];
    readonly context: CallContext;

    constructor(readonly world = World.open()) {
        this.context = {
            world,
            wait: (seconds) => {
                this.waits.push(seconds);
                return Promise.resolve();
            },
            latencyFactor: 0,
            controlPlane: "",
            resolver: "",
        };
        const spec = { nested: { service: SERVICE } };
        this.world.data.confluent.privateLinkAttachments["platt-1"] = { id: "platt-1", createdAt: 0, spec };
    }

    /** Another account in the same world, by its number. */
    as(account: string): Account {
        return new Account(this.world.as(account));
    }

    model(kind: Kind): ResourceModel {
        const model = awsProvider.resources[TYPES[kind]];
        if (model === undefined) {
            throw new Error(`no model of ${kind}`);
        }
        return model;
    }

    /** Checks and creates; gives the id. */
    async make(kind: Kind, inputs: Props): Promise<string> {
        return (await this.create(kind, inputs)).id;
    }

    create(kind: Kind, inputs: Props): Promise<{ id: string; outputs: Props }> {
        this.model(kind).check?.(inputs);
        return this.model(kind).create(this.context, inputs);
    }

    read(kind: Kind, id: string, state: Props = {}): Promise<Props | undefined> {
        return this.model(kind).read(this.context, id, state);
    }

    /** Updates with the last outputs as state, as the engine does when nothing was refreshed. */
    async update(kind: Kind, id: string, inputs: Props, state?: Props): Promise<Props> {
        return this.model(kind).update(this.context, id, state ?? (await this.read(kind, id)) ?? {}, inputs);
    }

    drop(kind: Kind, id: string, state: Props = {}): Promise<void> {
        return this.model(kind).delete(this.context, id, state);
    }

    invoke(token: string, args: Props = {}): Promise<Props> {
        const run = awsProvider.functions[token];
        return run === undefined ? Promise.reject(new Error(`no function ${token}`)) : run(this.context, args);
    }

    vpc(cidrBlock: string, inputs: Props = {}): Promise<string> {
        return this.make("vpc", { cidrBlock, enableDnsHostnames: true, ...inputs });
    }

    subnet(vpcId: string, cidrBlock: string, zone = 1): Promise<string> {
        return this.make("subnet", { vpcId, cidrBlock, availabilityZoneId: `use1-az${zone}` });
    }

    endpoint(vpcId: string, subnetIds: string[], inputs: Props = {}): Promise<string> {
        const props = { vpcId, subnetIds, serviceName: SERVICE, vpcEndpointType: "Interface", ...inputs };
        return this.make("endpoint", props);
    }

    /** Takes an object away behind the service's back. */
    forget(...ids: string[]): void {
        for (const id of ids) {
            remove(this.world, id);
        }
    }

    /** Properties of an object as the service holds them. */
    props(id: string): Props {
        const object = this.world.data.aws[id];
        if (object === undefined) {
            throw new Error(`no object ${id}`);
        }
        return object.props;
    }
}

/** Awaits a rejection and asserts on its text. */
export async function refused(operation: Promise<unknown>, ...parts: string[]): Promise<void> {
    const message = await operation.then(
        () => "no error",
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    for (const part of parts) {
        expect(message).to.include(part);
    }
}
