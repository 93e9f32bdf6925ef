/** The IMPORT_* variables of the environment that Confluent's provider reads when it adopts what is there. */
export class ImportVariables {
    private readonly given = new Set<string>();

    /** Sets `IMPORT_NAME` for each name, until `clear`. */
    set(values: Readonly<Record<string, unknown>>): void {
        for (const [name, value] of Object.entries(values)) {
            process.env[`IMPORT_${name}`] = String(value);
            this.given.add(name);
        }
    }

    clear(): void {
        for (const name of this.given) {
            Reflect.deleteProperty(process.env, `IMPORT_${name}`);
        }
        this.given.clear();
    }
}
