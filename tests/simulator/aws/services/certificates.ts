import * as forge from "node-forge";

/** A certificate with its key, both in PEM form. */
export interface Identity {
    readonly certificateBody: string;
    readonly privateKey: string;
}

// Short keys, which are quick to make: nobody relies on them.
const BITS = 1024;
const DAY_MS = 86_400_000;

interface Issued extends Identity {
    readonly own: forge.pki.Certificate;
    readonly key: forge.pki.rsa.PrivateKey;
}

/** Makes a certificate, signed by `issuer` or by itself, that is valid for `days` from yesterday on. */
export function identity(name: string, issuer?: Issued, days = 30): Issued {
    const { publicKey, privateKey } = forge.pki.rsa.generateKeyPair(BITS);
    const own = forge.pki.createCertificate();
    own.publicKey = publicKey;
    own.serialNumber = "01";
    own.validity.notBefore = new Date(Date.now() - DAY_MS);
    own.validity.notAfter = new Date(Date.now() + (days - 1) * DAY_MS);
    own.setSubject([{ name: "commonName", value: name }]);
    own.setIssuer(issuer?.own.subject.attributes ?? [{ name: "commonName", value: name }]);
    own.sign(issuer?.key ?? privateKey, forge.md.sha256.create());
    return {
        own,
        key: privateKey,
        certificateBody: forge.pki.certificateToPem(own),
        privateKey: forge.pki.privateKeyToPem(privateKey),
    };
}
