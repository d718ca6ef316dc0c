import { html, type TemplateResult } from "lit";
import { type Graph, type GraphEdge, ROOT } from "../graph/index.js";
import { type NodeMark, STATUSES } from "../markers.js";

/** Items that screen readers walk; more than this many help nobody. */
const MOST = 2000;

/** The states as items of a tree, containers before what is in them, with what happened and where their ways lead. */
export function treeItems(
  graph: Graph | undefined,
  selected: string | null,
  marks: ReadonlyMap<string, NodeMark> | undefined,
  choose: (id: string) => void,
): TemplateResult[] {
  if (graph === undefined) return [];
  const items: TemplateResult[] = [];
  const ways = waysFrom(graph);
  const walk = (group: string, level: number): void => {
    const nodes = (graph.groups.get(group)?.nodes ?? []).filter((id) => graph.nodes.get(id)?.path !== "");
    nodes.forEach((id, index) => {
      if (items.length >= MOST) return;
      const text = textOf(graph, id, marks?.get(id), ways.get(id) ?? []);
      items.push(html`<li
        role="treeitem"
        aria-level=${level}
        aria-posinset=${index + 1}
        aria-setsize=${nodes.length}
        aria-selected=${id === selected}
        @click=${() => choose(id)}
      >
        ${text}
      </li>`);
      for (const inner of graph.inside.get(id) ?? []) walk(inner, level + 1);
    });
  };
  walk(ROOT, 1);
  return items;
}

function waysFrom(graph: Graph): Map<string, GraphEdge[]> {
  const ways = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges.values()) {
    const known = ways.get(edge.from);
    if (known === undefined) ways.set(edge.from, [edge]);
    else known.push(edge);
  }
  return ways;
}

function textOf(graph: Graph, id: string, mark: NodeMark | undefined, ways: readonly GraphEdge[]): string {
  const node = graph.nodes.get(id)!;
  const status = mark?.status === undefined ? "" : STATUSES[mark.status].words;
  const leads = ways.map(({ to, kind, label }) => {
    const why = kind === "catch" ? `on ${label || "any error"}` : kind === "choice" ? `if ${label}` : kind;
    return `${why}: ${graph.nodes.get(to)?.name ?? "end"}`;
  });
  return [node.name, node.kind, node.detail, status, ...leads].filter(Boolean).join(", ");
}
