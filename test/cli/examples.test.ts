import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built, runIn } from "../support/asl.js";

beforeAll(built, 120_000);

/** The indented commands of an example's README, as words: the happy path, then the sad one. */
function commandsOf(folder: string): string[][] {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  return [...text.matchAll(/^ {4}asl (.+)$/gm)].map(([, words]) => words.split(" "));
}

const folders = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** How the two runs of each example end: status, and error where there is one. */
const ENDS: Record<string, [happy: string, sad: string]> = {
  "expense-approval": ["SUCCEEDED", "FAILED Expense.Unanswered"],
  "nightly-batch": ["SUCCEEDED", "FAILED NightlyBatch.Failed"],
  "order-fulfilment": ["SUCCEEDED", "FAILED Payments.Declined"],
  "report-polling": ["SUCCEEDED", "FAILED Query.TooSlow"],
  "trip-saga": ["SUCCEEDED", "FAILED Trip.NotBooked"],
};

describe("the examples", () => {
  it("have all been given an end here", () => expect(folders).toEqual(Object.keys(ENDS)));

  it.each(folders)("%s ends as its README says", async (name) => {
    const folder = join(root, "examples", name);
    const commands = commandsOf(folder);
    expect(commands).toHaveLength(2);
    const ends: string[] = [];
    for (const words of commands) {
      const { stdout, stderr } = await runIn(folder, [...words, "--json"]);
      const { status, error } = JSON.parse(stdout) as { status: string; error: string | null };
      ends.push(error === null ? status : `${status} ${error}`);
      expect(stderr).toBe("");
    }
    expect(ends).toEqual(ENDS[name]);
  });
});
