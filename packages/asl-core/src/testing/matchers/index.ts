import { toHaveAssigned } from "./assigned.js";
import type { Count } from "./count.js";
import { toMatchTrace } from "./match-trace.js";
import { toFailWith, toSucceed, toSucceedWith } from "./outcome.js";
import { toHaveSent } from "./sent.js";
import { type DurationRange, toTake } from "./take.js";
import { toHaveVisited } from "./visited.js";

export type { Count } from "./count.js";
export type { Matcher, MatcherContext, MatcherResult } from "./protocol.js";
export type { Duration, DurationRange } from "./take.js";

/** Matchers for vitest and Jest: `expect.extend(aslMatchers)`. What each demands stands with AslMatchers. */
export const aslMatchers = {
  toSucceed,
  toSucceedWith,
  toFailWith,
  toHaveVisited,
  toHaveSent,
  toHaveAssigned,
  toTake,
  toMatchTrace,
};

/**
 * The matchers as TypeScript sees them on `expect(run)`. For vitest `asl-core/testing/vitest` declares them; for Jest write
 * `declare module "expect" { interface Matchers<R> extends AslMatchers<R> {} }`.
 */
export interface AslMatchers<R = void> {
  /** The run succeeded. */
  toSucceed(): R;
  /** The run succeeded with this output; asymmetric matchers may stand anywhere in it. */
  toSucceedWith(output: unknown): R;
  /** The run failed, with this error and cause if given: equal texts, regular expressions, or an object for a cause that is JSON. */
  toFailWith(error?: unknown, cause?: unknown): R;
  /** The run visited a state, so many times if told; several states: in that order. */
  toHaveVisited(state: string | readonly string[], times?: Count): R;
  /** A Task sent this request; the one numbered `call` from 1 on if told. */
  toHaveSent(state: string, request: unknown, call?: number): R;
  /** A state assigned this value, or any, to a variable. */
  toHaveAssigned(variable: string, value?: unknown): R;
  /** The run took that long on its virtual clock. */
  toTake(duration: DurationRange): R;
  /** The golden trace is as the file, or the runner's snapshot, has it. */
  toMatchTrace(file?: string): R;
}
