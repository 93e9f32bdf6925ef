import type { Props } from "../../provider/model";
import { isProps } from "../../provider/values";
import type { Refusal } from "../errors";
import { records, text } from "../store";

/** The containers of a task definition; undefined where the text is no list of objects. */
export function containersIn(definitions: string): Props[] | undefined {
    try {
        const value: unknown = JSON.parse(definitions);
        return Array.isArray(value) && value.every(isProps) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** Throws what the service answers to containers that do not fit together. */
export function admitContainers(containers: readonly Props[], inputs: Props, refuse: Refusal): void {
    const flaw = [
        containers.length === 0 ? "Container list cannot be empty." : undefined,
        ...containers.map((one) => nameFlaw(one, containers) ?? referenceFlaw(one, containers, inputs)),
        containers.every(({ essential }) => essential === false)
            ? "The task definition needs at least one essential container."
            : undefined,
        cpuFlaw(containers, inputs),
    ].find((one) => one !== undefined);
    if (flaw !== undefined) {
        throw refuse("ClientException", flaw);
    }
}

function nameFlaw(container: Props, all: readonly Props[]): string | undefined {
    const name = text(container, "name");
    if (name === "") {
        return "Container.name should not be null or empty.";
    }
    if (!/^[\w-]{1,255}$/.test(name)) {
        return "Container.name contains invalid characters.";
    }
    if (all.filter((other) => other.name === name).length > 1) {
        return `Two containers have the name '${name}'.`;
    }
    return text(container, "image") === "" ? "Container.image should not be null or empty." : undefined;
}

/** Volumes and containers that a container rests on are there. */
function referenceFlaw(container: Props, all: readonly Props[], inputs: Props): string | undefined {
    const volumes = records(inputs, "volumes").map((volume) => text(volume, "name"));
    const mounted = records(container, "mountPoints").map((point) => text(point, "sourceVolume"));
    const unknown = mounted.find((volume) => !volumes.includes(volume));
    if (unknown !== undefined) {
        return `Unknown volume '${unknown}'.`;
    }
    const awaited = records(container, "dependsOn").map((one) => text(one, "containerName"));
    const absent = awaited.find((name) => all.every((other) => other.name !== name));
    return absent === undefined
        ? undefined
        : `Container '${text(container, "name")}' depends on container '${absent}', which does not exist.`;
}

function cpuFlaw(containers: readonly Props[], inputs: Props): string | undefined {
    const sum = containers.reduce((total, { cpu }) => total + Number(cpu ?? 0), 0);
    const most = unitsOf(text(inputs, "cpu"), 1024);
    const message = "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.";
    return most > 0 && sum > most ? message : undefined;
}

/** CPU units or MiB: written as such, or as `0.5 vCPU`, `1 GB`, of which one is `scale`. 0 where nothing is given. */
export function unitsOf(value: string, scale: number): number {
    const [, number = "0", unit] = /^(\d*\.?\d+)\s*(vcpu|gb)?$/i.exec(value.trim()) ?? [];
    return Number(number) * (unit === undefined ? 1 : scale);
}
