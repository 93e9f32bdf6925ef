import type { ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import { Vpc } from "./vpc";

/** Stands in for the awsx provider, of whose components it knows the one that this project uses. */
export const awsxProvider: Provider = {
    version: "3.9.0",
    construct: async (
        name: string,
        type: string,
        inputs: Inputs,
        options: ComponentResourceOptions,
    ): Promise<ConstructResult> => {
        if (type !== "awsx:ec2:Vpc") {
            throw new Error(`the simulator has no model of ${type}`);
        }
        const vpc = new Vpc(name, options);
        return { urn: vpc.urn, state: await vpc.make(name, inputs) };
    },
};
