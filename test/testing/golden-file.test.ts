import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aslMatchers, type TestRun } from "asl-core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "asl-golden-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "tests"));
const testPath = join(folder, "tests/a.test.ts");

let run: TestRun;
beforeAll(async () => {
  run = await (await machineOf({ A: { Type: "Succeed" } })).run();
});

const match = (file: string, update: "all" | "new" = "new") =>
  aslMatchers.toMatchTrace.call(
    { testPath, equals: () => true, snapshotState: { _updateSnapshot: update } } as never,
    run,
    file,
  );

describe("toMatchTrace", () => {
  it.each(["../outside.trace", "../../outside.trace", join(folder, "outside.trace")])("makes no file at %s", (file) => {
    expect(() => match(file)).toThrow(/is not below the folder of the test file/);
    expect(existsSync(join(folder, "outside.trace"))).toBe(false);
  });

  it("makes one below the test's folder", () => {
    expect(match("deep/er/a.trace").pass).toBe(true);
    expect(readFileSync(join(folder, "tests/deep/er/a.trace"), "utf8")).toBe(run.trace);
  });

  it("does not write over what is no golden trace", () => {
    writeFileSync(join(folder, "tests/notes.txt"), "mine");
    expect(() => match("notes.txt", "all")).toThrow(/is not a golden trace, and is not written over/);
    expect(() => match("order.asl.json", "all")).toThrow(/is no name for a golden trace/);
    expect(readFileSync(join(folder, "tests/notes.txt"), "utf8")).toBe("mine");
  });
});
