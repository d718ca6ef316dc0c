import { isObject, type Json } from "asl-core";
import { type Graph, mergeGraphs, type PlacedDifference, placedDifferences, stateAt } from "../graph/index.js";
import { type JsonDifference, jsonDifferences } from "./json-differences.js";

/** One thing that differs between two versions of a definition, with the state where it is seen; null: the machine itself. */
export interface VersionChange extends Omit<PlacedDifference, "node" | "what"> {
  readonly what: PlacedDifference["what"] | "machine";
  readonly node: string | null;
}

/** A state in both versions; undefined where it is in one alone. What is inside it stands for itself. */
export interface VersionSides {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Two versions of a definition, laid on each other. */
export class Versions {
  /** Both as one picture, as `asl graph --diff` draws it. */
  readonly graph: Graph;
  /** What differs: of the machine itself, then states in the picture's order, then transitions. */
  readonly changes: readonly VersionChange[];
  /** Pointers of the old definition's states by their ids in the graph. */
  private readonly old = new Map<string, string>();

  /** Linear but for states that were renamed. */
  constructor(
    private readonly before: Json,
    private readonly after: Json,
  ) {
    const { graph, ids } = mergeGraphs(before, after);
    this.graph = graph;
    for (const [own, id] of ids) if (graph.nodes.has(id)) this.old.set(id, own);
    this.changes = [...this.ofMachine(), ...placedDifferences(graph)];
  }

  private ofMachine(): VersionChange[] {
    const names = this.differences(null).map(({ pointer }) => pointer.split("/")[1] ?? "");
    const fields = [...new Set(names)];
    return fields.length === 0
      ? []
      : [{ change: "changed", what: "machine", path: "The machine itself", fields, node: null }];
  }

  /** A state in both versions, without the states inside; null: the machine. */
  sides(node: string | null): VersionSides {
    if (node === null) return { before: shell(this.before), after: shell(this.after) };
    const old = this.old.get(node);
    const was = old === undefined ? null : stateAt(this.before, old);
    const is = node.startsWith("/") ? stateAt(this.after, node) : null;
    return { before: was === null ? undefined : shell(was), after: is === null ? undefined : shell(is) };
  }

  /** In which fields a state differs, whatever their order. */
  differences(node: string | null): JsonDifference[] {
    const { before, after } = this.sides(node);
    if (before === undefined || after === undefined) return [];
    return jsonDifferences(before, after).map((one) => (one.kind === "volatile" ? { ...one, kind: "changed" } : one));
  }

  /** What differs in a state itself and in the ways from it; null: in the machine itself. */
  changesAt(node: string | null): VersionChange[] {
    return this.changes.filter((one) => one.node === node);
  }
}

/** A definition or a state without the states inside, which stand for themselves. */
function shell(value: Json): Json {
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "States" && key !== "Branches");
  return Object.fromEntries(kept.map(([key, member]) => [key, isProcessor(key) ? shell(member) : member]));
}

const isProcessor = (key: string): boolean => key === "ItemProcessor" || key === "Iterator";
