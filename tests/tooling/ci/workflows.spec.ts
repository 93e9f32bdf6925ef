// The pipelines' rules beyond their syntax. Does not prove that they run: nothing here talks to GitHub, GitLab or a cloud.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { actionlint, lint, pinnedVersion } from "../../../tools/actionlint/main";
import { actionFiles, gitlabFile, ROOT, scripts, workflow, workflowFiles, type Job } from "./pipelines";

const SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";
const RUNS_PULUMI = /pulumi (preview|up)|npm run -s (drift|deployment)/;

const github = [...workflowFiles(), ...actionFiles()];
const all = [...github, gitlabFile()];

const names = workflowFiles().map(({ name }) => path.basename(name, ".yml"));
const jobs = names.flatMap((name) =>
    Object.entries(workflow(name).jobs).map(([key, job]) => ({ title: `${name}/${key}`, key, job })),
);
const shell = ({ steps = [] }: Job) => steps.map(({ run }) => run ?? "").join("\n");
const onPulumi = jobs.filter(({ job }) => RUNS_PULUMI.test(shell(job)));

describe("the workflows", () => {
    it("are those of the documentation", () => {
        expect(names).to.have.members(["checks", "preview", "deploy", "drift", "release"]);
    });

    for (const { name, text } of github) {
        it(`${name}: pins every action by a commit, with its version`, () => {
            const uses = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
            expect(
                uses.filter((line) => !/uses: \.\/|uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
            ).to.deep.equal([]);
        });
    }

    it("pin one action by one commit", () => {
        const pins = github.flatMap(({ text }) => [...text.matchAll(/uses: ([\w/-]+)@(\S+ # \S+)/g)]);
        const byAction = new Map(pins.map(([, action = "", pin = ""]) => [action, pin]));
        expect(pins.filter(([, action = "", pin]) => byAction.get(action) !== pin)).to.deep.equal([]);
        expect(byAction.size).to.be.greaterThan(5);
    });

    for (const name of names) {
        it(`${name}: starts without rights, and never with those of the base on a pull request's code`, () => {
            const { permissions, on } = workflow(name);
            expect(permissions).to.deep.equal(name === "checks" ? { contents: "read" } : {});
            expect(on).to.not.have.any.keys("pull_request_target", "workflow_run", "issue_comment");
        });
    }

    for (const { title, job } of jobs) {
        it(`${title}: has no more rights than it uses, an end, and no credential left in the checkout`, () => {
            const writes = Object.entries(job.permissions ?? {}).filter(([, right]) => right === "write");
            const expected: Record<string, string[]> = {
                "preview/preview": ["id-token"],
                "preview/comment": ["pull-requests"],
                "deploy/up": ["id-token"],
                "drift/drift": ["id-token"],
                "release/release": ["contents"],
            };
            expect(writes.map(([right]) => right)).to.deep.equal(expected[title] ?? []);
            expect(job.uses ?? job["timeout-minutes"]).to.not.equal(undefined);
            const checkouts = (job.steps ?? []).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
            expect(checkouts.map((step) => step.with?.["persist-credentials"])).to.deep.equal(
                checkouts.map(() => false),
            );
        });

        it(`${title}: puts nothing into its shell that somebody else may have written`, () => {
            expect(shell(job)).to.not.include("${{");
        });
    }

    it("do one thing at a time to a stack", () => {
        expect(onPulumi.map(({ title }) => title)).to.have.members(["preview/preview", "deploy/up", "drift/drift"]);
        for (const { title, job } of onPulumi) {
            expect(job.concurrency?.group, title).to.match(/^pulumi-.*\$\{\{ matrix\.stack \}\}/);
            expect(job.environment, title).to.include("${{ matrix.stack }}");
            expect(job.if, title).to.include("vars.PULUMI_ORGANIZATION != ''");
        }
        const { up } = workflow("deploy").jobs;
        expect(up?.concurrency).to.deep.equal({ group: "pulumi-${{ matrix.stack }}", "cancel-in-progress": false });
        expect(up?.environment).to.equal("${{ matrix.stack }}");
    });

    it("let no fork near a login, and no code of a pull request near the right to write", () => {
        const { preview, comment } = workflow("preview").jobs;
        expect(preview?.if).to.include(SAME_REPOSITORY);
        expect(comment?.needs).to.equal("preview");
        expect(comment?.steps?.filter(({ uses }) => /checkout|set-up/.test(uses ?? ""))).to.deep.equal([]);
        expect(shell(comment ?? {})).to.not.match(/npm|node |pulumi /);
        expect(JSON.stringify(workflow("checks"))).to.not.include("secrets.");
    });

    it("deploy and look for drift from main only, on the private runner where there is one", () => {
        for (const job of [workflow("deploy").jobs.up, workflow("drift").jobs.drift]) {
            expect(job?.if).to.include("github.ref == 'refs/heads/main'");
            expect(job?.["runs-on"]).to.equal("${{ vars.PRIVATE_RUNNER || 'ubuntu-latest' }}");
        }
    });

    it("are kept up to date", () => {
        const file = path.join(ROOT, ".github", "dependabot.yml");
        const { updates } = yaml.load(fs.readFileSync(file, "utf8")) as { updates: { directories: string[] }[] };
        const folders = actionFiles().map(({ name }) => `/${path.dirname(name)}`);
        expect(updates.flatMap(({ directories }) => directories)).to.have.members(["/", ...folders]);
    });
});

describe("docs/ci.md", () => {
    const page = fs.readFileSync(path.join(ROOT, "docs", "ci.md"), "utf8");

    it("has policies that are JSON, and trusts one environment at a time", () => {
        const policies = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
            ([, text = ""]) => JSON.parse(text) as object,
        );
        expect(policies).to.have.length(3);
        expect(JSON.stringify(policies[0])).to.match(/:sub":"repo:\w+\/\w+:environment:prod-preview"/);
    });

    it("names every variable, secret and workflow", () => {
        const texts = github.map(({ text }) => text).join("\n");
        const used = [...texts.matchAll(/\b(?:vars|secrets)\.(\w+)/g)].map(([, name = ""]) => name);
        const told = page.replaceAll("`…_API_SECRET`", "`CONFLUENT_CLOUD_API_SECRET`");
        expect(used.filter((name) => !told.includes(`\`${name}\``))).to.deep.equal([]);
        expect(names.filter((name) => !page.includes(`\`${name}.yml\``))).to.deep.equal([]);
    });
});

describe("every pipeline", () => {
    const { scripts: commands } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
        scripts: Record<string, string>;
    };
    const targets = fs.readFileSync(path.join(ROOT, "Makefile"), "utf8");

    for (const { name, text } of all) {
        const lines = scripts(yaml.load(text));

        it(`${name}: asks for no log that shows secrets`, () => {
            expect(text).to.not.match(
                /PULUMI_DEBUG|TF_LOG|PULUMI_OPTION|ACTIONS_STEP_DEBUG|--show-secrets|--event-log/,
            );
            const pulumi = lines.join("\n").match(/\bpulumi .*/g) ?? [];
            expect(
                pulumi.filter((line) => /\s(-v|--verbose|--debug|-d|--logtostderr|--logflow)\b/.test(line)),
            ).to.deep.equal([]);
        });

        it(`${name}: calls what is there`, () => {
            // A colon makes a map of an unquoted line.
            expect(lines).to.not.include("[object Object]");
            const called = [...lines.join("\n").matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(
                ([, script = ""]) => script,
            );
            expect(called.filter((script) => !(script in commands))).to.deep.equal([]);
            const made = [...lines.join("\n").matchAll(/^make ([\w-]+)/gm)].map(([, target = ""]) => target);
            expect(made.filter((target) => !new RegExp(`^${target}:`, "m").test(targets))).to.deep.equal([]);
        });
    }

    it("GitLab's: has the same stages, one thing at a time to a stack, and no login for forks", () => {
        type GitLabJob = Readonly<Record<string, unknown>> & { readonly rules: { readonly if?: string }[] };
        const file = yaml.load(gitlabFile().text) as Record<string, GitLabJob> & { stages: unknown };
        expect(file.stages).to.deep.equal(["checks", "preview", "deploy", "drift", "release"]);
        expect(file.deploy).to.deep.include({ resource_group: "pulumi-$STACK", tags: ["private"] });
        expect(file.drift).to.deep.include({ resource_group: "pulumi-drift-$STACK", tags: ["private"] });
        for (const job of [file.preview, file.comment]) {
            expect(job?.rules.map((rule) => rule.if)).to.deep.equal([
                '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID',
            ]);
        }
    });
});

describe("the linter of workflows", function () {
    // The first time it is built.
    this.timeout(180_000);

    it("finds what is wrong with one, and nothing where nothing is", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "workflow-"));
        const file = path.join(folder, "broken.yml");
        const step = (run: string) =>
            `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;
        const binary = await actionlint();
        fs.writeFileSync(file, step("echo ${{ matrix.stack }}"));
        expect(await lint(binary, [file]))
            .to.include("stack")
            .and.to.include("broken.yml:6");
        fs.writeFileSync(file, step("echo"));
        expect(await lint(binary, [file])).to.equal("");
        fs.rmSync(folder, { recursive: true });
    });

    it("is of the pinned version", () => {
        expect(pinnedVersion()).to.match(/^v\d+\.\d+\.\d+$/);
    });
});
