import { END, type Machine, type Node, type NodeIndex } from "../../../machine/machine.js";

/** How a state is left: by an edge, or into a block of its own; null where the route ends in it. */
export type Leave =
  | { readonly type: "way"; readonly via: string; readonly next: NodeIndex }
  | { readonly type: "into"; readonly block: number }
  | null;

/** One state of a route. */
export interface Step {
  readonly node: Node;
  readonly leave: Leave;
}

/** States from the first one to a goal, containers included, no state twice. */
export type Route = readonly Step[];

/** Edges out of a state, in the order in which a route prefers them. */
function waysOf(node: Node, catching: boolean): { via: string; next: NodeIndex }[] {
  const ways: { via: string; next: NodeIndex }[] = [];
  if (node.kind === "Choice") ways.push(...node.rules, ...(node.otherwise === null ? [] : [node.otherwise]));
  else if (node.kind !== "Fail") ways.push({ via: "next", next: node.next });
  if (catching) ways.push(...node.catch);
  return ways.filter(({ next }) => next !== END);
}

/** Routes to a state, the shortest first: without catchers where that is possible. At most four; linear in the machine. */
export function routesTo(machine: Machine, goal: NodeIndex): Route[] {
  const found = new Map<string, Route>();
  for (const catching of [false, true])
    for (const reversed of [false, true]) {
      const route = routeTo(machine, goal, catching, reversed);
      if (route !== undefined) found.set(route.map(({ node, leave }) => node.index + nameOf(leave)).join(), route);
    }
  return [...found.values()];
}

const nameOf = (leave: Leave): string => (leave?.type === "way" ? leave.via : "");

function routeTo(machine: Machine, goal: NodeIndex, catching: boolean, reversed: boolean): Route | undefined {
  const { block } = machine.nodes[goal];
  const { owner } = machine.blocks[block];
  const inside = within(machine, machine.blocks[block].start, goal, catching, reversed);
  if (inside === undefined || owner === END) return inside;
  const outside = routeTo(machine, owner, catching, reversed);
  if (outside === undefined) return undefined;
  return [...outside.slice(0, -1), { node: machine.nodes[owner], leave: { type: "into", block } }, ...inside];
}

/** Breadth first. */
function within(
  { nodes }: Machine,
  start: NodeIndex,
  goal: NodeIndex,
  catching: boolean,
  reversed: boolean,
): Route | undefined {
  const before = new Map<NodeIndex, Step | null>([[start, null]]);
  const queue = [start];
  for (let i = 0; i < queue.length && !before.has(goal); i++) {
    const ways = waysOf(nodes[queue[i]], catching);
    for (const { via, next } of reversed ? ways.reverse() : ways) {
      if (before.has(next)) continue;
      before.set(next, { node: nodes[queue[i]], leave: { type: "way", via, next } });
      queue.push(next);
    }
  }
  return before.has(goal) ? backTo(before, { node: nodes[goal], leave: null }) : undefined;
}

function backTo(before: ReadonlyMap<NodeIndex, Step | null>, last: Step): Route {
  const steps: Step[] = [];
  for (let step: Step | null = last; step !== null; step = before.get(step.node.index)!) steps.push(step);
  return steps.reverse();
}

/** A shortest way through a block to its end, without catchers where that is possible; undefined where all ways fail. */
export function routeThrough(machine: Machine, block: number): Route | undefined {
  const { nodes, blocks } = machine;
  const last = nodes.filter((node) => node.block === block && endsBlock(node));
  for (const catching of [false, true]) {
    const routes = last.map(({ index }) => within(machine, blocks[block].start, index, catching, false));
    const found = routes.filter((route) => route !== undefined).sort((a, b) => a.length - b.length);
    if (found.length > 0)
      return [...found[0].slice(0, -1), { ...found[0].at(-1)!, leave: { type: "way", via: "next", next: END } }];
  }
  return undefined;
}

const endsBlock = ({ kind, next }: Node): boolean =>
  kind === "Succeed" || (kind !== "Fail" && kind !== "Choice" && next === END);
