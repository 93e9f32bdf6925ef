// The rules of order, read off the recorded dev program: what has to exist before, and goes after, what. Each test fails
// without the edge that it is about; tests/ORDERING.md lists rule, test and simulation. Does not prove that the engine
// keeps to the edges, nor that the order is enough for the clouds.
import { expect } from "chai";
import { bothWays, committed, ofExample } from "../support/programs";
import type { Recording, Registration } from "../support/recording";
import { TYPES } from "../support/types";

/** Chooses resources of the program. */
type Pick = (recording: Recording) => readonly Registration[];

const dev = () => committed("dev");
const gateway = () => ofExample("gateway");

function named(type: string, pattern: RegExp): Pick {
    return (recording) => recording.ofType(type).filter(({ name }) => pattern.test(name));
}

function every(...types: string[]): Pick {
    return (recording) => recording.ofType(...types);
}

function all(...picks: Pick[]): Pick {
    return (recording) => picks.flatMap((pick) => pick(recording));
}

/** What of `earlier` is not waited for by something of `later`; nothing to look at is a fault too. */
function gaps(recording: Recording, later: Pick, earlier: Pick, directly: boolean): string[] {
    const [users, needs] = [later(recording), earlier(recording)];
    if (users.length === 0 || needs.length === 0) {
        return [`looked at ${users.length} resources that wait for ${needs.length}`];
    }
    return users.flatMap((user) => {
        const reached = directly ? new Set(user.dependencies) : recording.closure(user.urn);
        return needs.filter(({ urn }) => !reached.has(urn)).map(({ name }) => `${user.name} does not wait for ${name}`);
    });
}

function waits(title: string, later: Pick, earlier: Pick, program = dev): void {
    it(title, async () => {
        expect(gaps(await program(), later, earlier, false)).to.deep.equal([]);
    });
}

/** With an edge of its own: edges that go only through a gate vanish when the gate is updated in the same run. */
function waitsDirectly(title: string, later: Pick, earlier: Pick, program = dev): void {
    it(title, async () => {
        expect(gaps(await program(), later, earlier, true)).to.deep.equal([]);
    });
}

const RECORDS = every(TYPES.record);
const ATTACHMENT = every(TYPES.gatewayAttachment);
const SPOKE_ROUTES_TO_RUNNER = named(TYPES.route, /^core-to-runner-/);
const HUB_ROUTES = named(TYPES.route, /^core-from-/);

/** What stands between the runner and the private cluster. */
const RUNNERS_PATH: readonly [string, Pick][] = [
    ["the endpoint", every(TYPES.endpoint)],
    ["the connection", every(TYPES.connection)],
    ["the hosted zone", every(TYPES.zone)],
    ["every record", RECORDS],
    ["the runner's zone association", named(TYPES.zoneAssociation, /^core-association-runner$/)],
    ["the Transit Gateway attachment", ATTACHMENT],
    ["the attachment's association", every(TYPES.gatewayAssociation)],
    ["the attachment's propagations", every(TYPES.gatewayPropagation)],
    ["the spoke's routes to the runner", SPOKE_ROUTES_TO_RUNNER],
    ["the hub's routes to the spoke", HUB_ROUTES],
    ["the runner's admission on both ports", named(TYPES.ingressRule, /^core-(https|kafka)-from-runner$/)],
];

describe("order of the network", () => {
    waits("records come before the runner's zone association", named(TYPES.zoneAssociation, /-runner$/), RECORDS);
    waits("records come before every other zone association", every(TYPES.zoneAssociation), RECORDS);
    waits("the endpoint comes before the records that point to it", RECORDS, every(TYPES.endpoint));
    waits("the endpoint comes before its connection", every(TYPES.connection), every(TYPES.endpoint));
    waits("the attachment comes before the spoke's routes", named(TYPES.route, /^core-to-/), ATTACHMENT);
    waits("the attachment comes before the hub's routes", HUB_ROUTES, ATTACHMENT);
    waits("the attachment comes before the Client VPN's route", every(TYPES.vpnRoute), ATTACHMENT);
    waits("the attachment comes before the Client VPN's authorization rule", every(TYPES.vpnRule), ATTACHMENT);
    waits("the attachment comes before its association", every(TYPES.gatewayAssociation), ATTACHMENT);
    waits("the attachment comes before its propagation", every(TYPES.gatewayPropagation), ATTACHMENT);

    for (const zone of ["use1-az1", "use1-az2", "use1-az4"]) {
        waits(
            `the route table of ${zone} applies to its subnet before it gets routes`,
            named(TYPES.route, new RegExp(`^core-to-.*-${zone}$`)),
            named(TYPES.routeTableAssociation, new RegExp(`-${zone}$`)),
        );
    }
});

const PRIVATE_GATES = named(TYPES.gate, /^sandbox-(manager|shared-source)-ready$/);

describe("order of access", () => {
    for (const identity of [
        "sandbox-manager",
        "shared-manager",
        "sandbox-shared-source",
        "sandbox-shared-destination",
    ]) {
        const gate = named(TYPES.gate, new RegExp(`^${identity}-ready$`));
        waitsDirectly(
            `${identity}: the key comes before its gate`,
            gate,
            named(TYPES.apiKey, exactly(identity, "key")),
        );
        waitsDirectly(
            `${identity}: the role binding comes before its gate`,
            gate,
            named(TYPES.roleBinding, exactly(identity, "role")),
        );
    }

    for (const [part, pick] of RUNNERS_PATH) {
        waitsDirectly(`${part}: before the gates of the private cluster`, PRIVATE_GATES, pick);
    }

    for (const [cluster, end] of [
        ["sandbox", "source"],
        ["shared", "destination"],
    ] as const) {
        waitsDirectly(
            `the manager's gate of ${cluster} comes before the gate of the link's identity there`,
            named(TYPES.gate, exactly(`sandbox-shared-${end}`, "ready")),
            named(TYPES.gate, exactly(`${cluster}-manager`, "ready")),
        );
    }

    it("keys and role bindings do not wait in the provider, which would need the network and leak", async () => {
        const made = every(TYPES.apiKey, TYPES.roleBinding)(await dev());
        expect(made).to.have.length(8);
        expect(made.filter(({ inputs }) => inputs.disableWaitForReady !== true)).to.deep.equal([]);
    });
});

function exactly(identity: string, suffix: string): RegExp {
    return new RegExp(`^${identity}-${suffix}$`);
}

/** Everything on a cluster's data plane that the cluster's manager makes, and what the link's identity makes. */
const ON_SANDBOX = {
    manager: all(named(TYPES.topic, /^sandbox\//), named(TYPES.mirror, /^sandbox-shared-on-source\//)),
    link: named(TYPES.link, /^sandbox-shared-source$/),
};
const ON_SHARED = {
    manager: all(
        named(TYPES.topic, /^shared\//),
        named(TYPES.mirror, /^sandbox-shared-on-destination\//),
        named(TYPES.link, /^sandbox-shared-destination$/),
    ),
};

describe("order of the data plane: every object has edges of its own", () => {
    const users: readonly [title: string, objects: Pick, identity: string][] = [
        ["topics and mirrors on the private cluster", ON_SANDBOX.manager, "sandbox-manager"],
        ["the half on the private cluster", ON_SANDBOX.link, "sandbox-shared-source"],
        ["topics, mirrors and the half on the public cluster", ON_SHARED.manager, "shared-manager"],
    ];
    for (const [title, objects, identity] of users) {
        const own = (type: string, suffix: string) => named(type, exactly(identity, suffix));
        waitsDirectly(`${title}: to the gate`, objects, own(TYPES.gate, "ready"), bothWays);
        waitsDirectly(`${title}: to the key`, objects, own(TYPES.apiKey, "key"), bothWays);
        waitsDirectly(`${title}: to the role binding`, objects, own(TYPES.roleBinding, "role"), bothWays);
    }

    for (const [part, pick] of RUNNERS_PATH) {
        const objects = all(ON_SANDBOX.manager, ON_SANDBOX.link);
        waitsDirectly(`all on the private cluster: to ${part}`, objects, pick, bothWays);
    }
});

const INBOUND: Pick = (recording) => every(TYPES.link)(recording).filter(isHalf("INBOUND"));
const OUTBOUND: Pick = (recording) => every(TYPES.link)(recording).filter(isHalf("OUTBOUND"));

function isHalf(mode: string): (half: Registration) => boolean {
    return ({ inputs }) => inputs.connectionMode === mode;
}

describe("order of a link", () => {
    for (const gate of ["sandbox-manager", "shared-manager", "sandbox-shared-source", "sandbox-shared-destination"]) {
        const pick = named(TYPES.gate, exactly(gate, "ready"));
        waitsDirectly(`the gate of ${gate} comes before either half`, every(TYPES.link), pick);
    }

    waitsDirectly(
        "the key and role binding of every identity involved come before either half",
        every(TYPES.link),
        (recording) => recording.ofType(TYPES.apiKey, TYPES.roleBinding),
    );
    waitsDirectly("the INBOUND half comes before the OUTBOUND half", OUTBOUND, INBOUND);

    it("the halves are never made at the same time", async () => {
        const recording = await dev();
        const [first, second] = every(TYPES.link)(recording);
        const orders = [
            [first, second],
            [second, first],
        ].filter(([user, need]) => user && need && recording.closure(user.urn).has(need.urn));
        expect(orders).to.have.length(1);
    });

    waitsDirectly("both halves come before either look at the link's health", every(TYPES.linkGate), every(TYPES.link));

    for (const [end, manager] of [
        ["source", "sandbox-manager"],
        ["destination", "shared-manager"],
    ] as const) {
        const linkGate = named(TYPES.linkGate, exactly(`sandbox-shared-${end}`, "ready"));
        const mirrors = named(TYPES.mirror, new RegExp(`^sandbox-shared-on-${end}/`));
        waitsDirectly(
            `${end}: the manager's gate comes before the look at the link's health`,
            linkGate,
            named(TYPES.gate, exactly(manager, "ready")),
        );
        waitsDirectly(`${end}: the link is healthy before a mirror is made`, mirrors, linkGate, bothWays);
        waitsDirectly(`${end}: both halves come before a mirror`, mirrors, every(TYPES.link), bothWays);
    }

    for (const [mirror, topic] of [
        ["sandbox-shared-on-destination/dev-stock_trades", "sandbox/dev-stock_trades"],
        ["sandbox-shared-on-source/quotes", "shared/quotes"],
    ] as const) {
        waitsDirectly(
            `${topic} comes before its mirror`,
            named(TYPES.mirror, new RegExp(`^${mirror}$`)),
            named(TYPES.topic, new RegExp(`^${topic}$`)),
            bothWays,
        );
    }
});

/** What stands between the runner and a private cluster behind an access point. */
const GATEWAY_PATH: readonly [string, Pick][] = [
    ["the access point", named(TYPES.accessPoint, /^core-/)],
    ["the endpoint", named(TYPES.endpoint, /^core-/)],
    ["the hosted zone", named(TYPES.zone, /^core-/)],
    ["the record", named(TYPES.record, /^core-/)],
    ["the runner's zone association", named(TYPES.zoneAssociation, /^core-gateway-association-runner$/)],
    ["the Transit Gateway attachment", named(TYPES.gatewayAttachment, /^core-/)],
    ["the spoke's routes to the runner", SPOKE_ROUTES_TO_RUNNER],
    ["the hub's routes to the spoke", HUB_ROUTES],
    ["the runner's admission on both ports", named(TYPES.ingressRule, /^core-gateway-(https|kafka)-from-runner$/)],
];

describe("order behind an access point", () => {
    const POINTS = every(TYPES.accessPoint);
    waits("the ingress gateway comes before its access points", POINTS, every(TYPES.ingressGateway), gateway);
    waits(
        "the endpoint comes before its access point",
        named(TYPES.accessPoint, /^core-/),
        named(TYPES.endpoint, /^core-/),
        gateway,
    );
    waits(
        "the access point comes before the zone that is named after its domain",
        named(TYPES.zone, /^core-/),
        named(TYPES.accessPoint, /^core-/),
        gateway,
    );
    waits(
        "the record comes before every zone association",
        named(TYPES.zoneAssociation, /^core-/),
        named(TYPES.record, /^core-/),
        gateway,
    );
    const objects = all(ON_SANDBOX.manager, ON_SANDBOX.link);
    for (const [part, pick] of GATEWAY_PATH) {
        waitsDirectly(`${part}: before the gates of its network's cluster`, PRIVATE_GATES, pick, gateway);
        waitsDirectly(`all on its network's cluster: to ${part}`, objects, pick, gateway);
    }
    waitsDirectly(
        "the access point comes before the names that a gate asks for",
        PRIVATE_GATES,
        named(TYPES.accessPoint, /^core-/),
        gateway,
    );
});
