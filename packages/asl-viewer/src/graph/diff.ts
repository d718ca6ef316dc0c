import { isObject, type Json, type JsonObject, parsePointer } from "asl-core";
import type { LooseEdge } from "./arrange.js";
import { type BareGroup, GraphBuilder } from "./builder.js";
import { graphOf } from "./from-definition.js";
import { type Graph, type GraphEdge, type GraphNode, type Group, ROOT } from "./graph.js";
import { type Candidate, changedFields, matched, type Pair } from "./match.js";

/** A group in both versions, or in one. */
interface Both {
  readonly before?: Group;
  readonly after?: Group;
  /** The container in the merged graph. */
  readonly owner: string | null;
}

/** One thing that differs, for lists. */
export interface Difference {
  readonly change: "added" | "removed" | "changed" | "renamed";
  readonly what: "state" | "transition";
  /** Readable path of the state; of a transition: from, to and label. */
  readonly path: string;
  /** The name or label before. */
  readonly before?: string;
  readonly fields?: readonly string[];
}

/**
 * Two definitions as one graph: what is in both once, with what changed; what was added; and what was removed, whose ids
 * begin with "old ". States are paired by name within their block, and by what they hold where they were renamed.
 */
export function diffGraphs(before: Json, after: Json): Graph {
  return mergeGraphs(before, after).graph;
}

/** Two definitions as one graph, as `diffGraphs` makes it, and where the old ones' nodes and edges are in it. */
export interface MergedGraph {
  readonly graph: Graph;
  /** Ids in the graph by ids of the old definition's nodes and edges; those of the new one stay as they are. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Linear but for states that were renamed. */
export function mergeGraphs(before: Json, after: Json): MergedGraph {
  const merge = new Merge(before, after);
  const graph = merge.graph();
  return { graph, ids: new Map([...merge.ids, ...merge.edgeIds]) };
}

/** A difference, with the state where it is seen: of a transition, the one that it leads from. */
export interface PlacedDifference extends Difference {
  /** Id in the graph. */
  readonly node: string;
}

/** What differs in a graph that `diffGraphs` made, in its order. */
export const differencesOf = (graph: Graph): Difference[] =>
  placedDifferences(graph).map(({ node: _, ...difference }) => difference);

/** The same, with where it is seen. */
export function placedDifferences({ nodes, edges }: Graph): PlacedDifference[] {
  const states = [...nodes.values()].flatMap(({ id, change, path, before, fields }): PlacedDifference[] =>
    change === undefined || path === "" ? [] : [{ change, what: "state", path, before, fields, node: id }],
  );
  const name = (id: string): string => nodes.get(id)?.path || nodes.get(id)?.name || id;
  const ways = [...edges.values()].flatMap((edge): PlacedDifference[] => {
    if (edge.change === undefined) return [];
    const label = edge.label === "" ? "" : ` (${edge.label})`;
    const path = `${name(edge.from)} → ${name(edge.to)}${label}`;
    const node = nodes.get(edge.from)?.path ? edge.from : edge.to;
    return [{ change: edge.change, what: "transition", path, before: edge.before, node }];
  });
  return [...states, ...ways];
}

const OLD = "old ";

class Merge {
  private readonly old: Graph;
  private readonly new: Graph;
  private readonly builder = new GraphBuilder();
  /** Ids of old nodes in the merged graph. */
  readonly ids = new Map<string, string>();
  /** The same of edges. */
  readonly edgeIds = new Map<string, string>();

  constructor(
    private readonly before: Json,
    private readonly after: Json,
  ) {
    this.old = graphOf(before);
    this.new = graphOf(after);
  }

  graph(): Graph {
    const pending: Both[] = [{ before: this.old.groups.get(ROOT), after: this.new.groups.get(ROOT), owner: null }];
    for (const next of pending) pending.push(...this.merge(next));
    return this.builder.graph;
  }

  /** Adds one group; gives those inside it. */
  private merge({ before, after, owner }: Both): Both[] {
    const [olds, news] = [candidates(before, this.old, this.before), candidates(after, this.new, this.after)];
    const pairs = matched(olds, news);
    for (const pair of pairs) if (pair.before) this.ids.set(pair.before.node.id, mergedId(pair));
    const group = bareGroup(before, after, owner);
    const byId = new Map(pairs.map((pair) => [mergedId(pair), mergedNode(pair, group.id)]));
    const start = after?.start ?? (before?.start ? (this.ids.get(before.start) ?? null) : null);
    this.builder.add(group, start, this.inOrder(olds, news, byId), this.ways(before, after, group.id));
    return pairs.flatMap((pair) => this.inside(pair));
  }

  /** As in the new version, what was removed behind what stood before it. */
  private inOrder(
    olds: readonly Candidate[],
    news: readonly Candidate[],
    byId: ReadonlyMap<string, GraphNode>,
  ): GraphNode[] {
    const ids = news.map(({ node }) => node.id);
    let behind = -1;
    for (const { node } of olds) {
      const id = this.ids.get(node.id) as string;
      const known = ids.indexOf(id);
      if (known < 0) ids.splice(behind + 1, 0, id);
      behind = known < 0 ? behind + 1 : known;
    }
    return ids.map((id) => byId.get(id) as GraphNode);
  }

  private ways(before: Group | undefined, after: Group | undefined, group: string): LooseEdge[] {
    const rest = (before?.edges ?? []).map((id) => this.translated(this.old.edges.get(id) as GraphEdge, group));
    const take = (edge: LooseEdge, fits: (old: LooseEdge) => boolean): LooseEdge | undefined => {
      const at = rest.findIndex((old) => alike(old, edge) && fits(old));
      if (at >= 0) this.edgeIds.set(rest[at].id, edge.id);
      return at < 0 ? undefined : rest.splice(at, 1)[0];
    };
    const news = (after?.edges ?? []).map((id) => this.new.edges.get(id) as GraphEdge);
    const exact = news.map((edge) => take(edge, (old) => old.text === edge.text));
    const merged = news.map((edge, index): LooseEdge => {
      if (exact[index] !== undefined) return edge;
      const old = take(edge, () => true);
      return old === undefined ? { ...edge, change: "added" } : { ...edge, change: "changed", before: old.label };
    });
    for (const { id } of rest) this.edgeIds.set(id, OLD + id);
    return [...merged, ...rest.map((edge): LooseEdge => ({ ...edge, id: OLD + edge.id, change: "removed" }))];
  }

  private translated(edge: GraphEdge, group: string): LooseEdge {
    return { ...edge, from: this.ids.get(edge.from) as string, to: this.ids.get(edge.to) as string, group };
  }

  private inside(pair: Pair): Both[] {
    const groups = (graph: Graph, one: Candidate | undefined): Group[] =>
      one === undefined ? [] : (graph.inside.get(one.node.id) ?? []).map((id) => graph.groups.get(id) as Group);
    const [befores, afters] = [groups(this.old, pair.before), groups(this.new, pair.after)];
    const count = Math.max(befores.length, afters.length);
    return Array.from({ length: count }, (_, index) => ({
      before: befores[index],
      after: afters[index],
      owner: mergedId(pair),
    }));
  }
}

const alike = (a: LooseEdge, b: LooseEdge): boolean => a.from === b.from && a.to === b.to && a.kind === b.kind;

function candidates(group: Group | undefined, graph: Graph, definition: Json): Candidate[] {
  return (group?.nodes ?? []).map((id) => {
    const node = graph.nodes.get(id) as GraphNode;
    return { node, state: node.path === "" ? null : stateAt(definition, id) };
  });
}

/** A state of a definition by its JSON pointer; null for none. */
export function stateAt(definition: Json, pointer: string): JsonObject | null {
  let value: Json | undefined = definition;
  for (const key of parsePointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return isObject(value) ? value : null;
}

const mergedId = ({ before, after }: Pair): string => after?.node.id ?? OLD + (before as Candidate).node.id;

function mergedNode({ before, after }: Pair, group: string): GraphNode {
  if (before === undefined)
    return { ...(after as Candidate).node, group, change: changeOf(after as Candidate, "added") };
  if (after === undefined)
    return { ...before.node, id: OLD + before.node.id, group, change: changeOf(before, "removed") };
  const fields = changedFields(before, after);
  const node = { ...after.node, group };
  if (before.node.name !== after.node.name) return { ...node, change: "renamed", before: before.node.name, fields };
  return fields.length === 0 ? node : { ...node, change: "changed", fields };
}

/** Start and End are nobody's change. */
const changeOf = ({ node }: Candidate, change: "added" | "removed"): "added" | "removed" | undefined =>
  node.kind === "Start" || node.kind === "End" ? undefined : change;

function bareGroup(before: Group | undefined, after: Group | undefined, owner: string | null): BareGroup {
  const { id, kind, index } = (after ?? before) as Group;
  const change = after === undefined ? "removed" : before === undefined ? "added" : undefined;
  return { id: after === undefined ? OLD + id : id, kind, index, owner, ...(change && { change }) };
}
