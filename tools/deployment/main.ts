// Has Pulumi Deployments run an `up`, where the stack's settings say: in the pool of a workflow runner, as a rule. Waits for
// its end. The exit status is 0 only if it succeeded.
//
//   npm run -s deployment -- --stack ORGANISATION/PROJECT/NAME --commit SHA
//
// Pulumi Cloud is asked with PULUMI_ACCESS_TOKEN, at PULUMI_BACKEND_URL where that is set.
import { parseArgs } from "node:util";
import { runTool } from "../stackOptions";
import { deploy } from "./deployment";

const USAGE = "npm run -s deployment -- --stack ORGANISATION/PROJECT/NAME --commit SHA";
const EVERY_MS = 5_000;

runTool(async () => {
    const { stack, commit } = parseArgs({ options: { stack: { type: "string" }, commit: { type: "string" } } }).values;
    const { PULUMI_ACCESS_TOKEN: token = "", PULUMI_BACKEND_URL: service } = process.env;
    if (stack === undefined || !/^[^/]+\/[^/]+\/[^/]+$/.test(stack) || commit === undefined) {
        throw new Error(USAGE);
    }
    if (token === "") {
        throw new Error("PULUMI_ACCESS_TOKEN is not set");
    }
    const target = { stack, commit, token, service: service ?? "https://api.pulumi.com", interval: EVERY_MS };
    const status = await deploy(target, console.log);
    if (status !== "succeeded") {
        throw new Error(`The deployment ended as ${status}.`);
    }
});
