import type { JsonObject } from "asl-core";
import type { Breakpoint, BreakpointSpec, DebugSession } from "asl-core/debug";
import { Params } from "./params.js";

const STAGE_TEXTS = ["state", "stage", "error", "event", "condition", "hitCondition", "log"] as const;
const FLAGS = ["caught", "enabled", "temporary"] as const;

/** A breakpoint as a client describes it: known members alone. Throws DebugError where one is not what it must be. */
export function specOf(value: JsonObject): BreakpointSpec {
  const given = new Params(value);
  const spec: Record<string, unknown> = {};
  for (const name of STAGE_TEXTS) if (given.has(name)) spec[name] = given.text(name);
  for (const name of FLAGS) if (given.has(name)) spec[name] = given.flag(name);
  for (const name of ["line", "column"]) if (given.has(name)) spec[name] = given.count(name);
  if (given.has("rule")) spec.rule = value.rule === "default" ? "default" : given.count("rule");
  return spec as BreakpointSpec;
}

/** The breakpoints of a run as its clients give them: all at once, those that were there before keep their ids and hits. */
export class Points {
  /** As given, by id. */
  private readonly texts = new Map<number, string>();
  /** What was given last, for a run that begins anew. */
  private specs: readonly BreakpointSpec[] = [];

  /** Makes them those of a session. Answers in the order given. */
  replace({ breakpoints }: DebugSession, specs: readonly BreakpointSpec[]): Breakpoint[] {
    const unused = new Map<string, number[]>();
    for (const { id } of breakpoints.list()) {
      const text = this.texts.get(id) ?? "";
      unused.set(text, [...(unused.get(text) ?? []), id]);
    }
    const kept = specs.map((spec) => unused.get(JSON.stringify(spec))?.shift());
    for (const id of [...unused.values()].flat()) breakpoints.remove(id);
    const ids = specs.map((spec, index) => kept[index] ?? breakpoints.add(spec).id);
    this.texts.clear();
    ids.forEach((id, index) => this.texts.set(id, JSON.stringify(specs[index])));
    this.specs = specs;
    const byId = new Map(breakpoints.list().map((one) => [one.id, one]));
    return ids.map((id) => byId.get(id)!);
  }

  /** Sets them in a session that has none yet. */
  takeTo(session: DebugSession): void {
    this.texts.clear();
    this.replace(session, this.specs);
  }
}
