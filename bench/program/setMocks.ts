import * as pulumi from "@pulumi/pulumi";
import { className } from "../../simulator/engine/urns";
import { mockOutputs } from "./mocks";

/** Puts mocks in the engine's place, which give what the program reads. */
export async function setMocks(): Promise<void> {
    let made = 0;
    const mocks: pulumi.runtime.Mocks = {
        newResource: ({ type, inputs }) => {
            made += 1;
            const id = `${className(type)}-${made}`;
            return { id, state: mockOutputs(type, id, inputs as Record<string, unknown>) };
        },
        call: ({ inputs }) => inputs as Record<string, unknown>,
    };
    await pulumi.runtime.setMocks(mocks, "confluent-cluster-linking", "dev", false);
}
