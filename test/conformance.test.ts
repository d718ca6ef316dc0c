import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCases, type SuiteCase } from "../packages/asl-core/src/conformance/index.js";
import { root } from "../scripts/workspace.mjs";
import { checkLaws } from "./harness/check.js";
import { readJson, recordedCases, shared } from "./harness/load.js";
import { recordedRun } from "./harness/recorded-run.js";
import { conformanceTable } from "./harness/table.js";

/** Cases that fail, each with the reason why that is so; a case listed here that passes is an error, too. */
const ledger = readJson(join(root, "test/conformance-ledger.json")) as Record<string, string>;

const folder = shared("conformance/executions");

describe.skipIf(folder === undefined)("recorded executions of AWS Step Functions", () => {
  const cases: SuiteCase[] = folder === undefined ? [] : recordedCases(folder);
  const differences = new Map<string, string[]>();
  const report = runCases(cases, (one, _, found) => void differences.set(one.case.id, found));

  it.each(cases.map((one) => [one.case.id, one] as const))("%s", (id, one) => {
    if (Object.hasOwn(ledger, id)) expect(differences.get(id), "passes: take it out of the ledger").not.toEqual([]);
    else expect(differences.get(id)!.join("\n")).toBe("");
    const made = recordedRun(one.case);
    if (made !== undefined) checkLaws(made);
  });

  it("lists no case in the ledger that is not there", () => {
    const ids = new Set(cases.map((one) => one.case.id));
    expect(Object.keys(ledger).filter((id) => !ids.has(id))).toEqual([]);
  });

  it("writes docs/conformance.md", () => {
    const file = join(root, "docs/conformance.md");
    const text = conformanceTable(report, ledger);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  });
});
