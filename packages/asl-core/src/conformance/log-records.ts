import { isObject, type Json, type JsonObject } from "../json.js";
import type { Identity } from "../kernel/index.js";
import type { Logging } from "./case.js";
import type { RecordedEvent } from "./result.js";

/**
 * The records Step Functions would write to CloudWatch Logs for a history: AWS's event in snake case, numbers as texts,
 * details without the name of their kind, and without the data where `includeExecutionData` is off (recorded: test_logs).
 */
export function logRecords(
  events: readonly RecordedEvent[],
  logging: Logging,
  identity: Partial<Identity>,
): JsonObject[] {
  return events
    .filter(({ type }) => isLogged(type, logging.level))
    .map((event) => ({
      id: String(event.id),
      type: event.type,
      details: detailsOf(event, logging.includeExecutionData),
      previous_event_id: String(event.previousEventId),
      ...(identity.executionArn === undefined ? null : { execution_arn: identity.executionArn }),
    }));
}

/** Which events a level logs (AWS: "Log levels for Step Functions execution events"). */
function isLogged(type: string, level: string): boolean {
  if (level === "ALL") return true;
  if (/^Execution(Failed|Aborted|TimedOut)$/.test(type)) return level === "ERROR" || level === "FATAL";
  return level === "ERROR" && (type === "FailStateEntered" || /(Failed|Aborted|TimedOut)$/.test(type));
}

const DATA = new Set([
  "input",
  "inputDetails",
  "output",
  "outputDetails",
  "parameters",
  "assignedVariables",
  "assignedVariablesDetails",
]);

function detailsOf(event: RecordedEvent, withData: boolean): JsonObject {
  const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1];
  if (!isObject(details as Json)) return {};
  const members = Object.entries(details as JsonObject);
  return Object.fromEntries(withData ? members : members.filter(([key]) => !DATA.has(key)));
}
