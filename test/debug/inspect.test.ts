import { describe, expect, it } from "vitest";
import { evaluate, retries, scopes, stack, stages, threads } from "../../packages/asl-core/src/debug/inspect/index.js";
import type { Position } from "../../packages/asl-core/src/debug/position.js";
import { ExpressionSyntaxError, StatesError } from "../../packages/asl-core/src/errors.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { type Answer, type Asked, SimplePast } from "./support/simple-past.js";

const RESOURCE = "arn:aws:states:::lambda:invoke";
const START = 1_767_225_600_000;
const task = (more: object) => ({ Type: "Task", Resource: RESOURCE, ...more });
const inside = ({ step }: Position, stage: number): Position => ({ step, stage });

const CHARGE = task({
  Parameters: { "id.$": "$.id" },
  ResultPath: "$.charged",
  Assign: { "seen.$": "$" },
  TimeoutSeconds: 60,
  End: true,
});
const EACH = {
  Type: "Map",
  ItemsPath: "$.orders",
  MaxConcurrency: 2,
  ItemSelector: { "id.$": "$$.Map.Item.Value", "n.$": "$$.Map.Item.Index" },
  ItemProcessor: { StartAt: "Charge", States: { Charge: CHARGE } },
  End: true,
};
const ORDERS = {
  StartAt: "Prepare",
  States: {
    Prepare: { Type: "Pass", Assign: { region: "eu", "first.$": "$.orders[0]" }, Next: "Split" },
    Split: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Each", States: { Each: EACH } },
        { StartAt: "Pause", States: { Pause: { Type: "Wait", Seconds: 30, End: true } } },
      ],
      End: true,
    },
  },
};

/** The third order is never answered. */
const orders = (): SimplePast =>
  new SimplePast(ORDERS, {
    input: { orders: ["a", "b", "c"] },
    answer: ({ arguments: sent }) => ((sent as { id: string }).id === "c" ? undefined : { output: { ok: true } }),
  });

const CHILDREN = {
  StartAt: "Spread",
  States: {
    Spread: {
      Type: "Map",
      ItemsPath: "$",
      Assign: { kept: 1 },
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Work",
        States: { Work: task({ End: true }) },
      },
      End: true,
    },
  },
};

describe("threads", () => {
  it("are the live frames without live children, named by branch and iteration", () => {
    const past = orders();
    const waits = { for: `an answer of ${RESOURCE}`, until: START + 60_000 };
    const charge = { execution: 0, state: "Split › branch 0 › Each › item › Charge", status: "waiting", waits };
    expect(threads(past.sceneAt(past.after("TaskScheduled", 2)), past)).toEqual([
      {
        id: "0:3",
        name: "Split › branch 1",
        execution: 0,
        frame: 3,
        state: "Split › branch 1 › Pause",
        status: "waiting",
        waits: { for: "the end of the wait", until: START + 30_000 },
      },
      { ...charge, id: "0:4", name: "iteration 0 of Each", frame: 4 },
      { ...charge, id: "0:5", name: "iteration 1 of Each", frame: 5 },
    ]);
  });

  it("are those of child executions where a distributed Map has any", () => {
    const past = new SimplePast(CHILDREN, { input: [1, 2] });
    const found = threads(past.end(), past).map(({ id, name, status }) => [id, name, status]);
    expect(found).toEqual([
      ["1:1", "iteration 0 of Spread", "waiting"],
      ["2:1", "iteration 1 of Spread", "waiting"],
    ]);
  });

  it("is the whole execution while nothing is split, and none once it has ended", () => {
    const past = new SimplePast({ StartAt: "A", States: { A: { Type: "Pass", End: true } } });
    const names = (scene = past.end()) => threads(scene, past).map(({ name, status }) => `${name} ${status}`);
    expect(names(past.sceneAt({ step: 1, stage: 0 }))).toEqual(["execution ready"]);
    expect(names()).toEqual([]);
  });
});

describe("stack", () => {
  it("goes up the containers around a frame", () => {
    const past = orders();
    const found = stack(past.sceneAt(past.after("TaskScheduled", 3)), past, "0:6");
    expect(
      found.map(({ id, name, block, phase, iteration, visit }) => [id, name, block, phase, iteration, visit]),
    ).toEqual([
      ["0:6", "Charge", "iteration 2 of Each", "await", [2], 1],
      ["0:2", "Each", "Split › branch 0", "join", [], 1],
      ["0:1", "Split", "execution", "join", [], 1],
    ]);
    expect(found.map(({ step }) => step)).toEqual([
      past.before("TaskStateEntered", 3).step,
      past.before("MapStateEntered").step,
      past.before("ParallelStateEntered").step,
    ]);
  });

  it("goes from a child execution to its Map", () => {
    const past = new SimplePast(CHILDREN, { input: [1, 2] });
    const found = stack(past.end(), past, "2:1");
    expect(found.map(({ id, state, iteration }) => [id, state, iteration])).toEqual([
      ["2:1", "Spread › item › Work", [1]],
      ["0:1", "Spread", []],
    ]);
  });

  it("counts the visits of a loop, and the one that is about to begin", () => {
    const states = {
      A: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "B" },
      B: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 3, Next: "A" }], Default: "C" },
      C: { Type: "Wait", Seconds: 1, End: true },
    };
    const past = new SimplePast({ StartAt: "A", States: states }, { input: { n: 0 } });
    const visit = (position: Position) => stack(past.sceneAt(position), past, "0:1")[0].visit;
    expect([1, 2, 3].map((nth) => visit(past.before("PassStateEntered", nth)))).toEqual([1, 2, 3]);
    expect(visit(inside(past.before("PassStateEntered", 3), 1))).toBe(3);
    expect(visit(past.after("WaitStateEntered"))).toBe(1);
  });
});

describe("scopes", () => {
  const names = (past: SimplePast, position: Position, frame = "0:1") =>
    Object.fromEntries(
      scopes(past.sceneAt(position), past, frame)
        .filter(({ name }) => name !== "Context")
        .map(({ name, level, value }) => [level === undefined ? name : `${name} of ${level}`, value]),
    );

  it("show what a waiting task has sent, and the variables of every level in sight", () => {
    const past = orders();
    expect(names(past, past.after("TaskScheduled"), "0:4")).toEqual({
      Input: { id: "a", n: 0 },
      Arguments: { id: "a" },
      "Variables of iteration 0 of Each": {},
      "Variables of execution": { region: "eu", first: "a" },
    });
  });

  it("show a result that has arrived, then what the state makes of it stage by stage", () => {
    const past = orders();
    const resumed = past.before("TaskStateExited");
    expect(names(past, resumed, "0:4").Result).toEqual({ ok: true });
    expect(names(past, resumed, "0:4").Output).toBeUndefined();
    const at = (stage: number) => names(past, inside(resumed, stage), "0:4");
    expect(at(2).Output).toBeUndefined();
    expect(at(3).Output).toEqual({ id: "a", n: 0, charged: { ok: true } });
    expect(at(3)["Variables of iteration 0 of Each"]).toEqual({});
    expect(at(4)["Variables of iteration 0 of Each"]).toEqual({ seen: { ok: true } });
  });

  it("show the failure that is about to be taken up, is being caught, and is waited with", () => {
    const First = task({
      Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "End" }],
      End: true,
    });
    const answer = (): Answer => ({ error: "Busy", cause: "later" });
    const past = new SimplePast({ StartAt: "First", States: { First, End: { Type: "Succeed" } } }, { answer });
    const failed = past.after("TaskFailed");
    const error = { Error: "Busy", Cause: "later" };
    expect(names(past, failed).Error).toEqual(error);
    expect(names(past, { step: failed.step + 1, stage: 0 }).Error).toEqual(error);
    expect(names(past, past.after("TaskScheduled", 2)).Error).toBeUndefined();
    expect(names(past, inside(past.before("TaskStateExited"), 1))).toMatchObject({ Error: error, Output: error });
  });

  it("hide variables of the same name further out, and keep those of a Map from its child executions", () => {
    const states = {
      First: { Type: "Pass", Assign: { a: 1, b: 1 }, Next: "Spread" },
      ...CHILDREN.States,
    };
    const past = new SimplePast({ StartAt: "First", States: states }, { input: [1] });
    expect(names(past, { step: past.length, stage: 0 }, "1:1")).toMatchObject({
      "Variables of iteration 0 of Spread": {},
    });
    expect(Object.keys(names(past, { step: past.length, stage: 0 }, "1:1"))).toHaveLength(3);
  });

  it("give the context object as the state would see it, before it is entered too", () => {
    const past = orders();
    const context = (position: Position, frame: string) =>
      scopes(past.sceneAt(position), past, frame).find(({ name }) => name === "Context")?.value;
    expect(context(past.before("TaskStateEntered"), "0:4")).toMatchObject({
      State: { Name: "Charge", EnteredTime: "2026-01-01T00:00:00.000Z", RetryCount: 0 },
      Map: { Item: { Index: 0, Value: "a" } },
    });
  });
});

describe("stages", () => {
  const found = (past: SimplePast, position: Position, frame = "0:1") =>
    stages(past.sceneAt(position), past, frame).map(({ stage, value }) => [stage, value]);

  it("are those of the visit so far, and inside a step those of its part", () => {
    const past = orders();
    const resumed = past.before("TaskStateExited");
    const before: [string, Json][] = [
      ["input", { id: "a", n: 0 }],
      ["afterInputPath", { id: "a", n: 0 }],
      ["afterParameters", { id: "a" }],
    ];
    expect(found(past, past.before("TaskStateEntered"), "0:4")).toEqual([]);
    expect(found(past, inside(past.before("TaskStateEntered"), 2), "0:4")).toEqual(before.slice(0, 2));
    expect(found(past, resumed, "0:4")).toEqual(before);
    expect(found(past, inside(resumed, 2), "0:4")).toEqual([
      ...before,
      ["result", { ok: true }],
      ["afterResultPath", { id: "a", n: 0, charged: { ok: true } }],
    ]);
  });

  it("name the item of each ItemSelector", () => {
    const past = orders();
    const each = stages(past.sceneAt(past.after("TaskScheduled", 3)), past, "0:2");
    expect(each.filter(({ stage }) => stage === "afterItemSelector").map(({ item, value }) => [item, value])).toEqual([
      [0, { id: "a", n: 0 }],
      [1, { id: "b", n: 1 }],
      [2, { id: "c", n: 2 }],
    ]);
  });

  it("are those of the present try", () => {
    const First = task({ Parameters: { "n.$": "$$.State.RetryCount" }, Retry: [{ ErrorEquals: ["Busy"] }], End: true });
    const answer = ({ attempt }: Asked): Answer => (attempt === 0 ? { error: "Busy" } : { output: 1 });
    const past = new SimplePast({ StartAt: "First", States: { First } }, { answer });
    const sent = (position: Position) => Object.fromEntries(found(past, position)).afterParameters;
    expect(sent(past.after("TaskFailed"))).toEqual({ n: 0 });
    expect(sent(past.after("TaskScheduled", 2))).toEqual({ n: 1 });
    expect(found(past, past.after("TaskScheduled", 2)).map(([stage]) => stage)).toEqual([
      "input",
      "afterInputPath",
      "afterParameters",
    ]);
  });

  it("cost a few steps in a visit of thousands", () => {
    const loop = {
      A: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "B" },
      B: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 3000, Next: "A" }], Default: "C" },
      C: { Type: "Succeed" },
    };
    const branches = [{ StartAt: "A", States: loop }];
    const Split = { Type: "Parallel", Parameters: { n: 0 }, Branches: branches, End: true };
    const past = new SimplePast({ StartAt: "Split", States: { Split } });
    const position = past.before("SucceedStateEntered");
    expect(position.step).toBeGreaterThan(6000);
    const scene = past.sceneAt(position);
    past.watched = 0;
    expect(stages(scene, past, "0:1").map(({ stage }) => stage)).toEqual([
      "input",
      "afterInputPath",
      "afterParameters",
    ]);
    expect(past.watched).toBeLessThan(5);
  });
});

describe("retries", () => {
  const Retry = [
    { ErrorEquals: ["Odd"], IntervalSeconds: 1, MaxAttempts: 2, JitterStrategy: "FULL" },
    { ErrorEquals: ["States.ALL"], IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 2 },
  ];
  const answer = ({ attempt }: Asked): Answer => ({ error: attempt === 1 ? "Odd" : "Busy", cause: `try ${attempt}` });
  const past = new SimplePast({ StartAt: "First", States: { First: task({ Retry, End: true }) } }, { answer });
  const at = (nth: number) =>
    retries(past.sceneAt({ step: past.after("TaskFailed", nth).step + 1, stage: 0 }), past, "0:1");

  it("list each failed try, who chose what comes next, and when", () => {
    const { attempts, remaining, next, in: left } = at(3);
    expect(attempts.map(({ attempt, error, cause, retrier }) => [attempt, error, cause, retrier])).toEqual([
      [0, "Busy", "try 0", 1],
      [1, "Odd", "try 1", 0],
      [2, "Busy", "try 2", 1],
    ]);
    expect([attempts[0].delay, attempts[2].delay]).toEqual([3000, 6000]);
    expect(remaining.map(({ used, left }) => [used, left])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect([next, left]).toEqual([attempts[2].at + 6000, 6000]);
  });

  it("know the delay that jitter has drawn", () => {
    const { attempts, next } = at(2);
    expect(next).toBe(past.event("TaskScheduled", 3).at);
    expect(attempts[1].due).toBe(next);
    expect(threads(past.sceneAt({ step: past.after("TaskFailed", 2).step + 1, stage: 0 }), past)[0]).toMatchObject({
      status: "backoff",
      waits: { for: "the next try", until: next },
    });
  });

  it("say when an entry was used up", () => {
    const scene = past.sceneAt(past.after("TaskFailed", 4));
    expect(retries(scene, past, "0:1").remaining[1]).toMatchObject({ used: 2, left: 0 });
    const none = new SimplePast({ StartAt: "First", States: { First: task({ Retry, End: true }) } });
    const { attempts, remaining } = retries(none.end(), none, "0:1");
    expect([attempts, remaining.map(({ left }) => left)]).toEqual([[], [2, 2]]);
  });
});

describe("evaluate", () => {
  const past = orders();
  const waiting = past.sceneAt(past.after("TaskScheduled"));
  const resumed = past.before("TaskStateExited");

  it.each<[string, Json]>([
    ["$.id", "a"],
    ["$", { id: "a", n: 0 }],
    ["$$.State.Name", "Charge"],
    ["$region", "eu"],
    ["States.Format('{}-{}', $.id, $first)", "a-a"],
    ["{% $states.input.n + 1 %}", 1],
    ["$states.context.Map.Item.Index", 0],
    ["$uppercase($region)", "EU"],
  ])("gives what %s is while a task waits", (expression, value) => {
    expect(evaluate(waiting, past, "0:4", expression)).toEqual(value);
  });

  it("sees the result once it is there, and lets $ be what the next field reads", () => {
    expect(evaluate(past.sceneAt(resumed), past, "0:4", "$states.result.ok")).toBe(true);
    expect(evaluate(past.sceneAt(inside(resumed, 1)), past, "0:4", "$.ok")).toBe(true);
    expect(evaluate(past.sceneAt(inside(resumed, 2)), past, "0:4", "$.charged.ok")).toBe(true);
    expect(evaluate(past.sceneAt(inside(resumed, 4)), past, "0:4", "$seen.ok")).toBe(true);
  });

  it("sees the error that a Catch takes", () => {
    const First = task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "End" }], End: true });
    const answer = (): Answer => ({ error: "Busy" });
    const failing = new SimplePast({ StartAt: "First", States: { First, End: { Type: "Succeed" } } }, { answer });
    const scene = failing.sceneAt(failing.after("TaskFailed"));
    expect(evaluate(scene, failing, "0:1", "$states.errorOutput.Error")).toBe("Busy");
  });

  it.each([
    ["{% $states.input. %}", 0, "JSONata"],
    ["$states.input +", 0, "JSONata"],
    ["$.a[", 0, "JSONPath"],
    ["  $.a b", 0, "JSONPath"],
  ])("says where %s does not parse", (expression) => {
    let error: unknown;
    try {
      evaluate(waiting, past, "0:4", expression);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    const { text, offset } = error as ExpressionSyntaxError;
    expect(text).toBe(expression);
    expect(offset).toBeGreaterThan(2);
    expect(offset).toBeLessThanOrEqual(expression.length);
  });

  it("throws what the expression throws, and ends what would not end", () => {
    expect(() => evaluate(waiting, past, "0:4", "$.gone")).toThrow(StatesError);
    expect(() => evaluate(waiting, past, "0:4", "$states.input.gone")).toThrow("returned nothing");
    expect(() => evaluate(waiting, past, "0:4", "( $f := function($n) { $f($n) + 1 }; $f(1) )")).toThrow(StatesError);
    expect(() => evaluate(waiting, past, "0:99", "1")).toThrow(RangeError);
  });

  it("draws random numbers without using the run's up", () => {
    const before = waiting.executions[0].execution.seed;
    const [one, two] = [1, 2].map(() => evaluate(waiting, past, "0:4", "{% $random() %}"));
    expect(one).toEqual(two);
    expect(waiting.executions[0].execution.seed).toBe(before);
  });
});
