import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** One object of the simulated AWS account. */
export interface AwsObject {
    readonly id: string;
    /** The Pulumi type token, such as "aws:ec2/vpc:Vpc". */
    readonly type: string;
    /** What the service knows about it, named as the SDK names its outputs. */
    props: Record<string, unknown>;
    /** True for what the stack's configuration takes for granted: it was there before the stack. */
    readonly existing?: boolean;
    /** The account that it is in; absent in the world's home account. */
    readonly owner?: string;
}

/** The collections of the simulated Confluent organisation. */
export const CONFLUENT_KINDS = [
    "environments",
    "clusters",
    "schemaRegistries",
    "serviceAccounts",
    "identityPools",
    "roleBindings",
    "apiKeys",
    "privateLinkAttachments",
    "privateLinkAttachmentConnections",
    "gateways",
    "accessPoints",
    "topics",
    "acls",
    "links",
    "mirrors",
    "connectors",
] as const;
export type ConfluentKind = (typeof CONFLUENT_KINDS)[number];

/** One object of the simulated Confluent organisation; `spec` is the server's own business. */
export interface ConfluentObject {
    /** The service's id, or a path such as "lkc-x/topic" where Kafka has names only. */
    readonly id: string;
    /** When it was made, in milliseconds of the world's clock. */
    readonly createdAt: number;
    spec: Record<string, unknown>;
    readonly existing?: boolean;
}

export interface WorldData {
    readonly version: 1;
    readonly organizationId: string;
    /** Loopback address on which this world's servers listen; kept, so that a stack's resolver setting never changes. */
    readonly address: string;
    readonly httpPort: number;
    readonly dnsPort: number;
    aws: Record<string, AwsObject>;
    confluent: Record<ConfluentKind, Record<string, ConfluentObject>>;
}

const SAVE_DELAY_MS = 50;

/** Two clouds in one JSON file. */
export class World {
    private timer: NodeJS.Timeout | undefined;
    private isSealed = false;

    private constructor(
        readonly data: WorldData,
        private readonly file: string | undefined,
        /** The AWS account on whose behalf this view of the world asks; undefined for the home account. */
        readonly account?: string,
        private readonly whole?: World,
    ) {}

    /** Opens the world kept in `file`, or makes an empty one; without a file it lives in memory only. */
    static open(file?: string): World {
        if (file !== undefined && fs.existsSync(file)) {
            const data = JSON.parse(fs.readFileSync(file, "utf8")) as WorldData;
            // A file may be older than a kind that the simulator has learnt since.
            return new World({ ...data, confluent: { ...emptyCollections(), ...data.confluent } }, file);
        }
        return new World(emptyWorld(), file);
    }

    /** The same world, as a caller of another AWS account sees it: what it makes is that account's. */
    as(account: string): World {
        return new World(this.data, this.file, account, this.whole ?? this);
    }

    now(): number {
        return Date.now();
    }

    /** A fresh id in the form AWS gives them: `vpc-0123456789abcdef0`. */
    awsId(prefix: string): string {
        return `${prefix}-0${randomBytes(8).toString("hex")}`;
    }

    /** A fresh id in the form Confluent gives them: `lkc-k3x9z1`. */
    confluentId(prefix: string): string {
        const letters = "0123456789abcdefghjkmnpqrstvwxyz";
        const tail = Array.from(randomBytes(6), (byte) => letters[byte % letters.length]).join("");
        return `${prefix}-${tail}`;
    }

    /** All AWS objects of one type. */
    aws(type: string): AwsObject[] {
        return Object.values(this.data.aws).filter((object) => object.type === type);
    }

    /** Call after every change: the file follows shortly. */
    changed(): void {
        if (this.whole !== undefined) {
            this.whole.changed();
            return;
        }
        if (this.file === undefined || this.timer !== undefined) {
            return;
        }
        this.timer = setTimeout(() => {
            this.save();
        }, SAVE_DELAY_MS);
    }

    /** Writes the file for the last time: what happens from now on is forgotten. */
    seal(): void {
        if (this.whole !== undefined) {
            this.whole.seal();
            return;
        }
        this.save();
        this.isSealed = true;
    }

    /** Writes the file now. */
    save(): void {
        if (this.whole !== undefined) {
            this.whole.save();
            return;
        }
        clearTimeout(this.timer);
        this.timer = undefined;
        if (this.file === undefined || this.isSealed) {
            return;
        }
        fs.mkdirSync(path.dirname(this.file), { recursive: true });
        const temporary = `${this.file}.new`;
        fs.writeFileSync(temporary, JSON.stringify(this.data), { mode: 0o600 });
        fs.renameSync(temporary, this.file);
    }
}

function emptyWorld(): WorldData {
    const [second = 0, third = 0, port = 0] = randomBytes(3);
    // Only Linux answers on all of 127.0.0.0/8; elsewhere the ports alone keep two worlds apart.
    const address = process.platform === "linux" ? `127.${64 + (second % 128)}.${third}.10` : "127.0.0.1";
    return {
        version: 1,
        organizationId: uuid(),
        address,
        httpPort: 20_000 + port * 20,
        dnsPort: 20_001 + port * 20,
        aws: {},
        confluent: emptyCollections(),
    };
}

function emptyCollections(): WorldData["confluent"] {
    return Object.fromEntries(CONFLUENT_KINDS.map((kind) => [kind, {}])) as WorldData["confluent"];
}

function uuid(): string {
    const hex = randomBytes(16).toString("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
