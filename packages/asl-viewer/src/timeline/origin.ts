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

/**
 * What is known of something stands on the thing itself, out of sight: this module is in several scripts of a page, and what
 * one of them remembers the others must find.
 */
const [ORIGIN, RECORDED] = [Symbol.for("asl-viewer.origin"), Symbol.for("asl-viewer.recorded")];

/** Of what is frozen nothing is known: a reader of somebody's own may give such. */
const keep = (one: object, key: symbol, value: unknown): boolean =>
  Reflect.defineProperty(one, key, { value, configurable: true });

const kept = (one: object, key: symbol): unknown => (one as Record<symbol, unknown>)[key];

/** The text that a definition, a history or the run of a recording was read from; undefined where it came another way. */
export const originOf = (one: Drawn | RecordedHistory | Run | undefined): Origin | undefined =>
  one === undefined ? undefined : (kept(one, ORIGIN) as Origin | undefined);

/** Remembers where all that was found in a text came from, as long as it is held. */
export function remember(found: Found, text: string | Blob, name: string): Found {
  found.histories.forEach((history, index) => keep(history, ORIGIN, { text, name, index }));
  if (found.run !== undefined) keep(found.run, ORIGIN, { text, name });
  if (found.kind === "definition" || found.kind === "template")
    for (const drawn of found.definitions)
      if (drawn.read !== undefined) keep(drawn, ORIGIN, { text, name, machine: drawn.id });
  return found;
}

/** Remembers that a history was joined of several parts: its text is made of its events once somebody wants it. */
export function rememberJoined(joined: RecordedHistory, first: RecordedHistory): RecordedHistory {
  const { executionArn, definition, type, events } = joined;
  const origin: Origin = {
    name: originOf(first)?.name ?? "",
    index: 0,
    get text() {
      return JSON.stringify({ executionArn, definition, type, events });
    },
  };
  keep(joined, ORIGIN, origin);
  return joined;
}

/** Remembers which history a run of a child execution is of, as long as it is held. */
export function rememberRun(run: Run, history: RecordedHistory): Run {
  keep(run, RECORDED, history);
  return run;
}

/** The history that the run of a child execution was laid from; undefined for others. */
export const recordedOf = (run: Run | undefined): RecordedHistory | undefined =>
  run && (kept(run, RECORDED) as RecordedHistory | undefined);
