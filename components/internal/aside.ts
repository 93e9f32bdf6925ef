/**
 * What components keep for the rest of the program and do not show: every field of a component is an output of it in
 * other languages, private ones too, and a resource cannot be one there.
 */
export class Aside<Value> {
    private readonly values = new WeakMap<object, Value>();

    keep(component: object, value: Value): void {
        this.values.set(component, value);
    }

    /** Throws an Error where nothing has been kept yet. */
    of(component: object): Value {
        const value = this.values.get(component);
        if (value === undefined) {
            throw new Error("this is not there before the component's constructor has come to its end");
        }
        return value;
    }
}
