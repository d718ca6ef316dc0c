import { parseJson } from "../../json.js";
import { described } from "../checked-options.js";
import { diff, diffLines } from "../diff.js";
import { indent } from "../json-lines.js";
import type { TestRun } from "../run.js";
import { isAsymmetric, valueText } from "../value-text.js";
import { originLines } from "./origin.js";
import { type Matcher, type MatcherContext, result, runOf, same } from "./protocol.js";
import { failurePlace, standing } from "./standing.js";

/** The run succeeded. */
export const toSucceed: Matcher<[]> = function (received) {
  const run = runOf(received, "toSucceed");
  const pass = run.status === "SUCCEEDED";
  return result(this, "toSucceed()", pass, () => (pass ? standing(run) : [...standing(run), ...failurePlace(run)]));
};

/** The run succeeded with this output; asymmetric matchers may stand anywhere in it. */
export const toSucceedWith: Matcher<[output: unknown]> = function (received, output) {
  const run = runOf(received, "toSucceedWith");
  const succeeded = run.status === "SUCCEEDED";
  const pass = succeeded && same(this, run.output, output);
  return result(this, "toSucceedWith(output)", pass, () => {
    if (pass) return standing(run);
    if (succeeded) return [...standing(run), "", ...otherOutput(this, run, output)];
    return [...standing(run), ...failurePlace(run), "", `expected output ${valueText(output, 200)}`];
  });
};

function otherOutput(context: MatcherContext, run: TestRun, output: unknown): string[] {
  const found = diff(output, run.output, { equals: (actual, expected) => same(context, actual, expected) });
  const origins = originLines(run, found);
  return [...diffLines(found), ...(origins.length > 0 ? ["", ...origins] : [])];
}

/**
 * The run failed (or timed out, or was aborted) with this error and, where given, this cause: a text that is equal, a
 * regular expression, an asymmetric matcher, or an object that the cause, read as JSON, is equal to. Without arguments:
 * it failed at all. Throws TypeError where error or cause can never be that, also behind `not`.
 */
export const toFailWith: Matcher<[error?: unknown, cause?: unknown]> = function (received, error, cause) {
  const run = runOf(received, "toFailWith");
  checkText(error, "error", "a text, a regular expression or an asymmetric matcher");
  checkText(
    cause,
    "cause",
    "a text, a regular expression, an asymmetric matcher, or an object or list for a cause that is JSON",
  );
  const failed = run.status !== "SUCCEEDED" && run.status !== "RUNNING";
  const fits = (actual: string | null, expected: unknown) => matches(this, actual, expected);
  const pass = failed && fits(run.error, error) && fits(run.cause, cause);
  const name = `toFailWith(${[error !== undefined && "error", cause !== undefined && "cause"].filter(Boolean).join(", ")})`;
  return result(this, name, pass, () => {
    if (pass || !failed) return [...standing(run), ...(pass ? [] : ["", ...wanted(error, cause)])];
    const parts = [part("error", run.error, error, fits), part("cause", run.cause, cause, fits)];
    return [...standing(run), ...failurePlace(run), "", ...parts.flat()];
  });
};

/** Errors are texts, or null where a worker gives none; causes may be JSON. */
function checkText(expected: unknown, name: "error" | "cause", wanted: string): void {
  const isObject = typeof expected === "object" && expected !== null;
  const fits = isObject && (name === "cause" || expected instanceof RegExp || isAsymmetric(expected));
  if (expected === undefined || expected === null || typeof expected === "string" || fits) return;
  throw new TypeError(`the ${name} of toFailWith: here stands ${described(expected)}, and it must be ${wanted}`);
}

function matches(context: MatcherContext, actual: string | null, expected: unknown): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return actual !== null && actual.search(expected) >= 0;
  if (typeof expected !== "object" || expected === null || isAsymmetric(expected))
    return same(context, actual, expected);
  return actual !== null && same(context, parseJson(actual), expected);
}

function wanted(error: unknown, cause: unknown): string[] {
  const lines = error === undefined ? [] : [`expected error ${textOf(error)}`];
  return cause === undefined ? lines : [...lines, `expected cause ${textOf(cause)}`];
}

const textOf = (value: unknown): string => (value instanceof RegExp ? String(value) : valueText(value, 500));

type Fits = (actual: string | null, expected: unknown) => boolean;

function part(label: string, actual: string | null, expected: unknown, fits: Fits): string[] {
  if (fits(actual, expected)) return [];
  const parsed = typeof expected === "object" && actual !== null ? parseJson(actual) : undefined;
  if (parsed !== undefined && !(expected instanceof RegExp))
    return [label, ...indent(diffLines(diff(expected, parsed)))];
  if (expected instanceof RegExp) return [label, `  expected ${expected}`, `  actual   ${valueText(actual, 500)}`];
  return [label, ...diffLines(diff(expected, actual)).slice(1)];
}
