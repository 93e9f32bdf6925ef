import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import {
    needsAwsx,
    holdsLogin,
    poolClientOf,
    passphrase,
    PROJECT,
    readEarlier,
    readStackFile,
    settingsOf,
    stackFolders,
    withSimulation,
    writeProject,
    type StackFile,
} from "../../../../simulator/engine/stackFiles";
import { failure, inFolder } from "../support";

const ROOT = path.join(__dirname, "../../../..");
const RESOLVER = "127.80.1.10:20001";
const READINESS = `${PROJECT}:readiness`;

/** Reads a stack file with the given text. */
const read = (folder: string, text: string): StackFile => {
    const file = path.join(folder, "stack.yaml");
    fs.writeFileSync(file, text);
    return readStackFile("any", file);
};

describe("settings of a stack file", () => {
    it('are what the program reads: the CLI writes "true" for true whenever it changes the file', () => {
        const config = { [`${PROJECT}:protection`]: "true", [`${PROJECT}:phase`]: "all", "aws:region": "r" };
        expect(settingsOf({ config })).to.deep.equal({ protection: true, phase: "all" });
    });
});

describe("a stack's folders", () => {
    it("lie in the home, apart from those of other stacks, but for state and passphrase", () => {
        const [dev, prod] = [stackFolders("/home", "dev"), stackFolders("/home", "prod")];
        expect(dev.state).to.equal(prod.state);
        expect(dev.passphrase).to.equal(prod.passphrase);
        expect(dev.work).not.to.equal(prod.work);
        expect(dev.world).not.to.equal(prod.world);
        expect(Object.values(dev).every((folder: string) => folder.startsWith("/home/"))).to.equal(true);
    });
});

describe("components of awsx", () => {
    it(
        "are met where the configuration asks for a runner, or the state still holds one",
        inFolder((folder) => {
            const folders = stackFolders(folder, "dev");
            const needs = (config: Record<string, unknown>) => needsAwsx(folders, "dev", { config });
            expect(needs({ [`${PROJECT}:deploymentRunner`]: {} })).to.equal(true);
            expect(needs({})).to.equal(false);
            const stacks = path.join(folders.state, ".pulumi", "stacks", PROJECT);
            fs.mkdirSync(stacks, { recursive: true });
            const write = (text: string) => {
                fs.writeFileSync(path.join(stacks, "dev.json"), text);
            };
            write('{"type":"pulumi:providers:aws"}');
            expect(needs({})).to.equal(false);
            write('{"type":"pulumi:providers:awsx"}');
            expect(needs({})).to.equal(true);
        }),
    );
});

describe("reading a stack file", () => {
    it("reads the committed one of a stack", () => {
        expect(readStackFile("dev", undefined).config).to.include({ "aws:region": "us-east-1" });
    });

    it(
        "reads the one that is named instead",
        inFolder((folder) => {
            expect(read(folder, "config: { 'aws:region': eu-west-1 }")).to.deep.equal({
                config: { "aws:region": "eu-west-1" },
            });
        }),
    );

    it(
        "says what to do where there is none, or a folder",
        inFolder(async (folder) => {
            expect(await failure(() => readStackFile("nowhere", undefined)))
                .to.include(path.join(ROOT, "Pulumi.nowhere.yaml"))
                .and.include("--config");
            expect(await failure(() => readStackFile("dev", folder))).to.include("there is no stack configuration");
        }),
    );

    for (const text of [
        "",
        "just text",
        "5",
        "- config",
        "encryptionsalt: x",
        "config:",
        "config: [a]",
        "config: on",
    ]) {
        it(
            `refuses what holds no map: ${JSON.stringify(text)}`,
            inFolder(async (folder) => {
                const message = await failure(() => read(folder, text));
                expect(message).to.include(path.join(folder, "stack.yaml")).and.include("is not a stack configuration");
            }),
        );
    }

    it(
        "names file and line where the YAML is broken",
        inFolder(async (folder) => {
            const message = await failure(() => read(folder, "config:\n  a: {\n"));
            expect(message)
                .to.include(path.join(folder, "stack.yaml"))
                .and.match(/\(\d+:\d+\)/);
        }),
    );

    it("gives the program's own values without their namespace, and no others", () => {
        const config = { [`${PROJECT}:links`]: { a: 1 }, "aws:region": "us-east-1", [`${PROJECT}-x:links`]: 2 };
        expect(settingsOf({ config })).to.deep.equal({ links: { a: 1 } });
        expect(settingsOf({})).to.deep.equal({});
    });
});

describe("what the simulator adds to a stack file", () => {
    const add = (config: Record<string, unknown>, latency = 0, earlier: StackFile = {}) =>
        withSimulation({ config }, RESOLVER, latency, earlier);
    const readiness = (value: unknown, latency = 0) => add({ [READINESS]: value }, latency).config?.[READINESS];

    it("is its resolver and a short deadline; the rest stays", () => {
        expect(add({ "aws:region": "us-east-1" })).to.deep.equal({
            config: { "aws:region": "us-east-1", [READINESS]: { resolver: RESOLVER, deadlineSeconds: 20 } },
        });
    });

    it("is a longer deadline where latencies are simulated", () => {
        expect(add({}, 0.01).config?.[READINESS]).to.include({ deadlineSeconds: 20 });
        expect(add({}, 1).config?.[READINESS]).to.include({ deadlineSeconds: 200 });
    });

    it("never takes the place of what the file says", () => {
        expect(readiness({ deadlineSeconds: 3 })).to.deep.equal({ resolver: RESOLVER, deadlineSeconds: 3 });
        expect(readiness({ resolver: "10.0.0.2:53" }, 1)).to.deep.equal({
            resolver: "10.0.0.2:53",
            deadlineSeconds: 200,
        });
        expect(readiness({ unknownKey: 1 })).to.include({ unknownKey: 1 });
    });

    for (const wrong of [null, "soon", 5, false, [{ deadlineSeconds: 3 }]]) {
        it(`leaves it to the settings to refuse ${JSON.stringify(wrong)}`, () => {
            expect(readiness(wrong)).to.deep.equal(wrong);
        });
    }

    it("is what an earlier run has encrypted, with its salt, and nothing else of that run", () => {
        const secure = randomBytes(12).toString("base64");
        const earlier = {
            encryptionsalt: `v1:${secure}`,
            config: {
                "aws:region": "eu-west-1",
                "confluentcloud:cloudApiSecret": { secure },
                [READINESS]: { resolver: "old" },
                [`${PROJECT}:links`]: {},
            },
        };
        expect(add({ "aws:region": "us-east-1" }, 0, earlier)).to.deep.equal({
            encryptionsalt: `v1:${secure}`,
            config: {
                "aws:region": "us-east-1",
                [READINESS]: { resolver: RESOLVER, deadlineSeconds: 20 },
                "confluentcloud:cloudApiSecret": { secure },
            },
        });
    });

    it("is instead of secrets for the real clouds, which need another key than the simulator has", () => {
        const [real, own] = [{ secure: randomBytes(12).toString("base64") }, { secure: "own" }];
        const file: StackFile = {
            encryptionsalt: "v1:theirs",
            config: { "confluentcloud:cloudApiSecret": real, "aws:secretKey": real, "confluentcloud:endpoint": "x" },
        };
        const first = withSimulation(file, RESOLVER, 0, {});
        expect(first).to.have.all.keys("config");
        expect(first.config).to.have.all.keys("confluentcloud:endpoint", READINESS);
        const earlier = { encryptionsalt: "v1:own", config: { "confluentcloud:cloudApiSecret": own } };
        const next = withSimulation(file, RESOLVER, 0, earlier);
        expect(next.encryptionsalt).to.equal("v1:own");
        expect(next.config).to.deep.include({ "confluentcloud:cloudApiSecret": own });
        expect(JSON.stringify(next)).not.to.include(real.secure);
    });

    describe("with OAuth", () => {
        const OAUTH = "confluentcloud:oauth";
        const block = {
            oauthExternalTokenUrl: "https://idp.example",
            oauthExternalClientId: "c",
            oauthIdentityPoolId: "p",
        };
        const file = { config: { [OAUTH]: { ...block, oauthExternalClientSecret: { secure: "theirs" } } } };
        const simulated = (earlier: StackFile) =>
            withSimulation(file, RESOLVER, 0, earlier, { tokenUrl: "http://127.0.0.1/token" }).config ?? {};

        it("is the simulated identity provider, and the secret that an earlier run has encrypted", () => {
            const first = { ...block, oauthExternalTokenUrl: "http://127.0.0.1/token" };
            expect(simulated({})[OAUTH]).to.deep.equal(first);
            const secret = { oauthExternalClientSecret: { secure: "own" } };
            const earlier = { config: { [OAUTH]: { ...first, ...secret, oauthExternalClientId: "before" } } };
            expect(simulated(earlier)[OAUTH]).to.deep.equal({ ...first, ...secret });
        });

        it("is without the key of an earlier run, which the provider would refuse; and the other way round", () => {
            const keys = {
                "confluentcloud:cloudApiKey": { secure: "k" },
                "confluentcloud:cloudApiSecret": { secure: "s" },
            };
            expect(simulated({ config: keys })).to.have.all.keys(OAUTH, READINESS);
            const back = withSimulation({ config: {} }, RESOLVER, 0, { config: { [OAUTH]: block } });
            expect(back.config).to.have.all.keys(READINESS);
        });

        it("knows pool and client, and whether an earlier run has left the secret of either login", () => {
            expect(poolClientOf(file)).to.deep.equal({ identityPoolId: "p", clientId: "c" });
            expect(poolClientOf({ config: { [OAUTH]: { oauthIdentityPoolId: "p" } } })).to.equal(undefined);
            expect(poolClientOf({ config: {} })).to.equal(undefined);
            expect([holdsLogin(file, true), holdsLogin({ config: { [OAUTH]: block } }, true)]).to.deep.equal([
                true,
                false,
            ]);
            expect([holdsLogin({}, false), holdsLogin(file, false)]).to.deep.equal([false, false]);
        });
    });

    it("changes neither of the files that it is made from", () => {
        const file = { config: { [READINESS]: { deadlineSeconds: 3 } } };
        const earlier = { encryptionsalt: "v1:x", config: { "confluentcloud:a": 1 } };
        const before = structuredClone([file, earlier]);
        withSimulation(file, RESOLVER, 0, earlier);
        expect([file, earlier]).to.deep.equal(before);
    });
});

describe("the engine's copy of the project", () => {
    const committed = () =>
        fs
            .readdirSync(ROOT)
            .filter((name) => /^Pulumi.*\.yaml$/.test(name))
            .map((name) => [
                name,
                fs.readFileSync(path.join(ROOT, name), "utf8"),
                fs.statSync(path.join(ROOT, name)).mtimeMs,
            ]);

    it(
        "is written into the home; the committed files are not touched",
        inFolder((home) => {
            const before = committed();
            const folders = stackFolders(home, "dev");
            const file = withSimulation(readStackFile("dev", undefined), RESOLVER, 0, {});
            writeProject(folders, "dev", file);
            expect(committed()).to.deep.equal(before);
            expect(before.map(([name]) => name)).to.include.members(["Pulumi.yaml", "Pulumi.dev.yaml"]);
            expect(fs.readdirSync(folders.work).sort()).to.deep.equal(["Pulumi.dev.yaml", "Pulumi.yaml"]);
            expect(readEarlier(folders, "dev")).to.deep.equal(file);
        }),
    );

    it(
        "keeps the project's name and its state in the home, and has no entry point",
        inFolder((home) => {
            const folders = stackFolders(home, "dev");
            writeProject(folders, "dev", { config: {} });
            const project = yaml.load(fs.readFileSync(path.join(folders.work, "Pulumi.yaml"), "utf8"));
            expect(project).to.deep.include({
                name: PROJECT,
                backend: { url: `file://${folders.state}?metadata=skip` },
            });
            expect(project).not.to.have.property("main");
            expect(fs.statSync(folders.state).isDirectory()).to.equal(true);
        }),
    );

    it(
        "keeps an earlier run's secrets from run to run",
        inFolder((home) => {
            const folders = stackFolders(home, "dev");
            expect(readEarlier(folders, "dev")).to.deep.equal({});
            const secret = { secure: randomBytes(12).toString("base64") };
            writeProject(folders, "dev", {
                encryptionsalt: "v1:s",
                config: { "confluentcloud:cloudApiSecret": secret },
            });
            for (const deadlineSeconds of [3, 4]) {
                const file = { config: { [READINESS]: { deadlineSeconds } } };
                writeProject(folders, "dev", withSimulation(file, RESOLVER, 0, readEarlier(folders, "dev")));
            }
            expect(readEarlier(folders, "dev")).to.deep.equal({
                encryptionsalt: "v1:s",
                config: {
                    [READINESS]: { resolver: RESOLVER, deadlineSeconds: 4 },
                    "confluentcloud:cloudApiSecret": secret,
                },
            });
            expect(readEarlier(folders, "prod")).to.deep.equal({});
        }),
    );

    it(
        "has one passphrase per home: random, kept, for the owner's eyes only",
        inFolder((home) => {
            const folders = stackFolders(path.join(home, "new"), "dev");
            const made = passphrase(folders);
            expect(made).to.match(/^[0-9a-f]{48}$/);
            expect(passphrase(stackFolders(path.join(home, "new"), "prod"))).to.equal(made);
            expect(passphrase(stackFolders(path.join(home, "other"), "dev"))).not.to.equal(made);
            expect(fs.statSync(folders.passphrase).mode & 0o777).to.equal(0o600);
        }),
    );
});
