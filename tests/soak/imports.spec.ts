// What is there already is adopted: the step list of the engine shows that nothing is made twice or replaced.
import { expect } from "chai";
import { ImportVariables } from "../support/importVariables";
import { Simulated, told } from "../support/simulated";

const TOPIC = "dev-stock_trades";

describe("adopting what is there", function () {
    this.timeout(240_000);

    const variables = new ImportVariables();
    afterEach(() => {
        variables.clear();
    });

    /** A cluster of the stack, and the key of its manager. */
    function cluster({ world }: Simulated, kind: string, name: string) {
        const { clusters, apiKeys } = world.data.confluent;
        const found = Object.values(clusters).find(({ spec }) => spec.kind === kind);
        const keys = Object.values(apiKeys).filter(({ spec }) => spec.resourceId === found?.id);
        const key = keys.find(({ spec }) => String(spec.displayName).includes(`${name}-manager`));
        if (found === undefined || key === undefined) {
            throw new Error(`there is no ${kind} cluster with a manager`);
        }
        const { httpEndpoint, bootstrapEndpoint } = found.spec;
        return { id: found.id, httpEndpoint, bootstrapEndpoint, key: key.id, secret: key.spec.secret };
    }

    it("clusters: by their ids, and the ids can be taken away afterwards", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            settings.environment = { id: "env-adopt1" };
            Object.assign(settings.clusters.sandbox ?? {}, { import: "lkc-adopt1" });
            Object.assign(settings.clusters.shared ?? {}, { import: "env-adopt1/lkc-adopt2" });
        });
        const up = told((await stack.succeed("up")).steps);
        expect(up.filter((step) => step.includes(" KafkaCluster "))).to.deep.equal([
            "import KafkaCluster sandbox-cluster",
            "import KafkaCluster shared-cluster",
        ]);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
        stack.configure(({ clusters }) => {
            Reflect.deleteProperty(clusters.sandbox ?? {}, "import");
            Reflect.deleteProperty(clusters.shared ?? {}, "import");
        });
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        await stack.succeed("destroy");
        expect(stack.world.data.confluent.clusters).to.deep.equal({});
    });

    it("a half of a link whose creation lost its answer", async () => {
        const stack = Simulated.fresh();
        const faults = ["ClusterLink::sandbox-shared-destination.create=lose"];
        expect((await stack.run("up", { faults })).result).to.equal("failed");
        const again = await stack.run("up");
        expect(again.diagnostics.map(({ message }) => message).join("\n")).to.include("already exists");

        const [sandbox, shared] = [cluster(stack, "Enterprise", "sandbox"), cluster(stack, "Dedicated", "shared")];
        variables.set({
            LOCAL_KAFKA_REST_ENDPOINT: shared.httpEndpoint,
            LOCAL_KAFKA_API_KEY: shared.key,
            LOCAL_KAFKA_API_SECRET: shared.secret,
            REMOTE_KAFKA_BOOTSTRAP_ENDPOINT: sandbox.bootstrapEndpoint,
        });
        const id = `sandbox-shared/BIDIRECTIONAL/INBOUND/${shared.id}/${sandbox.id}`;
        stack.configure(({ links }) => Object.assign(links["sandbox-shared"] ?? {}, { import: { destination: id } }));
        const steps = told((await stack.succeed("up")).steps).filter((step) => step.includes(" ClusterLink "));
        expect(steps).to.deep.equal([
            "create ClusterLink sandbox-shared-source",
            "import ClusterLink sandbox-shared-destination",
        ]);
        stack.configure(({ links }) => Reflect.deleteProperty(links["sandbox-shared"] ?? {}, "import"));
        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("a topic made by hand, changed in place and never replaced", async () => {
        const stack = await Simulated.deployed();
        const { id, key, secret, httpEndpoint } = cluster(stack, "Enterprise", "sandbox");
        stack.tamper((world) => {
            const spec = { clusterId: id, name: "by-hand", partitions: 3, config: {}, records: ["a1"] };
            const topic = { id: `${id}/by-hand`, createdAt: world.now(), spec };
            world.data.confluent.topics[topic.id] = topic;
        });
        variables.set({ KAFKA_REST_ENDPOINT: httpEndpoint, KAFKA_API_KEY: key, KAFKA_API_SECRET: secret });
        stack.configure(({ clusters }) => {
            Object.assign(clusters.sandbox?.topics ?? {}, {
                "by-hand": { partitions: 4, import: `${id}/by-hand` },
            });
        });
        expect(told((await stack.succeed("up")).steps)).to.deep.equal([
            "import KafkaTopic sandbox/by-hand",
            "update KafkaRestReady sandbox-manager-ready",
            "update KafkaTopic sandbox/by-hand",
        ]);
        expect(stack.world.data.confluent.topics[`${id}/by-hand`]?.spec).to.include({ partitions: 4 });

        // Fewer partitions would mean another topic: the id says that there is to be this one.
        stack.configure(({ clusters }) =>
            Object.assign(clusters.sandbox?.topics?.["by-hand"] ?? {}, { partitions: 1 }),
        );
        const refused = await stack.run("up");
        expect(refused.diagnostics.map(({ message }) => message).join("\n")).to.include("may not be replaced");
        expect(stack.world.data.confluent.topics[`${id}/by-hand`]?.spec.records).to.deep.equal(["a1"]);
        expect(stack.world.data.confluent.topics).to.have.property(`${id}/${TOPIC}`);
    });
});
