import type { ConformanceCase } from "./case.js";
import { compareCase } from "./compare.js";
import type { CaseResult } from "./result.js";
import { runCase } from "./run-case.js";

/** A case with the area it counts for. */
export interface SuiteCase {
  readonly area: string;
  readonly case: ConformanceCase;
}
/** How many cases there are, and how many gave what AWS gave. */
export interface Count {
  total: number;
  passed: number;
}
/** The result of a suite: all cases, each area, each failure. */
export interface SuiteReport extends Count {
  /** By name, in alphabetical order. */
  areas: Record<string, Count>;
  /** In the order in which the cases came; `reason` is the first difference. */
  failures: { id: string; reason: string }[];
}

/** What may watch a suite; used to keep what each case really gave. */
export type SuiteObserver = (one: SuiteCase, result: CaseResult | null, differences: string[]) => void;

/** Runs cases one after the other. A case that throws fails with what it threw. Each result is dropped once compared. */
export function runCases(cases: Iterable<SuiteCase>, observe?: SuiteObserver): SuiteReport {
  const counts = new Map<string, Count>();
  const failures: SuiteReport["failures"] = [];
  for (const one of cases) {
    const { result, differences } = judge(one.case);
    observe?.(one, result, differences);
    if (differences.length > 0) failures.push({ id: one.case.id, reason: differences[0] });
    count(counts, one.area, differences.length === 0);
  }
  return { ...sum(counts.values()), areas: Object.fromEntries([...counts].sort(byName)), failures };
}

function judge(one: ConformanceCase): { result: CaseResult | null; differences: string[] } {
  try {
    const result = runCase(one);
    return { result, differences: compareCase(one, result) };
  } catch (error) {
    return { result: null, differences: [`threw ${String(error)}`] };
  }
}

function count(counts: Map<string, Count>, area: string, passed: boolean): void {
  const entry = counts.get(area) ?? { total: 0, passed: 0 };
  counts.set(area, { total: entry.total + 1, passed: entry.passed + (passed ? 1 : 0) });
}

function sum(counts: Iterable<Count>): Count {
  const all: Count = { total: 0, passed: 0 };
  for (const { total, passed } of counts) {
    all.total += total;
    all.passed += passed;
  }
  return all;
}

const byName = ([a]: [string, Count], [b]: [string, Count]): number => (a < b ? -1 : 1);
