import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toJson } from "../packages/asl-core/src/language/jsonata/border.js";
import { evaluate, library } from "../packages/asl-core/src/language/jsonata/evaluator.js";
import { LIMITS } from "../packages/asl-core/src/language/jsonata/limits.js";
import { shared } from "./language/jsonata-corpus.js";

interface Case {
  name: string;
  expr?: string;
  "expr-file"?: string;
  data?: unknown;
  dataset?: string | null;
  bindings?: Record<string, unknown>;
  depth?: number;
  result?: unknown;
  undefinedResult?: boolean;
  code?: string;
  error?: { code: string; message?: string };
  token?: string;
}

/** Groups or cases of the official suite that are not run, and why. */
const EXCLUDED: readonly [pattern: RegExp, reason: string][] = [
  [/^function-eval\//, "AWS refuses $eval"],
  [/^range-operator\/case02[14]/, "ten million members: AWS refuses 900,000, and so do we"],
  [/^tail-recursion\/case00[67]/, "an endless loop: ends by the number of steps, theirs by the clock"],
];

const suite = shared("jsonata-suite");
if (suite === undefined)
  console.warn("SKIPPED: the JSONata suite is not there; set ASL_SHARED to the folder that holds it");

describe.skipIf(suite === undefined)("the official JSONata suite on the synchronous evaluator", () => {
  for (const group of suite === undefined ? [] : readdirSync(join(suite, "groups")))
    it(`agrees on ${group}`, { timeout: 60_000 }, () => {
      for (const test of casesOf(group)) if (!EXCLUDED.some(([pattern]) => pattern.test(test.name))) check(test);
    });
});

function casesOf(group: string): Case[] {
  const folder = join(suite!, "groups", group);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.flatMap((file) => {
    const content = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const list: Case[] = Array.isArray(content) ? content : [content];
    return list.map((one, i) => ({ ...one, expr: textOf(one, folder), name: `${group}/${file}[${i}]` }));
  });
}

const textOf = (one: Case, folder: string): string => one.expr ?? readFileSync(join(folder, one["expr-file"]!), "utf8");

const datasets = new Map<string, string>();

function inputOf(test: Case): unknown {
  if ("data" in test) return test.data;
  if (test.dataset === null || test.dataset === undefined) return undefined;
  if (!datasets.has(test.dataset))
    datasets.set(test.dataset, readFileSync(join(suite!, "datasets", `${test.dataset}.json`), "utf8"));
  return JSON.parse(datasets.get(test.dataset)!);
}

function check(test: Case): void {
  const outcome = outcomeOf(test);
  const about = `${test.name}: ${test.expr}`;
  const code = (test.code ?? test.error?.code)?.replace("U1001", "D1011"); // U1001 is the depth guard of their runner
  if (code !== undefined) {
    expect(outcome, about).toMatchObject({ error: { code, ...(test.token !== undefined && { token: test.token }) } });
    if (test.error?.message !== undefined)
      expect((outcome as { error: { message: string } }).error.message).toBe(test.error.message);
  } else if (test.undefinedResult) expect(outcome, about).toEqual({ value: undefined });
  else expect(outcome, about).toEqual({ value: test.result });
}

function outcomeOf(test: Case): { value: unknown } | { error: unknown } {
  const bindings = test.bindings ?? {};
  try {
    const tree = library().parser(test.expr!);
    const depth = test.depth ?? LIMITS.depth;
    const value = evaluate(tree, inputOf(test), (name) => bindings[name], { now: 1e12, random: () => 0.5 }, depth);
    return { value: value === undefined ? undefined : toJson(value) };
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error) library().populateMessage(error as never);
    return { error };
  }
}
