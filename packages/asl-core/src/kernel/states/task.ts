import { StatesError } from "../../errors.js";
import type { Json } from "../../json.js";
import type { Expression } from "../../language/expression.js";
import { completeRequest, requestProblem } from "../../machine/integrations.js";
import type { TaskNode } from "../../machine/machine.js";
import { limitName } from "../../machine/resource.js";
import type { Frame } from "../execution.js";
import { effectiveInput, leave, newBound, requestOf } from "../leave.js";
import { checkSize } from "../limits.js";
import { startTimers } from "../patience.js";
import { TASK_EVENT } from "../task-event.js";
import type { Turn } from "../turn.js";
import type { StateKind } from "./state-kind.js";

/** Asks the driver for the work and waits. */
export const task: StateKind<TaskNode> = {
  enter(turn, frame, node) {
    const input = effectiveInput(turn, frame, node);
    const parameters = parametersOf(turn, frame, node, input);
    const timeout = seconds(turn, frame, node.timeoutSeconds, input);
    const heartbeat = seconds(turn, frame, node.heartbeatSeconds, input);
    const credentials = node.credentials === null ? null : node.credentials(turn.scope.at(frame, input));
    checkParameters(turn, frame, node, parameters);
    schedule(turn, frame, node, { parameters, timeout, heartbeat, credentials });
  },
  resume(turn, frame, node) {
    if (turn.io.stage !== undefined) frame.output = turn.show(frame, node, "result", frame.output);
    leave(turn, frame, node, frame.output);
  },
};

/** The evaluated request as it will be sent; a form the service would not take fails before anything is scheduled. */
function parametersOf(turn: Turn, frame: Frame, node: TaskNode, input: Json): Json {
  const parameters = requestOf(turn, frame, node, input);
  const { resource } = node;
  if (resource.events === "LambdaFunction") return parameters;
  if (resource.events === "Activity") checkActivity(turn, resource.arn);
  const problem = requestProblem(resource, parameters);
  if (problem !== undefined) throw new StatesError("States.Runtime", problem);
  return completeRequest(resource, parameters);
}

/** Recorded: test_activity_task_on_deleted. */
function checkActivity(turn: Turn, arn: string): void {
  const { activities } = turn.execution;
  if (activities !== null && !activities.includes(arn))
    throw new StatesError("States.Runtime", `The activity ${arn} does not exist.`);
}

/** Null: not set. */
interface Request {
  parameters: Json;
  timeout: number | null;
  heartbeat: number | null;
  credentials: Json;
}

function seconds(turn: Turn, frame: Frame, expression: Expression | null, input: Json): number | null {
  return expression === null ? null : (expression(turn.scope.at(frame, input)) as number);
}

function checkParameters(turn: Turn, frame: Frame, node: TaskNode, parameters: Json): void {
  if (parameters === frame.input) return;
  const { payload } = turn.execution.limits;
  checkSize(parameters, newBound(turn, frame, parameters), payload, limitName(node.resource));
}

function schedule(turn: Turn, frame: Frame, node: TaskNode, request: Request): void {
  const { parameters, timeout: timeoutSeconds, heartbeat: heartbeatSeconds, credentials } = request;
  const details = () => ({ parameters, timeoutSeconds, heartbeatSeconds, credentials });
  turn.emit(frame, TASK_EVENT[node.resource.events].Scheduled, details, frame.retries === 0 ? null : "retry");
  const index = turn.execution.current;
  turn.io.command({
    type: "ScheduleTask",
    token: turn.openWait(frame, index),
    node: node.index,
    frame: index,
    arguments: parameters,
    credentials,
    timeoutSeconds,
    heartbeatSeconds,
    attempt: frame.retries,
  });
  frame.progress = "scheduled";
  startTimers(turn, frame, timeoutSeconds, heartbeatSeconds);
}
