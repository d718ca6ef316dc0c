import { nothing, type TemplateResult } from "lit";
import { type Graph, type GraphEdge, type GraphNode, ROOT } from "../../graph/index.js";
import { type EdgeMark, type NodeMark, STATUSES, tellOfRun } from "../../markers.js";
import { html } from "../shared/html.js";

/** Items that screen readers walk; more than this many help nobody. The chosen one is there in any case. */
const MOST = 2000;

/** What a tree of states tells. */
export interface TreeParts {
  readonly graph: Graph | undefined;
  readonly selected: string | null;
  readonly nodeMarks: ReadonlyMap<string, NodeMark> | undefined;
  readonly edgeMarks: ReadonlyMap<string, EdgeMark> | undefined;
}

/** The id of the item that is chosen, for `aria-activedescendant`. */
export const CHOSEN = "chosen";

/**
 * The states as items of a tree, containers before what is in them, with what happened and where their ways lead.
 * O(states and edges).
 */
export function treeItems(parts: TreeParts, choose: (id: string) => void): TemplateResult[] {
  const { graph, selected } = parts;
  if (graph === undefined) return [];
  const items: TemplateResult[] = [];
  const ways = waysFrom(graph);
  const ran = tellOfRun(parts.nodeMarks);
  const walk = (group: string, level: number): void => {
    const nodes = statesOf(graph, group);
    nodes.forEach((node, index) => {
      if (items.length < MOST || node.id === selected) {
        const text = spoken(parts, node, ways.get(node.id) ?? [], ran);
        items.push(item(graph, node, { level, index, of: nodes.length, selected, text, choose }));
      }
      for (const inner of graph.inside.get(node.id) ?? []) walk(inner, level + 1);
    });
  };
  walk(ROOT, 1);
  return items;
}

interface Item {
  readonly level: number;
  readonly index: number;
  readonly of: number;
  readonly selected: string | null;
  readonly text: string;
  choose(id: string): void;
}

const item = (graph: Graph, { id, folded }: GraphNode, { level, index, of, selected, text, choose }: Item) => html`<div
  role="treeitem"
  id=${id === selected ? CHOSEN : nothing}
  aria-level=${level}
  aria-posinset=${index + 1}
  aria-setsize=${of}
  aria-selected=${id === selected}
  aria-expanded=${folded !== undefined ? "false" : graph.inside.has(id) ? "true" : nothing}
  @click=${() => choose(id)}
>
  ${text}
</div>`;

const statesOf = (graph: Graph, group: string): GraphNode[] =>
  (graph.groups.get(group)?.nodes ?? []).flatMap((id) => graph.nodes.get(id) ?? []).filter(({ path }) => path !== "");

function waysFrom(graph: Graph): Map<string, GraphEdge[]> {
  const ways = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges.values()) {
    const known = ways.get(edge.from);
    if (known === undefined) ways.set(edge.from, [edge]);
    else known.push(edge);
  }
  return ways;
}

/** "Charge, Task, lambda:invoke, succeeded after retries. Next: Ship, taken; on States.Timeout: Cancel, not taken" */
function spoken(
  { graph, nodeMarks, edgeMarks }: TreeParts,
  node: GraphNode,
  ways: readonly GraphEdge[],
  ran: boolean,
): string {
  const mark = nodeMarks?.get(node.id);
  const what = [
    node.name,
    node.kind,
    node.detail,
    mark?.status === undefined ? "" : STATUSES[mark.status].words,
    mark?.problem === undefined ? "" : `${mark.problem} in its definition`,
    mark?.breakpoint ? "breakpoint" : "",
    mark?.current ? "current" : "",
    node.folded === undefined ? "" : `${node.folded} states folded`,
    node.change ?? "",
    mark?.note ?? "",
  ];
  const leads = ways.map((edge) => wayWords(edge, graph!, edgeMarks?.get(edge.id), ran));
  return [what.filter(Boolean).join(", "), leads.join("; ")].filter(Boolean).join(". ");
}

function wayWords(
  { kind, label, to, back }: GraphEdge,
  graph: Graph,
  mark: EdgeMark | undefined,
  ran: boolean,
): string {
  const taken = mark?.taken ? (mark.count === undefined ? "taken" : `taken ${mark.count} times`) : "not taken";
  const aim = kind === "end" ? "" : `: ${graph.nodes.get(to)?.name ?? "nowhere"}`;
  return [`${WHY[kind](label)}${aim}`, back ? "back" : "", ran ? taken : ""].filter(Boolean).join(", ");
}

const WHY: Readonly<Record<GraphEdge["kind"], (label: string) => string>> = {
  start: () => "Start",
  next: () => "Next",
  end: () => "End",
  choice: (label) => `if ${label}`,
  default: () => "otherwise",
  catch: (label) => `on ${label || "any error"}`,
};
