import { Secret } from "@pulumi/policy";
import { runtime } from "@pulumi/pulumi";
import { expect } from "chai";
import { bareSecrets, openOutput } from "../../../policies/secrets";
import { isSecret } from "../../support/secrets";
import { TYPES } from "../../support/types";

const isWrapper = (value: unknown) => value instanceof Secret;

describe("the rule on secrets", () => {
    it("lets a secret be that is wrapped, or in something wrapped", () => {
        const props = {
            secretString: new Secret("x"),
            credentials: new Secret({ key: "KEY", secret: "x" }),
            local: [{ credentials: { key: "KEY", secret: new Secret("x") } }],
        };
        expect(bareSecrets(props, isWrapper)).to.deep.equal([]);
    });

    it("reads the form of the state as well", () => {
        const envelope = { [runtime.specialSigKey]: runtime.specialSecretSig, ciphertext: "…" };
        expect(bareSecrets({ credentials: envelope }, isSecret)).to.deep.equal([]);
        expect(bareSecrets({ credentials: { secret: envelope }, secretString: "x" }, isSecret)).to.deep.equal([
            "secretString",
        ]);
    });

    it("finds one in the clear, at any depth, and does not tell it", () => {
        const props = {
            secretString: "x",
            privateKey: "x",
            configSensitive: { "sasl.jaas.config": "x" },
            cloudApiSecret: "x",
            halves: [{ credentials: { key: "KEY", secret: "x" } }],
        };
        expect(bareSecrets(props, isWrapper)).to.deep.equal([
            "secretString",
            "privateKey",
            "configSensitive",
            "cloudApiSecret",
            "halves.0.credentials.secret",
        ]);
    });

    it("does not judge what is empty, not known yet, or a secret's name only", () => {
        const props = {
            secret: "",
            configSensitive: {},
            secretString: runtime.unknownValue,
            secretId: "arn",
            key: "KEY",
        };
        expect(bareSecrets(props, isWrapper)).to.deep.equal([]);
        expect(bareSecrets({ secret: null, privateKey: undefined }, isWrapper)).to.deep.equal([]);
    });

    it("wants an API key's secret to be a secret output", () => {
        expect(openOutput(TYPES.apiKey, ["secret"])).to.deep.equal([]);
        expect(openOutput(TYPES.apiKey, [])).to.deep.equal(["secret"]);
        expect(openOutput(TYPES.vpc, [])).to.deep.equal([]);
    });
});
