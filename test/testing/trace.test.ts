import { describe, expect, it } from "vitest";
import { exactDuration } from "../../packages/asl-core/src/duration.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine, type TestOptions } from "../../packages/asl-core/src/testing/index.js";

const traced = async (definition: object, options: TestOptions = {}): Promise<string> =>
  (await (await loadMachine(definition as JsonObject)).run(options)).trace;

const pass = (fields: object) => ({ StartAt: "P", States: { P: { Type: "Pass", ...fields, End: true } } });
const jsonata = (output: string) => ({ QueryLanguage: "JSONata", ...pass({ Output: output }) });
const lambda = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };

const ORDER = {
  StartAt: "Charge",
  States: {
    Charge: {
      ...lambda,
      Parameters: { FunctionName: "charge", "Payload.$": "$" },
      ResultSelector: { "id.$": "$.Payload.id" },
      ResultPath: "$.charge",
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }],
      Catch: [{ ErrorEquals: ["Declined"], ResultPath: "$.problem", Next: "Ask" }],
      Next: "Settle",
    },
    Settle: { Type: "Pass", Assign: { "total.$": "$.total" }, End: true },
    Ask: { Type: "Wait", Seconds: 90, Next: "Lost" },
    Lost: { Type: "Fail", Error: "Order.Lost", Cause: "Nobody answered.\nTwice." },
  },
};

const LINES = {
  StartAt: "Lines",
  States: {
    Lines: {
      Type: "Map",
      ItemProcessor: {
        StartAt: "Reserve",
        States: { Reserve: { ...lambda, Next: "Rest" }, Rest: { Type: "Wait", Seconds: 1, End: true } },
      },
      Retry: [{ ErrorEquals: ["Short"], IntervalSeconds: 3 }],
      End: true,
    },
  },
};

describe("a trace", () => {
  it("shows tries, results, variables and the way taken", async () => {
    const answers = {
      Charge: [
        { error: "Busy", cause: "Later.", takes: "1s" },
        { output: { Payload: { id: 3 } }, takes: 250 },
      ],
    };
    expect(await traced(ORDER, { input: { total: 42 }, answers })).toBe(
      `input     {"total":42}
Charge (Task, 3s250ms) → Settle
  arguments {"FunctionName":"charge","Payload":{"total":42}}
  attempt 1 failed after 1s with Busy
    Later.
  waited 2s
  attempt 2 succeeded after 250ms
  result    {"Payload":{"id":3}}
  output    {"total":42,"charge":{"id":3}}
Settle (Pass)
  $total =  42
SUCCEEDED after 3s250ms
`,
    );
  });

  it("shows what was caught and how it failed", async () => {
    const answers = { Charge: { error: "Declined" } };
    expect(await traced(ORDER, { input: { total: 42 }, answers })).toBe(
      `input     {"total":42}
Charge (Task) → Ask by catch 0
  arguments {"FunctionName":"charge","Payload":{"total":42}}
  attempt 1 failed with Declined
  output    {"total":42,"problem":{"Error":"Declined","Cause":null}}
Ask (Wait, 1m30s) → Lost
Lost (Fail, failed)
  failed with Order.Lost
    Nobody answered.
    Twice.
FAILED after 1m30s with Order.Lost
  Nobody answered.
  Twice.
`,
    );
  });

  it("groups iterations and tries, whichever came first", async () => {
    const answers = {
      Reserve: [{ output: 1, takes: "5s" }, { error: "Short", takes: "1s" }, { output: 1 }, { output: 2 }],
    };
    expect(await traced(LINES, { input: ["a", "b"], answers })).toBe(
      `input     ["a","b"]
Lines (Map, 5s)
  item 0
    Reserve (Task, aborted, 1s)
      input     "a"
      arguments "a"
  item 1
    Reserve (Task, failed, 1s)
      input     "b"
      arguments "b"
      attempt 1 failed after 1s with Short
  item 0, attempt 2
    Reserve (Task) → Rest
      input     "a"
      arguments "a"
      output    1
    Rest (Wait, 1s)
  item 1, attempt 2
    Reserve (Task) → Rest
      input     "b"
      arguments "b"
      output    2
    Rest (Wait, 1s)
  attempt 1 failed after 1s with Short
  waited 3s
  attempt 2 succeeded after 1s
  output    [1,2]
SUCCEEDED after 5s
`,
    );
  });

  it("stays the same when branches take turns in another order", async () => {
    const answers = (a: string, b: string) => ({
      Reserve: [
        { output: 1, takes: a },
        { output: 1, takes: b },
      ],
    });
    const text = async (a: string, b: string) =>
      (await traced(LINES, { input: [1, 2], answers: answers(a, b) })).replaceAll(/\d+m?s/g, "…");
    expect(await text("1s", "5s")).toBe(await text("5s", "1s"));
  });

  it("breaks long values, one member to a line", async () => {
    const long = { a: "x".repeat(60), b: { c: "y".repeat(60), d: [1, 2] } };
    expect(await traced(pass({}), { input: long })).toBe(
      `input     {
  "a": "${"x".repeat(60)}",
  "b": {"c":"${"y".repeat(60)}","d":[1,2]}
}
P (Pass)
SUCCEEDED after 0s
`,
    );
  });

  it("shows a digest of what is very large, which tells two values apart", async () => {
    const [a, b] = await Promise.all(["a", "b"].map((last) => traced(pass({}), { input: "x".repeat(20_000) + last })));
    expect(a.split("\n")[0]).toMatch(/^input {5}"x{199,200}… \(20003 characters, SHA-256 [0-9a-f]{16}\)$/);
    expect(a).not.toBe(b);
  });

  it("says what the run waits for", async () => {
    const machine = await loadMachine({
      StartAt: "Ask",
      States: { Ask: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:ask", End: true } },
    });
    const { trace } = await machine.run({ answers: { Ask: { pending: true } } });
    expect(trace).toBe(`input     {}
Ask (Task, not left)
  arguments {}
RUNNING after 0s
  waiting for Ask
`);
  });

  it("writes what would steer a terminal as escapes", async () => {
    const definition = { StartAt: "F", States: { F: { Type: "Fail", Error: "E\u001b[2J", Cause: "c\u202e" } } };
    const trace = await traced(definition);
    for (const steering of ["\u001b", "\u202e"]) expect(trace).not.toContain(steering);
  });
});

describe("volatile values", () => {
  const last = (trace: string) => /output {4}(.*)/.exec(trace)?.[1];

  it.each([
    ["uuids, by first appearance", `{% ($a := $uuid(); [$a, $uuid(), $a]) %}`, '["<uuid-1>","<uuid-2>","<uuid-1>"]'],
    ["the time", "{% $now() %}", '"<time +0s>"'],
    ["times to come", "{% $fromMillis($millis() + 90000) %}", '"<time +1m30s>"'],
    ["milliseconds", "{% $millis() + 5 %}", '"<millis +5ms>"'],
    ["ids of the execution", "{% $states.context.Execution.Id %}", '"<execution>"'],
    ["values inside texts", "{% 'at ' & $now() & ' as ' & $uuid() %}", '"at <time +0s> as <uuid-1>"'],
  ])("are named: %s", async (_, output, shown) => {
    expect(last(await traced(jsonata(output)))).toBe(shown);
  });

  it("do not depend on the seed, the clock or the execution's name", async () => {
    const machine = jsonata(
      "{% {'u': $uuid(), 't': $now(), 'n': $states.context.Execution.Name, 'i': $states.context.Execution.Id} %}",
    );
    const a = await traced(machine, { seed: 1, clock: "2020-02-02T10:00:00Z", name: "run-0a1b2c3d" });
    const b = await traced(machine, { seed: 2, clock: "2031-03-03T11:11:11.111Z", name: "run-9f8e7d6c" });
    expect(last(a)).toBe('{"u":"<uuid-1>","t":"<time +0s>","n":"<name>","i":"<execution>"}');
    expect(a).toBe(b);
  });

  it("are none that the input, the definition or an answer gave", async () => {
    const id = "0a1b2c3d-0000-4000-8000-000000000001";
    const given = { id, at: "2026-01-01T00:00:05Z", ms: 1767225605000 };
    const definition = { StartAt: "T", States: { T: { ...lambda, ResultPath: "$.r", End: true } } };
    const answer = { id: id.replace("1", "2"), at: "2026-01-01T00:00:06Z" };
    const trace = await traced(definition, { input: given, answers: { T: { output: answer } } });
    expect(trace).toContain(JSON.stringify(answer));
    expect(trace).not.toContain("<");
  });

  it("are those an echoing answer sends back", async () => {
    const definition = {
      StartAt: "T",
      States: { T: { ...lambda, Parameters: { "id.$": "States.UUID()" }, End: true } },
    };
    const trace = await traced(definition, { answers: { T: { handler: ({ arguments: sent }) => sent } } });
    expect(trace).toContain('output    {"id":"<uuid-1>"}');
  });

  it("are task tokens, numbered", async () => {
    const wait = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" };
    const state = { ...wait, Parameters: { QueueUrl: "q", "MessageBody.$": "$$.Task.Token" }, ResultPath: null };
    const definition = { StartAt: "A", States: { A: { ...state, Next: "B" }, B: { ...state, End: true } } };
    const trace = await traced(definition, { answers: { default: { output: 1 } } });
    expect(trace.match(/<token-\d>/g)).toEqual(["<token-1>", "<token-2>"]);
  });

  it("are event ids in the texts of errors", async () => {
    expect(await traced(pass({ InputPath: "$.x" }))).toContain("(entered at the event id #…)");
  });
});

describe("exactDuration", () => {
  it.each([
    [0, "0s"],
    [1, "1ms"],
    [61_001, "1m1s1ms"],
    [3 * 86_400_000 + 4 * 3_600_000, "3d4h"],
  ])("writes %d as %s", (millis, text) => {
    expect(exactDuration(millis)).toBe(text);
  });
});
