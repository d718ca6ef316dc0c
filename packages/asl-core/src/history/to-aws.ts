import { isObject, type Json, type JsonObject, stringify } from "../json.js";
import type { Event, EventDetails, EventOf, EventType, Identity } from "../kernel/index.js";
import type { Machine, TaskNode } from "../machine/machine.js";
import { type AwsDetails, type AwsEvent, detailsKey } from "./aws-event.js";

const WHOLE = { truncated: false };

/**
 * Events in the shape of GetExecutionHistory: fields renamed, values as JSON texts, nothing else changed. `identity` gives
 * the region; `fromAws` is the inverse. O(size of the history).
 */
export function toAws(events: readonly Event[], machine: Machine, identity: Identity): AwsEvent[] {
  const place: Place = { machine, region: regionOf(identity), write: stringify };
  return events.map((event) => awsEvent(event, place));
}

/**
 * The same events for `compareHistories` alone: values stand as they are, of which only texts are written as JSON, so that
 * nothing is copied. O(events).
 */
export function toCompare(events: readonly Event[], machine: Machine, identity: Identity): AwsEvent[] {
  const place: Place = { machine, region: regionOf(identity), write: asItIs };
  return events.map((event) => awsEvent(event, place));
}

const regionOf = ({ stateMachineArn }: Identity): string => stateMachineArn.split(":")[3];
/** A text would be read as JSON. */
const asItIs = (value: Json): Json => (typeof value === "string" ? stringify(value) : value);

interface Place {
  machine: Machine;
  region: string;
  /** What stands for a value. */
  write(value: Json): Json;
}

function awsEvent(event: Event, place: Place): AwsEvent {
  const { id, previous: previousEventId, type, at } = event;
  const base: AwsEvent = { timestamp: at / 1000, type, id, previousEventId };
  const details = detailsOf(event, place);
  return details === null ? base : { ...base, [detailsKey(type)]: details };
}

function detailsOf(event: Event, place: Place): AwsDetails | null {
  if (event.type.endsWith("StateEntered")) return entered(event as EventOf<"PassStateEntered">, place);
  if (event.type.endsWith("StateExited")) return exited(event as EventOf<"PassStateExited">, place);
  if (/^(Task|LambdaFunction|Activity)(?!State)/.test(event.type)) return taskDetails(event, place);
  const make = MAKERS[event.type] as ((details: unknown, event: Event, place: Place) => AwsDetails) | undefined;
  return make === undefined ? null : make(event.details, event, place);
}

const nameOf = (event: Event, { machine }: Place): string => machine.nodes[event.node].name;
const input = (value: Json, { write }: Place): AwsDetails => ({ input: write(value), inputDetails: WHOLE });
const output = (value: Json, { write }: Place): AwsDetails => ({ output: write(value), outputDetails: WHOLE });

function failed({ error, cause }: { error: string | null; cause: string | null }): AwsDetails {
  return { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
}

const entered = (event: EventOf<"PassStateEntered">, place: Place): AwsDetails => ({
  name: nameOf(event, place),
  ...input(event.details.input, place),
});

function exited(event: EventOf<"PassStateExited">, place: Place): AwsDetails {
  const { output: value, assigned } = event.details;
  const base = { name: nameOf(event, place), ...output(value, place) };
  if (assigned === null) return base;
  return { ...base, assignedVariables: texts(assigned, place), assignedVariablesDetails: WHOLE };
}

function texts(values: JsonObject, { write }: Place): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]));
}

const iteration = ({ index }: { index: number }, event: Event, place: Place): AwsDetails => ({
  name: nameOf(event, place),
  index,
});

type Maker<T extends EventType> = (details: EventDetails[T], event: Event, place: Place) => AwsDetails;
const MAKERS: { [T in EventType]?: Maker<T> } = {
  ExecutionStarted: (details, _, place) => ({ ...input(details.input, place), roleArn: details.roleArn }),
  ExecutionSucceeded: (details, _, place) => output(details.output, place),
  ExecutionFailed: failed,
  ExecutionAborted: failed,
  ExecutionTimedOut: failed,
  MapRunFailed: failed,
  MapRunStarted: ({ mapRunArn }) => ({ mapRunArn }),
  MapStateStarted: ({ length }) => ({ length }),
  MapIterationStarted: iteration,
  MapIterationSucceeded: iteration,
  MapIterationFailed: iteration,
  MapIterationAborted: iteration,
  EvaluationFailed: ({ error, cause, location }, event, place) => ({
    error,
    cause,
    ...(location === null ? {} : { location }),
    state: nameOf(event, place),
  }),
};

function taskDetails(event: Event, place: Place): AwsDetails | null {
  const { resource } = place.machine.nodes[event.node] as TaskNode;
  const names: AwsDetails =
    resource.events === "Task" ? { resourceType: resource.type, resource: resource.action } : {};
  if (event.type.endsWith("Scheduled")) return scheduled(event as EventOf<"TaskScheduled">, names, place);
  if (event.type.endsWith("Started")) return started(event as EventOf<"TaskStarted">, names);
  if (event.type.endsWith("Succeeded") || event.type === "TaskSubmitted")
    return { ...names, ...output((event as EventOf<"TaskSucceeded">).details.output, place) };
  return { ...names, ...failed((event as EventOf<"TaskFailed">).details) };
}

function started(
  { type, details }: EventOf<"TaskStarted"> | EventOf<"ActivityStarted">,
  names: AwsDetails,
): AwsDetails | null {
  if (type === "TaskStarted") return names;
  return details.workerName === null ? null : { workerName: details.workerName };
}

function scheduled(event: EventOf<"TaskScheduled">, names: AwsDetails, place: Place): AwsDetails {
  const { machine, region, write } = place;
  const { parameters, timeoutSeconds, heartbeatSeconds, credentials } = event.details;
  const { resource } = machine.nodes[event.node] as TaskNode;
  const request =
    resource.events === "Task"
      ? { ...names, region, parameters: write(parameters) }
      : { resource: resource.arn, ...input(parameters, place) };
  return {
    ...request,
    ...(timeoutSeconds === null ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === null ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    ...(isObject(credentials) ? { taskCredentials: { roleArn: credentials.RoleArn } } : {}),
  };
}
