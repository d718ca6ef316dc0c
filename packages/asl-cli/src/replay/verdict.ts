import type { ReplayChange } from "asl-core";
import { EXIT, type ExitCode } from "../stop.js";
import type { Outcome } from "./outcome.js";

/** What a table says of a history. */
export type Kind = ReplayChange | "cannot be read";

/** All of them, in the order of summaries. */
export const KINDS: readonly Kind[] = [
  ...([
    "same",
    "same so far",
    "different data",
    "different path",
    "now fails",
    "now succeeds",
    "needs a result",
  ] as const),
  "cannot be read",
];

/** What has become of a recording, as it is counted. */
export const kindOf = ({ replay }: Outcome): Kind => replay?.change ?? "cannot be read";

/** How many there are of each kind. */
export function tallyOf(outcomes: readonly Outcome[]): Record<Kind, number> {
  const tally = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const outcome of outcomes) tally[kindOf(outcome)]++;
  return tally;
}

/** A divergence is worse than what cannot be told, for want of a result or of the rest of a history, and that than a history that cannot be read. */
export function verdictOf(outcomes: readonly Outcome[]): ExitCode {
  const tally = tallyOf(outcomes);
  const diverged =
    outcomes.length - tally.same - tally["same so far"] - tally["needs a result"] - tally["cannot be read"];
  if (diverged > 0) return EXIT.failed;
  if (tally["needs a result"] + tally["same so far"] > 0) return EXIT.unanswered;
  return tally["cannot be read"] > 0 ? EXIT.usage : EXIT.succeeded;
}

/** "12 histories: 9 same, 2 now fail…". */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const tally = tallyOf(outcomes);
  const parts = KINDS.filter((kind) => tally[kind] > 0).map((kind) => `${tally[kind]} ${inWords(kind, tally[kind])}`);
  return `${outcomes.length} ${outcomes.length === 1 ? "history" : "histories"}: ${parts.join(", ")}`;
}

const inWords = (kind: Kind, count: number): string =>
  count === 1 ? kind : kind.replace("fails", "fail").replace("succeeds", "succeed").replace("needs", "need");
