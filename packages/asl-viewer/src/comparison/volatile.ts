import type { Json } from "asl-core";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})";
/** The execution at the end of its ARN. */
const EXECUTION = "(?<=:(?:execution|express|mapRun):[\\w:/.-]{1,200}:)[\\w:.-]{1,120}";
/** What differs from run to run by its form. */
const FORMS = new RegExp(`${UUID}|${TIME}|${EXECUTION}`, "g");

/** Keys whose texts are made anew each time. */
const KEYS =
  /^(x-)?(amzn?-?)?(request|trace|span|correlation|message|receipt|invocation|log-?stream)-?(id|handle|name)?s?$|^(task-?)?token$|^date$|^(executed|log)-?(version|result)$|md5/;

/** Times in seconds and milliseconds, from 2001 on. */
const isTime = (value: number): boolean =>
  (value >= 1_000_000_000 && value < 4_000_000_000) || (value >= 1_000_000_000_000 && value < 4_000_000_000_000);

/**
 * Whether two values that differ do so as they do from run to run: texts that are the same but for UUIDs, times and names of
 * executions in ARNs; whole numbers that may be times; texts under keys such as RequestId, TraceId, MessageId, TaskToken and
 * Date. A rule of thumb: it greys what differs, and hides nothing.
 */
export function isVolatile(key: string, a: Json, b: Json): boolean {
  if (typeof a === "number" && typeof b === "number") return isTime(a) && isTime(b);
  if (typeof a !== "string" || typeof b !== "string") return false;
  return isMadeAnew(key) || formOf(a) === formOf(b);
}

/** "x-amzn-RequestId" and "request_id" are one. */
const isMadeAnew = (key: string): boolean =>
  KEYS.test(
    key
      .slice(0, 60)
      .replace(/([a-z\d])([A-Z])/g, "$1-$2")
      .replaceAll("_", "-")
      .toLowerCase(),
  );

/** Longer texts are compared as they are. */
const LONGEST = 10_000;

const formOf = (text: string): string => (text.length > LONGEST ? text : text.replace(FORMS, "*"));
