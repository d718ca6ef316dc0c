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
    for (const field of ["Retry", "Catch"] as const)
      if (state.value[field] !== undefined) new Entries(report, state, field, raised).all();
}

/** The place of a name: its entry, and its place in that. */
interface Mention {
  readonly index: number;
  readonly at: number;
}

class Entries {
  /** Where each name stands first. */
  private readonly first = new Map<string, Mention>();

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
    const taken = names.map((name) => this.takenBy(name));
    const dead = names.length > 0 && taken.every((earlier) => earlier !== undefined);
    if (dead) this.neverUsed(index, taken[0] as string);
    for (let at = 0; at < names.length; at++) {
      const [name, earlier] = [names[at], taken[at]];
      const known = this.first.get(name);
      if (known?.index === index) this.twice(name, { index, at }, known);
      else if (earlier === undefined) this.spelling(name, { index, at });
      else if (!dead) this.shadowed(name, { index, at }, earlier);
      if (known === undefined) this.first.set(name, { index, at });
    }
  }

  /** The name in an earlier entry that takes all errors of this one. */
  private takenBy(name: string): string | undefined {
    if (this.first.has(name)) return name;
    return this.first.has("States.TaskFailed") && !NOT_TASK_FAILED.has(name) ? "States.TaskFailed" : undefined;
  }

  private placeOf({ index, at }: Mention): Segment[] {
    return [...this.state.path, this.field, index, "ErrorEquals", at];
  }

  private neverUsed(index: number, earlier: string): void {
    const rule = this.field === "Retry" ? "unreachable-retrier" : "unreachable-catcher";
    const place = [...this.state.path, this.field, index];
    this.report.findAt(place, rule, {}, { child: ["ErrorEquals"], related: this.related(earlier) });
  }

  private shadowed(name: string, here: Mention, earlier: string): void {
    this.report.findAt(this.placeOf(here), "shadowed-error", { name, earlier }, { related: this.related(earlier) });
  }

  private related(earlier: string): { message: string; place: readonly Segment[] } {
    const message = `${earlier} is taken here`;
    return { message, place: this.placeOf(this.first.get(earlier) as Mention) };
  }

  private twice(name: string, here: Mention, first: Mention): void {
    const related = { message: "named here", place: this.placeOf(first) };
    this.report.findAt(this.placeOf(here), "repeated-error", { name }, { related });
  }

  private spelling(name: string, here: Mention): void {
    if (name === "States.Runtime") this.report.findAt(this.placeOf(here), "uncatchable-error", { name });
    else if (!this.report.full && !this.raised.has(name) && (isMisspelt(name) || misspeltLambda(name) !== undefined)) {
      const near = misspeltLambda(name) ?? nearest(name.replace(PREFIX, "States."), STATES_ERRORS);
      this.report.findAt(this.placeOf(here), "unknown-error-name", {
        name,
        hint: near === undefined ? "Names that begin with States. are AWS's own." : `Did you mean ${near}?`,
      });
    }
  }
}

/** Errors of Lambda that AWS tells people to retry. Source: the guide, "Handle transient Lambda service exceptions". */
const LAMBDA_ERRORS: readonly string[] = [
  "Lambda.AWSLambdaException",
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.SdkClientException",
  "Lambda.ServiceException",
  "Lambda.TooManyRequestsException",
];

/** The error of Lambda that was meant by a name which differs in no more than two characters. */
function misspeltLambda(name: string): string | undefined {
  if (!name.startsWith("Lambda.") || LAMBDA_ERRORS.includes(name)) return undefined;
  return nearest(name, LAMBDA_ERRORS, 2);
}

const PREFIX = /^states?[.:_ -]/i;

/** Begins with `States.` and is none of AWS's, or would be one of them with another case, an `s` or a dot. */
function isMisspelt(name: string): boolean {
  if (STATES_ERRORS.includes(name) || name.startsWith("States.Http.StatusCode.")) return false;
  if (name.startsWith("States.")) return true;
  const meant = name.replace(PREFIX, "States.").toLowerCase();
  return PREFIX.test(name) && STATES_ERRORS.some((known) => known.toLowerCase() === meant);
}
