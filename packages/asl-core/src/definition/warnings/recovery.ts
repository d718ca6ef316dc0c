import { isObject, type Json } from "../../json.js";
import { nearest } from "../../near.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import type { Model, State } from "./model.js";

/** Errors AWS raises. `States.ALL` among them stands for others. Source: the guide, "Error names". */
const STATES_ERRORS: readonly string[] = [
  "States.ALL",
  "States.BranchFailed",
  "States.DataLimitExceeded",
  "States.ExceedToleratedFailureThreshold",
  "States.HeartbeatTimeout",
  "States.Http.Socket",
  "States.IntrinsicFailure",
  "States.ItemReaderFailed",
  "States.NoChoiceMatched",
  "States.ParameterPathFailure",
  "States.Permissions",
  "States.QueryEvaluationError",
  "States.ResultPathMatchFailure",
  "States.ResultWriterFailed",
  "States.Runtime",
  "States.TaskFailed",
  "States.Timeout",
];

/** What `States.TaskFailed` does not stand for. A missed heartbeat is recorded as States.Timeout. */
const NOT_TASK_FAILED = new Set([
  "States.ALL",
  "States.DataLimitExceeded",
  "States.HeartbeatTimeout",
  "States.Runtime",
  "States.Timeout",
]);

/**
 * Names in Retry and Catch that do nothing. The first entry that names an error decides alone, in Retry even where its
 * attempts are used up; `States.TaskFailed` names every error but States.Timeout. Source: the guide, "Handling errors";
 * recorded: States.Runtime is neither retried nor caught. Linear in the names.
 */
export function recovery(report: Report, model: Model): void {
  const raised = new Set<Json>();
  for (const { type, value } of model.states) if (type === "Fail" && value.Error !== undefined) raised.add(value.Error);
  for (const state of model.states)
    for (const field of ["Retry", "Catch"] as const) new Entries(report, state, field, raised).all();
}

class Entries {
  /** Where each name stood first. */
  private readonly first = new Map<string, readonly Segment[]>();
  private readonly entryOf = new Map<string, number>();

  constructor(
    private readonly report: Report,
    private readonly state: State,
    private readonly field: "Retry" | "Catch",
    private readonly raised: ReadonlySet<Json>,
  ) {}

  all(): void {
    const entries = this.state.value[this.field];
    if (!Array.isArray(entries)) return;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index];
      const names = isObject(entry) ? entry.ErrorEquals : undefined;
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) this.entry(names as string[], index);
    }
  }

  private entry(names: readonly string[], index: number): void {
    const place = [...this.state.path, this.field, index, "ErrorEquals"];
    const taken = names.map((name) => this.takenBy(name, index));
    const dead = names.length > 0 && taken.every((earlier) => earlier !== undefined);
    if (dead) this.neverUsed(place, taken[0] as string);
    names.forEach((name, at) => {
      const here = [...place, at];
      const earlier = taken[at];
      if (this.entryOf.get(name) === index) this.twice(here, name);
      else if (!dead && earlier !== undefined) this.shadowed(here, name, earlier);
      else this.spelling(here, name);
      if (this.first.has(name)) return;
      this.first.set(name, here);
      this.entryOf.set(name, index);
    });
  }

  /** The name in an earlier entry that takes all errors of this one. */
  private takenBy(name: string, index: number): string | undefined {
    const isEarlier = (other: string): boolean => (this.entryOf.get(other) ?? index) < index;
    if (isEarlier(name)) return name;
    return isEarlier("States.TaskFailed") && !NOT_TASK_FAILED.has(name) ? "States.TaskFailed" : undefined;
  }

  private neverUsed(place: readonly Segment[], earlier: string): void {
    const rule = this.field === "Retry" ? "unreachable-retrier" : "unreachable-catcher";
    this.report.findAt(place.slice(0, -1), rule, {}, { child: ["ErrorEquals"], related: this.related(earlier) });
  }

  private shadowed(place: readonly Segment[], name: string, earlier: string): void {
    this.report.findAt(place, "shadowed-error", { name, earlier }, { related: this.related(earlier) });
  }

  private related(earlier: string): { message: string; place: readonly Segment[] } {
    return { message: `${earlier} is taken here`, place: this.first.get(earlier) as readonly Segment[] };
  }

  private twice(place: readonly Segment[], name: string): void {
    const related = { message: "named here", place: this.first.get(name) as readonly Segment[] };
    this.report.findAt(place, "repeated-error", { name }, { related });
  }

  private spelling(place: readonly Segment[], name: string): void {
    if (name === "States.Runtime") this.report.findAt(place, "uncatchable-error", { name });
    else if (!this.raised.has(name) && isMisspelt(name)) {
      const near = nearest(name.replace(PREFIX, "States."), STATES_ERRORS);
      this.report.findAt(place, "unknown-error-name", {
        name,
        hint: near === undefined ? "Names that begin with States. are AWS's own." : `Did you mean ${near}?`,
      });
    }
  }
}

const PREFIX = /^states?[.:_ -]/i;

/** Begins with `States.` and is none of AWS's, or would be one of them with another case, an `s` or a dot. */
function isMisspelt(name: string): boolean {
  if (STATES_ERRORS.includes(name) || name.startsWith("States.Http.StatusCode.")) return false;
  if (name.startsWith("States.")) return true;
  const meant = name.replace(PREFIX, "States.").toLowerCase();
  return PREFIX.test(name) && STATES_ERRORS.some((known) => known.toLowerCase() === meant);
}
