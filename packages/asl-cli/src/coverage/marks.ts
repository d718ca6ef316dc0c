import type { EdgeMark, NodeMark, Reach } from "asl-viewer/drawing";
import { groupBy } from "./group-by.js";
import type { MachineReport, PlacedItem } from "./machine-report.js";
import { missing } from "./words.js";

/** What a picture shows of coverage; nodes and edges by their ids. */
export interface Marks {
  readonly nodeMarks: ReadonlyMap<string, NodeMark>;
  readonly edgeMarks: ReadonlyMap<string, EdgeMark>;
  /** What stands on ways that are not covered: "never", "always", "partly". */
  readonly words: ReadonlyMap<string, string>;
}

/** The node that stands for the machine itself. */
const START = "start";

/** Each state and each way that items speak of, with how much of it is covered and what is missing. Linear. */
export function marksOf({ items }: Pick<MachineReport, "items">): Marks {
  const nodes = groupBy(withOwner(items), ({ owner }) => owner);
  const edges = groupBy(
    withOwner(items).flatMap(({ owner, item }) => wayOf(owner, item).map((way) => ({ way, item }))),
    ({ way }) => way,
  );
  return {
    nodeMarks: new Map([...nodes].map(([id, of]) => [id, nodeMark(id, of.map(itemIn))])),
    edgeMarks: new Map([...edges].map(([id, of]) => [id, edgeMark(of.map(itemIn))])),
    words: new Map([...edges].flatMap(([id, of]) => wordsOf(of.map(itemIn)).map((word) => [id, word]))),
  };
}

const itemIn = ({ item }: { readonly item: PlacedItem }): PlacedItem => item;

/** Items with the state they belong to: a state's own item comes before all others of it. */
function withOwner(items: readonly PlacedItem[]): { owner: string; item: PlacedItem }[] {
  let state = START;
  return items.map((item) => {
    if (item.kind === "states") state = item.pointer;
    return { owner: item.path === "" && item.kind === "timeouts" ? START : state, item };
  });
}

/** The way out of a state that an item is about, as the picture names it. */
function wayOf(owner: string, { pointer }: PlacedItem): string[] {
  const [, field, index] = /^\/(Choices|Catch|Default)(?:\/(\d+))?/.exec(pointer.slice(owner.length)) ?? [];
  if (field === undefined) return [];
  if (field === "Default") return [`${owner} default`];
  return [`${owner} ${field === "Catch" ? "catch" : "choice"} ${index}`];
}

function nodeMark(id: string, items: readonly PlacedItem[]): NodeMark {
  if (id === START) return { note: noteOf(items) };
  const entered = items.some(({ kind, covered }) => kind === "states" && covered);
  const reach = entered ? reachOf(items) : "none";
  const retriers = items.filter(({ kind }) => kind === "retriers");
  return {
    reach,
    count: reach === "partly" ? `${countOf(items)}/${items.length}` : undefined,
    retryReach: retriers.length === 0 ? undefined : reachOf(retriers),
    note: noteOf(items),
  };
}

function edgeMark(items: readonly PlacedItem[]): EdgeMark {
  const taken = isTaken(items);
  return { taken, reach: taken ? reachOf(items) : "none", note: noteOf(items) };
}

const isTaken = (items: readonly PlacedItem[]): boolean =>
  items.some(({ outcome, covered }) => outcome === "taken" && covered);

function wordsOf(items: readonly PlacedItem[]): string[] {
  if (!isTaken(items)) return ["never"];
  if (items.some(({ outcome, covered }) => outcome === "not taken" && !covered)) return ["always"];
  return reachOf(items) === "full" ? [] : ["partly"];
}

function reachOf(items: readonly PlacedItem[]): Reach {
  const count = countOf(items);
  return count === items.length ? "full" : count === 0 ? "none" : "partly";
}

const countOf = (items: readonly PlacedItem[]): number => items.filter(({ covered }) => covered).length;

/** All that is missing: "never entered"; "rule 2: $.total NumericGreaterThan 100 never taken; Default never taken". */
function noteOf(items: readonly PlacedItem[]): string {
  const open = items.filter(({ covered }) => !covered);
  if (open.length === 0) return "covered";
  return open.map((item) => (item.kind === "states" ? missing(item) : `${item.text} ${missing(item)}`)).join("; ");
}
