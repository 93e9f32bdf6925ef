import type { Card } from "./cards";
import {
    clusterCard,
    described,
    entranceCards,
    gatewayCard,
    headings,
    ID,
    linkCard,
    networkCard,
    zoneCard,
} from "./drawing";
import type { Link } from "./confluent";
import { connections } from "./lines";
import type { Topology } from "./topology";

/** Boxes by their ids, as Mermaid may call them. */
type Names = ReadonlyMap<string, string>;

/** The topology as a Mermaid flow chart, which lays itself out. */
export function mermaidOf(topology: Topology): string {
    const { hub, privateNetworks, zones, clusters, links, stack } = topology;
    const aws = [
        ...hub.map(networkCard),
        ...gatewayCard(topology),
        ...privateNetworks.map(networkCard),
        ...zones.map(zoneCard),
    ];
    const confluent = [...entranceCards(topology), ...clusters.map(clusterCard), ...links.map(linkCard)];
    const all = [...aws, ...confluent].flatMap((card) => [card, ...card.parts]);
    const names = new Map(all.map(({ id }, index) => [id, `n${index + 1}`]));
    const { aws: awsHeading, confluent: confluentHeading } = headings(topology);
    return [
        "flowchart LR",
        `    accTitle: ${plain(`Stack ${stack}`)}`,
        `    accDescr: ${plain(described(topology)).replaceAll(/[#;]/g, ",")}`,
        ...panel("aws", awsHeading, aws, names),
        ...panel("confluent", confluentHeading, confluent, names),
        ...edges(topology, names).map((edge) => `    ${edge}`),
        "    classDef given stroke-dasharray: 5 3",
        ...all.filter(({ kind }) => kind === "given").map(({ id }) => `    class ${names.get(id) ?? ""} given`),
        "",
    ].join("\n");
}

function panel(id: string, heading: string, cards: readonly Card[], names: Names): string[] {
    return cards.length === 0
        ? []
        : [
              `    subgraph ${id}["${quoted(heading)}"]`,
              ...cards.flatMap((card) => node(card, names, "        ")),
              "    end",
          ];
}

function node({ id, title, lines, parts }: Card, names: Names, indent: string): string[] {
    const text = [title, ...lines].map(quoted).join("<br>");
    const name = names.get(id) ?? "";
    return parts.length === 0
        ? [`${indent}${name}["${text}"]`]
        : [
              `${indent}subgraph ${name}["${text}"]`,
              ...parts.flatMap((part) => node(part, names, `${indent}    `)),
              `${indent}end`,
          ];
}

function edges(topology: Topology, names: Names): string[] {
    const { hub, privateNetworks, zones, entrances, links } = topology;
    const edge = (from: string, arrow: string, to: string) => {
        const [start, end] = [names.get(from), names.get(to)];
        return start === undefined || end === undefined ? [] : [`${start} ${arrow} ${end}`];
    };
    const attached = [...hub, ...privateNetworks].filter((network) => network.attached);
    return [
        ...attached.flatMap(({ key }) => edge(ID.network(key), "---", ID.gateway)),
        ...zones.flatMap(({ key, networks }) =>
            networks.flatMap((each) => edge(ID.zone(key), "-.->", ID.network(each))),
        ),
        ...connections(topology).flatMap(({ part, entrance }) => edge(part, "==>", entrance)),
        ...entrances.flatMap(({ key, clusters }) =>
            clusters.flatMap((each) => edge(ID.entrance(key), "==>", ID.cluster(each))),
        ),
        ...links.flatMap((link) => linkEdges(link, edge)),
    ];
}

function linkEdges(
    { key, mode, source, destination }: Link,
    edge: (from: string, arrow: string, to: string) => string[],
) {
    const arrow = mode === "bidirectional" ? "<-->" : "-->";
    return [...edge(ID.cluster(source), arrow, ID.link(key)), ...edge(ID.link(key), arrow, ID.cluster(destination))];
}

/** Text inside quotes: what would end them, or be read as markup, by its number. */
function quoted(text: string): string {
    return plain(text).replaceAll(/[#"<>&`;]/g, (character) => `#${character.charCodeAt(0)};`);
}

function plain(text: string): string {
    return text.replaceAll(/\s+/g, " ");
}
