import type { Shortfall } from "./thresholds.js";

/** What to say of a threshold that was not reached. Rounded down, so that it never seems to be reached. */
export function shortfallLine({ name, percent, threshold }: Shortfall): string {
  const shown = (Math.floor(percent * 100) / 100).toFixed(2).replace(/\.?0+$/, "");
  return `coverage of ${name === "all" ? "all items" : name} is ${shown}%, below the threshold of ${threshold}%`;
}
