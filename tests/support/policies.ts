// Runs the policy pack in this process, through the SDK's own answers to the engine: what a policy gets to see of secrets
// and of what is not known yet is as it is there. Does not prove that the engine starts the pack; a simulation test does.
import type { Policies } from "@pulumi/policy";
import * as server from "@pulumi/policy/server";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { RULES } from "../../policies/rules";
import type { Props } from "./clouds";
import type { Recording, Registration } from "./recording";

export interface Violation {
    readonly rule: string;
    readonly urn: string;
    /** What follows the rule's own description. */
    readonly message: string;
    readonly isAdvisory: boolean;
}

type Answer<Request, Response> = (
    call: { readonly request: Request },
    callback: (error: unknown, response?: Response) => void,
) => unknown;

type Make<Request, Response> = (
    pack: string,
    version: string,
    level: string,
    policies: Policies,
) => Answer<Request, Response>;

/** The SDK keeps its types of these to itself. */
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } = server as unknown as {
    readonly makeAnalyzeRpcFun: Make<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
    readonly makeAnalyzeStackRpcFun: Make<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>;
    readonly makeRemediateRpcFun: Make<analyzer.AnalyzeRequest, analyzer.RemediateResponse>;
};

/** What the pack says of a program, in the order in which the engine asks. Throws what a rule throws. */
export async function violations({ registrations }: Pick<Recording, "registrations">): Promise<Violation[]> {
    const found: Violation[] = [];
    for (const each of registrations) {
        const request = analyzeRequest(each);
        const remedied = await ask(makeRemediateRpcFun, request);
        if (remedied.getRemediationsList().length > 0) {
            throw new Error(`a rule changes ${each.name}: the pack is to report only`);
        }
        found.push(...readDiagnostics(await ask(makeAnalyzeRpcFun, request), each.urn));
    }
    const stack = new analyzer.AnalyzeStackRequest();
    stack.setResourcesList(registrations.map(stackResource));
    return [...found, ...readDiagnostics(await ask(makeAnalyzeStackRpcFun, stack), "")];
}

/** Those that stop a run. */
export async function refusals(recording: Pick<Recording, "registrations">): Promise<string[]> {
    const mandatory = (await violations(recording)).filter(({ isAdvisory }) => !isAdvisory);
    return mandatory.map(({ rule, urn, message }) => `${rule}: ${urn.split("::").at(-1) ?? ""}: ${message}`);
}

function ask<Request, Response>(make: Make<Request, Response>, request: Request): Promise<Response> {
    return new Promise((resolve, reject) => {
        make(
            "pack",
            "1.0.0",
            "mandatory",
            RULES,
        )({ request }, (error, response) => {
            if (response === undefined) {
                reject(error instanceof Error ? error : new Error(String(error)));
            } else {
                resolve(response);
            }
        });
    });
}

function readDiagnostics(response: analyzer.AnalyzeResponse, urn: string): Violation[] {
    return response.getDiagnosticsList().map((diagnostic) => ({
        rule: diagnostic.getPolicyname(),
        urn: diagnostic.getUrn() || urn,
        message: diagnostic.getMessage().split("\n").slice(1).join("\n") || diagnostic.getMessage(),
        isAdvisory: diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.ADVISORY,
    }));
}

function analyzeRequest(each: Registration): analyzer.AnalyzeRequest {
    const request = new analyzer.AnalyzeRequest();
    request.setType(each.type);
    request.setUrn(each.urn);
    request.setName(each.name);
    request.setProperties(struct(each.inputs));
    request.setOptions(optionsOf(each));
    return request;
}

function stackResource(each: Registration): analyzer.AnalyzerResource {
    const resource = new analyzer.AnalyzerResource();
    resource.setType(each.type);
    resource.setUrn(each.urn);
    resource.setName(each.name);
    resource.setProperties(struct(each.state));
    resource.setOptions(optionsOf(each));
    resource.setParent(each.parent);
    resource.setDependenciesList([...each.dependencies]);
    for (const [property, urns] of Object.entries(each.inputsFrom)) {
        const from = new analyzer.AnalyzerPropertyDependencies();
        from.setUrnsList([...urns]);
        resource.getPropertydependenciesMap().set(property, from);
    }
    return resource;
}

function optionsOf(each: Registration): analyzer.AnalyzerResourceOptions {
    const options = new analyzer.AnalyzerResourceOptions();
    options.setProtect(each.protect);
    options.setAdditionalsecretoutputsList([...each.additionalSecretOutputs]);
    options.setParent(each.parent);
    return options;
}

function struct(props: Props): Struct {
    return Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
}
