import { describe, expect, it } from "vitest";
import {
  failure,
  pending,
  success,
  type TaskHandler,
  type TaskRequest,
  UnansweredTask,
} from "../../packages/asl-core/src/drivers/handler.js";
import { HandlerError } from "../../packages/asl-core/src/drivers/handler-error.js";
import { run, runSync, VirtualDriver } from "../../packages/asl-core/src/drivers/virtual.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { ACTIVITY, caught, LAMBDA, machineOf, retried, TOKEN, taskState } from "../kernel/support.js";

const end = { End: true };
const load = (definition: JsonObject) => loadMachine(definition);
const token = load(machineOf({ T: taskState(TOKEN) }));
const lambda = load(machineOf({ T: taskState(LAMBDA) }));

/** Runs until the task waits, and gives its token. */
async function waiting(machine = token, handler: TaskHandler = () => pending()) {
  const driver = new VirtualDriver(machine, { handler });
  const { waiting: requests } = await driver.run();
  return { driver, taskToken: requests[0].taskToken!, requests };
}

describe("a task token", () => {
  it("shows the waiting request until it is answered", async () => {
    const { driver, requests } = await waiting();
    expect(requests.map(({ state }) => state)).toEqual(["T"]);
    expect((await driver.run()).status).toBe("RUNNING");
  });

  it("takes one answer, and no second one", async () => {
    const { driver, taskToken } = await waiting();
    expect(driver.sendTaskSuccess(taskToken, { ok: true })).toBe(true);
    expect(driver.sendTaskSuccess(taskToken, "again")).toBe(false);
    expect(driver.sendTaskFailure(taskToken, "E")).toBe(false);
    expect((await driver.run()).output).toEqual({ ok: true });
    expect(driver.sendTaskHeartbeat(taskToken)).toBe(false);
  });

  it("takes a failure, and a null for what it does not say", async () => {
    const { driver, taskToken } = await waiting(
      load(machineOf({ T: taskState(TOKEN, { ...caught("S"), ...end }), S: { Type: "Succeed" } })),
    );
    expect(driver.sendTaskFailure(taskToken)).toBe(true);
    expect((await driver.run()).output).toEqual({ Error: null, Cause: null });
  });

  it("takes any number of heartbeats, and still waits", async () => {
    const { driver, taskToken } = await waiting();
    expect([driver.sendTaskHeartbeat(taskToken), driver.sendTaskHeartbeat(taskToken)]).toEqual([true, true]);
    const { status, waiting: left } = await driver.run();
    expect([status, left.length]).toEqual(["RUNNING", 1]);
    expect(driver.sendTaskSuccess(taskToken, 1)).toBe(true);
    expect((await driver.run()).status).toBe("SUCCEEDED");
  });

  it("answers an activity", async () => {
    const { driver, taskToken } = await waiting(load(machineOf({ T: taskState(ACTIVITY) })));
    driver.sendTaskSuccess(taskToken, 1);
    expect((await driver.run()).status).toBe("SUCCEEDED");
  });

  it("of nothing answers nothing", async () => {
    const { driver } = await waiting();
    expect(driver.sendTaskSuccess("arn:nobody#1", 1)).toBe(false);
  });

  it("of an earlier try answers nothing", async () => {
    const machine = load(machineOf({ T: taskState(TOKEN, { ...retried({ MaxAttempts: 1 }), ...end }) }));
    const { driver, taskToken } = await waiting(machine);
    driver.sendTaskFailure(taskToken, "E");
    const { waiting: requests } = await driver.run();
    expect(driver.sendTaskSuccess(taskToken, "old")).toBe(false);
    expect(requests[0].taskToken).not.toBe(taskToken);
    driver.sendTaskSuccess(requests[0].taskToken!, "new");
    expect((await driver.run()).output).toBe("new");
  });

  it("does not end a Wait or a back-off that has the same number", () => {
    const machine = load(machineOf({ W: { Type: "Wait", Seconds: 60, ...end } }));
    const driver = new VirtualDriver(machine, { abort: { after: 5000 }, observer: { event() {} } });
    const { identity } = driver.runSync().execution;
    expect(driver.sendTaskSuccess(`${identity.executionArn}#1`, 1)).toBe(false);
  });

  it("may be answered before its handler has returned", () => {
    const driver: VirtualDriver = new VirtualDriver(token, {
      handler({ taskToken }) {
        driver.sendTaskSuccess(taskToken!, "at once");
        return pending();
      },
    });
    expect(driver.runSync().output).toBe("at once");
  });

  it("refuses an output that is not JSON", async () => {
    const { driver, taskToken } = await waiting();
    expect(() => driver.sendTaskSuccess(taskToken, undefined as never)).toThrow(
      new TypeError("the output is not JSON: $ is undefined"),
    );
  });

  it("is found in the child executions of a distributed Map", async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      ...machineOf({ T: taskState(TOKEN) }),
    };
    const tokens: string[] = [];
    const driver = new VirtualDriver(load(machineOf({ M: { Type: "Map", ItemProcessor, ...end } })), {
      input: [1, 2],
      handler({ taskToken }) {
        tokens.push(taskToken!);
        return pending();
      },
    });
    await driver.run();
    tokens.forEach((one, i) => driver.sendTaskSuccess(one, i));
    expect((await driver.run()).output).toEqual([0, 1]);
  });
});

describe("stop", () => {
  it("aborts before the first step", async () => {
    const driver = new VirtualDriver(load(machineOf({ W: { Type: "Wait", Seconds: 1, ...end } })));
    driver.stop("E", "c");
    const { status, error, cause, inputs } = await driver.run();
    expect([status, error, cause, inputs.length]).toEqual(["ABORTED", "E", "c", 1]);
  });

  it("changes nothing after the end", async () => {
    const driver = new VirtualDriver(load(machineOf({ S: { Type: "Succeed" } })));
    await driver.run();
    driver.stop();
    expect((await driver.run()).status).toBe("SUCCEEDED");
  });
});

describe("a handler", () => {
  const outcomeOf = (handler: unknown) => {
    const { status, error, cause } = runSync(lambda, { handler: handler as TaskHandler });
    return [status, error, cause];
  };

  class Custom extends Error {
    override name = "Custom";
  }
  it.each<[string, () => unknown, unknown[]]>([
    [
      "an error",
      () => {
        throw new Custom("why");
      },
      ["FAILED", "Custom", "why"],
    ],
    [
      "a text",
      () => {
        throw "why";
      },
      ["FAILED", "Error", "why"],
    ],
    [
      "nothing",
      () => {
        throw undefined;
      },
      ["FAILED", "Error", "undefined"],
    ],
    [
      "an object without a text",
      () => {
        throw Object.create(null);
      },
      ["FAILED", "Error", "[object Object]"],
    ],
    [
      "a symbol",
      () => {
        throw Symbol("s");
      },
      ["FAILED", "Error", "Symbol(s)"],
    ],
    [
      "an error whose name is no text",
      () => {
        throw Object.assign(new Error("why"), { name: 5 });
      },
      ["FAILED", "5", "why"],
    ],
  ])("may throw %s: its task fails", (_, handler, expected) => expect(outcomeOf(handler)).toEqual(expected));

  it.each<[string, unknown, string]>([
    ["nothing", undefined, "gave no outcome: use success(…), failure(…) or pending()"],
    ["null", null, "gave no outcome: use success(…), failure(…) or pending()"],
    ["a bare value", { a: 1 }, "gave no outcome: use success(…), failure(…) or pending()"],
    ["an output that is undefined", { type: "success" }, "returned something that is not JSON: $ is undefined"],
    ["NaN", success(Number.NaN), "returned something that is not JSON: $ is NaN"],
    ["Infinity inside", success({ a: [Infinity] }), "returned something that is not JSON: $.a[0] is Infinity"],
    ["a Date", success({ at: new Date(0) } as never), "returned something that is not JSON: $.at is a Date"],
    ["a function", success([() => 1] as never), "returned something that is not JSON: $[0] is a function"],
    ["a bigint", success(1n as never), "returned something that is not JSON: $ is a bigint"],
    ["a Map", success(new Map() as never), "returned something that is not JSON: $ is a Map"],
    ["an error that is no text", failure(5 as never), "gave an error or a cause that is not a text"],
    [
      "a stage that is not known",
      failure("E", "c", { stage: "late" as never }),
      "gave a stage that is not known: schedule, start, submit, run",
    ],
    ["a time that is none", success(1, { takes: Number.NaN }), "gave takes that is no time in milliseconds: NaN"],
    ["a time before the start", success(1, { takes: -1 }), "gave takes that is no time in milliseconds: -1"],
    ["a time without end", success(1, { takes: Infinity }), "gave takes that is no time in milliseconds: Infinity"],
    [
      "heartbeats that are no times",
      pending({ heartbeats: ["1s"] as never }),
      "gave heartbeats that are not times in milliseconds",
    ],
    [
      "a submission that is not JSON",
      success(1, { submitted: undefined, workerName: 1 as never }),
      "gave a workerName that is not a text",
    ],
  ])("must not give %s", (_, outcome, reason) => {
    expect(() => runSync(lambda, { handler: () => outcome as never })).toThrow(HandlerError);
    expect(() => runSync(lambda, { handler: () => outcome as never })).toThrow(
      `the handler of task "T" (call 1) ${reason}`,
    );
  });

  it("must not give a cycle", () => {
    const cycle: JsonObject = {};
    cycle.self = cycle;
    expect(() => runSync(lambda, { handler: () => success(cycle) })).toThrow(
      /nested deeper than 1000 levels, or contains itself/,
    );
  });

  it("must not give what is nested 100,000 deep", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
    expect(() => runSync(lambda, { handler: () => success(deep) })).toThrow(/nested deeper than 1000 levels/);
  });

  it("may answer through a promise, which runSync refuses", async () => {
    const handler: TaskHandler = async () => success("later");
    expect((await run(lambda, { handler })).output).toBe("later");
    expect(() => runSync(lambda, { handler })).toThrow(TypeError);
  });

  it.each(["X", "Y"])("gives the same history whichever promise settles first, be it not that of %s", async (slow) => {
    const branches = ["X", "Y"].map((name) => ({ StartAt: name, States: { [name]: taskState(LAMBDA) } }));
    const machine = load(machineOf({ P: { Type: "Parallel", Branches: branches, ...end } }));
    const handler: TaskHandler = async ({ state }) => {
      for (let turns = state === slow ? 50 : 0; turns > 0; turns--) await null;
      return success(state);
    };
    const { events } = await run(machine, { handler });
    expect(events).toEqual(runSync(machine, { handler: ({ state }) => success(state) }).events);
  });

  it("may change what it was given, its request alone", () => {
    const machine = load(machineOf({ T: taskState(LAMBDA, { ResultPath: "$.result", ...end }) }));
    const handler: TaskHandler = (request) => {
      (request.arguments as JsonObject).more = 1;
      (request.context.Execution as { Input: JsonObject }).Input.more = 1;
      return success("done");
    };
    const result = runSync(machine, { input: { a: {} }, handler });
    expect([result.output, result.execution.input]).toEqual([{ a: {}, result: "done" }, { a: {} }]);
  });

  it("may change what it has given", () => {
    const calls: number[] = [];
    const machine = load(machineOf({ T: taskState(LAMBDA, { Next: "U" }), U: taskState(LAMBDA) }));
    const handler: TaskHandler = ({ call }) => (calls.push(call), success(calls));
    const outputs = runSync(machine, { handler }).events.flatMap((one) =>
      one.type === "LambdaFunctionSucceeded" ? [one.details.output] : [],
    );
    expect(outputs).toEqual([[0], [0, 0]]);
  });

  it("sees nothing of the interpreter in its request", () => {
    const seen: string[] = [];
    runSync(lambda, { handler: (request) => (seen.push(...Object.keys(request)), success(null)) });
    expect(seen).not.toContain("machine");
    expect(seen).not.toContain("execution");
  });

  it("may reject: its task fails", async () => {
    const { error, cause } = await run(lambda, { handler: () => Promise.reject(new Custom("later")) });
    expect([error, cause]).toEqual(["Custom", "later"]);
  });

  it("rejects the run where its promise brings no outcome", async () => {
    await expect(run(lambda, { handler: async () => undefined as never })).rejects.toThrow(HandlerError);
  });

  it("may have no answer: the run stops and shows the request", () => {
    const result = runSync(lambda, {
      handler(request) {
        throw new UnansweredTask(request);
      },
    });
    expect(result.status).toBe("RUNNING");
    expect(result.unanswered?.state).toBe("T");
    expect(runSync(lambda).unanswered?.resource).toBe(LAMBDA);
  });

  it("may never answer: the run ends where nothing can happen any more", () => {
    const result = runSync(lambda, { handler: () => pending() });
    expect([result.status, result.waiting.length]).toEqual(["RUNNING", 1]);
  });

  it("sees the request as it stands", () => {
    const seen: TaskRequest[] = [];
    const M = {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "v.$": "$$.Map.Item.Value" },
      ItemProcessor: machineOf({ T: taskState(LAMBDA, { TimeoutSeconds: 9, ...retried({ MaxAttempts: 1 }), ...end }) }),
      ...end,
    };
    runSync(load(machineOf({ M })), {
      input: { items: [7] },
      handler(request) {
        seen.push(request);
        return request.attempt === 0 ? failure("E") : success(1);
      },
    });
    expect(
      seen.map(({ state, path, attempt, call, iteration, arguments: given, timeoutSeconds }) => [
        state,
        path,
        attempt,
        call,
        iteration,
        given,
        timeoutSeconds,
      ]),
    ).toEqual([
      ["T", "M › item › T", 0, 0, [0], { v: 7 }, 9],
      ["T", "M › item › T", 1, 1, [0], { v: 7 }, 9],
    ]);
    expect(seen.map(({ context }) => (context.State as JsonObject).RetryCount)).toEqual([0, 1]);
    expect(seen.map(({ at }) => at - Date.UTC(2026, 0, 1))).toEqual([0, 1000]);
  });
});

describe("a run", () => {
  it("refuses an input that is not JSON", () => {
    expect(() => runSync(lambda, { input: { a: undefined } as never })).toThrow(
      new TypeError("the input is not JSON: $.a is undefined"),
    );
  });

  it("refuses an input nested 100,000 deep", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
    expect(() => runSync(lambda, { input: deep })).toThrow(/nested deeper than 1000 levels/);
  });

  it("throws what a listener throws", () => {
    const event = () => {
      throw new RangeError("listener");
    };
    expect(() => runSync(lambda, { observer: { event } })).toThrow("listener");
  });

  it("keeps no events where history is off, and still tells them", () => {
    const told: string[] = [];
    const quiet = runSync(load(machineOf({ S: { Type: "Succeed" } })), {
      history: false,
      observer: { event: ({ type }) => void told.push(type) },
    });
    expect(quiet.events).toEqual([]);
    expect(told).toHaveLength(4);
  });
});

describe("a machine given to a run", () => {
  it("refuses a definition where a machine is asked for", () => {
    const definition = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
    expect(() => runSync(definition as never)).toThrow(/pass what loadMachine/);
  });

  it("tells a handler the places in all Maps around its task, distributed ones included", () => {
    const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: {}, End: true };
    const inner = { Type: "Map", ItemProcessor: { StartAt: "T", States: { T: task } }, End: true };
    const config = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
    const outer = {
      Type: "Map",
      ItemProcessor: { ProcessorConfig: config, StartAt: "I", States: { I: inner } },
      End: true,
    };
    const seen: (readonly number[])[] = [];
    const handler = (request: { iteration: readonly number[] }) => {
      seen.push(request.iteration);
      return success(null);
    };
    runSync(load({ StartAt: "O", States: { O: outer } }), { input: [[1], [2, 3]], handler });
    expect(seen).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });
});
