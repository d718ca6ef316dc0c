import type { DebugSession } from "../../../packages/asl-core/src/debug/index.js";
import type { Run } from "../../../packages/asl-core/src/drivers/run.js";

/** Texts of histories, by the ARNs of executions. */
export type Histories = Record<string, string>;

/** Everything that happened in a run and in its child executions. */
export const histories = ({ execution, events, children }: Run): Histories =>
  Object.assign({ [execution.identity.executionArn]: JSON.stringify(events) }, ...children.map(histories));

/** The same of a session, up to where it stands. */
export const debugged = (session: DebugSession): Histories =>
  Object.fromEntries(
    session.scene.executions
      .filter(({ events }) => events.length > 0)
      .map(({ execution, events }) => [execution.identity.executionArn, JSON.stringify(events)]),
  );
