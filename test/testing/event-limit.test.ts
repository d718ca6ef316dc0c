import { aslMatchers, EventLimitError, judge, loadMachine, readTestFile } from "asl-core/testing";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { machineOf } from "./support.js";

/** A loop that never ends, though the definition has an end. */
const LOOP: JsonObject = {
  Round: { Type: "Pass", Next: "Again" },
  Again: { Type: "Choice", Choices: [{ Variable: "$.done", IsPresent: true, Next: "Done" }], Default: "Round" },
  Done: { Type: "Succeed" },
};
const distributed = (States: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: "Map",
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: Object.keys(States)[0],
    States,
  },
  End: true,
  ...more,
});
const input = (count: number) => Array.from({ length: count }, (_, id) => ({ id })) as Json;

describe("a run of more events than it may have", () => {
  it("ends with EventLimitError, which tells where it went round", async () => {
    const machine = await machineOf({ Each: distributed(LOOP) });
    const failed = await machine.run({ input: input(50), mostEvents: 60_000 }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(EventLimitError);
    const { message, run } = failed as EventLimitError;
    expect(message).toMatch(/^the run did not end within 60000 events, those of child executions included$/m);
    expect(message).toMatch(/^ {2}entered {4}Each › .*Round \d+ times$/m);
    expect(message).toMatch(/^ {2}[12] child executions? of Each ended at the limit of 25000 events in a history$/m);
    expect(message).toContain("give it a larger mostEvents");
    expect([run.status, JSON.stringify(failed)]).toEqual(["RUNNING", '{"mostEvents":60000}']);
  });

  it("ends without a mostEvents, too, where nothing else would end it", async () => {
    const machine = await machineOf(LOOP);
    await expect(machine.run({ limits: false, observer: {} })).rejects.toThrow("within 500000 events");
  }, 60_000);

  it("ends in a session, for good", async () => {
    const session = (await machineOf(LOOP)).start({ mostEvents: 100 });
    await expect(session.finish()).rejects.toThrow(EventLimitError);
    await expect(session.advance(0)).rejects.toThrow(EventLimitError);
  });

  it("has exactly as many as it may have and goes on", async () => {
    const machine = await machineOf({ A: { Type: "Pass", End: true } });
    expect((await machine.run({ mostEvents: 4 })).status).toBe("SUCCEEDED");
    await expect(machine.run({ mostEvents: 3 })).rejects.toThrow("within 3 events");
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %s as a number of events", async (mostEvents) => {
    const machine = await machineOf({ A: { Type: "Pass", End: true } });
    await expect(machine.run({ mostEvents })).rejects.toThrow(/mostEvents is .*, and must be a whole number from 1 on/);
  });
});

describe("child executions whose history is full", () => {
  const run = async () => (await machineOf({ Each: distributed(LOOP) })).run({ input: input(1) });

  it("are named where a case fails", async () => {
    const { cases } = readTestFile({ definition: {}, cases: [{ name: "a" }] });
    const [failure] = judge(cases[0], await run());
    expect(failure.details).toContain("1 child execution of Each ended at the limit of 25000 events in a history");
  });

  it("are named by matchers", async () => {
    expect.extend(aslMatchers);
    const ended = await run();
    expect(() => (expect(ended) as never as { toSucceed(): void }).toSucceed()).toThrow(
      /1 child execution of Each ended at the limit of 25000 events/,
    );
  });

  it("are not named where they end by themselves", async () => {
    const machine = await loadMachine({
      StartAt: "Each",
      States: { Each: distributed({ Bad: { Type: "Fail", Error: "E" } }) },
    });
    const { cases } = readTestFile({ definition: {}, cases: [{ name: "a" }] });
    const [failure] = judge(cases[0], await machine.run({ input: input(1) }));
    expect(failure.details.join()).not.toContain("limit");
  });
});
