import { arranged, type LooseEdge } from "./arrange.js";
import type { Graph, GraphEdge, GraphNode, Group } from "./graph.js";

/** A group before its members are known. */
export type BareGroup = Omit<Group, "nodes" | "edges" | "start">;

/** A graph under construction. */
export class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();
  private readonly groups = new Map<string, Group>();
  private readonly inside = new Map<string, string[]>();

  /** Adds a group with all that stands in it, in any order. Outer groups come before inner ones. */
  add(group: BareGroup, start: string | null, given: readonly GraphNode[], ways: readonly LooseEdge[]): void {
    const { nodes, edges } = arranged(given, ways, start);
    for (const node of nodes) this.nodes.set(node.id, node);
    for (const edge of edges) this.edges.set(edge.id, edge);
    const members = { start, nodes: nodes.map(({ id }) => id), edges: edges.map(({ id }) => id) };
    this.groups.set(group.id, { ...group, ...members });
    if (group.owner === null) return;
    const siblings = this.inside.get(group.owner);
    if (siblings === undefined) this.inside.set(group.owner, [group.id]);
    else siblings.push(group.id);
  }

  get graph(): Graph {
    return { nodes: this.nodes, edges: this.edges, groups: this.groups, inside: this.inside };
  }
}
