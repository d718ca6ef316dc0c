import { type Graph, type GraphEdge, type GraphNode, ROOT } from "../graph/index.js";
import type { Direction } from "../layout/index.js";
import { elided } from "./elided.js";
import { groupKey, shortNames } from "./numbers.js";

const SHAPES: Record<GraphNode["kind"], string> = {
  Task: "box, style=rounded",
  Wait: "box, style=rounded",
  Pass: "box, style=rounded",
  Choice: "hexagon",
  Parallel: "box3d",
  Map: "box3d",
  Succeed: 'box, style=rounded, color="#1a7f37"',
  Fail: 'box, style=rounded, color="#cf222e"',
  Missing: 'box, style=dashed, color="#cf222e"',
  Start: "circle",
  End: "doublecircle",
};

const COLOURS = { added: "#1a7f37", removed: "#cf222e", changed: "#9a6700", renamed: "#0969da" } as const;

/** The graph in Graphviz's language; containers are clusters. */
export function toDot(graph: Graph, direction: Direction = "down"): string {
  const text = new DotText(graph);
  const head = [
    "digraph machine {",
    `  rankdir=${direction === "down" ? "TB" : "LR"}; compound=true; fontname="Helvetica";`,
    '  node [fontname="Helvetica", fontsize=12]; edge [fontname="Helvetica", fontsize=10];',
  ];
  return [...head, ...text.group(ROOT, 1), ...text.edges(), "}", ""].join("\n");
}

class DotText {
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly graph: Graph) {
    this.names = shortNames(graph);
  }

  group(id: string, level: number): string[] {
    const nodes = this.graph.groups.get(id)?.nodes ?? [];
    return nodes.flatMap((node) => this.node(this.graph.nodes.get(node) as GraphNode, level));
  }

  private node(node: GraphNode, level: number): string[] {
    const indent = "  ".repeat(level);
    const name = this.names.get(node.id) as string;
    const colour = node.change === undefined ? "" : `, color="${COLOURS[node.change]}", penwidth=2`;
    const inside = this.graph.inside.get(node.id) ?? [];
    if (inside.length === 0)
      return [`${indent}${name} [label=${quoted(node.name, node.detail)}, shape=${SHAPES[node.kind]}${colour}];`];
    const inner = inside.flatMap((id) => this.inner(id, level + 1));
    const anchor = `${indent}  ${name} [shape=point, style=invis];`;
    const label = `${indent}  label=${quoted(node.name, node.detail)}; style=rounded;`;
    return [`${indent}subgraph cluster_${name} {`, label, anchor, ...inner, `${indent}}`];
  }

  private inner(id: string, level: number): string[] {
    const group = this.graph.groups.get(id);
    if (group?.kind !== "branch") return this.group(id, level);
    const indent = "  ".repeat(level);
    const name = this.names.get(groupKey(id));
    const label = `${indent}  label="branch ${group.index}"; style=dashed;`;
    return [`${indent}subgraph cluster_${name} {`, label, ...this.group(id, level + 1), `${indent}}`];
  }

  edges(): string[] {
    return [...this.graph.edges.values()].map((edge) => {
      const [from, to] = [this.names.get(edge.from), this.names.get(edge.to)];
      const list = this.attributes(edge);
      return `  ${from} -> ${to}${list.length === 0 ? "" : ` [${list.join(", ")}]`};`;
    });
  }

  private attributes({ from, to, kind, label, main, change }: GraphEdge): string[] {
    return [
      label === "" ? "" : `label=${quoted(label)}`,
      kind === "catch" ? 'style=dashed, color="#bc4c00"' : "",
      main ? "weight=10" : "",
      this.graph.inside.has(from) ? `ltail=cluster_${this.names.get(from)}` : "",
      this.graph.inside.has(to) ? `lhead=cluster_${this.names.get(to)}` : "",
      change === undefined ? "" : `color="${COLOURS[change]}", penwidth=2`,
    ].filter(Boolean);
  }
}

const quoted = (...lines: string[]): string =>
  `"${lines
    .filter(Boolean)
    .map((line) => elided(line).replace(/["\\]/g, "\\$&"))
    .join("\\n")}"`;
