import { isObject, own } from "asl-core";
import { nothing } from "lit";
import { asHalted, causeWords, failureOfVisit, stagesOf, type Timeline, type Visit } from "../../timeline/index.js";
import { html } from "../shared/html.js";

/** Most characters of a cause that are shown above everything else; all of it stands in the data. */
const MOST = 600;

/**
 * Why a visit failed, or was cut off with the execution, as far as it is known after `count` events: its error and its cause,
 * which wraps; where no visit tells why the execution ended, that. O(its events), O(visits) at the end of an execution.
 */
export function reason(timeline: Timeline, whole: Visit | undefined, count: number) {
  const visit = whole && asHalted(whole, count);
  const isTold = visit !== undefined && (visit.failed || failureOfVisit(timeline, visit) !== undefined);
  const told = isTold ? stagesOf(timeline, visit, count).find(({ name }) => name === "Error") : undefined;
  if (told === undefined || !isObject(told.value)) return endOf(timeline, count);
  const [error, cause] = [own(told.value, "Error"), own(told.value, "Cause")];
  return line(html`<b>${error || (visit?.failed ? "Failed" : "Aborted")}</b>`, causeWords(cause ?? ""));
}

/** Why the execution did not succeed, at its end: a limit that it reached between two states, say. */
function endOf(timeline: Timeline, count: number) {
  const { events, visits } = timeline;
  const type = events[count - 1]?.type;
  const failure = type?.startsWith("Execution") ? timeline.failureAt(count - 1) : undefined;
  if (!failure?.error && !failure?.cause) return type === "ExecutionTimedOut" ? timeWasUp(timeline) : nothing;
  const blamed = visits.visits[visits.ofEvent[count - 1]];
  const isTold = blamed && asHalted(blamed, count).failed;
  if (isTold || visits.visits.some((one) => isCutOff(asHalted(one, count), count))) return nothing;
  return line(html`The execution: <b>${failure.error || "ended"}</b>`, causeWords(failure.cause));
}

/** AWS says nothing in the event of an execution that reached its limit. */
function timeWasUp({ run: { outline } }: Timeline) {
  const limit = isObject(outline.definition) ? own(outline.definition, "TimeoutSeconds") : undefined;
  return line(
    html`<b>States.Timeout:</b>`,
    `the execution's ${limit ? `limit of ${limit} s was reached` : "time was up"}`,
  );
}

const isCutOff = ({ aborted, to }: Visit, count: number): boolean => aborted && to === count - 1;

function line(what: unknown, text: string) {
  const shown = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return html`<p class="reason" part="reason">${what} ${shown}</p>`;
}
