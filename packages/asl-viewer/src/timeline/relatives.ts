import { own, parsePointer } from "asl-core";
import type { RecordedHistory } from "asl-core/history";
import { add, firstLine, lifeOf, mapRunKey, processorOf } from "./family.js";
import { rememberRun } from "./origin.js";
import type { Outline, OutlineNode } from "./outline.js";
import type { Child, Children, Run } from "./run.js";
import { runOf } from "./source.js";

/**
 * What stands of child executions among several histories, by the Map Runs that their ARNs name, and the histories that are
 * no children. The inside of the Map they are of is found by its label, else by the names of their states.
 */
export function relatives(histories: readonly RecordedHistory[]): {
  readonly heads: readonly RecordedHistory[];
  childrenOf(history: RecordedHistory, outline: Outline): Children;
} {
  const keys = new Set(histories.flatMap(mapRunsOf));
  const isChild = ({ executionArn }: RecordedHistory) => keys.has(mapRunKey(executionArn) ?? " ");
  const heads = histories.filter((one) => !isChild(one));
  if (heads.length === 0 || heads.length === histories.length)
    return { heads: histories, childrenOf: () => new Map<string, Child[]>() };
  return { heads, childrenOf: (history, outline) => childrenAmong(histories, mapRunsOf(history), outline) };
}

const mapRunsOf = ({ events }: RecordedHistory): string[] =>
  events.flatMap(({ type, mapRunStartedEventDetails }) => {
    const key = type === "MapRunStarted" ? mapRunKey(String(mapRunStartedEventDetails?.mapRunArn)) : undefined;
    return key === undefined ? [] : [key];
  });

function childrenAmong(histories: readonly RecordedHistory[], keys: readonly string[], outline: Outline): Children {
  const found = new Map<string, Child[]>();
  for (const history of histories) {
    const key = mapRunKey(history.executionArn);
    if (key === undefined || !keys.includes(key)) continue;
    const inside = insideOf(history, key, outline.nodes);
    add(
      found,
      key,
      recordedChild(history, found.get(key)?.length ?? 0, () => laid(history, histories, inside, outline)),
    );
  }
  return found;
}

/** The Map whose children a history is one of: the one with its label, else one whose inside begins with its first state. */
function insideOf(history: RecordedHistory, key: string, nodes: readonly OutlineNode[]): OutlineNode | undefined {
  const maps = nodes.filter(({ kind }) => kind === "Map");
  const label = key.slice(key.lastIndexOf("/") + 1);
  const first = history.events.find(({ type }) => type.endsWith("StateEntered"));
  return (
    maps.find(({ state }) => own(state, "Label") === label) ??
    maps.find((one) => own(processorOf(one), "StartAt") === first?.stateEnteredEventDetails?.name)
  );
}

function laid(
  history: RecordedHistory,
  histories: readonly RecordedHistory[],
  inside: OutlineNode | undefined,
  { blocks }: Outline,
): Run {
  const place = inside === undefined ? [] : parsePointer(blocks[inside.processor].pointer);
  const run = inside === undefined ? runOf(history) : runOf(history, processorOf(inside), place);
  return rememberRun({ ...run, children: childrenAmong(histories, mapRunsOf(history), run.outline) }, history);
}

function recordedChild({ events, executionArn }: RecordedHistory, number: number, make: () => Run): Child {
  let made: Run | undefined;
  const last = events[events.length - 1];
  const name = `${last.type[0].toLowerCase()}${last.type.slice(1)}EventDetails`;
  const details = (last as unknown as Record<string, { error?: string; cause?: string } | undefined>)[name];
  return {
    number,
    name: executionArn?.split(":").at(-1) ?? `${number}`,
    ...lifeOf(events[0].timestamp * 1000, last.timestamp * 1000, last.type),
    error: details?.error ?? "",
    cause: firstLine(details?.cause ?? ""),
    run: () => (made ??= make()),
  };
}
