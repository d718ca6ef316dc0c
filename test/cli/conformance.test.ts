import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();

const definition = { StartAt: "A", States: { A: { Type: "Pass", Result: { n: 1 }, End: true } } };
const one = (id: string, n: number) => ({
  id,
  type: "STANDARD",
  definition,
  input: {},
  mocks: {},
  expected: { status: "SUCCEEDED", output: { n } },
});

file("cases/pass/good.json", one("suite::good", 1));
file("cases/pass/bad.json", one("suite::bad", 2));
file("cases/other/deep/good.json", one("suite::other", 1));
file("cases/README.md", "no case");
file("wrong/case.json", { id: 7 });
file("torn/case.json", "{");
file("none/README.md", "no case");

beforeAll(built, 240_000);

describe("asl conformance", () => {
  it("prints a table by area and why a case fails", async () => {
    const { code, stdout } = await asl(["conformance", "cases"]);
    expect(stdout).toMatch(/^other\/deep +1 \/ 1\npass +1 \/ 2\ntotal +2 \/ 3\n\n✗ suite::bad\n {2}output/);
    expect(code).toBe(1);
  });

  it("runs the cases that hold a text, and gives 0 where all pass", async () => {
    const { code, stdout } = await asl(["conformance", "cases", "--filter", "good"]);
    expect(stdout).toMatch(/^pass +1 \/ 1\ntotal +1 \/ 1\n$/);
    expect(code).toBe(0);
  });

  it("counts cases of the folder itself by its name", async () => {
    expect((await asl(["conformance", "cases/pass/", "--filter", "good"])).stdout).toMatch(/^pass +1 \/ 1/);
  });

  it("gives JSON", async () => {
    const { stdout } = await asl(["conformance", "cases", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      total: 3,
      passed: 2,
      areas: { "other/deep": { total: 1, passed: 1 }, pass: { total: 2, passed: 1 } },
      failures: [{ id: "suite::bad", reason: expect.any(String) }],
    });
  });

  it("writes what each case really gave", async () => {
    await asl(["conformance", "cases", "--dump", "actual"]);
    const [name] = readdirSync(join(path, "actual/pass")).filter((one) => one.includes("good"));
    expect(JSON.parse(readFileSync(join(path, "actual/pass", name), "utf8"))).toMatchObject({
      id: "suite::good",
      status: "SUCCEEDED",
      output: { n: 1 },
      error: null,
      cause: null,
      events: [{ type: "ExecutionStarted", id: 1 }, {}, {}, { type: "ExecutionSucceeded", id: 4 }],
    });
    expect(existsSync(join(path, "actual/other/deep"))).toBe(true);
  });

  it.each<[string, string[], RegExp]>([
    ["no folder", ["conformance"], /missing required argument 'folder'/],
    ["a missing folder", ["conformance", "nope"], /cannot read nope/],
    ["a folder without cases", ["conformance", "none"], /there are no cases in none/],
    ["a filter that finds nothing", ["conformance", "cases", "--filter", "xyz"], /no case contains "xyz"/],
    ["a file that is no case", ["conformance", "wrong"], /case\.json is no case: id must be a text/],
    ["a file that is no JSON", ["conformance", "torn"], /case\.json is no case/],
  ])("refuses %s with exit code 2", async (_, args, message) => {
    const { code, stderr } = await asl(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});
