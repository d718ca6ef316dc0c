import type { NodeOutline } from "asl-core/debug";
import type { Desk } from "./desk.js";

/** All states as they stand, containers before what is in them. O(states). */
export function treeOrder({ session }: Desk): NodeOutline[] {
  const { nodes, blocks } = session.scene.machine;
  const outline = session.outline();
  const inside = new Map<number, NodeOutline[]>();
  for (const one of outline) {
    const { owner } = blocks[nodes[one.node].block];
    const known = inside.get(owner);
    if (known === undefined) inside.set(owner, [one]);
    else known.push(one);
  }
  const below = (owner: number): NodeOutline[] => (inside.get(owner) ?? []).flatMap((one) => [one, ...below(one.node)]);
  return below(-1);
}
