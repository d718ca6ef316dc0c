import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { Coverage } from "../../packages/asl-core/src/testing/coverage/index.js";
import { CoverageFolder } from "../../packages/asl-core/src/testing/coverage-folder.js";
import { coverAll } from "../../packages/asl-core/src/testing/coverage-sink.js";
import { loadMachine } from "../../packages/asl-core/src/testing/machine.js";

const DEFINITION = {
  StartAt: "C",
  States: {
    C: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "Y" }], Default: "N" },
    Y: { Type: "Succeed" },
    N: { Type: "Fail" },
  },
};

const root = mkdtempSync(join(tmpdir(), "asl-coverage-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(() => coverAll(undefined));

const merged = (folder: string): string[] => {
  const all = new Coverage();
  for (const name of readdirSync(folder)) all.add(Coverage.from(JSON.parse(readFileSync(join(folder, name), "utf8"))));
  return all.records().flatMap(({ covered }) => [...covered]);
};

describe("coverage of tests", () => {
  it("goes into the coverage a run is given", async () => {
    const coverage = new Coverage();
    const machine = await loadMachine(DEFINITION);
    await machine.run({ input: { a: 1 }, coverage });
    expect(coverage.records()[0].covered).toContain("/States/Y");
    expect(coverage.records()[0].covered).not.toContain("/States/N");
  });

  it("goes into a folder as it comes, one file per process and machine", async () => {
    const folder = join(root, "new", "folder");
    coverAll(new CoverageFolder(folder));
    await (await loadMachine(DEFINITION)).run({ input: { a: 1 } });
    expect(merged(folder)).toContain("/States/Y");
    expect(merged(folder)).not.toContain("/States/N");
    await (await loadMachine(DEFINITION)).run({ input: {} });
    expect(merged(folder)).toContain("/States/N");
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^asl-coverage-.+\.json$/)]);
  });

  it("of several processes stands side by side", async () => {
    const folder = join(root, "several");
    for (const input of [{ a: 1 }, {}] as JsonObject[]) {
      coverAll(new CoverageFolder(folder));
      await (await loadMachine(DEFINITION)).run({ input });
    }
    expect(readdirSync(folder)).toHaveLength(2);
    expect(merged(folder)).toEqual(expect.arrayContaining(["/States/N", "/States/Y"]));
  });
});
