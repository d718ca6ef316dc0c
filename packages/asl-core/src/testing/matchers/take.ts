import { exactDuration, parseDuration } from "../../duration.js";
import type { Millis } from "../../time.js";
import { TAKES } from "../cases/format.js";
import { checkArgument } from "../checked-options.js";
import type { TestRun } from "../run.js";
import { countText, fits } from "./count.js";
import { type Matcher, result, runOf } from "./protocol.js";
import { placeText, standing } from "./standing.js";

/** "4m", "1h30m", or milliseconds. */
export type Duration = string | Millis;
/** A duration, or the least and the most it may be. */
export type DurationRange = Duration | { readonly atLeast?: Duration; readonly atMost?: Duration };

/** The run took that long on its virtual clock. Throws TypeError where a duration cannot be read, or bounds make no sense. */
export const toTake: Matcher<[duration: DurationRange]> = function (received, duration) {
  const run = runOf(received, "toTake");
  checkArgument(duration, TAKES, "the duration of toTake");
  const wanted = typeof duration === "object" ? rangeOf(duration) : millisOf(duration);
  return result(this, "toTake(duration)", fits(run.duration, wanted), () => [
    `The run took ${exactDuration(run.duration)}, expected ${this.isNot ? "not " : ""}${countText(wanted, exactDuration)}.`,
    ...longest(run),
    ...standing(run),
  ]);
};

function rangeOf({ atLeast, atMost }: Exclude<DurationRange, Duration>): { atLeast?: Millis; atMost?: Millis } {
  return {
    ...(atLeast !== undefined && { atLeast: millisOf(atLeast) }),
    ...(atMost !== undefined && { atMost: millisOf(atMost) }),
  };
}

const millisOf = (duration: Duration): Millis => parseDuration(duration) as Millis;

/** Where the time went: the longest stays in states without states inside. */
function longest({ visits }: TestRun): string[] {
  const leaves = visits.filter(({ type, exitedAt }) => type !== "Parallel" && type !== "Map" && exitedAt !== undefined);
  const taking = leaves.map((visit) => ({ visit, took: (visit.exitedAt as Millis) - visit.enteredAt }));
  const top = taking.filter(({ took }) => took > 0).sort((a, b) => b.took - a.took);
  return top.slice(0, 3).map(({ visit, took }) => `  ${placeText(visit)} took ${exactDuration(took)}`);
}
