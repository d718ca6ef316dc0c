import { isObject, type JsonObject, own, put } from "asl-core";
import type { RecordedHistory } from "asl-core/history";
import type { Start } from "../debugging/index.js";
import { type Origin, originOf, type Run, recordedOf } from "../timeline/index.js";
import type { Opened } from "./opened.js";

/**
 * What is run again so that one can look into the execution that is shown: of a recording the whole, its child executions
 * with it; of histories that execution alone. Undefined where nothing is open.
 */
export function runAgain({ timeline, trail }: Opened): Run | undefined {
  const whole = trail[0]?.timeline.run ?? timeline?.run;
  return isRecording(whole) ? whole : timeline?.run;
}

/** A run that came with its definition and all its child executions. */
const isRecording = (run: Run | undefined): boolean => run?.execution === 0 && originOf(run) !== undefined;

/** Whether a run is open that was recorded, or a child execution of one. */
export const isRecorded = ({ history, timeline, trail }: Opened): boolean =>
  history !== undefined || isRecording(trail[0]?.timeline.run ?? timeline?.run);

/** A text to be run again, and which history in it; of a recording the whole. */
interface Again {
  readonly origin: Origin;
  readonly history?: RecordedHistory;
}

/** Or a sentence why there is none, "" where there is nothing to run. */
function againOf(opened: Opened): Again | string {
  const run = runAgain(opened);
  const saved = isRecording(run) ? originOf(run) : undefined;
  if (saved !== undefined) return { origin: saved };
  const history = opened.trail.length > 0 ? recordedOf(run) : opened.history;
  const origin = originOf(history);
  if (opened.timeline?.run.inferred) return "Data between the stages is known only with the definition that ran.";
  return history === undefined || origin === undefined ? "" : { origin, history };
}

/** Why what is shown cannot be run again, in a sentence, "" where there is nothing to run; undefined where it can be. */
export function notAgain(opened: Opened): string | undefined {
  const again = againOf(opened);
  return typeof again === "string" ? again : undefined;
}

/** What a host is given to run it again, or what `notAgain` says. Rejects where the text cannot be read. O(its size). */
export async function startAgain(opened: Opened): Promise<Start | string> {
  const again = againOf(opened);
  if (typeof again === "string") return again;
  const { origin, history } = again;
  if (history === undefined) return { kind: "recording", text: await textOf(origin) };
  const { histories, trail } = opened;
  const isChild = trail.length > 0;
  const isAlone = history.format === "log" || (!isChild && histories.length < 2);
  const text = isAlone ? await textOf(origin) : textOfOne(history);
  const start = { kind: "history", text, index: isAlone ? origin.index : 0 } as const;
  return { ...start, ...(isChild ? definitionOfChild(opened) : await definitionAsWritten(opened)) };
}

/** One of several executions as a text of its own. */
const textOfOne = ({ events, executionArn, definition, type }: RecordedHistory): string =>
  JSON.stringify({ executionArn, definition, type, events });

async function definitionAsWritten({ drawn }: Opened) {
  const definition = originOf(drawn);
  if (definition === undefined) return {};
  const { name, machine } = definition;
  return { definition: await textOf(definition), name: name || undefined, ...(machine !== undefined && { machine }) };
}

/** What the Map does for each item, as a machine of its own. */
function definitionOfChild({ timeline, trail }: Opened) {
  const outer = trail.map(({ timeline: { run } }) => run.outline.definition);
  const inside = timeline!.run.outline.definition;
  const language = [inside, ...outer.reverse()]
    .map((one) => (isObject(one) ? own(one, "QueryLanguage") : undefined))
    .find((one) => one !== undefined);
  const machine: JsonObject = {};
  for (const key of isObject(inside) ? Object.keys(inside) : [])
    if (key !== "ProcessorConfig") put(machine, key, (inside as JsonObject)[key]);
  if (language !== undefined) machine.QueryLanguage = language;
  return { definition: JSON.stringify(machine), name: "definition.asl.json" };
}

const textOf = async ({ text }: Origin): Promise<string> => (typeof text === "string" ? text : text.text());
