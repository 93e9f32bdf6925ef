// Does not prove what AWS makes of a second version; the simulated account follows its rules.
import { expect } from "chai";
import { clientProperties, registryProperties } from "../../../components/access/clientProperties";
import { StoredSecret, type SecretKeeping } from "../../../components/access/storedSecret";
import { record } from "../../support/engine";
import { adminOf, requisiteNames } from "../../support/fixtures";
import { isSecret, leaks, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

function make(name = "trader-secret", keeping: SecretKeeping = { recoveryWindowDays: 0 }) {
    const after = adminOf(name).requisites;
    const content = { user: "planted-value" };
    return new StoredSecret(name, { path: `/confluent/${name}`, description: "Trades", content, keeping, after });
}

describe("StoredSecret", () => {
    it("makes a secret with its recovery window in words, and a version with the content as JSON", async () => {
        const { recording } = await record(make);
        const secret = recording.find(TYPES.secret, "trader-secret");
        expect(secret.inputs).to.deep.equal({
            name: "/confluent/trader-secret",
            description: "Trades",
            recoveryWindowInDays: 0,
        });
        expect(secret.deleteBeforeReplace).to.equal(true);
        const version = recording.find(TYPES.secretVersion, "trader-secret-version");
        expect(opened(version.inputs)).to.deep.equal({ secretId: secret.id, secretString: '{"user":"planted-value"}' });
        expect(isSecret(version.inputs.secretString)).to.equal(true);
        expect(version.deleteBeforeReplace).to.equal(false);
    });

    it("takes another recovery window and a key of one's own", async () => {
        const keeping = { recoveryWindowDays: 30, kmsKeyId: "alias/secrets" };
        const { recording } = await record(() => make("trader-secret", keeping));
        const { inputs } = recording.find(TYPES.secret, "trader-secret");
        expect(inputs).to.include({ recoveryWindowInDays: 30, kmsKeyId: "alias/secrets" });
    });

    it("gives the value only when what it is for works", async () => {
        const { recording } = await record(make);
        const { dependencies } = recording.find(TYPES.secretVersion, "trader-secret-version");
        expect(dependencies.map((urn) => recording.at(urn).name)).to.include.members(requisiteNames("trader-secret"));
    });

    it("registers where it is, and leaks nothing", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        const { id } = recording.find(TYPES.secret, "one");
        expect(recording.outputsOf(component("StoredSecret"), "one")).to.deep.equal({
            secretArn: id,
            secretName: "/confluent/one",
        });
        expect(leaks(recording.registrations, ["planted-value"])).to.deep.equal([]);
    });
});

describe("what Java clients are configured with", () => {
    const credentials = { key: "KEY", secret: "a/b+c" };

    it("Kafka: the login, hosts without a scheme, and what they need besides", () => {
        expect(clientProperties("SASL_SSL://lkc-1.example.test:9092", credentials)).to.deep.equal({
            "sasl.jaas.config":
                "org.apache.kafka.common.security.plain.PlainLoginModule required username='KEY' password='a/b+c';",
            "bootstrap.servers": "lkc-1.example.test:9092",
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "PLAIN",
        });
    });

    it("Schema Registry: where it is and who one is", () => {
        expect(registryProperties("https://psrc-1.example.test", credentials)).to.deep.equal({
            "schema.registry.url": "https://psrc-1.example.test",
            "schema.registry.basic.auth.credentials.source": "USER_INFO",
            "schema.registry.basic.auth.user.info": "KEY:a/b+c",
        });
    });
});
