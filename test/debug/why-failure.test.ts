import { describe, expect, it } from "vitest";
import { whyFailure } from "../../packages/asl-core/src/debug/why/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { type Answer, type Asked, SimplePast } from "./support/simple-past.js";

const RESOURCE = "arn:aws:states:::lambda:invoke";
const task = (more: object) => ({ Type: "Task", Resource: RESOURCE, End: true, ...more });
const busy = (): Answer => ({ error: "Busy", cause: "try later" });

interface Row {
  it: string;
  text: string[];
  states: object;
  event: string;
  nth?: number;
  answer?(asked: Asked): Answer;
  input?: Json;
  jsonata?: boolean;
  execution?: number;
}
const ROWS: Row[] = [
  {
    it: "the first retrier that names the error takes it, and no other entry is asked",
    text: [
      "First failed with Busy: try later",
      "  First: retrier 1 tries again after 2 s",
      "    retrier 0 [Other]: names Other, not Busy",
      "    retrier 1 [Busy]: takes Busy: retry 1 of 1",
      "    retrier 2 [States.ALL]: retrier 1 decides alone",
      "    catcher 0 [Other]: the state is tried again first",
      "    catcher 1 [States.ALL]: the state is tried again first",
    ],
    states: {
      First: task({
        Retry: [
          { ErrorEquals: ["Other"] },
          { ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 1 },
          { ErrorEquals: ["States.ALL"] },
        ],
        Catch: [
          { ErrorEquals: ["Other"], Next: "End" },
          { ErrorEquals: ["States.ALL"], Next: "End" },
        ],
      }),
    },
    answer: busy,
    event: "TaskFailed",
  },
  {
    it: "a retrier that is used up leaves it to the catchers, not to later retriers",
    text: [
      "First failed with Busy: try later",
      "  First: catcher 1 takes it, goes to End",
      "    retrier 0 [Other]: names Other, not Busy",
      "    retrier 1 [Busy]: takes Busy, but has made its only retry",
      "    retrier 2 [States.ALL]: retrier 1 decides alone",
      "    catcher 0 [Other]: names Other, not Busy",
      "    catcher 1 [States.ALL]: takes Busy",
    ],
    states: {
      First: task({
        Retry: [
          { ErrorEquals: ["Other"] },
          { ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 1 },
          { ErrorEquals: ["States.ALL"] },
        ],
        Catch: [
          { ErrorEquals: ["Other"], Next: "End" },
          { ErrorEquals: ["States.ALL"], Next: "End" },
        ],
      }),
    },
    answer: busy,
    event: "TaskFailed",
    nth: 2,
  },
  {
    it: "nobody takes it, up to the end of the execution",
    text: [
      "First › branch 0 › A › item › B failed with Busy: try later",
      "  First › branch 0 › A › item › B: no entry takes it",
      "    retrier 0 [States.Timeout]: names States.Timeout, not Busy",
      "  First › branch 0 › A: has no Retry or Catch",
      "  First: no entry takes it",
      "    catcher 0 [Other]: names Other, not Busy",
      "  First: nobody took it: the execution fails",
    ],
    states: {
      First: {
        Type: "Parallel",
        End: true,
        Catch: [{ ErrorEquals: ["Other"], Next: "End" }],
        Branches: [
          {
            StartAt: "A",
            States: {
              A: {
                Type: "Map",
                ItemsPath: "$.l",
                End: true,
                ItemProcessor: { StartAt: "B", States: { B: task({ Retry: [{ ErrorEquals: ["States.Timeout"] }] }) } },
              },
            },
          },
        ],
      },
    },
    input: { l: [1, 2] },
    answer: busy,
    event: "ExecutionFailed",
  },
  {
    it: "a container around catches it",
    text: [
      "First › branch 0 › A › item › B failed with Busy: try later",
      "  First › branch 0 › A › item › B: no entry takes it",
      "    retrier 0 [States.Timeout]: names States.Timeout, not Busy",
      "  First › branch 0 › A: has no Retry or Catch",
      "  First: catcher 0 takes it, goes to End",
      "    catcher 0 [Busy]: takes Busy",
    ],
    states: {
      First: {
        Type: "Parallel",
        End: true,
        Catch: [{ ErrorEquals: ["Busy"], Next: "End" }],
        Branches: [
          {
            StartAt: "A",
            States: {
              A: {
                Type: "Map",
                ItemsPath: "$.l",
                End: true,
                ItemProcessor: { StartAt: "B", States: { B: task({ Retry: [{ ErrorEquals: ["States.Timeout"] }] }) } },
              },
            },
          },
        ],
      },
    },
    input: { l: [1, 2] },
    answer: busy,
    event: "TaskFailed",
  },
  {
    it: "States.Runtime of the interpreter is taken by nobody",
    text: [
      "First failed with States.Runtime: An error occurred while executing the state 'First' (entered at the event id #2). Invalid path '$.gone' : No results for path: $['gone']",
      "  First: no Retry or Catch is asked about States.Runtime, which the interpreter raised: the execution fails",
    ],
    states: { First: { Type: "Pass", InputPath: "$.gone", End: true } },
    event: "ExecutionFailed",
  },
  {
    it: "States.Runtime inside a branch is taken by nobody around it either",
    text: [
      "First › branch 0 › A failed with States.Runtime: An error occurred while executing the state 'A' (entered at the event id #4). Invalid path '$.gone' : No results for path: $['gone']",
      "  First › branch 0 › A: no Retry or Catch is asked about States.Runtime, which the interpreter raised: the execution fails",
    ],
    states: {
      First: {
        Type: "Parallel",
        End: true,
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "End" }],
        Branches: [{ StartAt: "A", States: { A: { Type: "Pass", InputPath: "$.gone", End: true } } }],
      },
    },
    event: "ExecutionFailed",
  },
  {
    it: "a Fail state ends the execution",
    text: [
      "First failed with Mine: so",
      "  First: has no Retry or Catch",
      "  First: nobody took it: the execution fails",
    ],
    states: { First: { Type: "Fail", Error: "Mine", Cause: "so" } },
    event: "FailStateEntered",
  },
  {
    it: "a Parallel is tried again after a failed expression inside it, with jitter",
    text: [
      "First › branch 0 › A failed with States.QueryEvaluationError: An error occurred while executing the state 'A' (entered at the event id #4). The JSONata expression '$states.input.gone' specified for the field 'Output' returned nothing (undefined).",
      "  First › branch 0 › A: has no Retry or Catch",
      "  First: retrier 0 tries again after 0.627 s",
      "    retrier 0 [States.TaskFailed]: takes States.QueryEvaluationError: retry 1 of 3",
    ],
    jsonata: true,
    states: {
      First: {
        Type: "Parallel",
        End: true,
        Retry: [{ ErrorEquals: ["States.TaskFailed"], JitterStrategy: "FULL" }],
        Branches: [{ StartAt: "A", States: { A: { Type: "Pass", Output: "{% $states.input.gone %}", End: true } } }],
      },
    },
    event: "EvaluationFailed",
  },
  {
    it: "States.TaskFailed and States.HeartbeatTimeout leave out States.Timeout",
    text: [
      "First failed with States.Timeout",
      "  First: catcher 2 takes it, goes to End",
      "    catcher 0 [States.TaskFailed]: States.TaskFailed takes every error but States.Timeout",
      "    catcher 1 [States.HeartbeatTimeout]: no heartbeat was missed: the whole time ran out",
      "    catcher 2 [States.Timeout]: takes States.Timeout",
    ],
    states: {
      First: task({
        TimeoutSeconds: 5,
        Catch: [
          { ErrorEquals: ["States.TaskFailed"], Next: "End" },
          { ErrorEquals: ["States.HeartbeatTimeout"], Next: "End" },
          { ErrorEquals: ["States.Timeout"], Next: "End" },
        ],
      }),
    },
    event: "TaskTimedOut",
  },
  {
    it: "a catcher takes it and fails itself",
    text: [
      "First failed with Busy: try later",
      "  First: catcher 0 takes it, goes to End, but fails itself",
      "    catcher 0 [Busy]: takes Busy",
      "    catcher 1 [States.ALL]: catcher 0 came first",
      "  First: a Catch entry that fails is not asked again: States.QueryEvaluationError is passed on",
      "  First: nobody took it: the execution fails",
    ],
    jsonata: true,
    states: {
      First: {
        ...task({
          Catch: [
            { ErrorEquals: ["Busy"], Output: "{% $states.input.gone %}", Next: "End" },
            { ErrorEquals: ["States.ALL"], Next: "End" },
          ],
        }),
      },
    },
    answer: busy,
    event: "TaskFailed",
  },
  {
    it: "a child execution fails, and its Map Run goes on",
    text: [
      "First › item › B failed with Busy: try later",
      "  First › item › B: has no Retry or Catch",
      "  First › item › B: nobody took it: child execution 1 fails",
      "  First: tolerates 1 failure; 0 of 2 had failed before",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.l",
        End: true,
        ToleratedFailureCount: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "B",
          States: { B: task({}) },
        },
      },
    },
    input: { l: [1, 2] },
    answer: busy,
    event: "TaskFailed",
    execution: 1,
  },
  {
    it: "a Map Run exceeds its tolerance",
    text: [
      "First failed with States.ExceedToleratedFailureThreshold: The specified tolerated failure threshold was exceeded",
      "  First: catcher 0 takes it, goes to End",
      "    catcher 0 [States.ExceedToleratedFailureThreshold]: takes States.ExceedToleratedFailureThreshold",
    ],
    states: {
      First: {
        Type: "Map",
        ItemsPath: "$.l",
        End: true,
        Catch: [{ ErrorEquals: ["States.ExceedToleratedFailureThreshold"], Next: "End" }],
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "B",
          States: { B: task({}) },
        },
      },
    },
    input: { l: [1, 2] },
    answer: busy,
    event: "MapStateFailed",
  },
  {
    it: "a heartbeat that is missed is taken by its own name",
    text: [
      "First failed with States.Timeout",
      "  First: catcher 0 takes it, goes to End",
      "    catcher 0 [States.HeartbeatTimeout]: takes States.Timeout",
    ],
    states: {
      First: task({
        HeartbeatSeconds: 5,
        TimeoutSeconds: 60,
        Catch: [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "End" }],
      }),
    },
    event: "TaskTimedOut",
  },
  {
    it: "States.ALL leaves out States.Runtime that a worker reports",
    text: [
      "First failed with States.Runtime",
      "  First: no entry takes it",
      "    catcher 0 [States.ALL]: States.ALL does not take States.Runtime",
      "  First: nobody took it: the execution fails",
    ],
    states: { First: task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "End" }] }) },
    answer: () => ({ error: "States.Runtime" }),
    event: "TaskFailed",
  },
  {
    it: "a container's catcher takes it and fails itself",
    text: [
      "First › branch 0 › A failed with Busy: try later",
      "  First › branch 0 › A: has no Retry or Catch",
      "  First: catcher 0 takes it, goes to End, but fails itself",
      "    catcher 0 [Busy]: takes Busy",
      "  First: a Catch entry that fails is not asked again: States.QueryEvaluationError is passed on",
      "  First: nobody took it: the execution fails",
    ],
    jsonata: true,
    states: {
      First: {
        Type: "Parallel",
        End: true,
        Catch: [{ ErrorEquals: ["Busy"], Output: "{% $states.input.gone %}", Next: "End" }],
        Branches: [{ StartAt: "A", States: { A: task({}) } }],
      },
    },
    answer: busy,
    event: "ExecutionFailed",
  },
];

const runOf = ({ states, input, answer, jsonata }: Row): SimplePast => {
  const isNamed = JSON.stringify(states).includes('"Next":"End"');
  const all = isNamed ? { ...states, End: { Type: "Succeed" } } : states;
  return new SimplePast(
    { StartAt: "First", QueryLanguage: jsonata ? "JSONata" : "JSONPath", States: all },
    { input, answer },
  );
};

describe("why a failure went where it went", () => {
  it.each(ROWS)("$it", (row) => {
    const past = runOf(row);
    const { event, nth, execution = 0 } = row;
    const why = whyFailure(past.end(), past, { execution, event: past.event(event, nth, execution).id });
    expect(why.text.split("\n")).toEqual(row.text);
  });
});

describe("why a frame's failure will go where it goes", () => {
  it("says for a failure that is about to be taken up what will become of it", () => {
    const states = { First: task({ Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }] }) };
    const past = runOf({ it: "", text: [], states, event: "", answer: busy });
    const { outcome } = whyFailure(past.sceneAt(past.after("TaskFailed")), past, "0:1").links[0];
    expect(outcome).toBe("retried");
    const links = whyFailure(past.sceneAt(past.after("TaskFailed", 2)), past, "0:1").links;
    expect(links.map((link) => link.outcome)).toEqual(["passed on", "ended"]);
  });

  it("says the same of the last failure while the frame waits for its next try", () => {
    const states = { First: task({ Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 4 }] }) };
    const past = runOf({ it: "", text: [], states, event: "", answer: busy });
    const scene = past.sceneAt({ step: past.after("TaskFailed").step + 1, stage: 0 });
    expect(scene.executions[0].execution.frames[0]?.phase).toBe("backoff");
    expect(whyFailure(scene, past, "0:1").links[0].text).toBe("retrier 0 tries again after 4 s");
  });

  it("refuses a frame and an event without a failure", () => {
    const past = runOf({ it: "", text: [], states: { First: task({}) }, event: "" });
    expect(() => whyFailure(past.end(), past, "0:1")).toThrow(RangeError);
    expect(() => whyFailure(past.end(), past, { execution: 0, event: 2 })).toThrow(RangeError);
  });
});
