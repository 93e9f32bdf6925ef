// The stand-in over a real connection, as the engine uses it.
import { connect } from "node:net";
import { expect } from "chai";
import type { CallContext, Props } from "../../../../simulator/provider/model";
import { Empty, grpc, messages, plugin, unknownValue } from "../../../../simulator/provider/rpc";
import { ask, BOX, boxes, Caller, failed } from "./standIn";

const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
const INPUTS = { size: 3, label: "a", place: { zone: "z1" }, tags: { owner: "x", team: "y" } };

describe("a stand-in provider", () => {
    let store: Map<string, Props>;
    let caller: Caller;
    const start = async (...faults: string[]) => {
        caller.close();
        caller = await Caller.start(boxes(store), ...faults);
    };
    beforeEach(async () => {
        store = new Map();
        caller = await Caller.start(boxes(store));
    });
    afterEach(() => {
        caller.close();
    });

    it("creates, reads, updates and deletes", async () => {
        const { id, outputs } = await caller.create(INPUTS);
        expect(id).to.equal("box-1");
        expect(outputs).to.deep.equal({ ...INPUTS, serial: "box-1", area: 9 });
        expect(await caller.read(id, INPUTS)).to.deep.equal({ id, outputs, inputs: INPUTS });
        const news = { ...INPUTS, size: 4 };
        expect(await caller.update(id, outputs, INPUTS, news)).to.deep.equal({ ...outputs, size: 4, area: 16 });
        await caller.delete(id, outputs);
        expect(store.size).to.equal(0);
    });

    it("reads a gone object as gone: without id and values", async () => {
        expect(await caller.read("box-7", INPUTS)).to.deep.equal({ id: "", outputs: {}, inputs: {} });
    });

    it("reads inputs as they would have to be, drift included", async () => {
        const { id } = await caller.create(INPUTS);
        store.set(id, { ...store.get(id), label: "drifted" });
        const { inputs } = await caller.read(id, { ...INPUTS, password: "write-only" });
        expect(inputs).to.deep.equal({ ...INPUTS, label: "drifted", password: "write-only" });
    });

    it("reads all outputs as inputs where the program's are not known, as for an import", async () => {
        const { id, outputs } = await caller.create(INPUTS);
        expect((await caller.read(id)).inputs).to.deep.equal(outputs);
    });

    it("checks without changing anything, and takes unknowns", async () => {
        expect(await caller.check({ size: unknownValue, tags: {} })).to.deep.equal({ size: unknownValue, tags: {} });
        expect(store.size).to.equal(0);
    });

    it("hands the service's whole text to the caller", async () => {
        expect(await failed(caller.check({ size: 10 }))).to.deep.equal({
            code: grpc.status.UNKNOWN,
            details: "InvalidSize: 10 does not fit.\nThe largest is “9”, 100 % sure.",
        });
        const { details } = await failed(caller.delete("box-7", { serial: "s-7" }));
        expect(details).to.equal("NotFound: box-7, once s-7");
    });

    it("refuses types and functions of which it has no model, by name", async () => {
        const { details } = await failed(caller.check({}, "test:things/lid:Lid"));
        expect(details).to.equal("the simulator has no model of test:things/lid:Lid");
        const none = await failed(caller.invoke("test:index/none:none"));
        expect(none.details).to.equal("the simulator has no model of the function test:index/none:none");
    });

    it("diffs: nothing, a change in place, a replacement", async () => {
        expect(await caller.diff(INPUTS, INPUTS)).to.include({ changes: DIFF_NONE });
        const inPlace = await caller.diff(INPUTS, { ...INPUTS, size: 4 });
        expect(inPlace).to.deep.include({ changes: DIFF_SOME, diffsList: ["size"], replacesList: [] });
        const replaced = await caller.diff(INPUTS, { ...INPUTS, size: 2, place: { zone: unknownValue } });
        expect(replaced.changes).to.equal(DIFF_SOME);
        expect(replaced.diffsList).to.have.members(["size", "place"]);
        expect(replaced.replacesList).to.have.members(["size", "place"]);
    });

    it("diffs without what the program ignores, and with all that lies beside it", async () => {
        const news = { ...INPUTS, label: "b", tags: { owner: "x", team: "z" } };
        expect(await caller.diff(INPUTS, news, ["label", "tags"])).to.deep.include({
            changes: DIFF_NONE,
            diffsList: [],
            replacesList: [],
        });
        expect(await caller.diff(INPUTS, news, ["label", "tags.team"])).to.include({ changes: DIFF_NONE });
        expect(await caller.diff(INPUTS, news, ["label", "tags.owner"])).to.deep.include({
            diffsList: ["tags"],
            replacesList: [],
        });
    });

    it("previews a create: nothing is made, what the service decides is unknown", async () => {
        const { id, outputs } = await caller.create(INPUTS, true);
        expect(id).to.equal("");
        expect(outputs).to.deep.equal({ ...INPUTS, serial: unknownValue, area: unknownValue });
        expect(store.size).to.equal(0);
    });

    it("previews an update: nothing is changed, what follows from it is unknown", async () => {
        const { id, outputs } = await caller.create(INPUTS);
        const update = (news: Props) => caller.update(id, outputs, INPUTS, news, true);
        expect(await update({ ...INPUTS, label: unknownValue })).to.deep.equal({ ...outputs, label: unknownValue });
        expect(await update({ ...INPUTS, size: 4 })).to.deep.equal({ ...outputs, size: 4, area: unknownValue });
        expect(store.get(id)).to.deep.equal(outputs);
    });

    it("serves functions, and their errors", async () => {
        expect(await caller.invoke("test:index/echo:echo", { zone: ["z1"] })).to.deep.equal({
            zone: ["z1"],
            said: true,
        });
        expect((await failed(caller.invoke("test:index/fail:fail"))).details).to.equal("AccessDenied: not for you");
    });

    it("tells the engine that it previews, and that secrets come in the clear", async () => {
        const request = new messages.ConfigureRequest();
        const configured = await ask<messages.ConfigureResponse>((done) => caller.client.configure(request, done));
        expect(configured.toObject()).to.include({
            supportspreview: true,
            acceptsecrets: false,
            acceptresources: false,
            acceptoutputs: false,
        });
    });

    it("tells its name and version, takes any configuration, and can be attached to and cancelled", async () => {
        const { client } = caller;
        const info = await ask<plugin.PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
        expect(info.getVersion()).to.equal("1.2.3");
        const schemaRequest = new messages.GetSchemaRequest();
        const schema = await ask<messages.GetSchemaResponse>((done) => client.getSchema(schemaRequest, done));
        expect(JSON.parse(schema.getSchema())).to.deep.equal({ name: "test", version: "1.2.3" });
        const news = new messages.CheckRequest();
        const checked = await ask<messages.CheckResponse>((done) => client.checkConfig(news, done));
        expect(checked.getFailuresList()).to.deep.equal([]);
        const same = await ask<messages.DiffResponse>((done) => client.diffConfig(new messages.DiffRequest(), done));
        expect(same.getReplacesList()).to.deep.equal([]);
        await ask<Empty>((done) => client.attach(new plugin.PluginAttach(), done));
        await ask<Empty>((done) => client.cancel(new Empty(), done));
    });

    it("says what it is not, and goes on", async () => {
        const { client } = caller;
        const call = await failed(ask((done) => client.call(new messages.CallRequest(), done)));
        expect(call.code).to.equal(grpc.status.UNIMPLEMENTED);
        expect(call.details).to.equal("call is not part of a stand-in provider");
        const list = client.list(new messages.ListRequest());
        const error = await new Promise<grpc.ServiceError>((resolve) => list.once("error", resolve));
        expect(error.code).to.equal(grpc.status.UNIMPLEMENTED);
        expect(error.details).to.equal("list is not part of a stand-in provider");
        expect(await caller.check({ size: 1 })).to.deep.equal({ size: 1 });
    });

    it("serves calls side by side", async () => {
        const made = await Promise.all([1, 2, 3, 4].map((size) => caller.create({ size })));
        expect(made.map(({ outputs }) => outputs.area)).to.deep.equal([1, 4, 9, 16]);
        expect(new Set(made.map(({ id }) => id)).size).to.equal(4);
    });

    it("carries more than the usual 4 MiB", async () => {
        const text = "x".repeat(5 * 2 ** 20);
        expect((await caller.invoke("test:index/echo:echo", { text })).text).to.have.length(text.length);
    });

    describe("with a fault", () => {
        it("fail: refuses once, and does nothing", async () => {
            await start("Box.create=fail");
            const { details } = await failed(caller.create(INPUTS));
            expect(details).to.equal("injected fault: the service refused this create");
            expect(store.size).to.equal(0);
            expect((await caller.create(INPUTS)).id).to.equal("box-1");
        });

        it("lose: does it, and loses the answer once", async () => {
            await start(`${BOX}::first::box.create=lose`);
            const { details } = await failed(caller.create(INPUTS));
            expect(details).to.equal("injected fault: the create was carried out, its answer was lost");
            expect([...store.keys()]).to.deep.equal(["box-1"]);
            expect((await caller.create(INPUTS)).id).to.equal("box-2");
        });

        it("of every verb", async () => {
            await start("Box.read=fail", "Box.update=lose", "Box.delete=lose", "Box.delete=fail");
            const { id, outputs } = await caller.create(INPUTS);
            expect((await failed(caller.read(id))).details).to.include("refused this read");
            const updated = caller.update(id, outputs, INPUTS, { ...INPUTS, size: 5 });
            expect((await failed(updated)).details).to.include("the update was carried out");
            expect(store.get(id)?.area).to.equal(25);
            expect((await failed(caller.delete(id))).details).to.include("the delete was carried out");
            expect((await failed(caller.delete(id))).details).to.include("refused this delete");
            expect((await failed(caller.delete(id))).details).to.include("NotFound");
        });

        it("does not spend it on a preview, nor on a refused operation of another kind", async () => {
            await start("Box.create=fail", "Box.update=fail");
            expect((await caller.create(INPUTS, true)).id).to.equal("");
            await caller.update("box-1", {}, INPUTS, INPUTS, true);
            expect((await failed(caller.create(INPUTS))).details).to.include("refused this create");
        });

        it("lose: keeps the service's own refusal where there is one", async () => {
            await start("Box.delete=lose");
            expect((await failed(caller.delete("box-9"))).details).to.include("NotFound: box-9");
        });
    });

    it("listens on loopback, and not any more once closed", async () => {
        const reach = () =>
            new Promise<string>((resolve) => {
                const socket = connect(caller.port, "127.0.0.1");
                socket.once("connect", () => {
                    socket.destroy();
                    resolve("open");
                });
                socket.once("error", (error: NodeJS.ErrnoException) => {
                    resolve(error.code ?? "");
                });
            });
        expect(await reach()).to.equal("open");
        caller.close();
        expect(await reach()).to.equal("ECONNREFUSED");
    });

    it("works for each connection in the account of its own configuration", async () => {
        caller.close();
        const whoami = (context: CallContext) => Promise.resolve({ account: context.world.account ?? "home" });
        const functions = { "test:index/whoami:whoami": whoami };
        const accountOf = ({ account }: Props) => (typeof account === "string" ? account : undefined);
        caller = await Caller.start({ ...boxes(store), functions, accountOf });
        const other = caller.beside();
        await other.configure({ account: "222222222222" });
        await caller.configure({});
        const ask = async (one: Caller) => (await one.invoke("test:index/whoami:whoami")).account;
        expect([await ask(caller), await ask(other)]).to.deep.equal(["home", "222222222222"]);
        other.client.close();
    });
});
