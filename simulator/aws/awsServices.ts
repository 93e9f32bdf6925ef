/** A service of AWS itself that VPC endpoints lead to. */
export interface AwsService {
    /** The name under which clients in the VPC find the endpoint with private DNS on; may begin with a wildcard. */
    readonly privateName: string;
    readonly endpointTypes: readonly string[];
}

// First labels of the private name where they are not just the service's own; `*` stands for all names below.
const SERVICES: Readonly<Record<string, string>> = {
    dynamodb: "dynamodb",
    ec2: "ec2",
    "ecr.api": "api.ecr",
    "ecr.dkr": "*.dkr.ecr",
    ecs: "ecs",
    "ecs-agent": "ecs-a",
    "ecs-telemetry": "ecs-t",
    kms: "kms",
    logs: "logs",
    monitoring: "monitoring",
    ram: "ram",
    s3: "*.s3",
    secretsmanager: "secretsmanager",
    sqs: "sqs",
    ssm: "ssm",
    ssmmessages: "ssmmessages",
    sts: "sts",
};

const WITH_GATEWAY = ["dynamodb", "s3"];

/** The service behind an endpoint service name such as `com.amazonaws.us-east-1.logs`; undefined for any other name. */
export function awsService(name: string, region: string): AwsService | undefined {
    const prefix = `com.amazonaws.${region}.`;
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const label = SERVICES[key];
    return label === undefined
        ? undefined
        : {
              privateName: `${label}.${region}.amazonaws.com`,
              endpointTypes: WITH_GATEWAY.includes(key) ? ["Gateway", "Interface"] : ["Interface"],
          };
}

/** True for a name that public DNS knows, since it is one of a service of AWS. */
export function isAwsName(name: string): boolean {
    const labels = Object.values(SERVICES).map((label) => label.replace("*.", ""));
    return labels.some((label) => new RegExp(`(^|\\.)${label}\\.[a-z]{2}(-[a-z]+)+-\\d\\.amazonaws\\.com$`).test(name));
}

/** True for a name that a private name, which may begin with a wildcard, stands for. */
export function isNamedBy(privateName: string, name: string): boolean {
    return privateName.startsWith("*.") ? name.endsWith(privateName.slice(1)) : name === privateName;
}
