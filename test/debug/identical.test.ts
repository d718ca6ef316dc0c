import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { type OwnCase, prepare } from "../harness/own-case.js";
import { debugged, type Histories, histories } from "./support/histories.js";
import { ownCases } from "./support/own-cases.js";
import { Dice, walk } from "./support/walk.js";

function begin(one: OwnCase): { session: DebugSession; expected: Histories } {
  const { machine, options } = prepare(one);
  const expected = histories(runSync(machine, options));
  return { session: DebugSession.start({ machine }, prepare(one).options), expected };
}

describe("a run under the debugger", () => {
  it.each(ownCases)("is the same to the byte: $name", async ({ one }) => {
    const { session, expected } = begin(one);
    const stop = await session.continue();
    expect(stop.reason).toBe("end");
    expect(debugged(session)).toEqual(expected);
  });

  it.each(ownCases)("is the same however it is walked through: $name", async ({ one }) => {
    for (let seed = 1; seed <= 3; seed++) {
      const { session, expected } = begin(one);
      await walk(session, new Dice(seed));
      expect(debugged(session), `seed ${seed}`).toEqual(expected);
    }
  });
});
