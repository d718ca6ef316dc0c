import type { DebugProtocol } from "@vscode/debugprotocol";
import type { EventOf, Json } from "asl-core";
import type { Debuggee } from "./debuggee.js";
import { describe, wholeContainer } from "./scopes-view.js";

/** What a run began with and came to. */
export function endScopes({ session, references }: Debuggee): DebugProtocol.Scope[] {
  const { output, error, status } = session.scene.executions[0].execution;
  const [first] = session.events(0);
  const { input } = (first as EventOf<"ExecutionStarted">).details;
  const end: [string, Json] =
    status === "SUCCEEDED"
      ? ["Output", output]
      : ["Error", { error: error?.error ?? null, cause: error?.cause ?? null }];
  return [end, ["Input", input] as [string, Json]].map(([name, value]) =>
    describe({ name, container: wholeContainer(name, value), expensive: false }, references),
  );
}
