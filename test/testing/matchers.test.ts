import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect as jest } from "expect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { aslMatchers, loadMachine, type TestMachine, type TestRun } from "../../packages/asl-core/src/testing/index.js";
import { textDiff } from "../../packages/asl-core/src/testing/text-diff.js";

expect.extend(aslMatchers);
jest.extend(aslMatchers);

const DEFINITION = {
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge", "Payload.$": "$.id" },
      ResultSelector: { "total.$": "$.Payload.total" },
      ResultPath: "$.charge",
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }],
      Next: "Lines",
    },
    Lines: {
      Type: "Map",
      ItemsPath: "$.lines",
      ResultPath: "$.lines",
      ItemProcessor: {
        StartAt: "Reserve",
        States: { Reserve: { Type: "Task", Resource: "arn:aws:states:::dynamodb:updateItem", End: true } },
      },
      Next: "Done",
    },
    Done: { Type: "Pass", Assign: { "total.$": "$.charge.total" }, End: true },
  },
};
const INPUT = { id: 7, lines: ["a", "b"] };
const OUTPUT = { id: 7, lines: [{ n: 1 }, { n: 2 }], charge: { total: 41 } };

let machine: TestMachine;
let run: TestRun;
let failed: TestRun;

beforeAll(async () => {
  machine = await loadMachine(DEFINITION as unknown as JsonObject);
  const Reserve = [{ output: { n: 1 }, takes: "5s" }, { output: { n: 2 } }];
  const busy = { error: "Busy", takes: "1s" };
  run = await machine.run({
    input: INPUT,
    answers: { Charge: [busy, { output: { Payload: { total: 41 } } }], Reserve },
  });
  failed = await machine.run({
    input: INPUT,
    answers: { Charge: { error: "Declined", cause: '{"code":1,"text":"no"}' } },
  });
});

/** What a failing expectation says. */
function said(expectation: () => unknown): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing: it passed";
}

const PATH = "path: Charge (2 tries) → Lines [2 × Reserve] → Done";
const SUCCESS = `The run succeeded after 8s with ${JSON.stringify(OUTPUT)}\n${PATH}`;
const FAILURE = `The run failed after 0ms with Declined
  {"code":1,"text":"no"}
path: Charge failed`.replace("0ms", "0s");
const PLACE = `failed in: Charge
  input     {"id":7,"lines":["a","b"]}
  arguments {"FunctionName":"charge","Payload":7}`;

describe.each([
  { runner: "vitest", expect },
  { runner: "Jest", expect: jest as unknown as typeof expect },
])("the matchers in $runner", ({ expect: check }) => {
  it("pass where the run is as expected", () => {
    check(run).toSucceed();
    check(run).toSucceedWith(OUTPUT);
    check(run).toSucceedWith(check.objectContaining({ charge: { total: check.any(Number) } }));
    check(failed).toFailWith();
    check(failed).toFailWith("Declined");
    check(failed).toFailWith("Declined", '{"code":1,"text":"no"}');
    check(failed).toFailWith(/^Decl/, { code: 1, text: check.any(String) });
    check(run).toHaveVisited("Charge");
    check(run).toHaveVisited("Lines › item › Reserve", 2);
    check(run).toHaveVisited("Reserve", { atLeast: 1 });
    check(run).toHaveVisited(["Charge", "Reserve", "Reserve", "Done"]);
    check(run).toHaveSent("Charge", { FunctionName: "charge", Payload: 7 });
    check(run).toHaveSent("Reserve", "b", 2);
    check(run).toHaveSent("Charge", check.objectContaining({ Payload: 7 }));
    check(run).toHaveAssigned("total");
    check(run).toHaveAssigned("$total", 41);
    check(run).toTake("8s");
    check(run).toTake(8000);
    check(run).toTake({ atLeast: "5s", atMost: "1m" });
  });

  it("pass behind not where it is not", () => {
    check(failed).not.toSucceed();
    check(run).not.toSucceedWith({});
    check(run).not.toFailWith();
    check(failed).not.toFailWith("Other");
    check(failed).not.toHaveVisited("Done");
    check(run).not.toHaveVisited(["Done", "Charge"]);
    check(run).not.toHaveSent("Charge", { FunctionName: "charge" });
    check(run).not.toHaveSent("Charge", { FunctionName: "charge", Payload: 7 }, 3);
    check(run).not.toHaveAssigned("total", 42);
    check(run).not.toTake("9s");
  });

  it("say where an output differs, and who wrote it", () => {
    expect(said(() => check(run).toSucceedWith({ id: 7, lines: [{ n: 1 }, { n: 3 }], charge: { total: 42 } }))).toBe(
      `expect(run).toSucceedWith(output)

${SUCCESS}

$.lines[1].n
  expected 3
  actual   2
$.charge.total
  expected 42
  actual   41

$.lines[1].n comes from Lines › item › Reserve › its result (item 1)
$.charge.total comes from Charge › ResultSelector`,
    );
  });

  it("say of each difference where its value comes from, the input included", () => {
    const text = said(() => check(run).toSucceedWith({ ...OUTPUT, id: 8, charge: { total: 42 } }));
    expect(text).toContain("$.id comes from the input\n$.charge.total comes from Charge › ResultSelector");
  });

  it("say who wrote what lacks a field that nobody wrote", () => {
    const charge = { total: 41, currency: "EUR" };
    expect(said(() => check(run).toSucceedWith({ ...OUTPUT, charge }))).toContain(
      '$.charge.currency is missing\n  expected "EUR"\n\n$.charge comes from Charge › ResultSelector',
    );
  });

  it("say how a run failed that should have succeeded", () => {
    expect(said(() => check(failed).toSucceed())).toBe(`expect(run).toSucceed()\n\n${FAILURE}\n${PLACE}`);
    expect(said(() => check(failed).toSucceedWith({ a: 1 }))).toBe(
      `expect(run).toSucceedWith(output)\n\n${FAILURE}\n${PLACE}\n\nexpected output {"a":1}`,
    );
  });

  it("say that a run succeeded that should have failed", () => {
    expect(said(() => check(run).toFailWith("Declined", /no/))).toBe(
      `expect(run).toFailWith(error, cause)\n\n${SUCCESS}\n\nexpected error "Declined"\nexpected cause /no/`,
    );
  });

  it("say how errors and causes differ", () => {
    expect(said(() => check(failed).toFailWith("Refused", { code: 2, text: "no" }))).toBe(
      `expect(run).toFailWith(error, cause)

${FAILURE}
${PLACE}

error
  expected "Refused"
  actual   "Declined"
cause
  $.code
    expected 2
    actual   1`,
    );
    expect(said(() => check(failed).toFailWith("Declined", /yes/))).toContain(
      'cause\n  expected /yes/\n  actual   "{\\"code\\":1,\\"text\\":\\"no\\"}"',
    );
  });

  it("say what stands behind not", () => {
    expect(said(() => check(run).not.toSucceed())).toBe(`expect(run).not.toSucceed()\n\n${SUCCESS}`);
    expect(said(() => check(failed).not.toFailWith("Declined"))).toBe(
      `expect(run).not.toFailWith(error)\n\n${FAILURE}`,
    );
  });

  it("say what was visited", () => {
    expect(said(() => check(run).toHaveVisited("Reserve", 3))).toBe(
      `expect(run).toHaveVisited("Reserve", times)\n\nThe run visited "Reserve" 2 times, expected 3 of them.\n${SUCCESS}`,
    );
    expect(said(() => check(failed).toHaveVisited("Done"))).toContain('The run visited "Done" never.');
    expect(said(() => check(run).toHaveVisited(["Lines", "Done", "Charge"]))).toContain(
      'The run did not visit "Charge" after Lines → Done.',
    );
  });

  it("know the names of states, also behind not", () => {
    const message = 'the definition has no state "Dnoe": did you mean "Done"?';
    expect(said(() => check(run).not.toHaveVisited("Dnoe"))).toBe(message);
    expect(said(() => check(run).not.toHaveVisited(["Charge", "Dnoe"]))).toBe(message);
    expect(said(() => check(run).not.toHaveSent("Dnoe", {}))).toBe(message);
  });

  it("compare with the nearest request", () => {
    expect(said(() => check(run).toHaveSent("Charge", { FunctionName: "charge", Payload: 8 }))).toBe(
      `expect(run).toHaveSent("Charge", request)

None of 2 requests is the expected one. The nearest, of Charge:
$.Payload
  expected 8
  actual   7

${SUCCESS}`,
    );
    expect(said(() => check(run).toHaveSent("Reserve", "x", 2))).toContain(
      'The request of Lines › item › Reserve (item 1) is another:\n$\n  expected "x"\n  actual   "b"',
    );
    expect(said(() => check(run).toHaveSent("Reserve", "x", 5))).toContain(
      '"Reserve" sent 2 requests, and there is no request 5.',
    );
    expect(said(() => check(failed).toHaveSent("Reserve", "x"))).toContain('"Reserve" sent nothing.\nexpected "x"');
  });

  it("list what was assigned", () => {
    expect(said(() => check(run).toHaveAssigned("total", 42))).toContain(
      "$total was assigned other values:\n  Done: 41\n\nThe last one:\n$\n  expected 42\n  actual   41",
    );
    expect(said(() => check(run).toHaveAssigned("sum"))).toContain("no state assigns $sum: assigned are $total");
  });

  it("say where the time went", () => {
    expect(said(() => check(run).toTake("2m"))).toBe(
      `expect(run).toTake(duration)

The run took 8s, expected 2m.
  Lines › item › Reserve (item 0) took 5s
  Charge took 3s
${SUCCESS}`,
    );
    expect(said(() => check(run).toTake({ atMost: "7s" }))).toContain("The run took 8s, expected at most 7s.");
    expect(said(() => check(run).toTake("soon"))).toContain('"soon" is not a duration');
    expect(said(() => check(run).toTake({ atLeast: "2s", atMost: "1s" }))).toContain(
      "nothing is at least 2s and at most 1s",
    );
  });

  it("say what they take for a run", () => {
    expect(said(() => check(null).toSucceed())).toBe(
      "toSucceed looks at a run, and this is null: pass what machine.run() gives",
    );
    expect(said(() => check(Promise.resolve(run)).not.toSucceed())).toContain(
      "a promise: write `await machine.run(…)`",
    );
    expect(said(() => check(machine).toTake(1))).toContain("a machine: pass what machine.run() gives");
    expect(said(() => check(machine.start()).toTake(1))).toContain("a session: pass session.run()");
    expect(said(() => check("x").toTake(1))).toContain("a string: pass what machine.run() gives");
  });

  it("say what a run waits for", async () => {
    const session = machine.start({ input: INPUT });
    await session.runUntilIdle();
    expect(said(() => check(session.run()).toSucceed())).toBe(
      `expect(run).toSucceed()

The run has not ended: it stands after 0s at
  Charge, whose task has no answer
    arguments {"FunctionName":"charge","Payload":7}
path: Charge not left`,
    );
  });
});

describe("toMatchTrace", () => {
  const folder = mkdtempSync(join(tmpdir(), "asl-trace-"));
  const testPath = join(folder, "order.test.ts");
  const file = join(folder, "traces", "order.trace");
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The matcher with what the runners give it. */
  function matched(context: object, path?: string): string {
    const equals = () => false;
    const { pass, message } = aslMatchers.toMatchTrace.call({ equals, testPath, ...context }, run, path);
    return pass ? "passed" : message();
  }
  const withUpdate = (_updateSnapshot: "all" | "new" | "none") =>
    matched({ snapshotState: { _updateSnapshot } }, "traces/order.trace");

  it("writes no file in CI, and says what to do", () => {
    expect(withUpdate("none")).toContain(
      "order.trace yet, and none is written in CI: run the test once elsewhere and commit it.",
    );
    expect(existsSync(file)).toBe(false);
  });

  it("writes the file beside the test where it is not there", () => {
    expect(withUpdate("new")).toBe("passed");
    expect(readFileSync(file, "utf8")).toBe(run.trace);
    expect(withUpdate("none")).toBe("passed");
  });

  it("takes no notice of how lines end", () => {
    writeFileSync(file, run.trace.replaceAll("\n", "\r\n"));
    expect(withUpdate("none")).toBe("passed");
  });

  it("shows what differs, and writes it with the update flag", () => {
    writeFileSync(file, run.trace.replace('"total":41', '"total":42'));
    const message = withUpdate("new");
    expect(message).toContain("The trace differs from ");
    expect(message).toContain(
      '  attempt 2 succeeded\n-   result    {"Payload":{"total":42}}\n+   result    {"Payload":{"total":41}}\n    output',
    );
    expect(message).toContain("To keep what is there now, run the tests with -u.");
    expect(withUpdate("all")).toBe("passed");
    expect(readFileSync(file, "utf8")).toBe(run.trace);
  });

  it("asks the runner's snapshot without a file", () => {
    expect(run).toMatchTrace();
    const asked: unknown[] = [];
    const match = (options: object) => (asked.push(options), { pass: false, expected: '"\nother\n"' });
    expect(matched({ currentTestName: "the test", snapshotState: { match } })).toContain(
      "The trace differs from the snapshot:\n- other\n+ input",
    );
    expect(asked).toEqual([{ testName: "the test", testId: undefined, received: run.trace, isInline: false }]);
  });

  it("cannot be negated", () => {
    expect(said(() => jest(run).not.toMatchTrace("x"))).toContain("cannot be negated");
  });

  it("needs a file where there are no snapshots", () => {
    expect(said(() => matched({}))).toContain("give toMatchTrace a file");
  });
});

describe("textDiff", () => {
  const numbers = Array.from({ length: 30 }, (_, i) => `line ${i}`);

  it("shows three lines around a change and leaves out the rest", () => {
    const changed = numbers.with(10, "other");
    expect(textDiff(numbers.join("\n"), changed.join("\n"))).toEqual([
      ...[
        "  …",
        "  line 7",
        "  line 8",
        "  line 9",
        "- line 10",
        "+ other",
        "  line 11",
        "  line 12",
        "  line 13",
        "  …",
      ],
    ]);
  });

  it("finds lines put in between", () => {
    expect(textDiff("a\nb\n", "a\nx\nb\n")).toEqual(["  a", "+ x", "  b"]);
  });

  it("is empty for equal texts", () => {
    expect(textDiff("a\n", "a\n")).toEqual([]);
  });
});
