// Secrets of the whole program. Does not prove that the engine encrypts what travels as a secret; the simulation tests do.
import { expect } from "chai";
import { committed } from "../support/programs";
import type { Recording } from "../support/recording";
import { leaks, opened } from "../support/secrets";
import { TYPES } from "../support/types";

/** Everywhere in a value where a key `secret` stands, as paths. */
function secretFields(value: unknown, path = ""): [string, unknown][] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
        key === "secret" ? [[`${path}.${key}`, inner]] : secretFields(inner, `${path}.${key}`),
    );
}

/** A secret and what it looks like in an Authorization header. */
function disguises(recording: Recording): string[] {
    const keys = recording.ofType(TYPES.apiKey).map(({ id, state }) => `${id}:${String(opened(state.secret))}`);
    return [...recording.secrets, ...keys.map((pair) => Buffer.from(pair).toString("base64"))];
}

for (const stack of ["dev", "prod"]) {
    describe(`secrets of the ${stack} stack`, () => {
        it("one per API key, each used", async () => {
            const recording = await committed(stack);
            expect(recording.secrets).to.have.length(4);
            const used = JSON.stringify(recording.registrations.map(({ inputs }) => inputs));
            expect(recording.secrets.filter((secret) => !used.includes(secret))).to.deep.equal([]);
        });

        it("are in no input, output or provider code outside a secret envelope", async () => {
            const recording = await committed(stack);
            const texts = disguises(recording);
            for (const { name, inputs, state, providerCode } of recording.registrations) {
                expect(leaks({ inputs, state, providerCode }, texts), name).to.deep.equal([]);
            }
            expect(leaks(Object.fromEntries(recording.outputs), texts)).to.deep.equal([]);
        });

        it("are not in the stack's outputs, not even in envelopes", async () => {
            const recording = await committed(stack);
            const outputs = recording.outputsOf(TYPES.stack, `confluent-cluster-linking-${stack}`);
            expect(JSON.stringify(outputs)).to.not.match(new RegExp(disguises(recording).join("|")));
            expect(secretFields(outputs)).to.deep.equal([]);
        });

        it("travel with their key in one envelope: no input holds a bare field of that name", async () => {
            const recording = await committed(stack);
            const found = recording.registrations.flatMap(({ name, inputs }) => secretFields(inputs, name));
            expect(found.length).to.be.greaterThan(8);
            expect(found.filter(([path]) => !path.endsWith(".credentials.value.secret"))).to.deep.equal([]);
        });

        it("are part of no name, URN or id", async () => {
            const recording = await committed(stack);
            const names = recording.registrations.map(({ urn, id }) => `${urn} ${id}`).join("\n");
            expect(recording.secrets.filter((secret) => names.includes(secret))).to.deep.equal([]);
        });
    });
}
