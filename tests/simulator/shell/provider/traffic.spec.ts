// How calls are counted and refused. Proves the simulator's own book-keeping and the published figures, not that the
// services count in the same way.
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { send } from "../../../../simulator/confluent/provider/transport";
import { confluentServer } from "../../../../simulator/confluent/server";
import { Traffic } from "../../../../simulator/traffic/traffic";
import { World } from "../../../../simulator/world";

const RECORD = "aws:route53/record:Record";
const ASSOCIATION = "aws:route53/zoneAssociation:ZoneAssociation";

/** Runs an operation until it is refused, and gives how often it was not, with the action that was one too many. */
function untilRefused(traffic: Traffic, type: string, verb: "create" | "delete"): [number, string | undefined] {
    for (let done = 0; done < 1000; done += 1) {
        const action = traffic.aws(type, verb);
        if (action !== undefined) {
            return [done, action];
        }
    }
    return [1000, undefined];
}

describe("traffic of a run", () => {
    it("counts by service and verb, and refuses nothing unless it is told to", () => {
        const traffic = new Traffic();
        traffic.confluent("kafka", "lkc-1.example", "GET");
        traffic.confluent("kafka", "lkc-2.example", "GET");
        traffic.confluent("cloud", "api.example", "POST");
        traffic.lookUp();
        expect(untilRefused(traffic, RECORD, "create")).to.deep.equal([1000, undefined]);
        expect(traffic.counts()).to.deep.equal({
            "aws create": 1000,
            "aws lookup": 1,
            "cloud POST": 1,
            "kafka GET": 2,
            "route53 requests": 3000,
        });
    });

    it("lets Route 53 serve fifty requests of an account at once, and ten in every further second", () => {
        let now = 0;
        const traffic = new Traffic({ route53: true }, () => now);
        // A record takes three requests: change, look whether it is done, read.
        expect(untilRefused(traffic, RECORD, "create")).to.deep.equal([16, "ListResourceRecordSets"]);
        now += 900;
        expect(untilRefused(traffic, RECORD, "create")).to.deep.equal([3, "ChangeResourceRecordSets"]);
    });

    it("holds an action to its own limit before the account's", () => {
        const traffic = new Traffic({ route53: true }, () => 0);
        expect(untilRefused(traffic, ASSOCIATION, "delete")).to.deep.equal([10, "DisassociateVPCFromHostedZone"]);
    });

    it("does not hold other services to what Route 53 publishes", () => {
        const traffic = new Traffic({ route53: true }, () => 0);
        expect(untilRefused(traffic, "aws:ec2/vpc:Vpc", "create")).to.deep.equal([1000, undefined]);
    });

    it("counts requests of each cluster for itself, and says when to come back", () => {
        let now = 0;
        const traffic = new Traffic({ confluentPerSecond: 2 }, () => now);
        const ask = (host: string) => traffic.confluent("kafka", host, "GET");
        expect([ask("a"), ask("a"), ask("a"), ask("b")]).to.deep.equal([undefined, undefined, 1, undefined]);
        now += 1000;
        expect(ask("a")).to.equal(undefined);
        expect(traffic.counts()).to.deep.equal({ "kafka 429": 1, "kafka GET": 4 });
    });
});

describe("a call that is one too many", () => {
    it("is answered with 429 and Retry-After, and made again after that time", async () => {
        const traffic = new Traffic({ confluentPerSecond: 1 });
        const server = http.createServer(confluentServer(World.open(), { traffic }));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        try {
            const { port } = server.address() as AddressInfo;
            const url = new URL(`http://127.0.0.1:${port}/org/v2/environments`);
            const call = { method: "GET", url, address: "127.0.0.1", login: undefined };
            const answers = [await send(call), await send(call)];
            // Nobody has logged in: refused for that, which is the service's own answer.
            expect(answers.map(({ status }) => status)).to.deep.equal([401, 401]);
            expect(traffic.counts()["cloud GET"]).to.equal(2);
            expect(traffic.counts()["cloud 429"]).to.be.greaterThan(0);
        } finally {
            server.closeAllConnections();
            server.close();
        }
    });
});
