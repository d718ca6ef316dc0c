import { describe, expect, it } from "vitest";
import { failure, pending, success } from "../../packages/asl-core/src/drivers/handler.js";
import { ioOf } from "../../packages/asl-core/src/drivers/job-io.js";
import { joinObservers, type Observer } from "../../packages/asl-core/src/drivers/observer.js";
import type { RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import { runSync, VirtualDriver } from "../../packages/asl-core/src/drivers/virtual.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import type { Execution } from "../../packages/asl-core/src/kernel/index.js";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";

const LAMBDA = "arn:aws:states:::lambda:invoke";
const task = (more: JsonObject = { End: true }): JsonObject => ({
  Type: "Task",
  Resource: LAMBDA,
  Parameters: { FunctionName: "f" },
  ...more,
});
const ITEMS = { StartAt: "One", States: { One: { Type: "Pass", End: true } } };
const machine = compileDefinition({
  StartAt: "Try",
  States: {
    Try: task({
      Retry: [{ ErrorEquals: ["E"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["E"], Next: "Each" }],
      Next: "Each",
    }),
    Each: {
      Type: "Map",
      Parameters: {},
      ItemsPath: "$.Error",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...ITEMS },
      End: true,
    },
  },
});
const each = compileDefinition({
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...ITEMS },
      End: true,
    },
  },
});

describe("an observer", () => {
  it("hears of failures, each try and what nobody catches", () => {
    const heard: unknown[] = [];
    const observer: Observer = { failure: ({ error }, _frame, node) => heard.push([node.name, error]) };
    runSync(machine, { handler: () => failure("E"), observer });
    expect(heard).toEqual([
      ["Try", "E"],
      ["Try", "E"],
      ["Each", "States.Runtime"],
    ]);
  });

  it("hears of stages and child executions with their iteration", () => {
    const heard: unknown[] = [];
    const observer: Observer = {
      stage: (stage, value, _frame, node) => void (stage === "output" && heard.push([node.name, value])),
      child: (_child, iteration) => heard.push(iteration),
    };
    runSync(each, { input: ["a", "b"] as never, observer });
    expect(heard).toEqual([[0], [1], ["One", "a"], ["One", "b"], ["Each", ["a", "b"]]]);
  });

  it("hears of retriers that take up a failure and of those that are used up", () => {
    const heard: unknown[] = [];
    const retrier: Observer["retrier"] = (node, index, exhausted) => heard.push([node.name, index, exhausted]);
    runSync(machine, { handler: () => failure("E"), observer: { retrier } });
    expect(heard).toEqual([
      ["Try", 0, false],
      ["Try", 0, true],
    ]);
  });

  it("changes nothing", () => {
    const options: RunOptions = { handler: () => success(1) };
    const observer: Observer = { event() {}, retrier() {}, stage() {}, failure() {}, child() {}, stop: () => false };
    expect(runSync(machine, { ...options, observer })).toEqual(runSync(machine, options));
  });

  it("may halt the run, which goes on when told to", async () => {
    let stops = 0;
    const observer: Observer = {
      stop: (node, frame) => node.name === "Try" && frame.phase === "enter" && stops++ === 0,
    };
    const driver = new VirtualDriver(machine, { handler: () => pending(), observer });
    expect(await driver.next()).toBe(true);
    expect([driver.halted, driver.report().events.length]).toEqual([true, 1]);
    expect(await driver.next()).toBe(true);
    expect([driver.halted, driver.idle, driver.waiting().length]).toEqual([false, true, 1]);
    expect(runSync(machine, { handler: () => failure("X"), observer: { stop: () => stops++ % 2 === 0 } }).error).toBe(
      "X",
    );
  });
});

describe("observers joined", () => {
  const nobody = { command() {} };
  const tell = (observer: Observer | undefined) =>
    ioOf(nobody.command, [], { history: false, observer }, {} as Execution);

  it("hear one after the other, each as its own", () => {
    class Counting implements Observer {
      heard = 0;
      event(): void {
        this.heard++;
      }
    }
    const [first, second] = [new Counting(), new Counting()];
    const failures: (string | null)[] = [];
    const third: Observer = { failure: ({ error }) => void failures.push(error), event: () => failures.push("event") };
    runSync(machine, { handler: () => failure("E"), observer: joinObservers([first, undefined, second, third]) });
    expect(first.heard).toBeGreaterThan(5);
    expect([second.heard, failures.filter((one) => one === "event").length]).toEqual([first.heard, first.heard]);
    expect(failures).toContain("E");
  });

  it("halt a run where one of them does", () => {
    const joined = joinObservers([{ stop: () => false }, { event() {} }, { stop: () => true }]);
    expect(joined?.stop?.({} as never, {} as never, {} as never)).toBe(true);
  });

  it("have no member that none of them has, so that nothing is made for it", () => {
    expect(joinObservers([undefined])).toBeUndefined();
    const io = tell(joinObservers([{ retrier() {} }, { failure() {} }]));
    expect([io.event, io.stage, io.stop]).toEqual([undefined, undefined, undefined]);
    expect([typeof io.retrier, typeof io.failure]).toEqual(["function", "function"]);
    expect(Object.keys(tell(undefined))).toEqual(["command"]);
  });
});

describe("a driver moved by hand", () => {
  it("refuses to pass over what is due", () => {
    const driver = new VirtualDriver(machine, { handler: () => pending(), at: 0 });
    expect(() => driver.goTo(5)).toThrow(RangeError);
  });

  it("answers a request once", async () => {
    const driver = new VirtualDriver(machine, { handler: () => pending() });
    await driver.next();
    const [request] = driver.waiting();
    expect(driver.answer(request, { type: "TaskFailed", error: "X", cause: null })).toBe(true);
    expect(driver.answer(request, { type: "TaskHeartbeat" })).toBe(false);
    expect(driver.report()).toMatchObject({ status: "FAILED", error: "X" });
  });
});

describe("a start inside a machine", () => {
  it("runs the block of the state", () => {
    const node = machine.nodes.find(({ name }) => name === "One")!;
    expect(runSync(machine, { startAt: node.index, input: { a: 1 }, variables: { v: 1 } })).toMatchObject({
      status: "SUCCEEDED",
      output: { a: 1 },
      transitions: 1,
    });
  });
});
