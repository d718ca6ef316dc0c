import type { Report } from "../report.js";
import { isActivity } from "../rules/resources.js";
import type { Expression } from "./expression.js";
import { expressionsOf } from "./expressions.js";
import type { Model, State } from "./model.js";
import type { Read } from "./reads.js";

/** Tasks that wait for an answer from outside: whether it can come, and what happens if it does not. Linear. */
export function tokens(report: Report, model: Model): void {
  const bounded = model.definition.TimeoutSeconds !== undefined;
  for (const state of model.states) {
    if (state.type !== "Task" || typeof state.value.Resource !== "string") continue;
    const isToken = state.value.Resource.endsWith(".waitForTaskToken");
    if (isToken && !sendsToken(state)) unsentToken(report, state);
    if ((isToken || isActivity(state.value.Resource)) && !bounded && !hasTimeout(state))
      report.findAt(state.path, "unbounded-wait", { name: state.name }, { child: ["Resource"] });
  }
}

/** Whether what is sent may hold the token: it is made for this task and found nowhere but in its context object. */
function sendsToken(state: State): boolean {
  return expressionsOf(state).some(({ kind, reads }: Expression) => kind === "unknown" || reads.some(readsToken));
}

const readsToken = ({ from, steps }: Read): boolean =>
  from === "context" && (steps[0] ?? "Task") === "Task" && (steps[1] ?? "Token") === "Token";

function unsentToken(report: Report, state: State): void {
  const token = state.language === "JSONata" ? "$states.context.Task.Token" : "$$.Task.Token";
  const field = state.language === "JSONata" ? "Arguments" : "Parameters";
  const child = state.value[field] === undefined ? ["Resource"] : [field];
  report.findAt(state.path, "unsent-token", { token, field }, { child });
}

const TIMES = ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"];
const hasTimeout = ({ value }: State): boolean => TIMES.some((field) => value[field] !== undefined);
