import type { TestRun } from "../run.js";

/** What vitest and Jest say a matcher may use of `this`; the part used here. */
export interface MatcherContext {
  readonly isNot?: boolean;
  equals(actual: unknown, expected: unknown, testers?: never[]): boolean;
  readonly customTesters?: readonly unknown[];
  readonly testPath?: string;
  readonly currentTestName?: string;
}

/** What a matcher answers. */
export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/** A matcher as `expect.extend` takes it. */
export type Matcher<Arguments extends unknown[]> = (
  this: MatcherContext,
  received: unknown,
  ...expected: Arguments
) => MatcherResult;

/** A whole result. `lines` are made only where the message is asked for. */
export function result(context: MatcherContext, name: string, pass: boolean, lines: () => string[]): MatcherResult {
  const call = `expect(run)${context.isNot ? ".not" : ""}.${name}`;
  return { pass, message: () => [call, "", ...lines()].join("\n") };
}

/** Whether two values are the same by the runner's rules, with its custom testers. */
export const same = (context: MatcherContext, actual: unknown, expected: unknown): boolean =>
  context.equals(actual, expected, [...((context.customTesters ?? []) as never[])]);

/** The run a matcher was given. Throws TypeError, in words, for anything else. */
export function runOf(received: unknown, matcher: string): TestRun {
  if (isRun(received)) return received;
  throw new TypeError(`${matcher} looks at a run, and this is ${describe(received)}`);
}

const isRun = (value: unknown): value is TestRun =>
  typeof value === "object" && value !== null && "visits" in value && "status" in value && "machine" in value;

function describe(value: unknown): string {
  if (value === null || value === undefined) return `${value}: pass what machine.run() gives`;
  if (typeof value !== "object") return `a ${typeof value}: pass what machine.run() gives`;
  if ("then" in value) return "a promise: write `await machine.run(…)`";
  if ("advance" in value) return "a session: pass session.run()";
  if ("start" in value) return "a machine: pass what machine.run() gives";
  return "something else: pass what machine.run() gives";
}
