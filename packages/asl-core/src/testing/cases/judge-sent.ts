import type { Json } from "../../json.js";
import type { TestRun } from "../run.js";
import type { Visit } from "../visit.js";
import { containing } from "./containing.js";
import type { Failures } from "./failures.js";
import { requestsText, shortText } from "./phrases.js";
import type { Expectations } from "./test-case.js";

/** What tasks were sent, retries included. */
export function judgeSent({ sent = {}, sentContains = {} }: Expectations, run: TestRun, failures: Failures): void {
  for (const [state, wanted] of Object.entries(sent)) judgeState("sent", state, wanted, run, failures);
  for (const [state, wanted] of Object.entries(sentContains)) judgeState("sentContains", state, wanted, run, failures);
}

type Name = "sent" | "sentContains";

function judgeState(name: Name, state: string, wanted: Json, run: TestRun, failures: Failures): void {
  const requests = run.state(state).flatMap(requestsOf);
  const list = Array.isArray(wanted) ? wanted : [wanted];
  if (requests.length !== list.length) {
    const message = `expected ${state} to send ${requestsText(list.length)}, and it sent ${requestsText(requests.length)}`;
    const hint =
      !Array.isArray(wanted) && requests.length > 1 ? ["to expect them all, write a list with one for each"] : [];
    return failures.add([name, state], message, [...requests.map(shortText), ...hint], { state, stage: "arguments" });
  }
  list.forEach((one, index) => {
    const part = name === "sent" ? one : containing(one);
    const place = Array.isArray(wanted) ? [index] : [];
    failures.value([name, state, ...place], part, requests[index], { state, stage: "arguments" });
  });
}

const requestsOf = ({ attempts }: Visit): Json[] =>
  attempts.flatMap(({ arguments: sent }) => (sent === undefined ? [] : [sent]));
