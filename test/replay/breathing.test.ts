import { expect, it } from "vitest";
import { type Replay, replay } from "../../packages/asl-core/src/drivers/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { type Example, ORDER, PARCELS, POLL, recordingOf } from "./machines.js";

/** One entry of the clock makes all of its steps. */
const ROUNDS: Example = {
  input: { rounds: 800 },
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Round",
    States: {
      Round: { Type: "Pass", Output: { rounds: "{% $states.input.rounds - 1 %}" }, Next: "Enough?" },
      "Enough?": {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.rounds > 0 %}", Next: "Round" }],
        Default: "Done",
      },
      Done: { Type: "Succeed" },
    },
  },
  handler: () => {
    throw new Error("no task");
  },
};
/** Goes another way near its end. */
const LESS = JSON.parse(JSON.stringify(ROUNDS.definition).replace("rounds > 0", "rounds > 9")) as JsonObject;

const plain = ({ replayed: { run: _, ...replayed }, lines, ...rest }: Replay) => ({
  ...rest,
  replayed,
  lines: lines(),
});

it.each([
  ["retries and a Wait", ORDER, ORDER.definition],
  ["branches and iterations", PARCELS, PARCELS.definition],
  ["a loop", POLL, POLL.definition],
  ["many steps at once", ROUNDS, ROUNDS.definition],
  ["another way", ROUNDS, LESS],
])("finds the same where others get a turn: %s", async (_, example, definition) => {
  const history = recordingOf(example);
  let breaths = 0;
  const breathe = async (): Promise<void> => void breaths++;
  const found = await replay(history, loadMachine(definition), { breathe });
  expect(plain(found)).toEqual(plain(await replay(history, loadMachine(definition))));
  expect(breaths).toBeGreaterThan(0);
});

it("gives turns all along: in the run, in the comparison, and in what is written for it", async () => {
  const history = recordingOf(ROUNDS);
  let breaths = 0;
  const { text } = await replay(history, loadMachine(LESS), { breathe: async () => void breaths++ });
  expect(text).toMatch(/^diverged at event \d+: no Choice rule matches any more/);
  const { length } = history.events;
  // Steps by 500, events written and placed by 512 on either side, compared by 64.
  expect(breaths).toBeGreaterThan(length / 2 / 500 + (5 * length) / 512 + length / 64 - 20);
});
