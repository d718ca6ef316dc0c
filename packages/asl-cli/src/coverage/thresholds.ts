import { type Count, type CoverageSummary, ITEM_KINDS, type ItemKind, percentOf } from "asl-core/testing/coverage";
import { usage } from "../stop.js";

/** Least percentages, of all items or of one kind. */
export type Thresholds = ReadonlyMap<ItemKind | "all", number>;

/** Reads `80` or `states=100,rules=80`. Throws Stop where it says something else. */
export function thresholdsOf(text: string | undefined): Thresholds {
  const thresholds = new Map<ItemKind | "all", number>();
  for (const part of text?.split(",") ?? []) {
    const [, name = "all", percent] = /^(?:\s*(\w+)\s*=)?\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(part) ?? refuse(part);
    if (name !== "all" && !isKind(name))
      throw usage(`--threshold: there is no ${name}`, `Kinds: ${ITEM_KINDS.join(", ")}.`);
    if (Number(percent) > 100) throw usage(`--threshold ${part}: there is no more than 100 percent`);
    thresholds.set(name, Number(percent));
  }
  return thresholds;
}

function refuse(part: string): never {
  throw usage(`--threshold ${JSON.stringify(part)} is no percentage`, "Write 80, or states=100,rules=80.");
}

const isKind = (name: string): name is ItemKind => (ITEM_KINDS as readonly string[]).includes(name);

/** A threshold that was not reached. */
export interface Shortfall {
  readonly name: ItemKind | "all";
  readonly percent: number;
  readonly threshold: number;
}

/** The thresholds that are not reached. What there is nothing of reaches any. */
export function shortfalls(thresholds: Thresholds, summary: CoverageSummary): Shortfall[] {
  const countOf = (name: ItemKind | "all"): Count => (name === "all" ? summary : summary.kinds[name]);
  return [...thresholds]
    .map(([name, threshold]) => ({ name, threshold, percent: percentOf(countOf(name)) }))
    .filter(({ percent, threshold }) => percent < threshold);
}
