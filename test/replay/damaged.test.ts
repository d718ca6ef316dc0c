import { describe, expect, it } from "vitest";
import { replay } from "../../packages/asl-core/src/drivers/index.js";
import { HistoryError, historiesIn, readHistories } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { type Example, eventsOf, ORDER, PARCELS, POLL } from "./machines.js";

/** Numbers that follow from a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const VALUES: Json[] = [
  null,
  0,
  -1,
  1e300,
  "",
  "x",
  "{",
  "[]",
  [],
  {},
  true,
  JSON.parse('{"__proto__": null, "constructor": 1}'),
  [[[]]],
  "#5",
  2 ** 31,
];
const TYPES = [
  "MapIterationStarted",
  "ParallelStateStarted",
  "ParallelStateFailed",
  "TaskScheduled",
  "TaskTimedOut",
  "MapRunStarted",
  "Unheard",
  "ExecutionFailed",
  "PassStateExited",
  "TaskStateAborted",
];

/** A copy with some members changed, anywhere. */
function damaged(events: readonly JsonObject[], below: (n: number) => number): Json {
  const copy = structuredClone(events) as JsonObject[];
  for (let times = 1 + below(3); times > 0; times--) {
    const event = copy[below(copy.length)];
    const keys = Object.keys(event);
    const key = keys[below(keys.length)];
    const details = event[key];
    const kind = below(7);
    if (kind === 0) event[key] = VALUES[below(VALUES.length)];
    else if (kind === 1) delete event[key];
    else if (kind === 2) event.type = TYPES[below(TYPES.length)];
    else if (kind === 3) event.previousEventId = below(copy.length + 3);
    else if (kind === 4) copy.length = Math.max(1, below(copy.length));
    else if (typeof details === "object" && details !== null && !Array.isArray(details)) {
      const names = Object.keys(details);
      if (names.length > 0) details[names[below(names.length)]] = VALUES[below(VALUES.length)];
    } else event.timestamp = VALUES[below(VALUES.length)];
    if (copy.length === 0) break;
  }
  return { events: copy };
}

const examples: [name: string, example: Example][] = [
  ["one thing after the other", ORDER],
  ["things side by side", PARCELS],
  ["a loop", POLL],
];

describe("a damaged history", () => {
  it.each(examples)(
    "of %s is refused with a reason, or replayed: it breaks nothing",
    async (_, example) => {
      const machine = loadMachine(example.definition);
      const events = eventsOf(example) as unknown as JsonObject[];
      for (let seed = 1; seed <= 300; seed++) {
        const value = damaged(events, numbers(seed));
        try {
          const found = await replay(historiesIn(value)[0], machine, { missing: "nearest" });
          expect(["same", "same-so-far", "diverged", "needs-result"]).toContain(found.verdict);
          found.lines();
        } catch (error) {
          if (!(error instanceof HistoryError)) throw new Error(`seed ${seed}`, { cause: error });
          expect(error.message).not.toBe("");
        }
      }
    },
    60_000,
  );

  it("cut off anywhere is refused, or read as far as its lines are whole", () => {
    const text = JSON.stringify({ events: eventsOf(ORDER) });
    for (let length = 0; length < text.length; length += 97)
      expect(() => readHistories(text.slice(0, length))).toThrow(HistoryError);
  });

  it("with texts that are long, deep or hostile takes no long time", () => {
    const deep = `${'{"events":'.repeat(5000)}[]${"}".repeat(5000)}`;
    for (const text of [
      deep,
      "{".repeat(100_000),
      `{"id":"1","type":"A","details":{${'"name":"'.repeat(20_000)}`,
      "\\".repeat(50_000),
    ])
      expect(() => readHistories(text)).toThrow(HistoryError);
  });
});
