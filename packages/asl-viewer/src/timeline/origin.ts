import type { RecordedHistory } from "asl-core/history";
import type { Run } from "./run.js";
import type { Drawn, Found } from "./source.js";

/** The text something was read from. */
export interface Origin {
  readonly text: string | Blob;
  /** The file's name; "" where it has none. */
  readonly name: string;
  /** Of a definition: its id among several in the text. Of a history: its place among several, from 0. */
  readonly machine?: string;
  readonly index?: number;
}

const origins = new WeakMap<Drawn | RecordedHistory | Run, Origin>();

/** The text that a definition, a history or the run of a recording was read from; undefined where it came another way. */
export const originOf = (one: Drawn | RecordedHistory | Run | undefined): Origin | undefined =>
  one === undefined ? undefined : origins.get(one);

/** Remembers where all that was found in a text came from, as long as it is held. */
export function remember(found: Found, text: string | Blob, name: string): Found {
  found.histories.forEach((history, index) => origins.set(history, { text, name, index }));
  if (found.run !== undefined) origins.set(found.run, { text, name });
  if (found.kind === "definition" || found.kind === "template")
    for (const drawn of found.definitions)
      if (drawn.read !== undefined) origins.set(drawn, { text, name, machine: drawn.id });
  return found;
}

const recorded = new WeakMap<Run, RecordedHistory>();

/** Remembers which history a run of a child execution is of, as long as it is held. */
export function rememberRun(run: Run, history: RecordedHistory): Run {
  recorded.set(run, history);
  return run;
}

/** The history that the run of a child execution was laid from; undefined for others. */
export const recordedOf = (run: Run | undefined): RecordedHistory | undefined => run && recorded.get(run);
