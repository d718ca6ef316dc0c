import { formatDuration, parseDuration } from "../../duration.js";
import { valueText } from "../value-text.js";
import type { Visit } from "../visit.js";
import type { Bounds } from "./test-case.js";

/** A value in at most as many characters as a message shows. */
export const shortText = (value: unknown): string => valueText(value, 160);

/** A duration as it is written in a test file, in milliseconds. */
export const millisOf = (value: number | string): number => parseDuration(value) as number;

/** A duration to the millisecond or so: "2m 5s". */
export const durationText = (value: number | string): string => formatDuration(millisOf(value), 3);

/** `once`, `twice`, `3 times`. */
export const timesText = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

/** `1 request`, `2 requests`. */
export const requestsText = (count: number): string => `${count} request${count === 1 ? "" : "s"}`;

/** Whether a quantity is as written, or within bounds. */
export function within<T extends number | string>(bounds: Bounds<T>, actual: number, number: (value: T) => number) {
  if (typeof bounds !== "object") return number(bounds) === actual;
  const { atLeast, atMost } = bounds;
  return (atLeast === undefined || actual >= number(atLeast)) && (atMost === undefined || actual <= number(atMost));
}

/** A quantity or its bounds: `3 times`, `at least once and at most 3 times`. */
export function boundsText<T extends number | string>(bounds: Bounds<T>, text: (value: T) => string): string {
  if (typeof bounds !== "object") return text(bounds);
  const parts = [
    ...(bounds.atLeast === undefined ? [] : [`at least ${text(bounds.atLeast)}`]),
    ...(bounds.atMost === undefined ? [] : [`at most ${text(bounds.atMost)}`]),
  ];
  return parts.join(" and ");
}

/** Why a state was left as it was, a line each. */
export function reasonsOf({ path, via, error, output }: Visit): string[] {
  const edge = via === undefined ? [] : [`${path} was left by ${via}`];
  const failed = error === undefined ? [] : [`${path} failed with ${String(error)}`];
  const value = output === undefined ? [] : [`output of ${path}: ${shortText(output)}`];
  return [...edge, ...failed, ...value];
}
