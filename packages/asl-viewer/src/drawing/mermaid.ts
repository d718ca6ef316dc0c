import { type Graph, type GraphEdge, type GraphNode, ROOT } from "../graph/index.js";
import type { Direction } from "../layout/index.js";
import { elided } from "./elided.js";
import { groupKey, shortNames } from "./numbers.js";

/** Outlines by kind: what stands before and behind a node's text. */
const OUTLINES: Partial<Record<GraphNode["kind"], readonly [string, string]>> = {
  Choice: ["{{", "}}"],
  Succeed: ["([", "])"],
  Fail: ["([", "])"],
  Start: ["((", "))"],
  End: ["(((", ")))"],
};

/** The graph as a Mermaid flowchart, which pages of documents draw: containers are subgraphs, catch edges dotted. */
export function toMermaid(graph: Graph, direction: Direction = "down"): string {
  const text = new MermaidText(graph);
  const way = direction === "down" ? "TB" : "LR";
  return [`flowchart ${way}`, ...text.group(ROOT, 1, way), ...text.edges(), ...text.styles(), ""].join("\n");
}

class MermaidText {
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly graph: Graph) {
    this.names = shortNames(graph);
  }

  group(id: string, level: number, way: string): string[] {
    const nodes = this.graph.groups.get(id)?.nodes ?? [];
    return nodes.flatMap((node) => this.node(this.graph.nodes.get(node) as GraphNode, level, way));
  }

  private node(node: GraphNode, level: number, way: string): string[] {
    const indent = "  ".repeat(level);
    const name = this.name(node.id);
    const inside = this.graph.inside.get(node.id) ?? [];
    if (inside.length === 0) {
      const [open, close] = OUTLINES[node.kind] ?? ["[", "]"];
      return [`${indent}${name}${open}${quoted(node.name, node.detail)}${close}`];
    }
    const inner = inside.flatMap((id) => this.inner(id, level + 1, way));
    return [
      `${indent}subgraph ${name} [${quoted(node.name, node.detail)}]`,
      `${indent}  direction ${way}`,
      ...inner,
      `${indent}end`,
    ];
  }

  private inner(id: string, level: number, way: string): string[] {
    const group = this.graph.groups.get(id);
    if (group?.kind !== "branch") return this.group(id, level, way);
    const indent = "  ".repeat(level);
    const head = `${indent}subgraph ${this.names.get(groupKey(id))} ["branch ${group.index}"]`;
    return [head, `${indent}  direction ${way}`, ...this.group(id, level + 1, way), `${indent}end`];
  }

  edges(): string[] {
    return [...this.graph.edges.values()].map(
      (edge) => `  ${this.name(edge.from)} ${arrow(edge)} ${this.name(edge.to)}`,
    );
  }

  styles(): string[] {
    const styles: [string, string, (node: GraphNode) => boolean][] = [
      ["fail", "stroke:#cf222e", ({ kind }) => kind === "Fail" || kind === "Missing"],
      ["succeed", "stroke:#1a7f37", ({ kind }) => kind === "Succeed"],
      ["added", "stroke:#1a7f37,stroke-width:3px", ({ change }) => change === "added"],
      ["removed", "stroke:#cf222e,stroke-width:3px,stroke-dasharray:4 3", ({ change }) => change === "removed"],
      ["changed", "stroke:#9a6700,stroke-width:3px", ({ change }) => change === "changed"],
      ["renamed", "stroke:#0969da,stroke-width:3px", ({ change }) => change === "renamed"],
    ];
    return styles.flatMap(([name, style, holds]) => {
      const members = [...this.graph.nodes.values()].filter(holds).map(({ id }) => this.name(id));
      return members.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${members.join(",")} ${name}`];
    });
  }

  private name(id: string): string {
    return this.names.get(id) as string;
  }
}

function arrow({ kind, label, main }: GraphEdge): string {
  const text = label === "" ? "" : quoted(label);
  if (kind === "catch") return text === "" ? "-.->" : `-. ${text} .->`;
  const line = main ? "==>" : "-->";
  return text === "" ? line : `${line}|${text}|`;
}

const ENTITIES: Record<string, string> = {
  '"': "#quot;",
  "#": "#35;",
  "<": "#lt;",
  ">": "#gt;",
  "&": "#amp;",
  "`": "#96;",
};

/** Texts in quotation marks, one line each; nothing in them is taken for markup. */
const quoted = (...lines: string[]): string =>
  `"${lines
    .filter(Boolean)
    .map((line) => elided(line).replace(/["#<>&`]/g, (char) => ENTITIES[char]))
    .join("<br/>")}"`;
