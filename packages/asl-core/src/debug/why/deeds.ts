import { parsePointer } from "../../definition/location.js";
import type { Json } from "../../json.js";
import type { Event, Stage } from "../../kernel/index.js";
import type { Change } from "../change.js";
import type { ByHand } from "../past.js";
import { atStep, comparePositions, formatPosition, type Position } from "../position.js";
import { withValue } from "../value-at.js";
import { at, type Document, type Source, same } from "./source.js";
import type { Visit, Visits } from "./visits.js";

/** Something a person has put into a document of a frame. */
interface Deed {
  readonly position: Position;
  readonly execution: number;
  readonly frame: number;
  readonly document: Document;
  /** Where in the document; of variables the first key is the name. */
  readonly keys: readonly string[];
  readonly value: Json;
  /** "set by hand at position 12". */
  readonly words: string;
}

const SCOPES = { Input: "input", Result: "result", Error: "error", Variables: "variable" } as const;
const STAGES: Record<Stage, Document> = {
  input: "input",
  afterInputPath: "effective",
  afterParameters: "arguments",
  afterArguments: "arguments",
  afterItemsPath: "items",
  afterItemSelector: "item",
  afterItemBatcher: "batch",
  result: "result",
  afterResultSelector: "selected",
  afterResultPath: "written",
  variables: "variable",
  output: "output",
};

const known = new WeakMap<Visits, Deeds>();

/** Of the scene whose visits these are; looked up when first asked for. */
export function deedsOf(visits: Visits): Deeds {
  let deeds = known.get(visits);
  if (deeds === undefined) known.set(visits, (deeds = new Deeds(visits)));
  return deeds;
}

/** What a person has done to a run up to a scene, as far as it made values what they are. */
class Deeds {
  private readonly list: readonly Deed[];
  private readonly done: readonly ByHand[];

  constructor(private readonly visits: Visits) {
    const { position } = visits.scene;
    this.done = visits.past.byHand().filter(({ step }) => step <= position.step);
    this.list = this.done
      .flatMap((one) => this.deedOf(one))
      .filter((deed) => isOver(deed.position, position))
      .sort((a, b) => comparePositions(b.position, a.position));
  }

  private deedOf({ step, execution, what }: ByHand): Deed[] {
    const made = { execution, position: atStep(step) };
    switch (what.type) {
      case "Set": {
        const words = `set by hand at position ${step}`;
        const keys = parsePointer(what.path);
        return [{ ...made, frame: what.frame, document: SCOPES[what.scope], keys, value: what.value, words }];
      }
      case "Jump": {
        if (what.input === undefined) return [];
        const words = `given by hand with the jump at position ${step}`;
        return [{ ...made, frame: what.frame, document: "input", keys: [], value: what.input, words }];
      }
      case "Stage":
        return this.stageOf(step, execution, what);
      default:
        return [];
    }
  }

  /** Which stage it was, a look into the step says. */
  private stageOf(step: number, execution: number, change: Extract<Change, { type: "Stage" }>): Deed[] {
    const position = { step, stage: change.stage };
    if (comparePositions(position, this.visits.scene.position) > 0) return [];
    let told: { frame: number; document: Document } | undefined;
    this.visits.past.watch({ step, stage: change.stage - 1 }, position, {
      stage: (stage, _value, { serial }) => {
        told = { frame: serial, document: STAGES[stage] };
      },
    });
    const keys = parsePointer(change.path ?? "");
    const value = at(change.value, keys);
    const words = `set by hand at position ${formatPosition(position)}`;
    return told === undefined || value === undefined ? [] : [{ ...told, position, execution, keys, value, words }];
  }

  /**
   * How the value at a place was put there by hand, where it was: "set by hand at position 12". O(what was done).
   */
  at(source: Source, value: Json): string | undefined {
    if (this.list.length === 0) return undefined;
    const visit = this.visits.visit(source.execution, source.entered);
    if (visit === undefined || source.document === "variable") return undefined;
    const from = this.stepBefore(source.execution, visit.entered.previous);
    const to = this.stepOf(source.execution, visit.exited) ?? Number.POSITIVE_INFINITY;
    const keys = source.document === "batch" ? [String(source.item ?? 0), ...source.keys] : source.keys;
    return this.find(source.execution, source.frame, source.document, keys, value, from, to);
  }

  /** The same for the input of a frame that has not entered its next state yet. `last`: the id of its last event. */
  arriving(execution: number, frame: number, last: number, keys: readonly string[], value: Json): string | undefined {
    if (this.list.length === 0) return undefined;
    return this.find(
      execution,
      frame,
      "input",
      keys,
      value,
      this.stepBefore(execution, last),
      Number.POSITIVE_INFINITY,
    );
  }

  /** The same for a variable of a frame's block, as it was before an event. `assigned`: the Exited event that assigned it, if any. */
  variable(source: Source, frame: number, assigned: Event | undefined, value: Json): string | undefined {
    if (this.list.length === 0) return undefined;
    const { execution, name = "", entered } = source;
    const from = this.stepOf(execution, assigned) ?? -1;
    const to = (this.stepOf(execution, this.visits.event(execution, entered)) ?? Number.POSITIVE_INFINITY) - 1;
    const own = assigned?.frame === frame ? from - 1 : from;
    return this.find(execution, frame, "variable", [name, ...source.keys], value, own, to);
  }

  /** A task's result with what was put into it by hand. `answer`: as it was given. */
  resultOf(visit: Visit, answer: Json | undefined): Json | undefined {
    if (answer === undefined || this.list.length === 0) return answer;
    const { entered, exited, actor } = visit;
    const from = this.stepOf(actor.number, entered)!;
    const to = this.stepOf(actor.number, exited) ?? Number.POSITIVE_INFINITY;
    return this.done.reduce((result, { step, execution, what }) => {
      const isIt = what.type === "Set" && what.scope === "Result" && what.frame === entered.frame;
      return isIt && execution === actor.number && step > from && step < to
        ? withValue(result, what.path, what.value)
        : result;
    }, answer);
  }

  /** The position at which the input that wrote an event was given by hand; undefined where it was not. */
  given(execution: number, event: Event): number | undefined {
    const step = this.stepOf(execution, event);
    const found = this.done.find((one) => one.step === step && one.execution === execution && "token" in one.what);
    return found?.step;
  }

  /** The position of the first jump of a frame, without an input of its own, after one of its events. */
  jumpAfter(execution: number, { id, frame }: Event): number | undefined {
    const from = this.visits.step(execution, id);
    const isIt = ({ what, ...one }: ByHand): boolean =>
      what.type === "Jump" && what.frame === frame && one.execution === execution && one.step >= from;
    return this.done.find(isIt)?.step;
  }

  private find(
    execution: number,
    frame: number,
    document: Document,
    keys: readonly string[],
    value: Json,
    from: number,
    to: number,
  ): string | undefined {
    for (const deed of this.list) {
      const { step } = deed.position;
      const isThere = deed.execution === execution && deed.frame === frame && deed.document === document;
      if (!isThere || step <= from || step > to) continue;
      const words = wordsOf(deed, keys, value);
      if (words !== undefined) return words;
    }
    return undefined;
  }

  private stepOf(execution: number, event: Event | undefined): number | undefined {
    return event && this.visits.step(execution, event.id);
  }

  /** -1 where there is no event before. */
  private stepBefore(execution: number, previous: number): number {
    return previous === 0 ? -1 : this.visits.step(execution, previous);
  }
}

/** Whether what was done at a position has come about at another. */
const isOver = (deed: Position, now: Position): boolean =>
  deed.stage === 0 ? deed.step < now.step : comparePositions(deed, now) <= 0;

/** What a deed says about the value at some keys; undefined where it has not made it. */
function wordsOf({ keys: put, value: given, words }: Deed, keys: readonly string[], value: Json): string | undefined {
  const isInside = put.every((key, i) => i >= keys.length || key === "-" || keys[i] === key);
  if (!isInside) return undefined;
  if (put.length <= keys.length) return same(at(given, keys.slice(put.length)), value) ? words : undefined;
  const rest = put.slice(keys.length);
  const key = rest.at(-1) === "-" && Array.isArray(at(value, rest.slice(0, -1))) ? "last" : undefined;
  const there = key === undefined ? at(value, rest) : (at(value, rest.slice(0, -1)) as Json[]).at(-1);
  return same(there, given) ? `a part of it, /${put.join("/")}, was ${words}` : undefined;
}
