import { type Event, type Machine, own } from "asl-core";
import { type AwsEvent, toAws, toCompare } from "asl-core/history";
import type { OutlineNode } from "./outline.js";
import type { Run } from "./run.js";

/** Where nothing tells the region. */
const NOWHERE = "arn:aws:states:local:000000000000:stateMachine:machine";

type Told = Pick<Run, "events" | "outline" | "executionArn">;

/** A run's events in the shape of GetExecutionHistory's, wherever they came from. O(size of the run). */
export function awsEventsOf(run: Told): AwsEvent[] {
  const { machine, whole } = shapeOf(run);
  return toAws(run.events as Event[], machine, whole);
}

/** The same to be compared, of which nothing is copied, by some events at a time. O(events). */
export function* comparedEventsOf(run: Told): Generator<AwsEvent[]> {
  const { machine, whole } = shapeOf(run);
  for (let at = 0; at < run.events.length; at += STRIDE)
    yield toCompare(run.events.slice(at, at + STRIDE) as Event[], machine, whole);
}

const STRIDE = 512;

function shapeOf({ events, outline, executionArn }: Told) {
  const kinds = new Map<number, string>();
  for (const { type, node } of events) if (type.endsWith("Scheduled") && !kinds.has(node)) kinds.set(node, type);
  const nodes = outline.nodes.map((node) => ({ ...node, resource: resourceOf(node, kinds.get(node.index)) }));
  const identity = { executionArn: "", executionName: "", stateMachineArn: executionArn ?? NOWHERE };
  const whole = { ...identity, stateMachineName: "", roleArn: "" };
  return { machine: { ...outline, nodes } as unknown as Machine, whole };
}

/** What events of a task tell of its resource, as its machine would have it. */
function resourceOf({ state }: OutlineNode, scheduled = "TaskScheduled") {
  const written = own(state, "Resource");
  const arn = typeof written === "string" ? written : "";
  const [type, action] = /^arn:[\w-]+:states:[^:]*:[^:]*:(.+):([^:]+(?::\d+)?)$/.exec(arn)?.slice(1) ?? ["", ""];
  return { events: scheduled.slice(0, -"Scheduled".length), arn, type, action };
}
