import { parsePointer } from "../../definition/location.js";
import type { Json } from "../../json.js";
import { observe } from "../inspect/observe.js";
import { isInside, type Place, placeOf } from "../inspect/place.js";
import { contextFor, type ScopeName, scopes } from "../inspect/scopes.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import type { FrameId } from "../thread.js";
import { deedsOf } from "./deeds.js";
import { type End, type Hop, type Ingredient, inVisit, NOTHING, unknown } from "./hop.js";
import { Hopper } from "./hopper.js";
import { END_TEXTS, Links, type ValueLink } from "./links.js";
import { type EventRef, eventOf } from "./moment.js";
import { at, type Document, type Source, same } from "./source.js";
import { pathText, shown } from "./text.js";
import { Visits } from "./visits.js";

/** Where a value came from. Plain JSON. */
export interface ValueWhy {
  readonly value: Json;
  /** From the value asked for back to where it began. */
  readonly links: readonly ValueLink[];
  /** What it began as; "unknown": it cannot be followed further with certainty; "long": follow `rest`. */
  readonly end: End;
  /** About the end: the expression, or why it cannot be followed. */
  readonly reason?: string;
  /** What the expression or the object at the end was made of, each to be followed with `follow`. */
  readonly reads: readonly Ingredient[];
  /** The event at the end: the task's answer, the failure. */
  readonly event?: EventRef;
  /** Where to go on, where the chain was too long. */
  readonly rest?: Source;
  readonly text: string;
}

/** Steps back that one answer makes, and links it shows, at most. */
const HOPS = 100_000;
const LINKS = 100;

/**
 * Where a value in a scope of a frame came from: the chain of states and fields, back to the execution's input, a literal,
 * a task's answer, or an expression that computed it (its reads listed, each to be followed). `pointer`: RFC 6901, "" for
 * the whole. `level`: for variables, the frame that keeps them (the frame's own block if absent, then those around). At every
 * place that the history shows the value is compared: where it differs, the chain ends and says so. Throws RangeError where
 * there is nothing at the pointer. O(states the value came through), each with a short look into the past where a
 * field's text does not tell.
 */
export function whyValue(
  scene: Scene,
  past: Past,
  frame: FrameId,
  scope: ScopeName,
  pointer: string,
  level?: FrameId,
): ValueWhy {
  const place = placeOf(scene, frame);
  const keys = parsePointer(pointer);
  const value = at(documentFor(place, past, frame, scope, keys, level), keys);
  if (value === undefined) throw new RangeError(`there is nothing at "${pointer}" of ${scope}`);
  const chain = new Chain(new Visits(scene, past), value);
  chain.start(place, past, scope, keys, level);
  return chain.result();
}

/**
 * The same for a value that an event shows: the input of an Entered event, the output of an Exited one, a task's answer, the
 * output of an execution that has succeeded. So a run that has ended can be asked too. Throws RangeError for other events.
 */
export function whyEventValue(scene: Scene, past: Past, { execution, event }: EventRef, pointer: string): ValueWhy {
  const visits = new Visits(scene, past);
  const told = eventOf(scene, { execution, event });
  const visit = visits.visitOf(
    execution,
    told.type === "ExecutionSucceeded" ? eventOf(scene, { execution, event: told.previous }) : told,
  );
  const document = SHOWN.find(([pattern]) => pattern.test(told.type))?.[1];
  if (document === undefined || visit === undefined)
    throw new RangeError(`event ${event} (${told.type}) shows no value`);
  return follow(scene, past, inVisit(visit, document, parsePointer(pointer)));
}

const SHOWN: readonly (readonly [RegExp, Document])[] = [
  [/StateEntered$/, "input"],
  [/StateExited$|^ExecutionSucceeded$/, "output"],
  [/^(Task|LambdaFunction|Activity)Succeeded$/, "result"],
];

/** Follows a read of an earlier answer, or the rest of a long one. Throws RangeError where nothing is known of its value. */
export function follow(scene: Scene, past: Past, source: Source): ValueWhy {
  const visits = new Visits(scene, past);
  const value = new Hopper(visits).documents.valueOf(source);
  if (value === undefined) throw new RangeError("nothing is known of that value");
  const chain = new Chain(visits, value);
  chain.follow(source);
  return chain.result();
}

function documentFor(
  place: Place,
  past: Past,
  frame: FrameId,
  scope: ScopeName,
  keys: readonly string[],
  level?: FrameId,
) {
  if (scope === "Context") return contextFor(place);
  const all = scopes(place.scene, past, frame).filter(({ name }) => name === scope);
  if (scope !== "Variables") return all[0]?.value;
  const levels = level === undefined ? all : all.filter((one) => one.frame === level);
  return (levels.find(({ value }) => at(value, keys.slice(0, 1)) !== undefined) ?? levels[0])?.value;
}

const DOCUMENTS = {
  Input: "input",
  Arguments: "arguments",
  Result: "result",
  Output: "output",
  Context: "context",
  Error: "error",
} as const;

/** A chain while it is followed. */
class Chain {
  private readonly links = new Links();
  private readonly hopper: Hopper;
  private end: End = "unknown";
  private last: Hop = unknown("");
  private rest: Source | undefined = undefined;
  /** Visits that handed the value on since the last link. */
  private readonly passed = new Set<string>();
  private execution = 0;

  constructor(
    private readonly visits: Visits,
    private readonly value: Json,
  ) {
    this.hopper = new Hopper(visits);
  }

  start(place: Place, past: Past, scope: ScopeName, keys: readonly string[], level?: FrameId): void {
    const { actor, frame } = place;
    const execution = actor.number;
    const common = { execution, frame: frame.serial, entered: frame.entered, keys };
    this.execution = execution;
    if (scope === "Variables") {
      const [name, ...rest] = keys;
      const serial = level === undefined ? frame.serial : Number(level.slice(level.indexOf(":") + 1));
      const entered = this.variablesBefore(place, past);
      if (name === undefined)
        return this.finish({ ...unknown("a block's variables are assigned one by one"), end: "assembled" });
      return this.follow({ ...common, frame: serial, entered, document: "variable", name, keys: rest });
    }
    if (scope === "Context" && !isInside(place, past)) return this.finish({ ...unknown(""), end: "context" });
    if (isInside(place, past)) return this.follow({ ...common, document: DOCUMENTS[scope] });
    const byHand = deedsOf(this.visits).arriving(execution, frame.serial, frame.last, keys, this.value);
    if (byHand !== undefined) return this.finish({ ...NOTHING, end: "by hand", reason: byHand });
    const hop = this.hopper.arriving(execution, frame.serial, frame.last, keys);
    if (hop.next === undefined) return this.finish(hop);
    if (hop.by !== undefined) this.tell(hop.by, hop);
    this.follow(hop.next);
  }

  /** An Exited event is written before its Assign takes effect: in between its variables do not count. */
  private variablesBefore(place: Place, past: Past): number {
    const { actor, frame } = place;
    const exited = isInside(place, past) ? this.visits.visit(actor.number, frame.entered)?.exited : undefined;
    const isAssigned = observe(place, past).stages.some(({ stage }) => stage === "variables");
    return exited === undefined || isAssigned ? actor.events.length + 1 : exited.id;
  }

  follow(from: Source): void {
    let source = from;
    let byField = false;
    for (let hops = 0; hops < HOPS && this.links.length < LINKS; hops++) {
      this.execution = source.execution;
      const byHand = this.hopper.byHand(source, this.value);
      if (byHand !== undefined) return this.endByHand(source, byHand);
      if (!this.fits(source, byField))
        return this.finish(
          unknown("the value there is another one: it was changed, or made in a way that is not known"),
        );
      const hop = this.hopper.hop(source, this.value);
      this.tell(hop.by ?? source, hop);
      if (hop.next === undefined) return this.finish(hop);
      byField = hop.field !== null;
      source = hop.next;
    }
    this.rest = source;
    this.finish({ ...unknown("the chain is long"), end: "long" });
  }

  /** A variable that was set is at no event. */
  private endByHand(source: Source, reason: string): void {
    const hop: Hop = { ...NOTHING, end: "by hand", reason };
    if (source.document !== "variable") this.tell(source, hop);
    this.finish(hop);
  }

  /** Places that events show are compared, and others where a field made the step; no event tells what the context object held. */
  private fits(source: Source, byField: boolean): boolean {
    if (source.document === "context") return true;
    const shownByEvent = source.document === "input" || source.document === "output" || source.document === "variable";
    if (!shownByEvent && !byField) return true;
    const { documents } = this.hopper;
    if (!documents.knows(source)) return source.document !== "input" && source.document !== "output";
    return same(documents.valueOf(source), this.value);
  }

  private tell(source: Source, { field, pointer, event, end, reason }: Hop): void {
    const visit = this.visits.visit(
      source.execution,
      event === undefined ? source.entered : this.enteredOf(source, event),
    );
    if (field === null && end === undefined) {
      if (source.document === "output") this.pass(source);
      return;
    }
    if (end !== "execution input") this.passed.delete(visitKey(source));
    const path = pathText(source.keys, rootOf(source));
    const state = end === "execution input" || end === "start variable" ? "" : (visit?.node.path ?? "");
    this.links.add({
      state,
      execution: source.execution,
      visit: visit ? this.visits.number(visit) : 1,
      event: event ?? source.entered,
      field,
      pointer,
      source,
      path,
      value: this.value,
      through: this.passed.size,
      what: field ?? (end === "task answer" ? "answer" : end === "error" ? "error" : source.document),
      more: end === "expression" && reason !== undefined ? ` = ${reason}` : "",
    });
    this.passed.clear();
  }

  /** A state counts as one that hands on until one of its fields turns out to have made the value. */
  private pass(source: Source): void {
    this.passed.add(visitKey(source));
  }

  private enteredOf({ execution }: Source, event: number): number {
    const found = this.visits.event(execution, event);
    return (found && this.visits.visitOf(execution, found)?.entered.id) ?? 0;
  }

  private finish(hop: Hop): void {
    this.last = hop;
    this.end = hop.end ?? "unknown";
  }

  result(): ValueWhy {
    const { value, end, rest, execution } = this;
    const links = this.links.finished();
    const { reason, reads = [], event } = this.last;
    const about = reason === undefined || reason === "" ? {} : { reason };
    const told = event === undefined ? {} : { event: { execution, event } };
    const lines = [shown(value), ...links.map(({ text }) => `  ${text}`), ...endLines(end, reason, reads)];
    return { value, links, end, ...about, reads, ...told, ...(rest && { rest }), text: lines.join("\n") };
  }
}

const visitKey = ({ execution, entered }: Source): string => `${execution}:${entered}`;

const rootOf = ({ document, name = "" }: Source): string =>
  document === "variable" ? `$${name}` : document === "context" ? "$$" : "$";

function endLines(end: End, reason: string | undefined, reads: readonly Ingredient[]): string[] {
  if (end === "unknown") return [`  it cannot be followed further: ${reason}`];
  if (end === "long") return ["  and so on"];
  if (end === "error") return [`  it is ${reason}`];
  if (end === "by hand" || (end === "task answer" && reason !== undefined))
    return [`  ${reason?.startsWith("a part") ? "" : "it was "}${reason}`];
  const told = END_TEXTS[end];
  if (told !== undefined) return [`  ${told}`];
  const what = end === "assembled" ? "it was put together" : "it was computed";
  if (reads.length === 0) return [`  ${what}`];
  return [`  ${what} from`, ...reads.map((read) => `    ${read.text} (${valueText(read)})`)];
}

/** What the context object held is not known where the visit is not in the history. */
const valueText = ({ source, value }: Ingredient): string =>
  value === undefined && source.document === "context" ? "from the context object" : shown(value);
