import {
  isObject,
  type Json,
  type JsonObject,
  type Machine,
  own,
  readablePath,
  type Segment,
  toPointer,
} from "asl-core";

/** No state: the next of a state that ends its block, the owner of the root. */
export const NOWHERE = -1;

/** What is known of a state without compiling it. */
export interface OutlineNode {
  readonly index: number;
  readonly name: string;
  readonly kind: string;
  readonly block: number;
  /** JSON pointer: the id of the state's node in a graph. */
  readonly pointer: string;
  readonly path: string;
  /** As written. */
  readonly state: JsonObject;
  next: number;
  readonly retry: readonly JsonObject[];
  catch: readonly { readonly next: number }[];
  rules: readonly { readonly next: number }[];
  /** Blocks of a Parallel; a Map's one. */
  readonly branches: number[];
  processor: number;
}

/** One `States` map. */
export interface OutlineBlock {
  readonly index: number;
  start: number;
  readonly owner: number;
  readonly pointer: string;
}

/** A definition's states and ways, in the order of definition; nothing in it is checked or compiled. */
export interface Outline {
  readonly definition: Json;
  readonly nodes: readonly OutlineNode[];
  readonly blocks: readonly OutlineBlock[];
}

/** Blocks inside more blocks than these are left out. */
const DEEPEST = 60;

/**
 * What a history needs of its definition to be placed in it. Takes any JSON, also definitions with mistakes: what is no
 * state is left out. Linear. `place`: where the definition stands in a larger one, which pointers then begin with.
 */
export function outlineOf(definition: Json, place: readonly Segment[] = []): Outline {
  const nodes: OutlineNode[] = [];
  const blocks: OutlineBlock[] = [];
  addBlock({ nodes, blocks }, isObject(definition) ? definition : {}, place, NOWHERE, 0);
  return { definition, nodes, blocks };
}

interface Growing {
  readonly nodes: OutlineNode[];
  readonly blocks: OutlineBlock[];
}

function addBlock(into: Growing, holder: JsonObject, place: readonly Segment[], owner: number, depth: number): number {
  const block: OutlineBlock = { index: into.blocks.length, start: NOWHERE, owner, pointer: toPointer(place) };
  into.blocks.push(block);
  const states = own(holder, "States");
  const names = isObject(states) ? Object.keys(states).filter((name) => isObject(own(states, name))) : [];
  const indexes = new Map<string, number>();
  const added = names.map((name) => {
    const node = bareNode(into, own(states as JsonObject, name) as JsonObject, name, block.index, place);
    indexes.set(name, node.index);
    return node;
  });
  const indexOf = (name: Json | undefined): number =>
    typeof name === "string" ? (indexes.get(name) ?? NOWHERE) : NOWHERE;
  block.start = indexOf(own(holder, "StartAt"));
  for (const node of added) {
    connect(node, indexOf);
    if (depth < DEEPEST) fill(into, node, place, depth);
  }
  return block.index;
}

function bareNode(
  { nodes }: Growing,
  state: JsonObject,
  name: string,
  block: number,
  place: readonly Segment[],
): OutlineNode {
  const at = [...place, "States", name];
  const type = own(state, "Type");
  const node: OutlineNode = {
    index: nodes.length,
    name,
    kind: typeof type === "string" ? type : "Pass",
    block,
    pointer: toPointer(at),
    path: readablePath(toPointer(at)),
    state,
    next: NOWHERE,
    retry: objectsIn(own(state, "Retry")),
    catch: [],
    rules: [],
    branches: [],
    processor: NOWHERE,
  };
  nodes.push(node);
  return node;
}

function connect(node: OutlineNode, indexOf: (name: Json | undefined) => number): void {
  const nextOf = (one: JsonObject) => ({ next: indexOf(own(one, "Next")) });
  node.next = nextOf(node.state).next;
  node.catch = objectsIn(own(node.state, "Catch")).map(nextOf);
  node.rules = objectsIn(own(node.state, "Choices")).map(nextOf);
}

function fill(into: Growing, node: OutlineNode, place: readonly Segment[], depth: number): void {
  const at = [...place, "States", node.name];
  if (node.kind === "Parallel")
    objectsIn(own(node.state, "Branches")).forEach((branch, index) =>
      node.branches.push(addBlock(into, branch, [...at, "Branches", index], node.index, depth + 1)),
    );
  if (node.kind !== "Map") return;
  const field = isObject(own(node.state, "ItemProcessor")) ? "ItemProcessor" : "Iterator";
  const processor = own(node.state, field);
  node.processor = addBlock(into, isObject(processor) ? processor : {}, [...at, field], node.index, depth + 1);
}

const objectsIn = (list: Json | undefined): JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);

/**
 * The outline where a machine is asked for by what reads histories, which looks only at what an outline has: names, kinds,
 * blocks, retriers and where ways lead. Nothing may be run on it.
 */
export const asMachine = (outline: Outline): Machine => outline as unknown as Machine;
