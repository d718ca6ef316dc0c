import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure, loadMachine, runSync, success, type TaskHandler, toAws } from "../../packages/asl-core/src/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

/** What tasks answer: by state, an outcome for each call; the last for all that follow. A text is an error's name. */
export type Script = Readonly<Record<string, readonly Json[]>>;

/** The history of a run as GetExecutionHistory answers it. Tasks that the script does not name give back their input. */
export function historyOf(definition: JsonObject, input: Json, script: Script = {}): string {
  const machine = loadMachine(definition);
  const calls = new Map<string, number>();
  const { events, execution } = runSync(machine, {
    input,
    handler: ({ state, arguments: given }) => {
      const call = calls.get(state) ?? 0;
      calls.set(state, call + 1);
      const answers = script[state];
      const answer = answers === undefined ? given : answers[Math.min(call, answers.length - 1)];
      if (typeof answer === "string") return failure(answer, '{"errorMessage": "no"}', { takes: 500 });
      return success(answer, { takes: 1000 });
    },
  });
  return JSON.stringify({ events: toAws(events, machine, execution.identity) });
}

/** A recording of a run in which every task gives back its input. */
export async function recordingOf(definition: JsonObject, input: Json): Promise<string> {
  const handler: TaskHandler = ({ arguments: given }) => success(given, { takes: 1000 });
  const session = DebugSession.start({ machine: loadMachine(definition) }, { input, handler });
  while (session.stop.reason !== "end") await session.continue();
  return JSON.stringify(session.save());
}
