import { generateKeyPair, randomBytes } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { promisify } from "node:util";
import { md, pki } from "node-forge";

const HOUR_MS = 3_600_000;
/** Longer than anybody leaves a simulator running; the authority is new in each run. */
const LIFETIME_MS = 30 * 24 * HOUR_MS;

interface Keys {
    readonly publicKey: string;
    readonly privateKey: string;
}

/**
 * A certificate authority that lives as long as the run: its own certificate is given out, its key is kept nowhere.
 * It vouches for whatever host is asked for, so only clients that are told to trust it should ever see it.
 */
export class Authority {
    private readonly contexts = new Map<string, SecureContext>();

    private constructor(
        private readonly certificate: pki.Certificate,
        private readonly key: pki.rsa.PrivateKey,
        /** One pair of keys serves all hosts. */
        private readonly hostKeys: Keys,
    ) {}

    static async create(): Promise<Authority> {
        const [own, hostKeys] = await Promise.all([newKeys(), newKeys()]);
        const key = pki.privateKeyFromPem(own.privateKey);
        const certificate = newCertificate(own.publicKey, "Simulated clouds");
        certificate.setIssuer(certificate.subject.attributes);
        certificate.setExtensions([
            { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
            { name: "keyUsage", keyCertSign: true, critical: true },
            { name: "subjectKeyIdentifier" },
        ]);
        certificate.sign(key, md.sha256.create());
        return new Authority(certificate, key, hostKeys);
    }

    /** The authority's certificate, for clients that are to trust it. */
    get pem(): string {
        return pki.certificateToPem(this.certificate);
    }

    /** What a TLS server needs to speak for a host. */
    contextFor(host: string): SecureContext {
        const known = this.contexts.get(host);
        if (known !== undefined) {
            return known;
        }
        const { certificate: cert, privateKey: key } = this.issue(host);
        const context = createSecureContext({ cert, key });
        this.contexts.set(host, context);
        return context;
    }

    /** A certificate for a host and its key, both in PEM form. */
    issue(host: string): { readonly certificate: string; readonly privateKey: string } {
        return { certificate: pki.certificateToPem(this.certify(host)), privateKey: this.hostKeys.privateKey };
    }

    private certify(host: string): pki.Certificate {
        // Clients look at the alternative name only, and a common name has to be short.
        const certificate = newCertificate(this.hostKeys.publicKey, "Simulated endpoint");
        certificate.setIssuer(this.certificate.subject.attributes);
        certificate.setExtensions([
            { name: "basicConstraints", cA: false },
            { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
            { name: "extKeyUsage", serverAuth: true },
            { name: "subjectAltName", altNames: [{ type: DNS_NAME, value: host }] },
        ]);
        certificate.sign(this.key, md.sha256.create());
        return certificate;
    }
}

/** The choice of a general name that stands for a DNS name (RFC 5280). */
const DNS_NAME = 2;

function newCertificate(publicKey: string, commonName: string): pki.Certificate {
    const certificate = pki.createCertificate();
    certificate.publicKey = pki.publicKeyFromPem(publicKey);
    // Positive, and without a zero in front, which readers refuse.
    certificate.serialNumber = `4${randomBytes(16).toString("hex").slice(1)}`;
    // Clocks need not agree to the second.
    certificate.validity.notBefore = new Date(Date.now() - HOUR_MS);
    certificate.validity.notAfter = new Date(Date.now() + LIFETIME_MS);
    certificate.setSubject([{ name: "commonName", value: commonName }]);
    return certificate;
}

function newKeys(): Promise<Keys> {
    return promisify(generateKeyPair)("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs1", format: "pem" },
    });
}
