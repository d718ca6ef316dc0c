import { StatesError } from "../../errors.js";
import type { Json } from "../../json.js";
import type { Expression } from "../../language/expression.js";
import { completeRequest, requestProblem } from "../../machine/integrations.js";
import type { TaskNode } from "../../machine/machine.js";
import { limitName } from "../../machine/resource.js";
import type { Frame } from "../execution.js";
import { effectiveInput, leave, requestOf } from "../leave.js";
import { checkSize } from "../limits.js";
import { sizeBound } from "../size.js";
import type { Turn } from "../turn.js";
import type { StateKind } from "./state-kind.js";

/** Asks the driver for the work and waits; timeouts count from the moment it was asked. */
export const task: StateKind<TaskNode> = {
  enter(turn, frame, node) {
    const input = effectiveInput(turn, frame, node);
    const parameters = parametersOf(turn, frame, node, input);
    const timeout = seconds(turn, frame, node.timeoutSeconds, input);
    const heartbeat = seconds(turn, frame, node.heartbeatSeconds, input);
    const credentials = node.credentials === null ? undefined : node.credentials(turn.scope.at(frame, input));
    checkParameters(turn, frame, node, parameters);
    schedule(turn, frame, node, { parameters, timeout, heartbeat, credentials });
  },
  resume(turn, frame, node) {
    if (turn.io.stage !== undefined) turn.io.stage(frame, node, "result", frame.output);
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

interface Request {
  parameters: Json;
  timeout: number | undefined;
  heartbeat: number | undefined;
  credentials: Json | undefined;
}

function seconds(turn: Turn, frame: Frame, expression: Expression | null, input: Json): number | undefined {
  return expression === null ? undefined : (expression(turn.scope.at(frame, input)) as number);
}

function checkParameters(turn: Turn, frame: Frame, node: TaskNode, parameters: Json): void {
  const { payload } = turn.execution.limits;
  if (payload === 0 || parameters === frame.input) return;
  checkSize(parameters, sizeBound(parameters, frame.input, frame.bound, payload), payload, limitName(node.resource));
}

function schedule(turn: Turn, frame: Frame, node: TaskNode, request: Request): void {
  const { parameters, timeout, heartbeat, credentials } = request;
  const index = turn.execution.current;
  const via = frame.retries === 0 ? null : "retry";
  turn.emit(
    frame,
    `${node.resource.events}Scheduled`,
    () => ({
      parameters,
      timeoutSeconds: timeout ?? null,
      heartbeatSeconds: heartbeat ?? null,
      credentials: credentials ?? null,
    }),
    via,
  );
  const token = turn.openWait(frame, index);
  frame.progress = "scheduled";
  turn.io.command({
    type: "ScheduleTask",
    token,
    node: node.index,
    frame: index,
    arguments: parameters,
    credentials,
    timeoutSeconds: timeout,
    heartbeatSeconds: heartbeat,
    attempt: frame.retries,
  });
  startTimers(turn, frame, timeout, heartbeat);
}

function startTimers(turn: Turn, frame: Frame, timeout: number | undefined, heartbeat: number | undefined): void {
  const { now } = turn.execution;
  frame.timed = timeout !== undefined || heartbeat !== undefined;
  if (timeout !== undefined) turn.timer(frame, "timeout", now + timeout * 1000);
  if (heartbeat === undefined) return;
  frame.heartbeatDue = now + heartbeat * 1000;
  frame.heartbeat = heartbeat;
  turn.timer(frame, "heartbeat", frame.heartbeatDue);
}
