import { expect } from "chai";
import { put } from "../../../../simulator/aws/store";
import { seedServices } from "../../../../simulator/aws/services/seed";
import { TYPES } from "../../../../simulator/aws/types";
import { Account, refused } from "../account";
import { identity } from "./certificates";

describe("imported certificates", () => {
    const account = new Account();
    const root = identity("root.example");
    const { certificateBody, privateKey } = identity("server.example", root);
    const chained = { certificateBody, privateKey, certificateChain: root.certificateBody };
    const add = (inputs: object) => account.make("certificate", { ...chained, ...inputs });

    it("tell what the certificate says", async () => {
        const { id, outputs } = await account.create("certificate", chained);
        expect(id).to.match(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/);
        expect(outputs).to.include({
            arn: id,
            domainName: "server.example",
            keyAlgorithm: "RSA_1024",
            type: "IMPORTED",
        });
        expect(outputs.subjectAlternativeNames).to.deep.equal(["server.example"]);
        expect(Date.parse(String(outputs.notAfter))).to.be.greaterThan(Date.now());
    });

    it("are texts in PEM form, one certificate and its key", async () => {
        await refused(add({ certificateBody: "text" }), "ValidationException: The certificate is not valid");
        await refused(add({ privateKey: "text" }), "ValidationException: The private key is not valid");
        await refused(
            add({ certificateBody: certificateBody + root.certificateBody }),
            "ImportCertificate, https response error StatusCode: 400",
            "ValidationException: The certificate field contains more than one certificate.",
        );
        await refused(add({ privateKey: root.privateKey }), "The certificate and the private key do not match.");
    });

    it("are given with their key", () => {
        const model = account.model("certificate");
        expect(() => model.check?.({ certificateBody })).to.throw(
            "one of `domain_name,private_key,private_key_wo` must be",
        );
        expect(() => model.check?.({ privateKey })).to.throw("all of `private_key,certificate_body` must be specified");
    });

    it("are valid now", async () => {
        const old = identity("old.example", undefined, 0);
        const inputs = {
            certificateBody: old.certificateBody,
            privateKey: old.privateKey,
            certificateChain: undefined,
        };
        await refused(add(inputs), "ValidationException: The certificate is expired, or not valid yet.");
    });

    it("sign themselves, or come with those that signed them", async () => {
        await refused(add({ certificateChain: undefined }), "Provided certificate is not a valid self signed.");
        const { certificateBody: stranger } = identity("root.example");
        const message = "Could not validate the certificate with the certificate chain.";
        await refused(add({ certificateChain: stranger }), `ValidationException: ${message}`);
        await refused(add({ certificateChain: "text" }), message);
    });

    it("are imported again in place", async () => {
        const id = await add({});
        const fresh = identity("renewed.example", root);
        const inputs = { ...chained, certificateBody: fresh.certificateBody, privateKey: fresh.privateKey };
        expect(await account.update("certificate", id, inputs)).to.include({ arn: id, domainName: "renewed.example" });
        await refused(
            account.update("certificate", id, { ...inputs, privateKey }),
            `re-importing ACM Certificate (${id})`,
        );
    });

    it("stay while a Client VPN endpoint shows or trusts them", async () => {
        const [server, client] = [await add({}), await add({})];
        const authenticationOptions = [{ type: "certificate-authentication", rootCertificateChainArn: client }];
        const props = { serverCertificateArn: server, authenticationOptions };
        put(account.world, { id: "cvpn-endpoint-1", type: TYPES.vpnEndpoint, props });
        for (const id of [server, client]) {
            const message = `Certificate ${id} in account ${id.split(":")[4] ?? ""} is in use.`;
            await refused(account.drop("certificate", id), `ResourceInUseException: ${message}`);
        }
        account.forget("cvpn-endpoint-1");
        await account.drop("certificate", server);
        expect(await account.read("certificate", server)).to.equal(undefined);
    });

    it("and secrets that a configuration names are there before the stack", () => {
        const [certificateArn, secretArn] = [
            "arn:aws:acm:us-east-1:123456789012:certificate/1",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:runner/token-a1B2c3",
        ];
        const seed = { certificateArns: [certificateArn], secretArns: [secretArn] };
        seedServices(account.world, seed);
        seedServices(account.world, seed);
        expect(account.props(secretArn)).to.include({ name: "runner/token", region: "us-east-1" });
        expect(account.props(certificateArn)).to.include({ status: "ISSUED", region: "us-east-1" });
        expect(account.world.aws(TYPES.secretVersion)).to.have.length(1);
    });
});
