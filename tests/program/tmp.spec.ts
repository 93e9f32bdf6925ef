import { committed } from "../support/programs";
import { leaks } from "../support/secrets";
it("x", async () => {
    const r = await committed("dev");
    console.log(r.identities().join("\n"));
    console.log(JSON.stringify([...r.outputs].filter(([u]) => u.includes("Stack::")), null, 1));
    const p = await committed("dev", "preview");
    console.log(p.identities().length, r.identities().length, leaks(r.registrations, r.secrets));
    for (const g of r.ofType("pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady")) console.log(g.name, JSON.stringify(g.inputs).slice(0, 900), g.dependencies.map((d) => r.at(d).name).join(" "), g.additionalSecretOutputs);
    const t = r.find("confluentcloud:index/clusterLink:ClusterLink", "sandbox-shared-source");
    console.log(JSON.stringify(t, null, 1), JSON.stringify(p.at(t.urn).inputs));
});
