import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import {
  type Command,
  type Execution,
  type Input,
  start,
  transition,
} from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { ACTIVITY, LAMBDA, machineOf, START, TOKEN, taskState } from "./support.js";

type Timed = Extract<Input, { token: number }>;
type Step = Timed extends infer T ? (T extends Timed ? Omit<T, "token" | "at"> & { after: number } : never) : never;

/** Feeds a task its inputs at moments counted from its schedule; gives the events and what was asked for meanwhile. */
function feed(resource: string, fields: JsonObject, steps: Step[]) {
  const machine = loadMachine(machineOf({ T: taskState(resource, { ...fields, End: true }) }));
  let execution: Execution = start(machine, { input: {}, at: START, seed: 1 });
  const events: string[] = [];
  const commands: Command[] = [];
  const turn = (input?: Input) => {
    const made = transition(machine, execution, input);
    execution = JSON.parse(JSON.stringify(made.next)) as Execution;
    events.push(...made.events.map(({ type }) => type));
    commands.push(...made.commands);
  };
  turn();
  for (const { after, ...step } of steps) turn({ ...step, token: 1, at: START + after } as Input);
  const timers = commands.flatMap((one) => (one.type === "StartTimer" ? [`${one.timer} ${one.at - START}`] : []));
  return { events: events.slice(3), timers, commands, status: execution.status };
}

const both = { TimeoutSeconds: 10, HeartbeatSeconds: 3 };
const fires = (timer: "timeout" | "heartbeat", after: number): Step => ({ type: "TimerFired", timer, after });
const starts = (after: number): Step => ({ type: "TaskStarted", after });

describe("the timers of a task", () => {
  it("begin anew when it is started later than it was scheduled; the older ones mean nothing then", () => {
    const { events, timers, status } = feed(ACTIVITY, both, [
      starts(2000),
      fires("heartbeat", 3000),
      { type: "TaskHeartbeat", after: 4500 },
      { type: "TaskHeartbeat", after: 7000 },
      { type: "TaskHeartbeat", after: 9500 },
      fires("timeout", 10_000),
      { type: "TaskSucceeded", output: 1, after: 11_999 },
    ]);
    expect(timers.slice(0, 4)).toEqual(["timeout 10000", "heartbeat 3000", "timeout 12000", "heartbeat 5000"]);
    expect(events.slice(0, 2)).toEqual(["ActivityStarted", "ActivitySucceeded"]);
    expect(status).toBe("SUCCEEDED");
  });

  it("end it, counted from its start", () => {
    const { events } = feed(LAMBDA, { TimeoutSeconds: 10 }, [starts(2000), fires("timeout", 12_000)]);
    expect(events).toEqual(["LambdaFunctionStarted", "LambdaFunctionTimedOut", "ExecutionFailed"]);
  });

  it("begin anew when it is submitted without having been started", () => {
    const submitted: Step = { type: "TaskSubmitted", output: {}, after: 1000 };
    expect(feed(TOKEN, both, [submitted]).timers.slice(2)).toEqual(["timeout 11000", "heartbeat 4000"]);
  });

  it.each<[string, Step[]]>([
    ["is started at the moment of its schedule", [starts(0)]],
    ["is answered without having been started", [{ type: "TaskSucceeded", output: 1, after: 5000 }]],
    ["is said to be started once more", [starts(0), starts(1000)]],
  ])("are started once where it %s", (_, steps) => {
    expect(feed(ACTIVITY, both, steps).timers).toEqual(["timeout 10000", "heartbeat 3000"]);
  });

  it("end an activity that nobody ever starts, counted from its schedule", () => {
    const { events } = feed(ACTIVITY, { TimeoutSeconds: 10 }, [fires("timeout", 10_000)]);
    expect(events).toEqual(["ActivityStarted", "ActivityTimedOut", "ExecutionFailed"]);
  });
});

describe("the commands of a task", () => {
  it("are plain JSON, whatever the task has not set", () => {
    const { commands } = feed(LAMBDA, {}, []);
    expect(commands).toStrictEqual(JSON.parse(JSON.stringify(commands)));
    expect(commands[0]).toMatchObject({ credentials: null, timeoutSeconds: null, heartbeatSeconds: null });
  });
});
