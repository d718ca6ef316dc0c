import { readFileSync } from "node:fs";
import type { Json, JsonObject } from "asl-core";
import {
  checkCase,
  judge,
  loadMachine,
  readTestFile,
  type TestAnswers,
  TestFileError,
  testFileSchema,
} from "asl-core/testing";
import { describe, expect, it } from "vitest";

const DEFINITION = {
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge", "Payload.$": "$" },
      ResultSelector: { "paid.$": "$.Payload.paid" },
      ResultPath: "$.charge",
      Assign: { "last.$": "$.charge.Payload.paid" },
      Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2, IntervalSeconds: 1 }],
      Catch: [{ ErrorEquals: ["Declined"], Next: "Refuse" }],
      Next: "Ship",
    },
    Ship: { Type: "Pass", End: true },
    Refuse: { Type: "Fail", Error: "Refused", Cause: "the card was declined" },
  },
};
const { Assign: _, ...CHARGE } = DEFINITION.States.Charge;
const MACHINE = { ...DEFINITION, States: { ...DEFINITION.States, Charge: CHARGE } };
const PAID = { Charge: { output: { Payload: { paid: true } }, takes: "2s" } };

const fileOf = (one: object, top: object = {}): Json =>
  ({ definition: MACHINE, ...top, cases: [{ name: "a case", ...one }] }) as unknown as Json;

function problemsOf(value: Json) {
  try {
    readTestFile(value);
  } catch (error) {
    if (error instanceof TestFileError) return error.problems;
    throw error;
  }
  return [];
}

/** The failures of a case on the machine above: which expectation, where it stands, what is said. */
async function failuresOf(one: object, top: object = {}) {
  const { cases } = readTestFile(fileOf({ input: { order: 7 }, ...one }, top));
  const machine = await loadMachine(MACHINE as unknown as JsonObject);
  const { input, answers, variables } = cases[0];
  const run = await machine.run({ input, answers: answers as TestAnswers, variables });
  return judge(cases[0], run);
}

describe("readTestFile", () => {
  it("gives cases in the order of the file, with what they say", () => {
    const { cases } = readTestFile(
      fileOf({ tags: ["smoke"], skip: "later", input: null, clock: "2026-03-01T00:00:00Z" }),
    );
    expect(cases).toMatchObject([
      { name: "a case", pointer: "/cases/0", tags: ["smoke"], skip: "later", input: null, definition: MACHINE },
    ]);
  });

  it("merges defaults: fields of the case win, answers and expectations by key, tags are added", () => {
    const defaults = {
      input: 1,
      tags: ["a"],
      answers: { A: { output: 1 }, B: { output: 2 } },
      expect: { takes: "1s", output: 3 },
    };
    const one = { tags: ["b"], answers: { B: { output: 4 } }, expect: { output: 5 } };
    const { cases } = readTestFile(fileOf(one, { defaults }));
    expect(cases[0]).toMatchObject({
      input: 1,
      tags: ["a", "b"],
      answers: { A: { output: 1 }, B: { output: 4 } },
      expect: { takes: "1s", output: 5 },
    });
    expect(cases[0].answersAt.get("A")).toBe("/defaults/answers/A");
    expect(cases[0].expectAt.get("output")).toBe("/cases/0/expect/output");
    expect([...cases[0].ownAnswers]).toEqual(["B"]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["an error takes the place of the defaults' output", { error: "E" }, { takes: "1s", error: "E" }],
    ["a status does, too", { status: "TIMED_OUT" }, { takes: "1s", status: "TIMED_OUT" }],
    ["an output leaves it where it is", { outputContains: {} }, { takes: "1s", output: 3, outputContains: {} }],
  ])("merges expectations that can hold together: %s", (_, own, merged) => {
    const defaults = { expect: { takes: "1s", output: 3 } };
    expect(readTestFile(fileOf({ expect: own }, { defaults })).cases[0].expect).toEqual(merged);
  });

  it("makes one case of each row of a table, values with their types, texts and keys filled in", () => {
    const table = [
      { n: 1, who: "Ann", state: "A" },
      { n: 2, who: { x: [1] }, state: "B", name: "second" },
    ];
    const one = {
      table,
      name: "fixed",
      input: { n: "${n}", text: "for ${who}: $${n}", who: "${who}" },
      answers: { "${state}": { output: "${n}" } },
    };
    const { cases } = readTestFile(fileOf(one));
    expect(cases.map(({ name, pointer, input, answers }) => ({ name, pointer, input, answers }))).toEqual([
      {
        name: "fixed › row 1",
        pointer: "/cases/0/table/0",
        input: { n: 1, text: "for Ann: ${n}", who: "Ann" },
        answers: { A: { output: 1 } },
      },
      {
        name: "fixed › second",
        pointer: "/cases/0/table/1",
        input: { n: 2, text: 'for {"x":[1]}: ${n}', who: { x: [1] } },
        answers: { B: { output: 2 } },
      },
    ]);
  });

  it("names rows by the placeholders in the name", () => {
    const { cases } = readTestFile(fileOf({ name: "pays ${n}", table: [{ n: 1 }, { n: 2 }] }));
    expect(cases.map(({ name }) => name)).toEqual(["pays 1", "pays 2"]);
  });

  it.each<[string, Json, { pointer: string; part?: string; message?: unknown; hint?: unknown }[]]>([
    [
      "a state machine",
      MACHINE as unknown as Json,
      [{ pointer: "/StartAt", message: "This is a state machine, not a test file" }],
    ],
    [
      "a field without a value",
      fileOf({ expect: null }),
      [{ pointer: "/cases/0/expect", hint: "Write a value, or leave the field out." }],
    ],
    ["no cases", { definition: MACHINE } as unknown as Json, [{ pointer: "", message: "A test file has no cases" }]],
    [
      "a field nobody knows",
      fileOf({ expcet: {} }),
      [{ pointer: "/cases/0/expcet", part: "key", hint: "Did you mean expect?" }],
    ],
    [
      "an expectation nobody knows",
      fileOf({ expect: { outptu: 1 } }),
      [{ pointer: "/cases/0/expect/outptu", hint: "Did you mean output?" }],
    ],
    [
      "a status nobody knows",
      fileOf({ expect: { status: "SUCCEDED" } }),
      [{ pointer: "/cases/0/expect/status", hint: "Did you mean SUCCEEDED?" }],
    ],
    [
      "a duration that is none",
      fileOf({ expect: { takes: "4 minutes" } }),
      [{ pointer: "/cases/0/expect/takes", message: '"4 minutes" is not a duration' }],
    ],
    ["a pattern that is none", fileOf({ expect: { cause: "/(/" } }), [{ pointer: "/cases/0/expect/cause" }]],
    [
      "a pattern with flags that are none",
      fileOf({ expect: { cause: "/not found/iz" } }),
      [{ pointer: "/cases/0/expect/cause", hint: expect.stringContaining("its flags i, m and s behind them") }],
    ],
    [
      "a stage nobody knows",
      fileOf({ expect: { states: { Charge: { stages: { afterResultSelecter: 1 } } } } }),
      [
        {
          pointer: "/cases/0/expect/states/Charge/stages/afterResultSelecter",
          hint: "Did you mean afterResultSelector?",
        },
      ],
    ],
    [
      "a duration that is longer than it may be",
      fileOf({ expect: { takes: { atLeast: "1h", atMost: "5m" } } }),
      [{ pointer: "/cases/0/expect/takes/atMost", message: "Nothing is at least 1h and at most 5m" }],
    ],
    [
      "more visits than there may be",
      fileOf({ expect: { visited: { Ship: { atLeast: 3, atMost: 2 } } } }),
      [{ pointer: "/cases/0/expect/visited/Ship/atMost", hint: "Swap atLeast and atMost." }],
    ],
    [
      "an output of an execution that fails",
      fileOf({ expect: { output: 1, error: "E" } }),
      [{ pointer: "/cases/0/expect/output", message: "An execution with an error has no output" }],
    ],
    [
      "an output beside a status without one",
      fileOf({ expect: { outputContains: {}, status: "ABORTED" } }),
      [{ pointer: "/cases/0/expect/outputContains", message: "An execution that is ABORTED has no output" }],
    ],
    [
      "an error of an execution that succeeds",
      fileOf({ expect: { cause: "x", status: "SUCCEEDED" } }),
      [{ pointer: "/cases/0/expect/cause", message: "An execution that is SUCCEEDED has no cause" }],
    ],
    [
      "a clock that is none",
      fileOf({ clock: "noon" }),
      [{ pointer: "/cases/0/clock", message: '"noon" is not a time' }],
    ],
    [
      "a list where an object belongs",
      fileOf({ answers: [] }),
      [{ pointer: "/cases/0/answers", message: expect.stringContaining("a list") }],
    ],
    [
      "a case without a definition",
      { cases: [{ name: "x" }] },
      [{ pointer: "/cases/0", message: "The case has no definition" }],
    ],
    [
      "names that stand twice",
      { definition: "x", cases: [{ name: "x" }, { name: "x" }] },
      [{ pointer: "/cases/1", message: 'Another case is named "x", too' }],
    ],
    [
      "what is wrong with the file, its defaults and its cases, all of it at once",
      {
        definition: 5,
        defaults: { input: 1, expcet: {} },
        cases: [{ name: "x", expect: { takes: "soon" } }, { name: "x" }, 7],
      },
      [
        { pointer: "/definition" },
        { pointer: "/defaults/expcet" },
        { pointer: "/cases/0/expect/takes" },
        { pointer: "/cases/2" },
        { pointer: "/cases/1", message: 'Another case is named "x", too' },
      ],
    ],
    [
      "a placeholder without a value",
      fileOf({ table: [{ amount: 1 }, { amount: 2 }], input: "${amuont}" }),
      [{ pointer: "/cases/0/input", hint: "Did you mean ${amount}?" }],
    ],
    [
      "tables that make too much of a small file",
      fileOf({
        table: Array.from({ length: 2000 }, () => ({ text: "x".repeat(300) })),
        input: Array.from({ length: 100 }, () => "<${text}>"),
      }),
      [{ pointer: "/cases/0/table", message: expect.stringContaining("more than 50,000,000 values and characters") }],
    ],
    [
      "a row that does not fit",
      fileOf({ table: [{ t: "1s" }, { t: "soon" }], expect: { takes: "${t}" } }),
      [{ pointer: "/cases/0/expect/takes", message: '"soon" is not a duration' }],
    ],
  ])("refuses %s", (_, value, problems) => {
    expect(problemsOf(value)).toMatchObject(problems);
  });
});

describe("checkCase", () => {
  it.each<[string, JsonObject, { pointer: string; message?: string; hint?: string }[]]>([
    [
      "answers of a state that is not there",
      { answers: { Chrage: { output: 1 } } },
      [{ pointer: "/cases/0/answers/Chrage", hint: 'Did you mean "Charge"?' }],
    ],
    ["answers that say nothing", { answers: { Charge: {} } }, [{ pointer: "/cases/0/answers/Charge" }]],
    [
      "states of expectations that are not there",
      { expect: { path: ["Charge", "Shp"], visited: { Shipp: 1 } } },
      [
        { pointer: "/cases/0/expect/visited/Shipp", hint: 'Did you mean "Ship"?' },
        { pointer: "/cases/0/expect/path/1", hint: 'Did you mean "Ship"?' },
      ],
    ],
    ["a start that is not there", { startAt: "Nowhere" }, [{ pointer: "/cases/0/startAt" }]],
    [
      "states that are to follow and are not there",
      { expect: { states: { Charge: { next: "Shipp" }, Ship: [{}, { next: "Nobody" }] } } },
      [
        { pointer: "/cases/0/expect/states/Charge/next", hint: 'Did you mean "Ship"?' },
        { pointer: "/cases/0/expect/states/Ship/1/next" },
      ],
    ],
    [
      "requests of states that send nothing",
      { expect: { sent: { Ship: {} }, sentContains: { Refuse: {} } } },
      [
        { pointer: "/cases/0/expect/sent/Ship", message: '"Ship" is a Pass state: it sends nothing' },
        { pointer: "/cases/0/expect/sentContains/Refuse", hint: "Its tasks: Charge." },
      ],
    ],
  ])("finds %s", async (_, one, problems) => {
    const { machine } = await loadMachine(MACHINE as unknown as JsonObject);
    const { cases } = readTestFile(fileOf(one));
    expect(checkCase(cases[0], machine)).toMatchObject(problems);
  });
});

describe("judge", () => {
  it("passes what is as expected", async () => {
    const expect_ = {
      status: "SUCCEEDED",
      output: { order: 7, charge: { paid: true } },
      outputContains: { charge: {} },
      path: ["Charge", "Ship"],
      visited: { Refuse: 0, Ship: { atLeast: 1, atMost: 2 } },
      sent: { Charge: { FunctionName: "charge", Payload: { order: 7 } } },
      sentContains: { Charge: [{ Payload: {} }] },
      states: {
        Charge: {
          attempts: 1,
          next: "Ship",
          result: { Payload: { paid: true } },
          stages: { afterResultSelector: { paid: true } },
        },
        Ship: [{ contains: { input: { order: 7 } } }],
      },
      takes: { atLeast: "1s", atMost: "2s" },
    };
    expect(await failuresOf({ answers: PAID, expect: expect_ as unknown as JsonObject })).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject, object]>([
    [
      "another output",
      PAID,
      { output: { order: 8, charge: { paid: true } } },
      {
        expectation: "output",
        state: "Ship",
        details: ["$.order", "  expected 8", "  actual   7", "$.order comes from the input"],
      },
    ],
    [
      "a missing part",
      PAID,
      { outputContains: { charge: { id: 1 } } },
      {
        expectation: "outputContains",
        details: ["$.charge.id is missing", "  expected 1", "$.charge comes from Charge › ResultSelector"],
      },
    ],
    [
      "a failure where success is expected",
      { Charge: { error: "Declined" } },
      {},
      { expectation: "output", message: "expected the execution to be SUCCEEDED, and it is FAILED in Refuse" },
    ],
    [
      "another error",
      { Charge: { error: "Declined" } },
      { error: "Refuse" },
      { expectation: "error", message: 'expected the error to be "Refuse", and it is "Refused"' },
    ],
    [
      "a cause that does not match",
      { Charge: { error: "Declined" } },
      { cause: "/lost/" },
      { message: expect.stringContaining("to match /lost/") },
    ],
    [
      "a path that parts",
      PAID,
      { path: ["Charge", "Refuse"] },
      {
        pointer: "/cases/0/expect/path/1",
        message: "the path parts after Charge: expected Refuse, and there is Ship",
        state: "Charge",
        stage: "next",
      },
    ],
    [
      "a path that goes on",
      PAID,
      { path: ["Charge"] },
      { message: "the path parts after Charge: expected the end, and there is Ship" },
    ],
    [
      "other visits",
      PAID,
      { visited: { Ship: 2 } },
      { pointer: "/cases/0/expect/visited/Ship", message: "expected Ship to be entered twice, and it was once" },
    ],
    [
      "another request",
      PAID,
      { sent: { Charge: { FunctionName: "charge", Payload: {} } } },
      { state: "Charge", stage: "arguments", details: ["$.Payload.order is not expected", "  actual   7"] },
    ],
    [
      "more requests",
      { Charge: [{ error: "Busy" }, { output: { Payload: { paid: true } } }] },
      { sent: { Charge: {} } },
      { message: "expected Charge to send 1 request, and it sent 2 requests" },
    ],
    [
      "another value in a state",
      PAID,
      { states: { Ship: { input: {} } } },
      { expectation: "states.Ship.input", pointer: "/cases/0/expect/states/Ship/input", state: "Ship", stage: "input" },
    ],
    [
      "other tries",
      PAID,
      { states: { Charge: { attempts: 2 } } },
      { message: "expected Charge to be tried twice, and it was once" },
    ],
    ["another time", PAID, { takes: "3s" }, { message: "expected it to take 3s, and it took 2s" }],
    ["a variable that was not set", PAID, { assigned: { x: 1 } }, { expectation: "assigned" }],
    [
      "an answer nobody asked for",
      { Charge: [{ output: { Payload: { paid: true } } }, { error: "Busy" }] },
      {},
      { expectation: "unused", pointer: "/cases/0/answers/Charge/1" },
    ],
  ])("tells of %s", async (_, answers, wanted, failure) => {
    expect(await failuresOf({ answers, expect: wanted })).toMatchObject([failure]);
  });

  it("tells of states in the order in which the run came to them, and of their data in the order of its flow", async () => {
    const wrong = { next: "Refuse", output: 1, arguments: 2, stages: { afterResultSelector: 3, input: 4 }, input: 5 };
    const states = { Refuse: {}, Ship: { input: 0 }, Charge: wrong } as unknown as JsonObject;
    const found = await failuresOf({ answers: PAID, expect: { states } });
    expect(found.map(({ expectation }) => expectation.replace("states.", ""))).toEqual([
      ...["Charge.input", "Charge.stages.input", "Charge.stages.afterResultSelector", "Charge.arguments"],
      ...["Charge.output", "Charge.next", "Ship.input", "Refuse"],
    ]);
  });

  it("lets answers of the defaults, and answers that are allowed to, be unused", async () => {
    const unusual = { Charge: [{ output: { Payload: { paid: true } } }, { error: "Busy" }] };
    expect(await failuresOf({}, { defaults: { answers: unusual } })).toEqual([]);
    expect(await failuresOf({ answers: unusual, expect: { unused: "allowed" } })).toEqual([]);
  });

  it("ends the search of a pattern that would not end", async () => {
    const answers = { Charge: { error: "Declined" } };
    const machine = await loadMachine({
      ...MACHINE,
      States: { ...MACHINE.States, Refuse: { Type: "Fail", Error: "E", Cause: `${"a".repeat(5000)}b` } },
    } as unknown as JsonObject);
    const { cases } = readTestFile(fileOf({ answers, expect: { cause: "/(?=(a+)+$)x\\1/" } }));
    const run = await machine.run({ answers: answers as TestAnswers });
    expect(judge(cases[0], run)).toHaveLength(1);
  });
});

describe("testFileSchema", () => {
  it("is the schema that asl-cli ships", () => {
    const shipped = readFileSync(new URL("../../packages/asl-cli/asl-test.schema.json", import.meta.url), "utf8");
    expect(JSON.parse(shipped)).toEqual(testFileSchema());
  });

  it("tells what every field is for", () => {
    const fields = (testFileSchema().properties as JsonObject).defaults as JsonObject;
    for (const field of Object.values(fields.properties as JsonObject)) expect(field).toHaveProperty("description");
  });
});
