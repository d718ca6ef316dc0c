import { isObject, own } from "asl-core";
import { html, nothing } from "lit";
import { asHalted, failureOfVisit, stagesOf, type Timeline, type Visit } from "../../timeline/index.js";

/** Most characters of a cause that are shown above everything else; all of it stands in the data. */
const MOST = 600;

/**
 * Why a visit failed, or was cut off with the execution, as far as it is known after `count` events: its error and its cause,
 * which wraps. O(its events).
 */
export function reason(timeline: Timeline, whole: Visit | undefined, count: number) {
  const visit = whole && asHalted(whole, count);
  const isTold = visit !== undefined && (visit.failed || failureOfVisit(timeline, visit) !== undefined);
  const told = isTold ? stagesOf(timeline, visit, count).find(({ name }) => name === "Error") : undefined;
  if (told === undefined || !isObject(told.value)) return nothing;
  const [error, cause] = [own(told.value, "Error"), own(told.value, "Cause")];
  const message = isObject(cause) ? (own(cause, "errorMessage") ?? cause) : (cause ?? "");
  const text = typeof message === "string" ? message : JSON.stringify(message);
  const shown = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return html`<p class="reason" part="reason"><b>${error || (visit?.failed ? "Failed" : "Aborted")}</b> ${shown}</p>`;
}
