import {
  isObject,
  type Json,
  type JsonObject,
  own,
  readablePath,
  type Segment,
  type StateType,
  toPointer,
} from "asl-core";
import type { LooseEdge } from "./arrange.js";
import { type BareGroup, GraphBuilder } from "./builder.js";
import { detailOf } from "./detail.js";
import { type Graph, type GraphNode, ROOT } from "./graph.js";
import { type Way, waysOf } from "./ways.js";

/** Containers inside more containers than these are drawn without what is in them. */
const DEEPEST = 60;

/** A block still to be walked. */
interface Pending {
  readonly block: JsonObject;
  readonly place: readonly Segment[];
  readonly group: BareGroup;
  readonly depth: number;
}

/**
 * What a definition looks like, in either query language. Takes any JSON: what is no state is left out, a name that no
 * state has becomes a node of the kind "Missing". Linear in the size of the definition. `place`: where it stands in a larger
 * one, which the ids of states then begin with.
 */
export function graphOf(definition: Json, place: readonly Segment[] = []): Graph {
  const builder = new GraphBuilder();
  const root = { id: ROOT, kind: "machine", owner: null, index: 0 } as const;
  const pending: Pending[] = [{ block: isObject(definition) ? definition : {}, place, group: root, depth: 0 }];
  for (const next of pending) pending.push(...addBlock(builder, next));
  return builder.graph;
}

/** Adds one block; gives those inside it. */
function addBlock(builder: GraphBuilder, { block, place, group, depth }: Pending): Pending[] {
  const states = statesOf(block, place);
  const { start, nodes, edges } = new BlockWalk(block, states, group.id).walk();
  builder.add(group, start, nodes, edges);
  if (depth >= DEEPEST) return [];
  return states.flatMap(({ state, place: at }) => blocksIn(state, at, depth + 1));
}

/** A state and where it stands. */
interface Found {
  readonly name: string;
  readonly state: JsonObject;
  readonly place: readonly Segment[];
}

function statesOf(block: JsonObject, place: readonly Segment[]): Found[] {
  const states = own(block, "States");
  if (!isObject(states)) return [];
  return Object.keys(states).flatMap((name) => {
    const state = own(states, name);
    return isObject(state) ? [{ name, state, place: [...place, "States", name] }] : [];
  });
}

const TYPES = new Set(["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"]);

/** A state of no known type is drawn like a Pass state. */
function typeOf(state: JsonObject): StateType {
  const type = own(state, "Type");
  return typeof type === "string" && TYPES.has(type) ? (type as StateType) : "Pass";
}

function blocksIn(state: JsonObject, place: readonly Segment[], depth: number): Pending[] {
  const owner = toPointer(place);
  const type = typeOf(state);
  if (type === "Parallel") {
    const branches = own(state, "Branches");
    if (!Array.isArray(branches)) return [];
    return branches.flatMap((branch, index) =>
      isObject(branch) ? [inner(branch, [...place, "Branches", index], owner, "branch", index, depth)] : [],
    );
  }
  if (type !== "Map") return [];
  const field = isObject(own(state, "ItemProcessor")) ? "ItemProcessor" : "Iterator";
  const processor = own(state, field);
  return isObject(processor) ? [inner(processor, [...place, field], owner, "item", 0, depth)] : [];
}

const inner = (
  block: JsonObject,
  place: readonly Segment[],
  owner: string,
  kind: "branch" | "item",
  index: number,
  depth: number,
): Pending => ({ block, place, group: { id: toPointer(place), kind, owner, index }, depth });

/** One block on its way to nodes and edges. */
class BlockWalk {
  private readonly nodes: GraphNode[] = [];
  private readonly edges: LooseEdge[] = [];
  private readonly ids = new Map<string, string>();
  private hasEnd = false;

  constructor(
    private readonly block: JsonObject,
    private readonly states: readonly Found[],
    private readonly group: string,
  ) {}

  walk(): { start: string | null; nodes: GraphNode[]; edges: LooseEdge[] } {
    const outer = this.group === ROOT;
    if (outer) this.nodes.push(mark("start", "Start", "Start", this.group));
    for (const found of this.states) this.addState(found);
    const startAt = own(this.block, "StartAt");
    if (outer && typeof startAt === "string") this.connect("start", START(startAt));
    for (const { name, state } of this.states)
      for (const way of waysOf(state)) if (outer || way.kind !== "end") this.connect(this.idOf(name), way);
    const inner = typeof startAt === "string" ? (this.ids.get(startAt) ?? null) : null;
    return { start: outer ? "start" : inner, nodes: this.nodes, edges: this.edges };
  }

  private addState(found: Found): void {
    const node = nodeOf(found, this.group);
    this.ids.set(found.name, node.id);
    this.nodes.push(node);
  }

  private idOf(name: string): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = `${this.group}/missing ${name}`;
    this.nodes.push(mark(id, "Missing", name, this.group));
    this.ids.set(name, id);
    return id;
  }

  private connect(from: string, { via, kind, to, label, short, text }: Way): void {
    const target = to === undefined ? this.theEnd() : this.idOf(to);
    this.edges.push({ id: `${from} ${via}`, from, to: target, group: this.group, kind, label, short, text });
  }

  /** Inside containers the end of a block is no node. */
  private theEnd(): string {
    if (!this.hasEnd) this.nodes.push(mark("end", "End", "End", this.group));
    this.hasEnd = true;
    return "end";
  }
}

const START = (to: string): Way => ({ via: "start", kind: "start", to, label: "", short: "", text: "StartAt" });

function hasRetriers(state: JsonObject): boolean {
  const retriers = own(state, "Retry");
  return Array.isArray(retriers) && retriers.length > 0;
}

const nodeOf = ({ name, state, place }: Found, group: string): GraphNode => ({
  id: toPointer(place),
  kind: typeOf(state),
  name,
  detail: detailOf(typeOf(state), state),
  path: readablePath(place),
  group,
  retries: hasRetriers(state),
  ends: own(state, "End") === true || typeOf(state) === "Succeed" || typeOf(state) === "Fail",
  reachable: true,
});

const mark = (id: string, kind: "Start" | "End" | "Missing", name: string, group: string): GraphNode => ({
  id,
  kind,
  name,
  detail: "",
  path: "",
  group,
  retries: false,
  ends: kind === "End",
  reachable: true,
});
