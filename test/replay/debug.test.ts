import { describe, expect, it } from "vitest";
import { openReplay } from "../../packages/asl-cli/src/replay/debug.js";
import {
  HandlerError,
  historiesIn,
  loadMachine,
  RecordedHandler,
  startOfReplay,
  type TaskRequest,
} from "../../packages/asl-core/src/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { eventsOf, ORDER } from "./machines.js";

const machine = loadMachine(ORDER.definition);
const history = historiesIn(eventsOf(ORDER) as unknown as Json)[0];
const on = { machine, type: undefined };
const { run: runOptions } = startOfReplay(history, machine, {});
const hooks = { log: () => {}, breathe: async () => {} };

describe("a recorded execution under the debugger", () => {
  it("waits for an answer by hand where a handler gives what is no result, and says why", async () => {
    const makeHandler = () => {
      const made = new RecordedHandler(history);
      const handler = (request: TaskRequest) => {
        throw new HandlerError(request, "gave what is no JSON");
      };
      return Object.assign(Object.create(made), { handler }) as RecordedHandler;
    };
    const opening = await openReplay({ history, on, runOptions, makeHandler });
    const faults: string[] = [];
    const session = opening.open({ ...hooks, fault: (text) => void faults.push(text) });
    expect((await session.continue()).reason).toBe("task");
    expect(faults).toEqual([expect.stringContaining("gave what is no JSON")]);
  });

  it("reads the definition that was named once more, as it was read first", async () => {
    const makeHandler = () => new RecordedHandler(history);
    const named = { machine, read: undefined, file: "order.asl.json", type: "EXPRESS" } as never;
    const reread = async () => named;
    const opening = await openReplay({ history, on: { ...on, named }, runOptions, makeHandler, reread });
    expect(await opening.reread?.()).toMatchObject({ machine, file: "order.asl.json" });
    expect(opening.bringsDefinition).toBe(false);
    const bare = await openReplay({ history, on, runOptions, makeHandler });
    expect([bare.reread, bare.bringsDefinition]).toEqual([undefined, true]);
  });
});
