import type { Arrival } from "./journey.js";
import type { Stop } from "./stop.js";

/** One readable sentence on a stop. `state`: where it stands. */
export function stopText({ reason, error, about, hits }: Arrival, state: string | undefined): string {
  const at = state === undefined ? "" : ` in "${state}"`;
  const inside = about === undefined ? "" : `, ${about}`;
  const faults = hits === undefined || hits.faults.length === 0 ? "" : `; ${hits.faults.join("; ")}`;
  switch (reason) {
    case "breakpoint":
      return `breakpoint ${hits!.ids.join(", ")}${at}${inside}${faults}`;
    case "error":
      return `${error?.error ?? "an error without a name"}${at}${error?.cause ? `: ${error.cause}` : ""}${faults}`;
    case "task":
      return `the task${at} waits for an answer`;
    default:
      return `${TEXTS[reason]}${at}${inside}`;
  }
}

const TEXTS: Record<Exclude<Stop["reason"], "breakpoint" | "error" | "task">, string> = {
  entry: "at the beginning",
  step: "stands",
  pause: "paused",
  end: "nothing is left to do",
  start: "back at the beginning",
  goto: "stands",
};
