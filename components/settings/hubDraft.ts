import type { Cursor, Located, Text, Texts } from "./cursor";
import { HUB_DEFAULTS } from "./schema/networkHub";
import type { VpcRole } from "./settings";

export interface DraftHub {
    readonly runner: DraftHubVpc;
    readonly dns: DraftHubVpc | undefined;
    readonly vpn: DraftVpn | undefined;
    readonly propagationRouteTableIds: Texts;
    /** The role in the account that the hub is in. */
    readonly ownerRole: Text;
}

export interface DraftHubVpc {
    readonly role: VpcRole;
    /** Whether anything at all stands there. */
    readonly isGiven: boolean;
    readonly vpcId: Text;
    readonly cidr: Text;
    readonly routeTableIds: Texts;
}

export interface DraftVpn extends DraftHubVpc {
    readonly path: string;
    readonly mode: Text;
    readonly clientCidr: Text;
    readonly endpointId: Text;
    readonly targetSubnetIds: Texts;
}

/** A hub to be made; blocks that are left out are the defaults. */
export interface DraftNetworkHub {
    readonly path: string;
    readonly zoneIds: Texts;
    readonly runner: (DraftHubVpc & { readonly path: string; readonly subnetIds: Texts }) | undefined;
    readonly dns: DraftHubDns | undefined;
    readonly vpn: DraftHubVpn | undefined;
    readonly principals: Texts;
}

export interface DraftHubDns {
    readonly path: string;
    readonly cidr: Text;
    readonly inbound: Located<boolean> | undefined;
    readonly forward: readonly { readonly domain: Text; readonly targets: Texts }[];
}

export interface DraftHubVpn {
    readonly cidr: Text;
    readonly clientCidr: Text;
    /** ARNs of certificates. */
    readonly certificates: Texts;
    /** Whether their PEM texts are secrets of the stack. */
    readonly isImported: boolean;
}

export function readHub(hub: Cursor): DraftHub {
    const [dns, vpn] = [hub.get("dns"), hub.get("vpn")];
    return {
        runner: hubVpc(hub.get("runner"), "runner"),
        dns: dns.isMap() ? hubVpc(dns, "dns") : undefined,
        vpn: vpn.isMap() ? readVpn(vpn) : undefined,
        propagationRouteTableIds: hub.get("transitGateway").get("propagationRouteTableIds").texts(),
        ownerRole: hub.get("owner").get("roleArn").text(),
    };
}

function hubVpc(vpc: Cursor, role: VpcRole): DraftHubVpc {
    return {
        role,
        isGiven: vpc.value !== undefined,
        vpcId: vpc.get("vpcId").text(),
        cidr: vpc.get("cidr").text(),
        routeTableIds: vpc.get("routeTableIds").texts(),
    };
}

function readVpn(vpn: Cursor): DraftVpn {
    return {
        ...hubVpc(vpn, "vpn"),
        path: vpn.path,
        mode: vpn.get("mode").text(),
        clientCidr: vpn.get("clientCidr").text(),
        endpointId: vpn.get("endpointId").text(),
        targetSubnetIds: vpn.get("targetSubnetIds").texts(),
    };
}

export function readNetworkHub(hub: Cursor): DraftNetworkHub {
    const [runner, dns, vpn] = [hub.get("runner"), hub.get("dns"), hub.get("vpn")];
    const certificates = vpn.get("certificates");
    return {
        path: hub.path,
        zoneIds: hub.get("zoneIds").texts(),
        runner: runner.isMap()
            ? { ...hubVpc(runner, "runner"), path: runner.path, subnetIds: runner.get("subnetIds").texts() }
            : undefined,
        dns: dns.isMap()
            ? {
                  path: dns.path,
                  cidr: dns.get("cidr").textOr(HUB_DEFAULTS.dnsCidr),
                  inbound: dns.get("inbound").flag(),
                  forward: dns
                      .get("forward")
                      .items()
                      .map((one) => ({ domain: one.get("domain").text(), targets: one.get("targets").texts() })),
              }
            : undefined,
        vpn: vpn.isMap()
            ? {
                  cidr: vpn.get("cidr").textOr(HUB_DEFAULTS.vpnCidr),
                  clientCidr: vpn.get("clientCidr").textOr(HUB_DEFAULTS.clientCidr),
                  certificates: ["serverArn", "clientRootArn"].flatMap((key) => certificates.get(key).text() ?? []),
                  isImported: certificates.get("imported").value === true,
              }
            : undefined,
        principals: hub.get("share").get("principals").texts(),
    };
}
