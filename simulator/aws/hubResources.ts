import type { ResourceModel } from "../provider/model";
import { dhcpAssociation, dhcpOptions } from "./dhcp";
import { attachmentAccepter, gatewayTable, transitGateway } from "./hubGateway";
import { elasticIp, internetGateway, natGateway } from "./internet";
import { resolverEndpoint } from "./resolverEndpoint";
import { egressRule } from "./security";
import { resourceShare, shareAccepter, sharePrincipal, shareResource } from "./sharing";
import { TYPES } from "./types";
import { vpnAssociation, vpnEndpoint } from "./vpnEndpoint";
import { zoneAuthorization } from "./zoneAuthorization";

/** What a hub is made of, and what lets other accounts use it. */
export const hubResources: Readonly<Record<string, ResourceModel>> = {
    [TYPES.transitGateway]: transitGateway,
    [TYPES.gatewayTable]: gatewayTable,
    [TYPES.attachmentAccepter]: attachmentAccepter,
    [TYPES.vpnEndpoint]: vpnEndpoint,
    [TYPES.vpnAssociation]: vpnAssociation,
    [TYPES.resolverEndpoint]: resolverEndpoint,
    [TYPES.zoneAuthorization]: zoneAuthorization,
    [TYPES.dhcpOptions]: dhcpOptions,
    [TYPES.dhcpAssociation]: dhcpAssociation,
    [TYPES.internetGateway]: internetGateway,
    [TYPES.elasticIp]: elasticIp,
    [TYPES.natGateway]: natGateway,
    [TYPES.egressRule]: egressRule,
    [TYPES.resourceShare]: resourceShare,
    [TYPES.shareResource]: shareResource,
    [TYPES.sharePrincipal]: sharePrincipal,
    [TYPES.shareAccepter]: shareAccepter,
};
