import type { EventLimitError } from "../event-limit.js";
import type { CaseFailure } from "./case-failure.js";

/** A run that did not end within the events it may have, as what its case lacks. */
export function endlessRun({ pointer }: { readonly pointer: string }, { message }: EventLimitError): CaseFailure {
  const [first, ...lines] = message.split("\n");
  return { expectation: "events", pointer, message: first, details: lines.map((line) => line.trim()) };
}
