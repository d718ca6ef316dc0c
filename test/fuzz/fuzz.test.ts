import { describe, expect, it } from "vitest";
import * as core from "../../packages/asl-core/src/index.js";
import { cases } from "./cases.mjs";
import { checkFile } from "./check.mjs";
import { realPresent } from "./seeds.mjs";

const RUNS = Number(process.env.ASL_FUZZ_RUNS ?? 1000);
const SEED = Number(process.env.ASL_FUZZ_SEED ?? 20260101);

if (!realPresent())
  console.warn("\n*** REAL DEFINITIONS ARE NOT MUTATED: set ASL_SHARED to the folder that holds them. ***\n");

/** `npm run fuzz` runs a hundred thousand, each within a limit of time. */
describe("a mutated file", () => {
  it("is read and validated without a crash, and nothing points outside its text", { timeout: 600_000 }, async () => {
    const caseOf = cases(SEED);
    for (let number = 0; number < RUNS; number++) {
      const one = caseOf(number);
      await checkFile(core, one).catch((error) => expect.fail(`case ${number}, ${one.file}: ${error.stack}`));
    }
  });
});
