import type { Kind } from "../account";

type Reasons = Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;

const IMPORTED = "certificates are imported, not requested";
const ROLLING = "services are rolled out one way only";
const PLACEMENT = "Fargate places tasks itself";

/** Reviewed: inputs of the SDK that the models refuse, with the reason. */
export const REFUSED: Reasons = {
    certificate: {
        certificateAuthorityArn: IMPORTED,
        domainName: IMPORTED,
        earlyRenewalDuration: IMPORTED,
        keyAlgorithm: IMPORTED,
        options: IMPORTED,
        privateKeyWo: "values that no state holds are not simulated",
        privateKeyWoVersion: "values that no state holds are not simulated",
        subjectAlternativeNames: IMPORTED,
        validationMethod: IMPORTED,
        validationOptions: IMPORTED,
    },
    logGroup: { deletionProtectionEnabled: "protection is the stack's business" },
    flowLog: {
        deliverCrossAccountRole: "logs stay in the account",
        destinationOptions: "buckets are not simulated",
        eniId: "interfaces are no objects of their own here",
        regionalNatGatewayId: "regional NAT gateways are not simulated",
        tagFieldSpecifications: "the logs' contents are not simulated",
    },
    ecsCluster: {
        configuration: "commands inside containers are not simulated",
        serviceConnectDefaults: "Service Connect is not simulated",
    },
    taskDefinition: {
        ipcMode: PLACEMENT,
        pidMode: PLACEMENT,
        placementConstraints: PLACEMENT,
        proxyConfiguration: "App Mesh is not simulated",
    },
    ecsService: {
        alarms: ROLLING,
        capacityProviderStrategies: "launch types only",
        deploymentConfiguration: ROLLING,
        deploymentController: ROLLING,
        healthCheckGracePeriodSeconds: "load balancers are not simulated",
        iamRole: "load balancers are not simulated",
        loadBalancers: "load balancers are not simulated",
        orderedPlacementStrategies: PLACEMENT,
        placementConstraints: PLACEMENT,
        schedulingStrategy: PLACEMENT,
        serviceConnectConfiguration: "Service Connect is not simulated",
        serviceRegistries: "Cloud Map is not simulated",
        sigintRollback: ROLLING,
        volumeConfiguration: "volumes of the service are not simulated",
        vpcLatticeConfigurations: "VPC Lattice is not simulated",
    },
};

/** Reviewed: refused with a message of their own. */
export const NOT_SAMPLED: Reasons = {
    role: {
        inlinePolicies: "inline form: aws.iam.RolePolicy instead",
        managedPolicyArns: "inline form: aws.iam.RolePolicyAttachment instead",
    },
};

/** Reviewed against the provider's schema: inputs that cannot change in place. */
export const FORCE_NEW: Readonly<Partial<Record<Kind, readonly string[]>>> = {
    certificate: [
        ...["certificateAuthorityArn", "domainName", "keyAlgorithm", "subjectAlternativeNames", "validationMethod"],
        "validationOptions",
    ],
    logGroup: ["logGroupClass", "name", "namePrefix"],
    logStream: ["logGroupName", "name"],
    flowLog: [
        ...["deliverCrossAccountRole", "destinationOptions", "eniId", "iamRoleArn", "logDestination"],
        ...["logDestinationType", "logFormat", "maxAggregationInterval", "regionalNatGatewayId", "subnetId"],
        ...["tagFieldSpecifications", "trafficType", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"],
    ],
    role: ["name", "namePrefix", "path"],
    rolePolicy: ["name", "namePrefix", "role"],
    rolePolicyAttachment: ["policyArn", "role"],
    ecsCluster: ["name"],
    taskDefinition: [
        ...["containerDefinitions", "cpu", "enableFaultInjection", "ephemeralStorage", "executionRoleArn", "family"],
        ...["ipcMode", "memory", "networkMode", "pidMode", "placementConstraints", "proxyConfiguration"],
        ...["requiresCompatibilities", "runtimePlatform", "taskRoleArn", "volumes"],
    ],
    ecsService: ["cluster", "iamRole", "launchType", "name", "schedulingStrategy"],
};

/** Reviewed: "force a new deployment" is no new service. */
export const NEVER_HERE: Readonly<Partial<Record<Kind, readonly string[]>>> = { ecsService: ["forceNewDeployment"] };
