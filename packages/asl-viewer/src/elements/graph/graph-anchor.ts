import type { View } from "../../controllers/pan-zoom.js";
import type { Graph } from "../../graph/index.js";
import type { Layout, NodeBox } from "../../layout/index.js";

/** How a picture is seen. */
interface Seen {
  readonly view: View;
  readonly window: { readonly width: number; readonly height: number };
}

/** A node that stays where it was seen while the picture around it becomes another one. */
export class GraphAnchor {
  private held: { readonly id: string; readonly x: number; readonly y: number } | undefined;

  /** Holds a node of the picture. */
  hold(id: string, laid: Layout | undefined, { x, y, scale }: View): void {
    const box = laid?.nodes.get(id);
    if (box !== undefined) this.held = { id, x: box.x * scale + x, y: box.y * scale + y };
  }

  /** Holds, of the nodes that are in another graph, too, the chosen one where it is seen, else that nearest to the middle. O(nodes). */
  holdSeen(graph: Graph, laid: Layout | undefined, selected: string | null, { view, window }: Seen): void {
    const away = ({ x, y, width, height }: NodeBox): number =>
      Math.hypot(
        (x + width / 2) * view.scale + view.x - window.width / 2,
        (y + height / 2) * view.scale + view.y - window.height / 2,
      );
    let [nearest, least] = [undefined as string | undefined, Number.POSITIVE_INFINITY];
    for (const [id, box] of laid?.nodes ?? []) {
      if (!graph.nodes.get(id)?.path || box.title > 0) continue;
      const distance = id === selected && away(box) < window.height / 2 ? -1 : away(box);
      if (distance < least) [nearest, least] = [id, distance];
    }
    if (nearest !== undefined) this.hold(nearest, laid, view);
  }

  /** How the new picture is to be seen, once; undefined where nothing is held, or it is gone. */
  settle(laid: Layout | undefined, view: View): View | undefined {
    const { held } = this;
    const box = held && laid?.nodes.get(held.id);
    this.held = undefined;
    if (held === undefined || box === undefined) return undefined;
    return { scale: view.scale, x: held.x - box.x * view.scale, y: held.y - box.y * view.scale };
  }
}

/** Whether a graph may be another after an edit: half of the states of either are in both, at the same place. O(nodes). */
export function isEdited(before: Graph, after: Graph): boolean {
  let common = 0;
  for (const { id, path, group } of before.nodes.values())
    if (path !== "" && after.nodes.get(id)?.group === group) common++;
  return common > 0 && common * 2 >= Math.max(statesOf(before), statesOf(after));
}

const statesOf = ({ nodes }: Graph): number => [...nodes.values()].filter(({ path }) => path !== "").length;
