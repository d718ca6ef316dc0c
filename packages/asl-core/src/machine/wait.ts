import { StatesError } from "../errors.js";
import { type Json, type JsonObject, textOf } from "../json.js";
import { compileJsonata } from "../language/jsonata/index.js";
import { compileOptionalPath } from "../language/jsonpath/index.js";
import type { Scope } from "../language/scope.js";
import { type Millis, parseTimestamp } from "../time.js";

/** AWS refuses waits longer than this many days (recorded: 24,855 days pass, 24,856 fail). */
const MAX_DAYS = 24_855;
const DAY = 86_400_000;

/** The moment a wait ends, on the execution's clock. */
export type Until = (scope: Scope) => Millis;

/** Compiles the one of Seconds, Timestamp, SecondsPath, TimestampPath a Wait has. */
export function compileUntil(state: JsonObject, jsonata: boolean): Until {
  return bounded(untilOf(state, jsonata));
}

function untilOf(state: JsonObject, jsonata: boolean): Until {
  if (typeof state.SecondsPath === "string") return secondsAt(state.SecondsPath);
  if (typeof state.TimestampPath === "string") return timestampAt(state.TimestampPath);
  if (typeof state.Seconds === "number") return fixedSeconds(state.Seconds);
  if (jsonata) return evaluated(state);
  const at = parseTimestamp(state.Timestamp as string)!;
  return () => at;
}

const fixedSeconds =
  (seconds: number): Until =>
  (scope) =>
    scope.now + seconds * 1000;

function bounded(until: Until): Until {
  return (scope) => {
    const at = until(scope);
    if (at - scope.now >= (MAX_DAYS + 1) * DAY) throw runtime("Wait state delay is too long.");
    return at;
  };
}

const runtime = (cause: string): StatesError => new StatesError("States.Runtime", cause);

function secondsAt(path: string): Until {
  const read = compileOptionalPath(path);
  return (scope) => {
    const value = read(scope);
    if (value === undefined) throw runtime(`The SecondsPath parameter does not reference an input value: ${path}`);
    if (typeof value !== "number" || !Number.isInteger(value))
      throw runtime(`The SecondsPath parameter cannot be parsed as a long value: ${path} == ${textOf(value)}`);
    if (value < 0) throw runtime(`The SecondsPath parameter references a negative value: ${path} == ${value}`);
    return scope.now + value * 1000;
  };
}

function timestampAt(path: string): Until {
  const read = compileOptionalPath(path);
  return (scope) => {
    const value = read(scope);
    if (value === undefined) throw runtime(`The TimestampPath parameter does not reference an input value: ${path}`);
    const at = typeof value === "string" ? parseTimestamp(value) : undefined;
    if (at !== undefined) return at;
    throw runtime(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${textOf(value)}`,
    );
  };
}

function evaluated(state: JsonObject): Until {
  if (state.Seconds !== undefined) return evaluatedSeconds(state.Seconds);
  const read = compileJsonata(state.Timestamp, "Timestamp", "string");
  return (scope) => {
    const text = read(scope) as string;
    const at = parseTimestamp(text);
    if (at !== undefined) return at;
    throw query(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      "Timestamp",
    );
  };
}

const query = (cause: string, field: string): StatesError =>
  new StatesError("States.QueryEvaluationError", cause, field);

function evaluatedSeconds(expression: Json): Until {
  const read = compileJsonata(expression, "Seconds", "number");
  return (scope) => {
    const seconds = read(scope) as number;
    if (!Number.isInteger(seconds))
      throw query(`The Seconds field cannot be parsed as an integer: ${seconds}`, "Seconds");
    if (seconds < 0 || seconds > 99_999_999)
      throw query(`Seconds must be between 0 and 99999999 but was: ${seconds}`, "Seconds");
    return scope.now + seconds * 1000;
  };
}
