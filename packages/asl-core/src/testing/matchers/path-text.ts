import { printable } from "../../display.js";
import type { TestRun } from "../run.js";
import { type Branching, type Group, groupsOf, treeOf } from "../trace-tree.js";
import type { Visit } from "../visit.js";

/** Longer ways are cut in the middle. */
const LONGEST = 24;
/** Kinds of iterations to tell apart. */
const KINDS = 4;

/**
 * The way a run took on one line: `Check → Split {A → B | C failed} → Lines [2 × Reserve → Rest] → Done`. Tries are shown
 * where there were several, and errors that a Catch took up: `Check (2 tries, caught Boom) → Refund`. Linear in the visits.
 */
export const pathText = (run: TestRun): string => chain(treeOf(run.visits, run.machine)) || "(no state was entered)";

function chain(places: readonly Branching[]): string {
  const half = LONGEST / 2;
  const shown = places.length <= LONGEST ? places : [...places.slice(0, half), null, ...places.slice(-half)];
  return shown.map((place) => (place === null ? `… ${places.length - LONGEST} more …` : visitText(place))).join(" → ");
}

const WORDS = { succeeded: "", caught: "", failed: " failed", aborted: " aborted", running: " not left" };

function visitText(place: Branching): string {
  const { state, status, attempts, type } = place.visit;
  const notes = [
    ...(attempts.length > 1 ? [`${attempts.length} tries`] : []),
    ...(status === "caught" ? [`caught ${errorText(place.visit)}`] : []),
  ];
  const noted = notes.length === 0 ? "" : ` (${notes.join(", ")})`;
  return `${printable(state)}${noted}${insideText(type, groupsOf(place))}${WORDS[status]}`;
}

/** Workers may fail without naming an error. */
const errorText = ({ error }: Visit): string => printable(error ?? "an error without a name");

function insideText(type: string, groups: readonly Group[]): string {
  if (groups.length === 0) return "";
  const last = groups.filter(({ attempt }) => attempt === groups[groups.length - 1].attempt);
  if (type === "Parallel") return ` {${last.map(({ members }) => chain(members)).join(" | ")}}`;
  const kinds = new Map<string, number>();
  for (const { members } of last) {
    const text = chain(members);
    kinds.set(text, (kinds.get(text) ?? 0) + 1);
  }
  const shown = [...kinds].slice(0, KINDS).map(([text, count]) => `${count} × ${text}`);
  return ` [${shown.join(" | ")}${kinds.size > KINDS ? " | …" : ""}]`;
}
