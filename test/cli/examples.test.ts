import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built, runIn } from "../support/asl.js";

beforeAll(built, 120_000);

/** The indented commands of a folder's README, as words. */
function commandsOf(folder: string): string[][] {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  return [...text.matchAll(/^ {4}asl (.+)$/gm)].map(([, words]) => words.split(" "));
}

const folders = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["html", "react", "vue"].includes(entry.name))
  .map((entry) => entry.name);

/** How the two runs of each example end: status, and error where there is one. */
const ENDS: Record<string, [happy: string, sad: string]> = {
  "expense-approval": ["SUCCEEDED", "FAILED Expense.Unanswered"],
  "nightly-batch": ["SUCCEEDED", "FAILED NightlyBatch.Failed"],
  "order-fulfilment": ["SUCCEEDED", "FAILED Payments.Declined"],
  "parcel-refund": ["SUCCEEDED", "SUCCEEDED"],
  "report-polling": ["SUCCEEDED", "FAILED Query.TooSlow"],
  "trip-saga": ["SUCCEEDED", "FAILED Trip.NotBooked"],
};

describe("the examples", () => {
  it("have all been given an end here", () => expect(folders).toEqual(Object.keys(ENDS)));

  it.each(folders)("%s ends as its README says", async (name) => {
    const folder = join(root, "examples", name);
    const runs = commandsOf(folder).filter(([command]) => command === "run");
    const ends: string[] = [];
    for (const words of runs) {
      const { stdout, stderr } = await runIn(folder, [...words, "--json"]);
      const { status, error } = JSON.parse(stdout) as { status: string; error: string | null };
      ends.push(error === null ? status : `${status} ${error}`);
      expect(stderr).toBe("");
    }
    expect(ends).toEqual(ENDS[name]);
  });

  it.each(folders)("%s passes its tests", async (name) => {
    const folder = join(root, "examples", name);
    const tests = commandsOf(folder).filter(([command]) => command === "test");
    expect(tests).toEqual([["test"]]);
    const { code, stdout } = await runIn(folder, tests[0]);
    expect(stdout).toMatch(/^\d+ passed \(/m);
    expect(code).toBe(0);
  });

  it("are reached by their tests in all their parts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "asl-examples-"));
    const commands = commandsOf(join(root, "examples")).map((words) =>
      words.map((word) => (word === ".coverage" ? folder : word)),
    );
    expect(commands.map(([command]) => command)).toEqual(["test", "coverage"]);
    for (const words of commands) {
      const { code, stdout } = await runIn(join(root, "examples"), words);
      expect(code, stdout).toBe(0);
    }
    rmSync(folder, { recursive: true });
  });
});
