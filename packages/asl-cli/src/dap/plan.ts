import { isObject, type Json, type Missing, nearest, printable } from "asl-core";
import type { Asked } from "./asked.js";
import { Refusal } from "./refusal.js";

/** What a run prints to the console beside its end. */
export type Told = "tasks" | "events" | "nothing";

/** The arguments of `launch`, checked. Paths are as they were written. */
export interface Plan {
  /** `order.asl.json`, or `template.yaml#OrderMachine`. */
  readonly program: string | undefined;
  /** A path or JSON text; other values as they are. */
  readonly input: Json | undefined;
  readonly answers: string | undefined;
  readonly handlers: string | undefined;
  readonly substitutions: string | undefined;
  readonly type: string | undefined;
  readonly seed: number | undefined;
  readonly name: string | undefined;
  readonly at: string | undefined;
  readonly limits: boolean;
  /** Folder by bucket. */
  readonly objectStore: Readonly<Record<string, string>>;
  /** A history of a production execution. */
  readonly history: string | undefined;
  /** Which execution of it, where it holds several. */
  readonly execution: string | undefined;
  /** What stands for a result that was never recorded. */
  readonly missing: Missing;
  /** A saved session. */
  readonly recording: string | undefined;
  /** What relative paths begin at. */
  readonly cwd: string;
  readonly stopOnEntry: boolean;
  readonly stopOnEnd: boolean;
  readonly noDebug: boolean;
  readonly output: Told;
  /** What it is called where a server holds it. */
  readonly session: string | undefined;
}

const KNOWN = new Set(
  (
    "program input answers handlers substitutions stateMachineType seed executionName at limits objectStore history " +
    "execution missing recording cwd stopOnEntry stopOnEnd noDebug output session"
  ).split(" "),
);
/** What editors themselves keep in a configuration. */
const EDITORS = new Set(
  (
    "type request name presentation preLaunchTask postDebugTask internalConsoleOptions debugServer serverReadyAction " +
    "suppressMultipleSessionWarning windows linux osx restart port host"
  ).split(" "),
);

/** One line on each argument that launch does not know, with what was probably meant. Names that begin with _ or : are editors' own. */
export const unknownIn = (names: readonly string[]): string[] =>
  names
    .filter((name) => !KNOWN.has(name) && !EDITORS.has(name) && !/^[_:$]|^command|^default/.test(name))
    .slice(0, 20)
    .map((name) => {
      const near = nearest(name, KNOWN);
      return `launch has no argument "${printable(name.slice(0, 100))}"${near === undefined ? "" : `: did you mean "${near}"?`}`;
    });

/** Reads the arguments of `launch`, or of a restart with others. Throws Refusal. */
export function planOf(asked: Asked): Plan {
  const plan: Plan = {
    program: asked.optionalText("program"),
    input: asked.value("input"),
    answers: asked.optionalText("answers"),
    handlers: asked.optionalText("handlers"),
    substitutions: asked.optionalText("substitutions"),
    type: asked.optionalText("stateMachineType"),
    seed: asked.optionalNumber("seed"),
    name: asked.optionalText("executionName"),
    at: asked.optionalText("at"),
    limits: asked.flag("limits") ?? true,
    objectStore: foldersIn(asked),
    history: asked.optionalText("history"),
    execution: asked.optionalText("execution"),
    missing: oneOf(asked, "missing", ["stop", "nearest"] as const),
    recording: asked.optionalText("recording"),
    cwd: asked.optionalText("cwd") ?? process.cwd(),
    stopOnEntry: asked.flag("stopOnEntry") ?? false,
    stopOnEnd: asked.flag("stopOnEnd") ?? true,
    noDebug: asked.flag("noDebug") ?? false,
    output: oneOf(asked, "output", ["tasks", "events", "nothing"] as const),
    session: asked.optionalText("session"),
  };
  check(asked.command, plan);
  return plan;
}

function check(command: string, plan: Plan): void {
  const { program, history, recording, execution, answers, handlers, input } = plan;
  if (program === undefined && history === undefined && recording === undefined)
    throw new Refusal(
      `${command}: give "program" (a definition, or template.yaml#Machine), "history" (a recorded execution) or "recording" (a saved session)`,
    );
  if (recording !== undefined && history !== undefined)
    throw new Refusal(`${command}: "recording" and "history" are two runs: give one of them`);
  if (recording !== undefined && (answers ?? handlers ?? input) !== undefined)
    throw new Refusal(
      `${command}: a "recording" brings its input and answers along: leave "input", "answers" and "handlers" out`,
    );
  if (history === undefined && execution !== undefined)
    throw new Refusal(`${command}: "execution" picks one execution of a "history": there is none`);
}

function oneOf<T extends string>(asked: Asked, name: string, choices: readonly T[]): T {
  const value = asked.optionalText(name) ?? choices[0];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Refusal(`${asked.command}: "${name}" is one of ${choices.join(", ")}`);
  return found;
}

function foldersIn(asked: Asked): Record<string, string> {
  const value = asked.value("objectStore");
  if (value === undefined) return {};
  if (!isObject(value) || !Object.values(value).every((folder) => typeof folder === "string"))
    throw new Refusal(`${asked.command}: "objectStore" has a folder for each bucket, as in {"orders": "data/orders"}`);
  return value as Record<string, string>;
}
