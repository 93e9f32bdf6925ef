import { expect } from "chai";
import { bareProgram } from "../../../bench/program/bare";
import type { RecordedResource } from "../../../bench/program/recording";

const vpc: RecordedResource = {
    type: "aws:ec2/vpc:Vpc",
    name: "core",
    inputs: { cidrBlock: "10.0.0.0/20", tags: { Name: "core" }, enableDnsSupport: true },
    id: "Vpc-0",
};

/** The generated source without its imports and helpers. */
function statements(resources: readonly RecordedResource[]): string[] {
    return bareProgram(resources)
        .split("\n")
        .filter((line) => /^const r\d/.test(line));
}

// Proves the text of the generated program; that it registers as much as the real one, the benchmark itself checks.
describe("benchmark's bare program", () => {
    it("registers a resource with its own class and its inputs", () => {
        expect(statements([vpc])).to.deep.equal([
            'const r0 = new sdk0.Vpc("core", { "cidrBlock": "10.0.0.0/20", "tags": { "Name": "core" }, "enableDnsSupport": true });',
        ]);
        expect(bareProgram([vpc])).to.contain('import * as sdk0 from "@pulumi/aws/ec2";');
    });

    it("imports each service once, and a package without services as a whole", () => {
        const topic = { type: "confluentcloud:index/kafkaTopic:KafkaTopic", name: "t", inputs: {}, id: "KafkaTopic-2" };
        const source = bareProgram([vpc, { ...vpc, name: "other", id: "Vpc-1" }, topic]);
        expect(source.match(/@pulumi\/aws\/ec2"/g)).to.have.length(1);
        expect(source).to.contain('import * as sdk1 from "@pulumi/confluentcloud";');
        expect(source).to.contain('new sdk1.KafkaTopic("t", {  });');
    });

    it("refers to resources that were registered before, wherever their id stands", () => {
        const inputs = { vpcId: "Vpc-0", list: ["Vpc-0", "Vpc-9"], text: "about Vpc-0" };
        const [, subnet] = statements([vpc, { type: "aws:ec2/subnet:Subnet", name: "s", inputs, id: "Subnet-1" }]);
        expect(subnet).to.contain('{ "vpcId": r0.id, "list": [r0.id, "Vpc-9"], "text": "about Vpc-0" }');
    });

    it("keeps secrets secret", () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: { key: "k" } };
        const [statement] = statements([{ ...vpc, inputs: { credentials: secret } }]);
        expect(statement).to.contain('{ "credentials": pulumi.secret({ "key": "k" }) }');
    });

    it("gives all dynamic resources one small provider in place of the recorded code", () => {
        const gate = {
            type: "pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady",
            name: "gate",
            inputs: { clusterId: "lkc-1", __provider: "exports.handler = …" },
            id: "KafkaRestReady-0",
        };
        expect(statements([gate])).to.deep.equal([
            'const r0 = new Gate(provider, "gate", { "clusterId": "lkc-1" }, {}, "confluent-cluster-linking", "KafkaRestReady");',
        ]);
    });

    it("refuses a type whose class it cannot tell", () => {
        expect(() => bareProgram([{ ...vpc, type: "pulumi:providers:aws" }])).to.throw("pulumi:providers:aws");
    });
});
