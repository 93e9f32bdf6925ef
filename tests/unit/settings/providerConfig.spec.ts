// What the provider is configured with, against what the settings say. Does not prove that an identity provider knows it.
import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { loadSettings } from "../../../components/settings/load";
import {
    checkProvider,
    oauthClient,
    providerConfig,
    type ProviderConfig,
} from "../../../components/settings/providerConfig";
import { SettingsError } from "../../../components/settings/settingsError";

const SECRET = randomBytes(18).toString("base64url");
const BLOCK = {
    oauthExternalTokenUrl: "https://idp.example.test/token",
    oauthExternalClientId: "links",
    oauthExternalClientSecret: SECRET,
    oauthIdentityPoolId: "pool-1",
};
const AS_POOL = { value: "oauth", path: "authentication" };
const WITH_KEYS = { value: "apiKeys", path: "authentication" };

function provider(change: Partial<ProviderConfig> = {}): ProviderConfig {
    return { keys: ["oauth"], oauth: BLOCK, variables: [], ...change };
}

function told(...args: Parameters<typeof checkProvider>): string[] {
    return checkProvider(...args).map(({ path }) => path);
}

/** Runs with a configuration in place of the process's own. */
async function configured<T>(config: Record<string, string>, run: () => T): Promise<Awaited<T>> {
    const before = pulumi.runtime.allConfig();
    pulumi.runtime.setAllConfig(config);
    try {
        return await run();
    } finally {
        pulumi.runtime.setAllConfig(before);
    }
}

describe("the provider's configuration", () => {
    it("is right with all of the pool's client, or with keys and nothing of it", () => {
        expect(told(AS_POOL, provider())).to.deep.equal([]);
        expect(told(WITH_KEYS, provider({ keys: ["cloudApiKey", "cloudApiSecret"], oauth: undefined }))).to.deep.equal(
            [],
        );
        expect(told(undefined, provider({ keys: [], oauth: undefined }))).to.deep.equal([]);
    });

    it("is told field by field where it is missing, with the command that sets it", () => {
        const problems = checkProvider(AS_POOL, provider({ keys: [], oauth: undefined }));
        expect(problems.map(({ path }) => path)).to.deep.equal(
            Object.keys(BLOCK).map((field) => `confluentcloud:oauth.${field}`),
        );
        expect(problems.map(({ fix }) => fix)).to.include(
            "Run: pulumi config set --path --secret confluentcloud:oauth.oauthExternalClientSecret",
        );
        expect(told(AS_POOL, provider({ oauth: { ...BLOCK, oauthIdentityPoolId: "" } }))).to.deep.equal([
            "confluentcloud:oauth.oauthIdentityPoolId",
        ]);
        expect(told(AS_POOL, provider({ oauth: "text" }))).to.have.length(4);
    });

    it("is refused with a token that nobody can renew", () => {
        const [problem, ...more] = checkProvider(
            AS_POOL,
            provider({ oauth: { ...BLOCK, oauthExternalAccessToken: SECRET } }),
        );
        expect(more).to.deep.equal([]);
        expect(problem?.path).to.equal("confluentcloud:oauth.oauthExternalAccessToken");
        expect(problem?.message).to.include("a link goes on for years").and.to.not.include(SECRET);
    });

    it("is refused with keys beside, wherever they come from", () => {
        const keys = ["oauth", "cloudApiKey", "schemaRegistryApiSecret", "endpoint"];
        const problems = checkProvider(AS_POOL, provider({ keys, variables: ["CONFLUENT_CLOUD_API_KEY"] }));
        expect(problems.map(({ path, fix }) => [path, fix])).to.deep.equal([
            ["confluentcloud:cloudApiKey", "Run: pulumi config rm confluentcloud:cloudApiKey"],
            ["confluentcloud:schemaRegistryApiSecret", "Run: pulumi config rm confluentcloud:schemaRegistryApiSecret"],
            ["environment variable CONFLUENT_CLOUD_API_KEY", "Run: unset CONFLUENT_CLOUD_API_KEY"],
        ]);
    });

    it("is refused with OAuth that the settings do not ask for", () => {
        for (const authentication of [WITH_KEYS, undefined]) {
            const [problem] = checkProvider(authentication, provider());
            expect(problem?.message).to.include("confluentcloud:oauth").and.to.include('authentication "apiKeys"');
        }
    });

    it("is read from the stack and the environment, and gives the client", async () => {
        const config = {
            "confluentcloud:oauth": JSON.stringify({ ...BLOCK, oauthExternalTokenScope: "links" }),
            "confluentcloud:endpoint": "https://api.example.test",
            "aws:region": "us-east-1",
        };
        const found = await configured(config, () => providerConfig({ KAFKA_API_KEY: "KEY", FLINK_API_KEY: "" }));
        expect(found.keys).to.deep.equal(["oauth", "endpoint"]);
        expect(found.variables).to.deep.equal(["KAFKA_API_KEY"]);
        expect(oauthClient(found)).to.deep.equal({
            tokenUrl: BLOCK.oauthExternalTokenUrl,
            clientId: "links",
            clientSecret: SECRET,
            scope: "links",
            identityPoolId: "pool-1",
        });
        const broken = await configured({ "confluentcloud:oauth": "{" }, () => providerConfig({}));
        expect(told(AS_POOL, broken)).to.have.length(4);
    });

    it("is judged together with the settings, and nothing of it is shown", async () => {
        const config = {
            "confluent-cluster-linking:clusters": "{}",
            "confluentcloud:oauth": JSON.stringify(BLOCK),
            "aws:region": "us-east-1",
        };
        const failure = await configured(config, async () => {
            try {
                return await loadSettings();
            } catch (error) {
                return error;
            }
        });
        expect(failure).to.be.instanceOf(SettingsError);
        expect(String(failure)).to.include("confluent-cluster-linking:clusters").and.to.include("confluentcloud:oauth");
        expect(String(failure)).to.not.include(SECRET);
    });
});
