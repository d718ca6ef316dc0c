import { notJson } from "../drivers/check-json.js";
import { ownCopy } from "../drivers/own-copy.js";
import type { Json } from "../json.js";

/**
 * The run's own copy of a value from outside: the tape stays as it is, whatever its giver does with it. Throws TypeError where
 * it is not JSON; `what` names it. O(size).
 */
export function given(value: Json, what: string): Json {
  const reason = notJson(value);
  if (reason !== undefined) throw new TypeError(`${what} is not JSON: ${reason}`);
  return ownCopy(value);
}
