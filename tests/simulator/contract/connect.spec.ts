import { expect } from "chai";
import { Bench, makePair, type Pair } from "../confluent/support";
import * as connect from "./connectTables";
import { expectAnswer, expectNothing } from "./expectations";
import { kafkaError } from "./forms";

describe("simulator/contract: connectors", () => {
    let bench: Bench;
    let pair: Pair;
    let base: string;
    let config: Record<string, string>;
    beforeEach(async () => {
        bench = await Bench.start(1);
        pair = await makePair(bench);
        bench.pass(1500);
        base = `/connect/v1/environments/${pair.environment}/clusters/${pair.sandbox.id}`;
        await bench.make("POST", `${pair.sandbox.base}/topics`, { topic_name: "orders" }, pair.sandbox);
        config = {
            "connector.class": "DatagenSource",
            name: "dg",
            "kafka.api.key": pair.sandbox.key,
            "kafka.api.secret": pair.sandbox.secret,
            "kafka.topic": "orders",
            "output.data.format": "JSON",
            quickstart: "ORDERS",
            "tasks.max": "2",
        };
    });
    afterEach(() => bench.close());

    const validate = () => bench.call("PUT", `${base}/connector-plugins/DatagenSource/config/validate`, config);
    const create = () => bench.call("POST", `${base}/connectors`, { name: "dg", config });

    it("validate: no fault, then one, at its setting", async () => {
        expectAnswer(await validate(), 200, { ...connect.validation, error_count: [0] });
        delete config["kafka.topic"];
        const answer = await validate();
        expectAnswer(answer, 200, { ...connect.validation, error_count: [1] });
        const faulty = answer.json.list("configs").filter((item) => item.texts("value.errors").length > 0);
        expect(faulty.map((item) => item.text("value.name"))).to.deep.equal(["kafka.topic"]);
        expectAnswer(await create(), 400, connect.refusedCreate);
    });

    it("create, listed at once, PROVISIONING, then RUNNING; secrets masked", async () => {
        const created = await create();
        expectAnswer(created, 201, connect.info);
        const list = () => bench.call("GET", `${base}/connectors?expand=info%2Cstatus%2Cid`);
        expectAnswer(await list(), 200, connect.expanded);
        const shown = (await list()).json.at("dg.info.config") as Record<string, string>;
        expect([shown["kafka.api.key"], shown["kafka.api.secret"]]).to.deep.equal(Array(2).fill("*".repeat(16)));
        const status = () => bench.call("GET", `${base}/connectors/dg/status`);
        expectAnswer(await status(), 200, { ...connect.status, "connector.state": ["PROVISIONING"] });
        bench.pass(180);
        expectAnswer(await status(), 200, { ...connect.status, "connector.state": ["RUNNING"] });
        expectAnswer(await list(), 200, connect.expanded);
    });

    it("pause, resume, change, delete, not found", async () => {
        await create();
        bench.pass(180);
        const one = `${base}/connectors/dg`;
        const state = async () => (await bench.call("GET", `${one}/status`)).json.text("connector.state");
        expectNothing(await bench.call("PUT", `${one}/pause`), 202);
        expect(await state()).to.equal("PAUSED");
        expectNothing(await bench.call("PUT", `${one}/resume`), 202);
        expect(await state()).to.equal("RUNNING");
        expectAnswer(await bench.call("PUT", `${one}/config`, { ...config, "max.interval": "5" }), 200, connect.info);
        expectAnswer(await bench.call("DELETE", one), 200, connect.deleted);
        expectAnswer(await bench.call("GET", one), 404, kafkaError(404));
        expectAnswer(await bench.call("GET", `${one}/status`), 404, kafkaError(404));
        expect((await bench.call("GET", `${base}/connectors?expand=info`)).json.all()).to.deep.equal({});
    });
});
