import { type Event, type Machine, own } from "asl-core";
import { type AwsEvent, toAws } from "asl-core/history";
import type { OutlineNode } from "./outline.js";
import type { Run } from "./run.js";

/** Where nothing tells the region. */
const NOWHERE = "arn:aws:states:local:000000000000:stateMachine:machine";

/** A run's events in the shape of GetExecutionHistory's, wherever they came from. O(size of the run). */
export function awsEventsOf({
  events,
  outline,
  executionArn,
}: Pick<Run, "events" | "outline" | "executionArn">): AwsEvent[] {
  const kinds = new Map<number, string>();
  for (const { type, node } of events) if (type.endsWith("Scheduled") && !kinds.has(node)) kinds.set(node, type);
  const nodes = outline.nodes.map((node) => ({ ...node, resource: resourceOf(node, kinds.get(node.index)) }));
  const identity = { executionArn: "", executionName: "", stateMachineArn: executionArn ?? NOWHERE };
  const whole = { ...identity, stateMachineName: "", roleArn: "" };
  return toAws(events as Event[], { ...outline, nodes } as unknown as Machine, whole);
}

/** What events of a task tell of its resource, as its machine would have it. */
function resourceOf({ state }: OutlineNode, scheduled = "TaskScheduled") {
  const written = own(state, "Resource");
  const arn = typeof written === "string" ? written : "";
  const [type, action] = /^arn:[\w-]+:states:[^:]*:[^:]*:(.+):([^:]+(?::\d+)?)$/.exec(arn)?.slice(1) ?? ["", ""];
  return { events: scheduled.slice(0, -"Scheduled".length), arn, type, action };
}
