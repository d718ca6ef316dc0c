import { isObject, type Json, type JsonObject, own, put, stringify } from "../json.js";
import { dataOf } from "./event-data.js";
import { BEGUN, type Side } from "./sides.js";
import { type PlacedEvent, tryKey } from "./threads.js";
import type { Volatile } from "./volatile.js";

/**
 * Both histories as lines of text, to be shown one against the other: branches and iterations one after the other, each
 * below the event that opened it, whatever their order was. Values that differ only as they do from run to run are
 * written as the recording has them. Of a replay that was stopped, the recording is shown as far as it came. Linear.
 */
export function outlines(recorded: Side, replayed: Side, values: Volatile): { recorded: string[]; replayed: string[] } {
  const as = (one: PlacedEvent, at: number): PlacedEvent => {
    const other = recorded.threads.get(one.thread.key)?.[at];
    return other !== undefined && other.event.type === one.event.type && other.state === one.state ? other : one;
  };
  const reached = replayed.complete ? Number.POSITIVE_INFINITY : (replayed.threads.get("")?.length ?? 0);
  return {
    recorded: new Outline(recorded, values, (one) => one, reached).lines(),
    replayed: new Outline(replayed, values, as, Number.POSITIVE_INFINITY).lines(),
  };
}

class Outline {
  private readonly written: string[] = [];
  private readonly children = new Map<string, string[]>();
  private readonly begun = new Map<string, number>();

  constructor(
    private readonly side: Side,
    private readonly values: Volatile,
    private readonly as: (one: PlacedEvent, at: number) => PlacedEvent,
    private readonly most: number,
  ) {
    for (const [key, [first]] of side.threads) {
      const { within } = first.thread;
      if (within === null) continue;
      const keys = this.children.get(within);
      if (keys === undefined) this.children.set(within, [key]);
      else keys.push(key);
    }
  }

  lines(): string[] {
    this.walk("", this.most);
    return this.written;
  }

  /** Each thread follows the event that opened it, one level deeper. */
  private walk(key: string, most = Number.POSITIVE_INFINITY): void {
    const thread = this.side.threads.get(key) ?? [];
    for (const [at, one] of thread.entries()) {
      if (at >= most) return;
      const indent = "  ".repeat(one.thread.depth);
      for (const line of this.eventLines(one, at, thread[at - 1])) this.written.push(indent + line);
      if (BEGUN.test(one.event.type)) this.walkChildren(one);
    }
  }

  private walkChildren({ thread, state }: PlacedEvent): void {
    const tries = (this.begun.get(thread.key) ?? 0) + 1;
    this.begun.set(thread.key, tries);
    const children = this.children.get(tryKey(thread, state, tries)) ?? [];
    for (const child of children.toSorted(byName)) this.walk(child);
  }

  /** Type, state, and what the event tells; an input that is the output before it is not told again. */
  private eventLines(one: PlacedEvent, at: number, before: PlacedEvent | undefined): string[] {
    const told = dataOf(one.event).values;
    const shown = dataOf(this.as(one, at).event).values;
    const output = before === undefined ? undefined : dataOf(before.event).values.output;
    const lines = [one.state === null ? one.event.type : `${one.event.type} ${one.state}`];
    for (const name of Object.keys(inOrderOf(shown, told))) {
      if (HIDDEN.has(name) || (name === "resource" && !one.event.type.endsWith("Scheduled"))) continue;
      if (name === "input" && output !== undefined && this.values.same(output, told[name])) continue;
      const same = shown[name] !== undefined && this.values.same(shown[name], told[name]);
      lines.push(...valueLines(name, same ? shown[name] : inOrderOf(shown[name], told[name]), "  "));
    }
    return lines;
  }
}

/** A value with its members in the order in which another has them, as far as it does: order alone is no difference. */
function inOrderOf<T extends Json>(model: Json | undefined, value: T, level = 0): T {
  if (model === undefined || (model as Json) === value || level > DEEPEST) return value;
  if (Array.isArray(value))
    return (Array.isArray(model) ? value.map((one, at) => inOrderOf(model[at], one, level + 1)) : value) as T;
  if (!isObject(value) || !isObject(model)) return value;
  const ordered: JsonObject = {};
  for (const name of [...Object.keys(model), ...Object.keys(value)]) {
    const one = own(value, name);
    if (one !== undefined && own(ordered, name) === undefined)
      put(ordered, name, inOrderOf(own(model, name), one, level + 1));
  }
  return ordered as T;
}

/** Iterations by their indexes, branches by the names of their first states. */
const byName = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

const HIDDEN = new Set(["name", "state", "region", "roleArn", "mapRunArn", "workerName", "resourceType"]);

/** Widest value that stands on one line inside another. */
const WIDTH = 80;
/** Values nested deeper stand on one line, however wide. */
const DEEPEST = 8;

/** `name: value`, or the members below the name: always so for the outermost, so that changes stand on lines of their own. */
function valueLines(name: string, value: Json, indent: string, level = 0): string[] {
  const members: [string, Json][] = Array.isArray(value)
    ? value.map((one, at) => [`[${at}]`, one])
    : isObject(value)
      ? Object.entries(value)
      : [];
  const text = stringify(value);
  if (members.length === 0 || level > DEEPEST || (level > 0 && text.length <= WIDTH))
    return [`${indent}${name}: ${text}`];
  return [`${indent}${name}:`, ...members.flatMap(([key, one]) => valueLines(key, one, `${indent}  `, level + 1))];
}
