import {
  aslMatchers,
  type CheckOptions,
  checkMachine,
  exploreSchedules,
  loadMachine,
  type TestMachine,
  type TestOptions,
  type TestRun,
  testState,
} from "asl-core/testing";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { machineOf, task } from "./support.js";

expect.extend(aslMatchers);

let machine: TestMachine;
let run: TestRun;
beforeAll(async () => {
  machine = await machineOf({
    A: task({
      Assign: { "total.$": "$.n" },
      Catch: [{ ErrorEquals: ["E"], Assign: { why: 1 }, Next: "B" }],
      Next: "B",
    }),
    B: { Type: "Pass", End: true },
  });
  run = await machine.run({ answers: { A: { output: { n: 1 } } } });
});

describe("a matcher", () => {
  type Call = (wanted: { [name: string]: (...given: unknown[]) => void }) => void;
  it.each<[string, Call, RegExp]>([
    ["a misspelt bound", (it) => it.toHaveVisited("A", { atLesat: 3 }), /"atLesat". Did you mean atLeast\?/],
    ["a number as a text", (it) => it.toHaveVisited("A", "5"), /times of toHaveVisited: here stands "5"/],
    ["a list as a number", (it) => it.toHaveVisited("A", []), /here stands a list/],
    [
      "fewer than no visits",
      (it) => it.toHaveVisited("A", -1),
      /here stands -1, and it must be a whole number from 0 on/,
    ],
    ["NaN visits", (it) => it.toHaveVisited("A", NaN), /here stands NaN/],
    ["bounds that bound nothing", (it) => it.toHaveVisited("A", {}), /no bound stands here. Write atLeast/],
    [
      "bounds that exclude each other",
      (it) => it.toHaveVisited("A", { atLeast: 3, atMost: 1 }),
      /Swap atLeast and atMost/,
    ],
    ["no states", (it) => it.toHaveVisited([]), /a list/],
    ["a number of several states", (it) => it.toHaveVisited(["A", "B"], 2), /counts the visits of one state/],
    ["a state that does not exist", (it) => it.toHaveVisited("AB"), /has no state "AB"/],
    ["a duration without bounds", (it) => it.toTake({}), /duration of toTake.atLeast: no bound stands here/],
    ["a duration with another key", (it) => it.toTake({ atmost: 1 }), /Did you mean atMost\?/],
    ["a text that is no duration", (it) => it.toTake({ atMost: "soon" }), /toTake.atMost: "soon" is not a duration/],
    [
      "a state that sends nothing",
      (it) => it.toHaveSent("B", {}),
      /"B" is a Pass state and sends nothing: its tasks are "A"/,
    ],
    ["call 0", (it) => it.toHaveSent("A", {}, 0), /call of toHaveSent: here stands 0/],
    [
      "a variable that no state assigns",
      (it) => it.toHaveAssigned("$totla"),
      /no state assigns \$totla: did you mean \$total\?/,
    ],
    ["a variable far from all others", (it) => it.toHaveAssigned("xyz"), /assigned are \$total, \$why/],
    ["a number as an error", (it) => it.toFailWith(7), /error of toFailWith: here stands 7/],
    ["an object as an error", (it) => it.toFailWith({}), /error of toFailWith: here stands an object/],
    ["true as a cause", (it) => it.toFailWith("E", true), /cause of toFailWith: here stands true/],
  ])("refuses %s, behind `not` too", (_, call, message) => {
    expect(() => call(expect(run) as never)).toThrow(message);
    expect(() => call(expect(run).not as never)).toThrow(message);
  });
});

describe("a run", () => {
  it.each<[string, object, RegExp]>([
    ["a seed that is a text", { seed: "x" }, /seed: here stands "x", and it must be a whole number/],
    ["a seed that is NaN", { seed: NaN }, /seed: here stands NaN/],
    ["a seed between numbers", { seed: 1.5 }, /seed: here stands 1.5/],
    ["a schedule that is a text", { schedule: "x" }, /schedule: here stands "x"/],
    ["variables that are a text", { variables: "x" }, /variables: here stands "x"/],
    ["variables that are a list", { variables: [1] }, /variables: here stands a list/],
    [
      "a type that does not exist",
      { type: "express" },
      /type: "express" is none of STANDARD, EXPRESS. Did you mean EXPRESS\?/,
    ],
    ["a name that is a number", { name: 7 }, /name: here stands 7, and it must be a text/],
    ["objects that are a list", { objects: [] }, /objects: here stands a list, and it must be a store, or buckets/],
    ["an object that is a number", { objects: { b: { "x.csv": 7 } } }, /objects\["b"\]\["x.csv"\]: here stands 7/],
    ["a bucket that is a text", { objects: { b: "x" } }, /objects\["b"\]: here stands "x"/],
    ["a handler that is a number", { handler: 7 }, /handler: here stands 7, and it must be a function/],
    [
      "an observer with an unknown member",
      { observer: { evnet() {} } },
      /observer has no option "evnet": did you mean event\?/,
    ],
    ["an observer whose member is no function", { observer: { event: 1 } }, /event: here stands 1/],
    ["an item without startAt", { item: { Index: 0, Value: 1 } }, /say with startAt in which state/],
    ["an item without a value", { item: { Index: 0 }, startAt: "A" }, /an item has no Value/],
    ["strict that is a text", { strict: "no" }, /strict: here stands "no", and it must be true or false/],
    ["answers that are null", { answers: null }, /answers: here stands null/],
    ["coverage that is none", { coverage: {} }, /coverage: here stands an object.* it has no collector\(\)/],
    ["models that are an object", { models: {} }, /models: here stands an object/],
    ["limits with an unknown name", { limits: { event: 1 } }, /no field "event". Did you mean events\?/],
    ["limits that are true", { limits: true }, /limits: here stands true/],
    ["a misspelt option", { answer: {} }, /no option "answer": did you mean answers\?/],
  ])("refuses %s", async (_, options, message) => {
    await expect(machine.run(options as TestOptions)).rejects.toThrow(message);
    expect(() => machine.start(options as TestOptions)).toThrow(message);
  });

  it("takes options that are undefined for absent", async () => {
    const run = await machine.run({
      answers: { A: { output: { n: 1 } } },
      seed: undefined,
      limits: undefined,
      observer: { event: undefined },
    });
    expect(run.status).toBe("SUCCEEDED");
  });
});

describe("loadMachine", () => {
  it.each<[object, RegExp]>([
    [{ form: 1 }, /loadMachine has no option "form": did you mean from\?/],
    [{ from: 1 }, /from: here stands 1/],
    [{ type: "express" }, /Did you mean EXPRESS\?/],
    [{ name: 7 }, /name: here stands 7/],
    [{ substitutions: [] }, /substitutions: here stands a list/],
  ])("refuses %j", async (options, message) => {
    await expect(loadMachine({ StartAt: "A", States: { A: { Type: "Succeed" } } }, options)).rejects.toThrow(message);
  });
});

describe("testState", () => {
  it.each<[string, unknown[], RegExp]>([
    ["no request", [], /testState takes a request/],
    ["a request that is a text", ["{}"], /testState takes a request/],
    [
      "an unknown option",
      [{ definition: {} }, { modles: 1 }],
      /testState has no option "modles": did you mean models\?/,
    ],
    ["a handler that is none", [{ definition: {} }, { handler: 1 }], /handler: here stands 1/],
  ])("refuses %s", async (_, given, message) => {
    await expect((testState as (...given: unknown[]) => Promise<unknown>)(...given)).rejects.toThrow(message);
  });
});

describe("checkMachine", () => {
  it.each<[object, RegExp]>([
    [{ runs: 0 }, /runs is 0, and must be a whole number from 1 on/],
    [{ runs: "5" }, /runs is "5"/],
    [{ numRuns: 5 }, /checkMachine has no option "numRuns": did you mean runs\?|known are runs/],
    [{ seed: 1.5 }, /seed is 1.5/],
  ])("refuses %j", async (options, message) => {
    await expect(checkMachine(fc, machine, () => true, options as CheckOptions)).rejects.toThrow(message);
  });

  it.each<[string, unknown[], RegExp]>([
    ["no fast-check", [(m: TestMachine) => [m, () => true]], /its first argument is fast-check/],
    ["a promise of a machine", [(m: TestMachine) => [fc, Promise.resolve(m), () => true]], /write await loadMachine/],
    ["no property", [(m: TestMachine) => [fc, m]], /its third argument is a function/],
  ])("refuses a call with %s", async (_, [given], message) => {
    const all = (given as (m: TestMachine) => unknown[])(machine);
    await expect((checkMachine as (...all: unknown[]) => Promise<void>)(...all)).rejects.toThrow(message);
  });
});

describe("exploreSchedules", () => {
  it("fails where its check gives false, as checkMachine does", async () => {
    await expect(exploreSchedules(machine, { strict: false }, { runs: 3 }, () => false)).rejects.toThrow(
      /schedule 1 fails .*: the check gives false/,
    );
    await expect(checkMachine(fc, machine, () => false, { runs: 3 })).rejects.toThrow(/does not have the property/);
    await exploreSchedules(machine, { strict: false }, { runs: 3 }, () => undefined);
  });
});
