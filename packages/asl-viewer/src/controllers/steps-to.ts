import type { Outline, OutlineNode } from "../timeline/index.js";
import type { LiveRun } from "./live-run.js";

/**
 * The way to a state in iterations, which are given outermost first, as crumbs tell it: "Split › branch 0", "Orders[2]",
 * "Ship". A Map of whose iterations none is given stands with its name alone. O(depth).
 */
export function stepsTo({ nodes, blocks }: Outline, node: OutlineNode, iteration: readonly number[]): string[] {
  const owners: { readonly owner: OutlineNode; readonly branch: number }[] = [];
  for (let at = node; ; ) {
    const owner = nodes[blocks[at.block]?.owner ?? -1];
    if (owner === undefined) break;
    owners.unshift({ owner, branch: owner.branches.indexOf(at.block) });
    at = owner;
  }
  let map = 0;
  const numbered = (name: string) => (map < iteration.length ? `${name}[${iteration[map++]}]` : name);
  const texts = owners.map(({ owner: { kind, name }, branch }) =>
    kind === "Map" ? numbered(name) : `${name} › branch ${branch}`,
  );
  return [...texts, node.name];
}

/** Where the run stands and why, in a sentence: with the numbers of the iterations around. */
export function stopWords({ standing, outline }: LiveRun): string {
  const { text = "", state, iteration = [] } = standing?.stop ?? {};
  const node = iteration.length === 0 ? undefined : outline.nodes.find(({ path }) => path === state);
  return node === undefined
    ? text
    : text.replace(`"${state}"`, () => `"${stepsTo(outline, node, iteration).join(" ▸ ")}"`);
}
