import { expect as jest } from "expect";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import {
  aslMatchers,
  checkMachine,
  inputsOf,
  loadMachine,
  outcomesOf,
  type PropertyError,
  type TestAnswers,
  type TestMachine,
} from "../../packages/asl-core/src/testing/index.js";

jest.extend(aslMatchers);

const load = (definition: object): Promise<TestMachine> => loadMachine(definition as JsonObject);
const inputs = (machine: TestMachine, count: number): Json[] =>
  fc.sample(inputsOf<fc.Arbitrary<Json>>(fc, machine), { numRuns: count, seed: 7 });
const answers = (machine: TestMachine, count: number): TestAnswers[] =>
  fc.sample(outcomesOf<fc.Arbitrary<TestAnswers>>(fc, machine), { numRuns: count, seed: 7 });

const ends = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { Type: "Succeed" }]));
const ladder = (fields: object, ...names: string[]) => ({
  StartAt: "C",
  States: { C: { Type: "Choice", ...fields, Default: "Rest" }, ...ends(...names, "Rest") },
});

const JSONPATH = ladder(
  {
    Choices: [
      { Variable: "$.total", NumericLessThan: 10, Next: "Small" },
      {
        And: [
          { Variable: "$.total", NumericGreaterThanEquals: 100 },
          { Not: { Variable: "$.customer.vip", BooleanEquals: false } },
        ],
        Next: "Vip",
      },
      { Variable: "$.coupon", IsPresent: true, Next: "Coupon" },
      {
        Or: [
          { Variable: "$.kind", StringEquals: "gift" },
          { Variable: "$.kind", StringMatches: "pre*" },
        ],
        Next: "Gift",
      },
      { Variable: "$.due", TimestampLessThan: "2026-05-01T00:00:00Z", Next: "Late" },
      { Variable: "$.a", NumericEqualsPath: "$.b", Next: "Same" },
    ],
  },
  ...["Small", "Vip", "Coupon", "Gift", "Late", "Same"],
);

const JSONATA = {
  QueryLanguage: "JSONata",
  ...ladder(
    {
      Choices: [
        { Condition: "{% $states.input.total > 100 and $states.input.vip %}", Next: "Vip" },
        { Condition: "{% $states.input.kind = 'gift' %}", Next: "Gift" },
        { Condition: "{% $count($states.input.lines) > 3 %}", Next: "Many" },
        { Condition: "{% $exists($states.input.coupon) %}", Next: "Coupon" },
      ],
    },
    ...["Vip", "Gift", "Many", "Coupon"],
  ),
};

const MOVED = {
  StartAt: "Keep",
  States: {
    Keep: { Type: "Pass", Assign: { "limit.$": "$.settings.limit" }, Next: "Rename" },
    Rename: { Type: "Pass", Parameters: { "sum.$": "$.order.total" }, Next: "C" },
    ...ladder(
      {
        Choices: [
          { Variable: "$.sum", NumericGreaterThan: 41, Next: "Big" },
          { Variable: "$limit", NumericEquals: 3, Next: "Limited" },
        ],
      },
      ...["Big", "Limited"],
    ).States,
  },
};

const PAY = {
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      TimeoutSeconds: 10,
      Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }],
      Catch: [
        { ErrorEquals: ["Declined"], Next: "Sorry" },
        { ErrorEquals: ["States.Timeout"], Next: "Slow" },
      ],
      OutputPath: "$.Payload",
      Next: "Paid",
    },
    Paid: {
      Type: "Choice",
      Choices: [{ Variable: "$.status", StringEquals: "PAID", Next: "Done" }],
      Default: "Open",
    },
    ...ends("Done", "Sorry", "Slow", "Open"),
  },
};

/** States that some of the runs entered. */
async function reached(machine: TestMachine, given: Json[], served: TestAnswers[]): Promise<string[]> {
  const states = new Set<string>();
  for (const [i, input] of given.entries()) {
    const run = await machine.run({ input, answers: served[i] });
    for (const { state } of run.visits) states.add(state);
  }
  return [...states].sort();
}

describe("inputs", () => {
  it.each([
    { title: "JSONPath", definition: JSONPATH },
    { title: "JSONata", definition: JSONATA },
    { title: "moved and assigned fields", definition: MOVED },
  ])("reach every rule within 200 runs: $title", async ({ definition }) => {
    const machine = await load(definition);
    expect(await reached(machine, inputs(machine, 200), [])).toEqual(Object.keys(definition.States).sort());
  });

  it("stand on both sides of what is compared", async () => {
    const machine = await load(JSONPATH);
    const totals = new Set(inputs(machine, 300).map((input) => (input as { total: number }).total));
    for (const total of [9, 10, 11, 99, 100, 101]) expect(totals).toContain(total);
  });

  it("follow from the seed", async () => {
    const machine = await load(JSONPATH);
    expect(inputs(machine, 20)).toEqual(inputs(machine, 20));
  });

  it("hold lists of several lengths for a Map, their items alike", async () => {
    const rule = { Variable: "$.n", NumericGreaterThan: 5, Next: "Big" };
    const machine = await load({
      StartAt: "M",
      States: {
        M: {
          Type: "Map",
          ItemsPath: "$.lines",
          ItemProcessor: ladder({ Choices: [rule] }, "Big"),
          End: true,
        },
      },
    });
    const lists = inputs(machine, 100).map((input) => (input as { lines: { n: number }[] }).lines);
    expect(new Set(lists.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3]));
    for (const list of lists) expect(new Set(list.map(({ n }) => n)).size).toBeLessThan(2);
    expect(await reached(machine, inputs(machine, 100), [])).toEqual(["Big", "C", "M", "Rest"]);
  });

  it("reach what stands behind a Parallel with rules of its own", async () => {
    const branch = (field: string, choice: string, end: string) => ({
      StartAt: choice,
      States: {
        [choice]: {
          Type: "Choice",
          Choices: [{ Variable: `$.${field}`, NumericGreaterThan: 5, Next: end }],
          Default: `No ${end}`,
        },
        ...ends(end, `No ${end}`),
      },
    });
    const machine = await load({
      StartAt: "P",
      States: {
        P: {
          Type: "Parallel",
          Branches: [branch("a", "IsA", "A"), branch("b", "IsB", "B")],
          ResultPath: "$.done",
          Next: "C",
        },
        ...ladder({ Choices: [{ Variable: "$.done[1].b", NumericEquals: 7, Next: "Seven" }] }, "Seven").States,
      },
    });
    expect(await reached(machine, inputs(machine, 100), [])).toEqual([
      "A",
      "B",
      "C",
      "IsA",
      "IsB",
      "No A",
      "No B",
      "P",
      "Rest",
      "Seven",
    ]);
  });

  it("are empty where nothing is read", async () => {
    expect(inputs(await load({ StartAt: "P", States: { P: { Type: "Pass", End: true } } }), 3)).toEqual([{}, {}, {}]);
  });

  it("take keys that objects inherit for keys", async () => {
    const rule = { Variable: "$['__proto__']['x']", NumericEquals: 1, Next: "Odd" };
    const machine = await load(ladder({ Choices: [rule] }, "Odd"));
    inputs(machine, 20);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe("outcomes", () => {
  it("reach every way out of a task, and every rule about its result", async () => {
    const machine = await load(PAY);
    const served = answers(machine, 100);
    expect(
      await reached(
        machine,
        served.map(() => ({})),
        served,
      ),
    ).toEqual(Object.keys(PAY.States).sort());
  });

  it("serve any number of calls", async () => {
    const machine = await load(PAY);
    for (const one of answers(machine, 50))
      expect((one as { Charge: Json[] }).Charge.at(-1)).toHaveProperty("repeat", true);
  });

  it("name the errors of what stands around the task", async () => {
    const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
    const machine = await load({
      StartAt: "P",
      States: {
        P: {
          Type: "Parallel",
          Branches: [{ StartAt: "T", States: { T: task } }],
          Catch: [{ ErrorEquals: ["Outer"], Next: "E" }],
          End: true,
        },
        ...ends("E"),
      },
    });
    expect(JSON.stringify(answers(machine, 50))).toContain('{"error":"Outer"}');
  });
});

describe("checkMachine", () => {
  const failing = async (check: Promise<void>): Promise<PropertyError> =>
    check.then(
      () => expect.fail("the property held"),
      (error) => error,
    );

  it("holds where the property does", async () => {
    await checkMachine(fc, await load(PAY), (run) => run.visits.length > 0, { seed: 1 });
  });

  it("makes the counterexample as small as it can be, and shows its trace", async () => {
    const machine = await load(PAY);
    const { message } = await failing(
      checkMachine(fc, machine, (run) => run.state("Slow").length === 0, { seed: 1, runs: 200 }),
    );
    expect(message.replace(/run \d+, made smaller \d+ times|path: "[\d:]+"/g, "…")).toBe(
      `a run does not have the property: …
  input    {}
  answers  {"Charge":[{"timeout":true},{"output":{"ExecutedVersion":"$LATEST","Payload":{"status":"PAID"},"StatusCode":200},"repeat":true}]}
  again    { seed: 1, … }

input     {}
Charge (Task, 10s) → Slow by catch 1
  arguments {}
  attempt 1 failed after 10s with States.Timeout
  output    {"Error":"States.Timeout","Cause":""}
Slow (Succeed)
SUCCEEDED after 10s`,
    );
  });

  it("gets the counterexample again by seed and path, at once", async () => {
    const machine = await load(JSONPATH);
    let runs = 0;
    const property = (run: { state(name: string): unknown[] }) => (runs++, run.state("Vip").length === 0);
    const first = await failing(checkMachine(fc, machine, property, { seed: 3, runs: 500 }));
    runs = 0;
    const again = await failing(checkMachine(fc, machine, property, { seed: first.seed, path: first.path }));
    const input = (error: Error) => /input {4}(.*)/.exec(error.message)?.[1];
    expect(input(again)).toBe(input(first));
    expect(JSON.parse(input(first) ?? "")).toMatchObject({ total: 100, customer: { vip: true } });
    expect(runs).toBeLessThan(50);
  });

  it("shows what an expectation says", async () => {
    const error = await failing(checkMachine(fc, await load(PAY), (run) => void jest(run).toSucceed(), { seed: 2 }));
    expect(error.message).toContain("\n  expect(run).toSucceed()\n");
    expect(error.message).toContain("\n  The run failed after 0s with States.TaskFailed\n");
  });

  it("ends runs that would poll for ever", async () => {
    const poll = {
      StartAt: "Poll",
      States: {
        Poll: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", OutputPath: "$.Payload", Next: "C" },
        C: {
          Type: "Choice",
          Choices: [{ Variable: "$.status", StringEquals: "DONE", Next: "Done" }],
          Default: "Poll",
        },
        ...ends("Done"),
      },
    };
    const machine = await load(poll);
    await checkMachine(fc, machine, (run) => run.status !== "RUNNING", { seed: 1, runs: 10 });
  });

  it("takes arbitraries and options of one's own", async () => {
    const seen = new Set<Json>();
    const property = (run: { output: Json; duration: number }) => void seen.add(run.output);
    const machine = await load({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
    await checkMachine(fc, machine, property, { inputs: fc.constantFrom(1, 2), runs: 20, seed: 1 });
    expect(seen).toEqual(new Set([1, 2]));
  });
});
