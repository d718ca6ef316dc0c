import { failure, runSync, success, type TaskHandler } from "../../packages/asl-core/src/drivers/index.js";
import { type AwsEvent, historiesIn, type RecordedHistory, toAws } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

/** A machine with what it was given and what its tasks answered: the source of a recording. */
export interface Example {
  readonly definition: JsonObject;
  readonly input: Json;
  readonly handler: TaskHandler;
}

const invoke = (name: string, more: JsonObject): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: name, "Payload.$": "$" },
  ...more,
});

/** One after the other: a Choice of four ways, a task that fails once, one that is caught, and a Wait. */
export const ORDER: Example = {
  input: { total: 50, country: "CH", items: ["a", "b"] },
  definition: {
    StartAt: "Route",
    States: {
      Route: {
        Type: "Choice",
        Choices: [
          { Variable: "$.total", NumericGreaterThan: 100, Next: "Review" },
          { Variable: "$.country", StringEquals: "CH", Next: "Domestic" },
          { Variable: "$.total", NumericGreaterThan: 10, Next: "Abroad" },
        ],
        Default: "Abroad",
      },
      Review: { Type: "Pass", Next: "Charge" },
      Domestic: { Type: "Pass", Result: 5, ResultPath: "$.postage", Next: "Charge" },
      Abroad: { Type: "Pass", Result: 20, ResultPath: "$.postage", Next: "Charge" },
      Charge: invoke("charge", {
        Parameters: { FunctionName: "charge", Payload: { "amount.$": "$.total" } },
        ResultSelector: { "id.$": "$.Payload.id" },
        ResultPath: "$.charge",
        TimeoutSeconds: 60,
        Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ["Declined"], ResultPath: "$.error", Next: "Cancel" }],
        Next: "Notify",
      }),
      Notify: invoke("notify", {
        ResultPath: "$.notified",
        Catch: [
          { ErrorEquals: ["Unreachable"], ResultPath: "$.unreachable", Next: "Pause" },
          { ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Cancel" },
        ],
        Next: "Pause",
      }),
      Pause: { Type: "Wait", Seconds: 3600, Next: "Close" },
      Close: { Type: "Pass", Parameters: { "postage.$": "$.postage", "charge.$": "$.charge.id" }, Next: "Done" },
      Done: { Type: "Succeed" },
      Cancel: { Type: "Fail", Error: "Cancelled", Cause: "the order was cancelled" },
    },
  },
  handler: ({ state, attempt }) => {
    if (state === "Notify") return failure("Unreachable", "no address", { takes: 500 });
    if (attempt === 0) return failure("Busy", "try later", { takes: 1000 });
    return success({ Payload: { id: "ch_1", fee: 2 }, StatusCode: 200 }, { takes: 4000 });
  },
};

/** Side by side: a Parallel of two branches, and a Map whose iterations call a task each. */
export const PARCELS: Example = {
  input: { parcels: [{ id: 1 }, { id: 2 }, { id: 3 }], label: true },
  definition: {
    StartAt: "Prepare",
    States: {
      Prepare: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "Pick",
            States: {
              Pick: invoke("pick", { OutputPath: "$.Payload", Next: "Wrap" }),
              Wrap: { Type: "Pass", End: true },
            },
          },
          { StartAt: "Print", States: { Print: invoke("print", { OutputPath: "$.Payload", End: true }) } },
        ],
        ResultPath: "$.prepared",
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Stuck" }],
        Next: "Send",
      },
      Send: {
        Type: "Map",
        ItemsPath: "$.parcels",
        MaxConcurrency: 2,
        ItemProcessor: {
          StartAt: "Ship",
          States: {
            Ship: invoke("ship", {
              OutputPath: "$.Payload",
              Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 1 }],
              End: true,
            }),
          },
        },
        ResultPath: "$.sent",
        End: true,
      },
      Stuck: { Type: "Fail", Error: "Stuck" },
    },
  },
  handler: ({ state, iteration, attempt }) => {
    if (state === "Pick") return success({ Payload: "picked" }, { takes: 3000 });
    if (state === "Print") return success({ Payload: "printed" }, { takes: 1000 });
    if (iteration[0] === 1 && attempt === 0) return failure("Busy", undefined, { takes: 300 });
    return success({ Payload: `shipped ${iteration[0]}` }, { takes: 2000 - 500 * iteration[0] });
  },
};

/** JSONata: variables, an expression that decides, and a loop that asks three times. */
export const POLL: Example = {
  input: { job: "j1", limit: 3 },
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Begin",
    States: {
      Begin: { Type: "Pass", Assign: { asked: 0, limit: "{% $states.input.limit %}" }, Next: "Ask" },
      Ask: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:glue:getJobRun",
        Arguments: { JobName: "{% $states.context.Execution.Input.job %}", RunId: "r1" },
        Assign: { asked: "{% $asked + 1 %}" },
        Output: "{% $states.result.JobRun.JobRunState %}",
        Next: "Ready",
      },
      Ready: {
        Type: "Choice",
        Choices: [
          { Condition: '{% $states.input = "SUCCEEDED" %}', Output: { asked: "{% $asked %}" }, Next: "Done" },
          { Condition: "{% $asked >= $limit %}", Next: "Late" },
        ],
        Default: "Again",
      },
      Again: { Type: "Wait", Seconds: 10, Next: "Ask" },
      Late: { Type: "Fail", Error: "Late", Cause: "{% 'asked ' & $asked & ' times' %}" },
      Done: { Type: "Succeed" },
    },
  },
  handler: ({ call }) => success({ JobRun: { JobRunState: call < 2 ? "RUNNING" : "SUCCEEDED" } }, { takes: 200 }),
};

/** The history that AWS would give for an example, with times. */
export function recordingOf({ definition, input, handler }: Example): RecordedHistory {
  return historiesIn({ events: eventsOf({ definition, input, handler }) as unknown as Json })[0];
}

/** Its events. */
export function eventsOf({ definition, input, handler }: Example): AwsEvent[] {
  const machine = loadMachine(definition);
  const run = runSync(machine, { input, handler, at: Date.UTC(2026, 2, 1, 9) });
  return toAws(run.events, machine, run.execution.identity);
}
