// What the commands in the pages are held against.
import { stackOptions } from "../../../tools/stackOptions";
import { parseDriftOptions } from "../../../tools/drift/options";
import { parseOptions as parseSimulatorOptions } from "../../../simulator/cli/options";
import { parseOptions as parseBenchOptions } from "../../../bench/options";
import { parseDiagramOptions } from "../../../tools/diagram/options";
import { parseLinksOptions } from "../../../tools/links/options";
import { parseTimelineOptions } from "../../../tools/timeline/options";

/** Throws for words that the tool would not understand. */
type Parser = (words: readonly string[]) => unknown;

const none: Parser = (words) => {
    if (words.length > 0) {
        throw new Error(`no test knows what these are: ${words.join(" ")}`);
    }
};

const CHECKOUT = "/checkout";

/** The parsers of the scripts in package.json that the pages call with options or without. */
export const SCRIPTS: Readonly<Record<string, Parser>> = {
    simulate: (words) => parseSimulatorOptions(words, CHECKOUT),
    drift: (words) => parseDriftOptions(words, CHECKOUT),
    cost: (words) => stackOptions("", words),
    orphans: (words) => stackOptions("", words),
    diagram: (words) => parseDiagramOptions(words, CHECKOUT),
    timeline: (words) => parseTimelineOptions(words, CHECKOUT),
    links: (words) => parseLinksOptions(words, CHECKOUT, {}),
    bench: (words) => parseBenchOptions(words, CHECKOUT),
    "release-state": none,
    reference: none,
};

const CONSENTED = ["--stack", "--yes"];

/** Commands of the Pulumi CLI that the pages use, with the options that they use of them. */
export const PULUMI: Readonly<Record<string, readonly string[]>> = {
    preview: ["--stack", "--policy-pack", "--diff", "--replace", "--expect-no-changes", "--refresh"],
    up: [...CONSENTED, "--refresh", "--policy-pack"],
    refresh: [...CONSENTED, "--clear-pending-creates"],
    destroy: CONSENTED,
    cancel: CONSENTED,
    "config get": ["--stack", "--path"],
    "config set": ["--stack", "--secret", "--path"],
    stack: ["--stack", "--show-urns"],
    "stack init": [],
    "stack rm": ["--yes"],
    "state delete": CONSENTED,
    "stack output": ["--stack", "--json"],
    "stack export": ["--stack", "--show-secrets", "--file", "--version"],
    "stack import": ["--stack", "--file"],
    "plugin install": [],
    "package add": [],
};

/** Programs that are not this project's: their options are not checked. */
export const OTHERS: readonly string[] = ["aws", "confluent", "cp", "export", "npm", "npx", "terraform", "umask"];

/** Where a command is run, or why it is not. */
type Proof = { readonly file: string; readonly title: string } | { readonly why: string };

const run = (file: string, title: string): Proof => ({ file, title });
const ACCOUNT: Proof = {
    why: "wants an account at Pulumi, Confluent or AWS, and nothing on the simulator does the same",
};

const COMES_UP = run(
    "simulation/lifecycle.spec.ts",
    "comes up in one run, with a healthy link both ways and its mirror",
);
const AGAIN = run("simulation/lifecycle.spec.ts", "changes nothing in a second run");
const EXAMPLE = run("simulation/examples.spec.ts", "comes up in one run, with every link healthy");
const EXPORTED = run(
    "soak/gateway.spec.ts",
    "lets the attachment go when the state has the new names: only its own parts are deleted",
);
const REACH = run(
    "soak/reachCommand.spec.ts",
    "shows who reaches what on the deployed dev stack, and the hop where a way has been cut",
);
const ORPHANS = run(
    "soak/orphans.spec.ts",
    "is listed after the next up, all of it and nothing else, until it is removed",
);
const DRIFT = run(
    "simulation/drift.spec.ts",
    "are each named by a preview with refresh and mended by an up with refresh",
);

const PACK = run(
    "simulation/policies.spec.ts",
    "lets the dev stack through, in a preview and when its secrets are known, and lists the key that stays",
);
const LINKS = run(
    "soak/links.spec.ts",
    "fails over while the source is down, restores it when it is back, and turns the link round again",
);
const DRAWN = run("simulation/commandLine.spec.ts", "leaves a state that is drawn as docs/pictures shows it");
const LOGGED = run("soak/pulumiCommand.spec.ts", "draw what the up took, from the log of its events");
const KILLED = run(
    "soak/runbookCommands.spec.ts",
    "go on after a killed run: cancel, refresh, up; then all of it is taken away",
);
const URNS = run(
    "soak/runbookCommands.spec.ts",
    "replace a manager's key with both halves of the link, by the URNs that the state shows",
);
const ROTATED = run("soak/runbookCommands.spec.ts", "rotate keys now: another generation, and no change after it");

/**
 * Every command of the pages, by its words and options without values (`--stack` and `--json` left out), and the test on
 * the engine that runs the same. A new command needs an entry.
 */
export const PROOFS: Readonly<Record<string, Proof>> = {
    "make demo": COMES_UP,
    "make test": { why: "is what runs this test" },
    "make doctor": { why: "looks at accounts and at a CLI; its looks are tests in tooling/tools/doctor.spec.ts" },
    "make chaos": run(
        "simulation/chaos.spec.ts",
        "does not keep the next run from its end: case ${index + 1} of the sample",
    ),
    "make soak": { why: "is the name of a suite" },
    "simulate up": COMES_UP,
    "simulate up --refresh": DRIFT,
    "simulate up --config": EXAMPLE,
    "simulate up --config --runner": run(
        "simulation/hub.spec.ts",
        "come up in one run each, the hub from anywhere, with a healthy link",
    ),
    "simulate preview --runner": run(
        "simulation/lifecycle.spec.ts",
        "previews from a public runner before anything exists",
    ),
    "simulate destroy": run("simulation/lifecycle.spec.ts", "goes in one run and leaves nothing"),
    "simulate state": run("simulation/commandLine.spec.ts", "tells the clouds' state"),
    "simulate reach": REACH,
    "simulate reach --config": REACH,
    "simulate change": DRIFT,
    "simulate serve": run(
        "soak/serve.spec.ts",
        "prints all that a pulumi of one's own needs, takes changes meanwhile, and keeps the clouds when interrupted",
    ),
    drift: DRIFT,
    "drift --simulated": DRIFT,
    orphans: ORPHANS,
    "orphans --home": ORPHANS,
    "diagram --out": DRAWN,
    "timeline --event-log --out": LOGGED,
    "links --max-lag": LINKS,
    "links --link --on --write": LINKS,
    "links --link --on --topics --write": LINKS,
    links: LINKS,
    "release-state": { why: "is run by the workflow of releases" },
    "pulumi preview": run("simulation/officialProgram.spec.ts", "previews without creating anything"),
    "pulumi preview --policy-pack": PACK,
    "pulumi up --policy-pack": PACK,
    "pulumi package add": ACCOUNT,
    "pulumi preview --diff": run("simulation/officialProgram.spec.ts", "previews without creating anything"),
    "pulumi preview --diff --replace": URNS,
    "pulumi preview --expect-no-changes": AGAIN,
    "pulumi up": run(
        "simulation/officialProgram.spec.ts",
        "comes up as it does inside the simulator: the same resources, a healthy link both ways",
    ),
    "pulumi destroy": run("simulation/officialProgram.spec.ts", "goes in one run and leaves nothing"),
    "pulumi up --refresh": run(
        "soak/recovery.spec.ts",
        "of half a destroy: what was deleted without an answer is made again after a look at what is there",
    ),
    "pulumi cancel --yes": KILLED,
    "pulumi refresh --clear-pending-creates --yes": KILLED,
    "pulumi refresh --yes": run("soak/recovery.spec.ts", "after a delete whose answer was lost: refresh, destroy"),
    "pulumi stack export": run(
        "soak/recovery.spec.ts",
        "of an object that nobody knows of: it is not in the state, and keeps the destroy from its end",
    ),
    "pulumi stack export --file --show-secrets": EXPORTED,
    "pulumi stack export --file --version": {
        why: "wants a backend that keeps earlier states by number, as Pulumi Cloud does and a folder does not",
    },
    "pulumi stack import --file": EXPORTED,
    "pulumi stack output": ROTATED,
    "pulumi state delete --yes": run(
        "soak/runbookCommands.spec.ts",
        "mend half a replacement of a mirrored topic: the mirror goes from the state by its URN",
    ),
    "pulumi stack --show-urns": URNS,
    "pulumi stack init": ACCOUNT,
    "pulumi stack rm": KILLED,
    "pulumi config set": run(
        "simulation/protection.spec.ts",
        "is let go by one up from anywhere, without a call to the data plane, and then goes in one run",
    ),
    "pulumi config get --path": { why: "shows a value of the stack's file, and does nothing else" },
    "pulumi config set --path": ROTATED,
    "pulumi config set --path --secret": run(
        "soak/oauth.spec.ts",
        "needs no API key, and leaves the client's secret nowhere but encrypted",
    ),
    "pulumi config set --secret": run(
        "simulation/secrets.spec.ts",
        "are nowhere but encrypted: state, stack files, outputs, diagnostics, steps",
    ),
};
