import { describe, expect, it } from "vitest";
import * as core from "../../packages/asl-core/src/index.js";
import { prepare } from "./contestants/index.mjs";
import { ours } from "./contestants/ours.mjs";
import { validationOf } from "./validations.mjs";
import { FLOORS, folder, ids, inputOf, load, present } from "./workloads.mjs";

if (!present()) console.warn(`\n*** THE BENCHMARKS' WORKLOADS ARE NOT TESTED: they are not at ${folder}. ***\n`);

/** Nothing is timed here: this only keeps the benchmarks honest. Everybody does the same work, and it is counted right. */
describe.skipIf(!present())("the benchmarks", () => {
  const executed = present() ? ids().filter((id) => id !== "W10") : [];

  it.each(executed)("count the transitions of %s right", (id) => {
    const workload = load(id);
    for (const history of [false, true])
      expect(ours(core, history)(workload).execute!(0).transitions).toBe(workload.transitions);
  });

  it.each(executed)("let every contestant of %s do the same work", async (id) => {
    const workload = load(id);
    const expected = ours(core, false)(workload).run(0);
    for (const name of SLOW.has(id) ? ["by hand"] : ["by hand", opponentOf(id)])
      expect(plain(await (await prepare(name, workload)).run(0)), name).toEqual(expected);
  });

  it("read a definition of 5,000 states in W10", () => {
    const workload = load("W10");
    expect(ours(core, false)(workload).run(0)).toBe(workload.transitions);
    expect(inputOf(workload, 0)).toBeNull();
  });
});

describe("the definitions validation is measured on", () => {
  it.each(["JSONPath", "JSONata"])(
    "are sound, to us and to asl-validator, and without a warning: %s",
    async (language) => {
      const workload = validationOf(`validate/${language}/500`);
      const [{ text }] = workload.next();
      expect(core.validate(text)).toEqual([]);
      expect(await (await prepare("asl-validator", workload)).run(0)).toBe(0);
      expect(text.match(/"Type": /g)).toHaveLength(workload.transitions);
    },
  );
});

/** One execution of these takes the other interpreter seconds. */
const SLOW = new Set(["W5a", "W5b"]);

const opponentOf = (id: string): string => (FLOORS as Record<string, { opponent?: string }>)[id].opponent ?? "peer";

/** Without the marks jsonata leaves on arrays. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
