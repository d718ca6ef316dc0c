import type { Json } from "../../json.js";
import type { MapNode } from "../../machine/machine.js";
import type { Frame, Join, MapItem } from "../execution.js";
import type { Turn } from "../turn.js";

/** The item of one iteration as `$$.Map.Item` shows it. Key and Source exist for distributed Maps only. */
export function itemAt(join: Join, slot: number): MapItem {
  const item: MapItem = { Index: slot, Value: join.items[slot] };
  if (join.run === null) return item;
  const key = join.run.keys?.[slot];
  if (key !== undefined && key !== null) item.Key = key;
  item.Source = join.run.sources[join.run.sources.length === 1 ? 0 : slot];
  return item;
}

/** ItemSelector applied to one item; without it the item itself. */
export function selectItem(turn: Turn, frame: Frame, node: MapNode, join: Join, item: MapItem): Json {
  if (node.itemSelector === null) return item.Value;
  const value = node.itemSelector(turn.scope.at(frame, join.input, undefined, undefined, item));
  return turn.io.stage === undefined ? value : turn.show(frame, node, "afterItemSelector", value);
}
