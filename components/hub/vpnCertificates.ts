import * as acm from "@pulumi/aws/acm";
import type * as pulumi from "@pulumi/pulumi";

/** Certificates that ACM has. */
export interface VpnCertificateArns {
    /** Of the certificate that the endpoint shows to clients. */
    readonly serverArn: pulumi.Input<string>;
    /** Of the certificate whose authority has signed those of the clients. */
    readonly clientRootArn: pulumi.Input<string>;
}

/** Certificates that ACM gets, as PEM texts; give all of them as secrets. ACM does not renew them. */
export interface ImportedVpnCertificates {
    /** The server's certificate, PEM. */
    readonly serverCertificate: pulumi.Input<string>;
    /** Its private key, PEM; secret. */
    readonly serverPrivateKey: pulumi.Input<string>;
    /** What leads from the server's certificate to its authority. Defaults to the clients' root. */
    readonly chain?: pulumi.Input<string>;
    /** Certificate of the clients' authority, PEM. */
    readonly clientRootCertificate: pulumi.Input<string>;
    /** ACM takes no certificate without its key. Left out: one authority has signed both sides. */
    readonly clientRootPrivateKey?: pulumi.Input<string>;
}

/** The one or the other. */
export interface VpnCertificatesArgs {
    /** Certificates that are in ACM; instead of `imported`. */
    readonly given?: VpnCertificateArns;
    /** Certificates to put into ACM; instead of `given`. */
    readonly imported?: ImportedVpnCertificates;
}

/** Imports certificates into ACM, as children of a component. */
export function importedCertificates(
    parent: pulumi.ComponentResource,
    name: string,
    certificates: ImportedVpnCertificates,
    displayName: pulumi.Input<string>,
): VpnCertificateArns {
    const { serverCertificate, serverPrivateKey, clientRootCertificate, clientRootPrivateKey } = certificates;
    const tags = { Name: displayName };
    // Without a certificate of their own, clients are checked against what the server's leads to.
    const chain = certificates.chain ?? (clientRootPrivateKey === undefined ? clientRootCertificate : undefined);
    const server = new acm.Certificate(
        `${name}-server-certificate`,
        {
            certificateBody: serverCertificate,
            privateKey: serverPrivateKey,
            ...(chain === undefined ? {} : { certificateChain: chain }),
            tags,
        },
        { parent },
    );
    if (clientRootPrivateKey === undefined) {
        return { serverArn: server.arn, clientRootArn: server.arn };
    }
    const root = new acm.Certificate(
        `${name}-client-root-certificate`,
        { certificateBody: clientRootCertificate, privateKey: clientRootPrivateKey, tags },
        { parent },
    );
    return { serverArn: server.arn, clientRootArn: root.arn };
}
