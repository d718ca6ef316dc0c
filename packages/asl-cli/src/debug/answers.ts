import { type EventOf, type Json, stringify, type TaskRequest } from "asl-core";
import type { Desk } from "./desk.js";
import type { Given } from "./given.js";

/** What a task of this state was last answered by hand, else what its opening suggests, else its last answer in this run. */
export function lastAnswer({ given, session, opening }: Desk, request: TaskRequest): Given | undefined {
  const { path } = request;
  const known = given.get(path) ?? opening.suggested?.(request);
  if (known !== undefined) return known;
  const { nodes } = session.program.machine;
  for (const { events } of session.scene.executions.toReversed())
    for (let i = events.length - 1; i >= Math.max(0, events.length - LOOK); i--) {
      const { type, node, details } = events[i];
      if (/^(Task|LambdaFunction|Activity)Succeeded$/.test(type) && nodes[node]?.path === path)
        return { output: (details as EventOf<"TaskSucceeded">["details"]).output as Json };
    }
  return undefined;
}

/** Events that are looked through for it. */
const LOOK = 10_000;

/** The command that gives an answer. */
export const answerText = (given: Given): string =>
  "output" in given ? `answer ${stringify(given.output)}` : `fail ${given.error ?? ""} ${given.cause ?? ""}`.trim();
