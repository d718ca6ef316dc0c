import type { Candidate } from "./candidates.js";
import type { Need } from "./need.js";
import type { Origin } from "./origin.js";

/** A place whose value can be chosen, and the value. */
export interface Chosen {
  readonly origin: Exclude<Origin, { type: "fixed" }>;
  readonly value: Candidate;
}

/** Checks of one search; then it is given up. */
const MOST_CHECKS = 20_000;

interface Unknown {
  readonly origin: Exclude<Origin, { type: "fixed" }>;
  readonly candidates: Candidate[];
  /** Whether a condition depends on it: the others are filled in only where nothing stands. */
  decided: boolean;
}

/** A need whose reads have been followed to their origins: a fixed value, or the place of an unknown. */
interface Bound {
  readonly need: Need;
  readonly reads: readonly ({ readonly value: Candidate } | { readonly unknown: number })[];
  /** The last of its unknowns: then it can be checked. */
  readonly last: number;
}

/** Chooses values for which all needs hold; undefined where none are found. Needs whose values are computed are left out. */
export function solve(needs: readonly Need[]): Chosen[] | undefined {
  const unknowns = new Map<string, Unknown>();
  const bound = needs.flatMap((need) => bind(need, unknowns));
  const all = [...unknowns.values()];
  const values = search(all, bound);
  return values && all.map(({ origin }, i) => ({ origin, value: values[i] }));
}

function bind(need: Need, unknowns: Map<string, Unknown>): Bound[] {
  const { origins, step } = need;
  const found = need.reads.map((read) => (read === "items" ? origins.items(step, []) : origins.of(step, read)));
  if (found.includes(undefined) || found.length === 0) return [];
  const indexes = found.map((origin) => (origin!.type === "fixed" ? -1 : note(origin!, need, unknowns)));
  const reads = indexes.map((unknown, i) =>
    unknown < 0 ? { value: (found[i] as Origin & { type: "fixed" }).value } : { unknown },
  );
  return [{ need, reads, last: Math.max(...indexes) }];
}

function note(origin: Exclude<Origin, { type: "fixed" }>, need: Need, unknowns: Map<string, Unknown>): number {
  const key = JSON.stringify(origin);
  const before = unknowns.get(key) ?? { origin, candidates: [], decided: false };
  const decides = need.holds !== undefined;
  // What fills a place only for something to be there comes after what conditions ask for.
  if (decides && !before.decided) before.candidates.unshift(...need.candidates);
  else before.candidates.push(...need.candidates);
  before.decided ||= decides;
  unknowns.set(key, before);
  return [...unknowns.keys()].indexOf(key);
}

/** Depth first, with a bound on its work. */
function search(unknowns: readonly Unknown[], bound: readonly Bound[]): Candidate[] | undefined {
  const values: Candidate[] = new Array(unknowns.length).fill(undefined);
  const due = unknowns.map((_, i) => bound.filter(({ last }) => last === i));
  if (bound.some((one) => one.last < 0 && !satisfied(one, values))) return undefined;
  let checks = 0;
  const fill = (i: number): boolean => {
    if (i === unknowns.length) return true;
    for (const candidate of unknowns[i].candidates) {
      values[i] = candidate;
      if (++checks > MOST_CHECKS) return false;
      if (due[i].every((one) => satisfied(one, values)) && fill(i + 1)) return true;
    }
    return false;
  };
  return fill(0) ? values : undefined;
}

/** A need without a condition asks for something to be there. */
function satisfied({ need, reads }: Bound, values: readonly Candidate[]): boolean {
  const shown = reads.map((read) => ("unknown" in read ? values[read.unknown] : read.value));
  return need.holds === undefined ? shown.every((value) => value !== undefined) : need.holds(shown);
}
