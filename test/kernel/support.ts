import { expect } from "vitest";
import type { TaskHandler, TaskOutcome } from "../../packages/asl-core/src/drivers/handler.js";
import type { Run, RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { type Event, NO_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { checkLaws } from "../harness/check.js";

export const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:work";
export const INVOKE = "arn:aws:states:::lambda:invoke";
export const TOKEN = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
export const SYNC = "arn:aws:states:::states:startExecution.sync:2";
export const ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:work";
/** 2026-01-01T00:00:00Z, where the virtual clock starts. */
export const START = Date.UTC(2026, 0, 1);
/** A payload limit small enough for tests; events as AWS has them. */
export const smallPayload = (payload: number) => ({ ...NO_LIMITS, payload, events: 25_000 });

/** Outcomes of each state's tasks, in order; the last one goes on for ever. */
export type Outcomes = Record<string, TaskOutcome | TaskOutcome[]>;
export function answering(outcomes: Outcomes): TaskHandler {
  return ({ state, call }) => {
    const list = [outcomes[state] ?? []].flat();
    return list[Math.min(call, list.length - 1)];
  };
}

/** A task state of the kind that a resource stands for; `more` overrides and adds. */
export const taskState = (Resource: string, more: JsonObject = { End: true }): JsonObject => ({
  Type: "Task",
  Resource,
  ...(Resource === TOKEN && { Parameters: { QueueUrl: "q", MessageBody: "m" } }),
  ...(Resource === INVOKE && { Parameters: { FunctionName: "f", Payload: {} } }),
  ...(Resource === SYNC && {
    Parameters: { StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:other" },
  }),
  ...more,
});

export const caught = (Next: string, ErrorEquals = ["States.ALL"]): JsonObject => ({ Catch: [{ ErrorEquals, Next }] });
export const retried = (more: JsonObject = {}, ErrorEquals = ["States.ALL"]): JsonObject => ({
  Retry: [{ ErrorEquals, ...more }],
});

/** A machine of these states; the first one is where it starts. */
export const machineOf = (states: JsonObject, top: JsonObject = {}): JsonObject => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...top,
});
export const jsonata = { QueryLanguage: "JSONata" };

export const perform = (definition: JsonObject, options: RunOptions = {}): Run =>
  runSync(loadMachine(definition), options);

/** Runs a machine and asserts the laws that every run keeps. */
export function performLawfully(definition: JsonObject, options: RunOptions = {}): Run {
  const machine = loadMachine(definition);
  const run = runSync(machine, options);
  const { input = {}, at = START, seed = 1, type, identity, limits, activities } = options;
  checkLaws({ machine, start: { input, at, seed, type, identity, limits, activities }, run });
  return run;
}

export const chainOf = (events: readonly Event[]): string[] =>
  events.map(({ id, previous, type }) => `${id}<${previous} ${type}`);

/** The chain of a run, written "2<0 PassStateEntered · 3<2 PassStateExited"; ExecutionStarted goes without saying. */
export function expectChain({ events }: Run, text: string): void {
  const [first, ...rest] = chainOf(events);
  expect(first).toBe("1<0 ExecutionStarted");
  expect(rest).toEqual(text.trim().split(/\s*[·\n]\s*/));
}

export const detailsOf = ({ events }: Run, type: string): unknown[] =>
  events.filter((event) => event.type === type).map(({ details }) => details);
