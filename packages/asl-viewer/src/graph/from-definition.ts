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
import { GraphBuilder } from "./builder.js";
import { detailOf } from "./detail.js";
import { type Graph, type GraphEdge, type GraphNode, type Group, ROOT } from "./graph.js";
import { happyPath, type Step } from "./happy-path.js";
import { type Order, orderFrom } from "./order.js";
import { type Way, waysOf } from "./ways.js";

/** Containers inside more containers than these are drawn without what is in them. */
const DEEPEST = 60;

/** A block still to be walked. */
interface Pending {
  readonly block: JsonObject;
  readonly place: readonly Segment[];
  readonly group: Omit<Group, "nodes" | "edges">;
  readonly depth: number;
}

/**
 * What a definition looks like, in either query language. Takes any JSON: what is no state is left out, a name that no
 * state has becomes a node of the kind "Missing". Linear in the size of the definition.
 */
export function graphOf(definition: Json): Graph {
  const builder = new GraphBuilder();
  const root = { id: ROOT, kind: "machine", owner: null, index: 0 } as const;
  const pending: Pending[] = [{ block: isObject(definition) ? definition : {}, place: [], group: root, depth: 0 }];
  for (const next of pending) pending.push(...addBlock(builder, next));
  return builder.graph;
}

/** Adds one block; gives those inside it. */
function addBlock(builder: GraphBuilder, { block, place, group, depth }: Pending): Pending[] {
  const states = statesOf(block, place);
  const { nodes, edges } = new BlockWalk(block, states, group.id).walk();
  builder.add(group, nodes, edges);
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

/** One block on its way to nodes and edges. Nodes are numbered: the beginning first, then states as written. */
class BlockWalk {
  private readonly nodes: GraphNode[] = [];
  private readonly edges: GraphEdge[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly steps: Step[] = [];
  private readonly ending = new Set<number>();
  private end = -1;

  constructor(
    private readonly block: JsonObject,
    private readonly states: readonly Found[],
    private readonly group: string,
  ) {}

  walk(): { nodes: GraphNode[]; edges: GraphEdge[] } {
    const outer = this.group === ROOT;
    if (outer) this.add(mark("start", "Start", "Start", this.group));
    this.states.forEach((found) => this.numbers.set(found.name, this.add(nodeOf(found, this.group))));
    const startAt = own(this.block, "StartAt");
    if (outer && typeof startAt === "string") this.connect(0, START(startAt));
    for (const { name, state } of this.states)
      for (const way of waysOf(state)) this.leave(this.numberOf(name), way, outer);
    return this.ordered(outer ? 0 : typeof startAt === "string" ? (this.numbers.get(startAt) ?? -1) : -1);
  }

  private add(node: GraphNode): number {
    return this.nodes.push(node) - 1;
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const added = this.add(mark(`${this.group}/missing ${name}`, "Missing", name, this.group));
    this.numbers.set(name, added);
    return added;
  }

  /** Inside containers the end of a block is no node. */
  private leave(from: number, way: Way, outer: boolean): void {
    if (way.kind === "end") this.ending.add(from);
    if (outer || way.kind !== "end") this.connect(from, way);
  }

  private connect(from: number, { to, ...way }: Way): void {
    const target = to === undefined ? this.theEnd() : this.numberOf(to);
    const { via, kind, label, short, text } = way;
    this.steps.push({ from, to: target, cost: COSTS[kind] });
    const [source, { id }] = [this.nodes[from], this.nodes[target]];
    const edge = { id: `${source.id} ${via}`, from: source.id, to: id, group: this.group };
    this.edges.push({ ...edge, kind, label, short, text, back: false, main: false });
  }

  private theEnd(): number {
    if (this.end < 0) this.end = this.add(mark("end", "End", "End", this.group));
    return this.end;
  }

  /** Nodes in the order in which they are drawn; edges with what the order says of them. */
  private ordered(start: number): { nodes: GraphNode[]; edges: GraphEdge[] } {
    const order = orderFrom(start, this.successors());
    const main = happyPath(start, this.steps, order, (node) => this.worth(node));
    const nodes = order.sequence.map((number) => this.reached(number, order));
    const edges = this.edges.map((edge, index) => {
      const { from, to } = this.steps[index];
      return { ...edge, back: order.rank[to] <= order.rank[from], main: main.has(index) };
    });
    return { nodes, edges };
  }

  /** What it is worth to come no further than a node: to fail is no happy end, and to go round in circles is none. */
  private worth(node: number): number {
    const { kind } = this.nodes[node];
    if (kind === "Fail" || kind === "Missing") return -1000;
    return kind === "Succeed" || kind === "End" || this.ending.has(node) ? 1 : -100;
  }

  private successors(): number[][] {
    const successors: number[][] = this.nodes.map(() => []);
    for (const { from, to } of this.steps) successors[from].push(to);
    return successors;
  }

  private reached(number: number, { reached }: Order): GraphNode {
    const node = this.nodes[number];
    return reached.has(number) ? node : { ...node, reachable: false };
  }
}

const START = (to: string): Way => ({ via: "start", kind: "start", to, label: "", short: "", text: "StartAt" });

/** No error's way is a happy one. */
const COSTS: Record<Way["kind"], number> = {
  start: 0,
  next: 0,
  end: 0,
  default: 0,
  choice: 0.01,
  catch: Number.POSITIVE_INFINITY,
};

const nodeOf = ({ name, state, place }: Found, group: string): GraphNode => ({
  id: toPointer(place),
  kind: typeOf(state),
  name,
  detail: detailOf(typeOf(state), state),
  path: readablePath(place),
  group,
  retries: Array.isArray(own(state, "Retry")) && (own(state, "Retry") as Json[]).length > 0,
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
  reachable: true,
});
