import { createPrivateKey, randomUUID, X509Certificate, type KeyObject } from "node:crypto";
import type { Props } from "../../provider/model";
import type { AwsObject, World } from "../../world";
import { checkExactlyOne, checkTogether } from "../checks";
import { acm, type Refusal } from "../errors";
import { objectModel } from "../object";
import { ownerOf, records, regionOf, text } from "../store";
import { TYPES } from "../types";

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const DECIDED = [
    ...["domainName", "domainValidationOptions", "keyAlgorithm", "notAfter", "notBefore", "options"],
    ...["pendingRenewal", "renewalEligibility", "renewalSummaries", "status", "subjectAlternativeNames", "type"],
    ...["validationEmails", "validationMethod"],
];

/** A certificate that is imported with its key. The service's own certificates are not simulated. */
export const certificate = objectModel({
    type: TYPES.certificate,
    latency: "certificate",
    id: (world, inputs) =>
        `arn:aws:acm:${text(inputs, "region") || regionOf(world)}:${ownerOf(world)}:certificate/${randomUUID()}`,
    required: [],
    notSimulated: [
        "certificateAuthorityArn",
        "domainName",
        "earlyRenewalDuration",
        "keyAlgorithm",
        "options",
        "privateKeyWo",
        "privateKeyWoVersion",
        "subjectAlternativeNames",
        "validationMethod",
        "validationOptions",
    ],
    replaceOn: [
        "certificateAuthorityArn",
        "domainName",
        "keyAlgorithm",
        "subjectAlternativeNames",
        "validationMethod",
        "validationOptions",
    ],
    computed: ["arn", "region", "tagsAll", ...DECIDED],
    recomputedOn: {
        certificateBody: ["domainName", "keyAlgorithm", "notAfter", "notBefore", "subjectAlternativeNames"],
    },
    check: (inputs) => {
        checkExactlyOne(inputs, ["domainName", "privateKey", "privateKeyWo"]);
        checkTogether(inputs, ["privateKey", "certificateBody"]);
    },
    admit: (world, inputs) => {
        admitImport(world, inputs, acm("ImportCertificate", "importing ACM Certificate"));
    },
    admitChange: (world, { id }, inputs) => {
        admitImport(world, inputs, acm("ImportCertificate", `re-importing ACM Certificate (${id})`));
    },
    decide: ({ id, inputs }) => ({ arn: id, ...detailsOf(new X509Certificate(text(inputs, "certificateBody"))) }),
    release: (world, { id }) => {
        if (isInUse(world, id)) {
            const refuse = acm("DeleteCertificate", `deleting ACM Certificate (${id})`);
            throw refuse("ResourceInUseException", `Certificate ${id} in account ${ownerOf(world)} is in use.`);
        }
    },
});

function admitImport(world: World, inputs: Props, refuse: Refusal): void {
    const [body, chain] = [text(inputs, "certificateBody"), text(inputs, "certificateChain")];
    if ((body.match(PEM_BLOCK) ?? []).length > 1) {
        const what = "The certificate field contains more than one certificate.";
        throw refuse("ValidationException", `${what} You can specify only one certificate in this field.`);
    }
    const own = parsed(body, refuse, "certificate", (pem) => new X509Certificate(pem));
    const key = parsed(text(inputs, "privateKey"), refuse, "private key", (pem) => createPrivateKey(pem));
    admitPair(own, key, world.now(), refuse);
    const issuers = (chain.match(PEM_BLOCK) ?? []).map((pem) =>
        parsed(pem, refuse, "certificate chain", (one) => new X509Certificate(one)),
    );
    admitIssuers(own, chain, issuers, refuse);
}

/** What a PEM text holds; the service's answer where that is none. */
function parsed<T>(pem: string, refuse: Refusal, what: string, read: (pem: string) => T): T {
    try {
        return read(pem);
    } catch {
        throw refuse("ValidationException", `The ${what} is not valid: it has to be in PEM format.`);
    }
}

function admitPair(own: X509Certificate, key: KeyObject, now: number, refuse: Refusal): void {
    if (!own.checkPrivateKey(key)) {
        throw refuse("ValidationException", "The certificate and the private key do not match.");
    }
    if (now < Date.parse(own.validFrom) || now > Date.parse(own.validTo)) {
        throw refuse("ValidationException", "The certificate is expired, or not valid yet.");
    }
}

/** A certificate signs itself, or comes with those that signed it, each by the next. */
function admitIssuers(own: X509Certificate, chain: string, issuers: X509Certificate[], refuse: Refusal): void {
    if (chain === "" && !own.verify(own.publicKey)) {
        const what = "Provided certificate is not a valid self signed.";
        throw refuse(
            "ValidationException",
            `${what} Please provide either a valid self-signed certificate or certificate chain.`,
        );
    }
    const links = [own, ...issuers];
    const broken = issuers.some((issuer, index) => links[index]?.verify(issuer.publicKey) !== true);
    if (broken || (chain !== "" && issuers.length === 0)) {
        throw refuse("ValidationException", "Could not validate the certificate with the certificate chain.");
    }
}

function detailsOf(own: X509Certificate): Props {
    const domainName = /^CN=(?<name>.*)$/m.exec(own.subject)?.groups?.name ?? "";
    const alternatives = (own.subjectAltName ?? "").match(/(?<=DNS:)[^,\s]+/g) ?? [];
    return {
        domainName,
        domainValidationOptions: [],
        keyAlgorithm: algorithmOf(own.publicKey),
        notAfter: new Date(own.validTo).toISOString(),
        notBefore: new Date(own.validFrom).toISOString(),
        options: { certificateTransparencyLoggingPreference: "DISABLED" },
        pendingRenewal: false,
        renewalEligibility: "INELIGIBLE",
        renewalSummaries: [],
        status: "ISSUED",
        subjectAlternativeNames: [...new Set([domainName, ...alternatives])],
        type: "IMPORTED",
        validationEmails: [],
        validationMethod: "NONE",
    };
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
    const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {};
    return asymmetricKeyType === "rsa" ? `RSA_${modulusLength ?? 0}` : `EC_${namedCurve ?? ""}`;
}

/** True while a Client VPN endpoint shows this certificate, or trusts it. */
function isInUse(world: World, arn: string): boolean {
    const trusts = ({ props }: AwsObject) =>
        records(props, "authenticationOptions").some((option) => option.rootCertificateChainArn === arn);
    return world.aws(TYPES.vpnEndpoint).some((one) => one.props.serverCertificateArn === arn || trusts(one));
}
