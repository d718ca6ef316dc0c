import { type Json, type JsonObject, parseJson } from "../json.js";
import { isEvent, type RawEvent, readEvent } from "./raw-event.js";

/**
 * Records that stand one a line: bare, behind a time and a stream's name (`aws logs tail`, exports to S3), or as CSV. A
 * record that was cut off gives what stands before the cut. Lines without a record are passed over. Linear.
 */
export function textLines(text: string): RawEvent[] {
  const found: RawEvent[] = [];
  for (const line of text.split(/\r?\n/)) {
    const record = recordIn(line);
    if (record === undefined) continue;
    const value = parseJson(record);
    if (isEvent(value)) found.push(readEvent(value));
    else if (value === undefined) {
      const cut = cutRecord(record);
      if (cut !== undefined) found.push(readEvent(cut, false));
    }
  }
  return found;
}

/** From the first brace on; CSV doubles the quotation marks of a quoted field. */
function recordIn(line: string): string | undefined {
  const from = line.indexOf("{");
  if (from < 0) return undefined;
  const text = line.slice(from).trimEnd();
  if (!text.startsWith('{""')) return text;
  const end = text.lastIndexOf("}");
  return text.slice(0, end < 0 ? undefined : end + 1).replaceAll('""', '"');
}

/** Members that stand outside a record's details, by the pattern of their values. */
const MEMBERS: Readonly<Record<string, RegExp>> = {
  id: /^\{\s*"id"\s*:\s*"?(\d{1,9})/,
  type: /"type"\s*:\s*"([A-Za-z]{1,60})"/,
  previous_event_id: /"previous_event_id"\s*:\s*"?(\d{1,9})/,
  event_timestamp: /"event_timestamp"\s*:\s*"?(\d{1,15})/,
  execution_arn: /"execution_arn"\s*:\s*"([^"]{1,400})"/,
};

/** What is left of a record whose text was cut off; undefined where not even its id and type are. */
export function cutRecord(text: string): JsonObject | undefined {
  const record: JsonObject = {};
  for (const [name, pattern] of Object.entries(MEMBERS)) {
    const value: Json | undefined = pattern.exec(text.slice(0, 100_000))?.[1];
    if (value !== undefined) record[name] = value;
  }
  const name = /"details"\s*:\s*\{[^{}]{0,100000}?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"/.exec(text)?.[1];
  if (name !== undefined) record.details = { name };
  return isEvent(record) ? record : undefined;
}
