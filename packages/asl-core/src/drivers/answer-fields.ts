import { parseDuration } from "../duration.js";
import { type Json, type JsonObject, own } from "../json.js";
import { nearest } from "../near.js";
import { pointerStep } from "../pointer.js";
import type { Millis } from "../time.js";
import type { AnswerFunction } from "./answer-function.js";
import { TASK_STAGES, type TaskStage } from "./handler.js";

/** What is wrong at one place of an answers file. `part` says whether the key or the value there is meant. */
export interface AnswerProblem {
  /** RFC 6901 pointer into the answers. */
  readonly pointer: string;
  readonly part: "key" | "value";
  readonly message: string;
  readonly hint?: string;
}
/** Where a reader of answers puts what it finds. */
export type Complain = (problem: AnswerProblem) => void;

const KINDS = ["output", "error", "cause", "identity", "pending", "timeout", "handler"];
/** The modes of comparing answers, as TestState's `fieldValidationMode` names them. */
export const FIELD_VALIDATION_MODES = ["STRICT", "PRESENT", "NONE"] as const;
/**
 * How an answer is compared with what its service gives: STRICT, all required members are there and all are right; PRESENT,
 * those that are there are right; NONE, not at all.
 */
export type FieldValidationMode = (typeof FIELD_VALIDATION_MODES)[number];

const SELECTORS = ["visit", "attempt", "iteration", "when"];
const FIELDS = [
  ...KINDS,
  "takes",
  "submitted",
  "heartbeats",
  "workerName",
  "stage",
  "repeat",
  "fieldValidation",
  ...SELECTORS,
];
/** Only code can write it: a file's reader does not speak of it. */
const SHOWN = FIELDS.filter((name) => name !== "handler");

/** The fields of one answer as written, each read with its type checked. */
export class AnswerFields {
  constructor(
    private readonly value: JsonObject,
    private readonly pointer: string,
    private readonly complain: Complain,
  ) {}

  get(name: string): Json | undefined {
    return own(this.value, name);
  }

  checkNames(): void {
    for (const name of Object.keys(this.value)) {
      if (FIELDS.includes(name)) continue;
      const near = nearest(name, SHOWN);
      const hint = near === undefined ? `Known are ${SHOWN.join(", ")}.` : `Did you mean ${near}?`;
      this.say(name, "key", `An answer has no field "${name}"`, hint);
    }
  }

  /** The one thing the answer does; "error" for a failure. */
  kind(): string {
    const given = KINDS.filter((name) => this.get(name) !== undefined);
    const [kind] = given;
    const several = given.length > 1 && given.join() !== "error,cause";
    if (several) this.say(given[1], "key", `An answer does one thing, and this one has ${given.join(" and ")}`);
    if (given.length === 0) this.nothing();
    for (const name of ["identity", "pending", "timeout"])
      if (given.includes(name) && this.get(name) !== true) this.say(name, "value", `${name} can only be true`);
    return kind;
  }

  /** Of a misspelt field enough is said already. */
  private nothing(): void {
    if (Object.keys(this.value).some((name) => !FIELDS.includes(name))) return;
    const hint = "Write one of output: …, error: Name, identity: true, pending: true, timeout: true.";
    this.complain({ pointer: this.pointer, part: "value", message: "This answer says nothing", hint });
  }

  /** Null stands for what the worker did not say. */
  failure(): [error: string | undefined, cause: string | undefined] {
    const said = (name: "error" | "cause") => (this.get(name) === null ? undefined : this.text(name));
    return [said("error"), said("cause")];
  }

  /** The function that answers, in code. */
  work(): AnswerFunction {
    const work: unknown = this.get("handler");
    if (typeof work === "function") return work as AnswerFunction;
    this.say("handler", "value", "handler is a function", "Functions are written in code, not in files.");
    return () => null;
  }

  stage(): TaskStage | undefined {
    const stage = this.text("stage");
    if (stage !== undefined && !TASK_STAGES.includes(stage as TaskStage))
      this.say("stage", "value", `stage is one of ${TASK_STAGES.join(", ")}`);
    return stage as TaskStage | undefined;
  }

  /** How tests judge the answer, where it says so itself. */
  fieldValidation(): FieldValidationMode | undefined {
    const mode = this.get("fieldValidation") as FieldValidationMode | undefined;
    if (mode === undefined || FIELD_VALIDATION_MODES.includes(mode)) return mode;
    this.say("fieldValidation", "value", `fieldValidation is one of ${FIELD_VALIDATION_MODES.join(", ")}`);
    return undefined;
  }

  timing() {
    return {
      ...this.present("takes", this.duration("takes")),
      ...this.present("submitted", this.get("submitted")),
      ...this.present("heartbeats", this.durations("heartbeats")),
      ...this.present("workerName", this.text("workerName")),
    };
  }

  private present<T>(name: string, value: T | undefined): Record<string, T> {
    return value === undefined ? {} : { [name]: value };
  }

  /** Calls the answer serves, where `repeat` is written. */
  repeat(): number | undefined {
    const repeat = this.get("repeat");
    if (repeat === undefined) return undefined;
    if (repeat === true) return Number.POSITIVE_INFINITY;
    if (typeof repeat === "number" && Number.isInteger(repeat) && repeat >= 1) return repeat;
    this.say("repeat", "value", "repeat is true (all further calls) or a number of calls from 1 on");
    return undefined;
  }

  private text(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === "string") return value;
    this.say(name, "value", `${name} is a text`, `Write ${name}: "${value === null ? "" : JSON.stringify(value)}".`);
    return undefined;
  }

  private duration(name: string): Millis | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const millis = durationOf(value);
    if (millis === undefined) this.say(name, "value", `${name} is a duration`, DURATION_HINT);
    return millis;
  }

  private durations(name: string): Millis[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const millis = Array.isArray(value) ? value.map(durationOf) : [undefined];
    if (!millis.includes(undefined)) return this.ascending(name, millis as Millis[]);
    this.say(name, "value", `${name} is a list of durations, counted from the start of the task`, DURATION_HINT);
    return undefined;
  }

  private ascending(name: string, millis: Millis[]): Millis[] | undefined {
    const early = millis.findIndex((at, index) => at < millis[index - 1]);
    if (early < 0) return millis;
    const pointer = `${this.pointer}/${name}/${early}`;
    const hint = "Each counts from the start of the task, not from the one before: sort them.";
    this.complain({ pointer, part: "value", message: `${name} stand in the order of time`, hint });
    return undefined;
  }

  say(name: string, part: "key" | "value", message: string, hint?: string): void {
    this.complain({ pointer: this.pointer + pointerStep(name), part, message, ...(hint !== undefined && { hint }) });
  }
}

/** The longest duration an answer may have: a century, which keeps the clock within what dates can say. */
const MOST = 36_525 * 86_400_000;

function durationOf(value: Json): Millis | undefined {
  const millis = parseDuration(value);
  return millis !== undefined && millis <= MOST ? millis : undefined;
}

const DURATION_HINT =
  'Write milliseconds as a number, or a text like "250ms", "2s", "4m", "1h", "3d"; a century at most.';
