import { type Json, type JsonObject, stringify } from "../json.js";
import type { ConformanceCase, Expected, ExpectedEvent } from "./case.js";
import { explain, show } from "./explain.js";
import { logRecords } from "./log-records.js";
import { match } from "./match.js";
import type { CaseResult, RecordedEvent } from "./result.js";

/** What a run gave otherwise than AWS, each difference a line or two for people; empty where everything agrees. */
export function compareCase(one: ConformanceCase, result: CaseResult): string[] {
  const { expected } = one;
  return [
    ...(result.problem === null ? [] : [result.problem]),
    ...compareEnd(expected, result),
    ...(expected.events === undefined ? [] : compareEvents(expected.events, result.events, one.unordered)),
    ...compareAnswer("describe_execution", expected.describe_execution, result),
    ...compareAnswer("sync_response", expected.sync_response, result),
    ...compareLog(one, result),
  ];
}

const ENDINGS = ["output", "error", "cause"] as const;

/** Status, and of output, error and cause what the status allows to be known. */
function compareEnd(expected: Expected, result: CaseResult): string[] {
  if (result.status !== expected.status) return [`status ${result.status}, expected ${expected.status}`];
  const actual = textsOf(result);
  return ENDINGS.filter((field) => !sameEnd(expected[field], actual[field])).map((field) =>
    explain(field, expected[field], actual[field]),
  );
}

/** A result as AWS's answers give it: input and output are JSON texts. */
const textsOf = ({ status, input, output, error, cause }: CaseResult) => ({
  status,
  input: stringify(input),
  output: status === "SUCCEEDED" ? stringify(output) : null,
  error,
  cause,
});

const sameEnd = (expected: Json | undefined, actual: Json): boolean =>
  expected === undefined ? actual === null : match(expected, actual);

/** Compares histories event by event, or, `unordered`, as multisets of type and details. O(n), unordered O(n²). */
export function compareEvents(
  expected: readonly ExpectedEvent[],
  actual: readonly RecordedEvent[],
  unordered: boolean,
): string[] {
  const count = expected.length === actual.length ? [] : [`${actual.length} events, expected ${expected.length}`];
  return [...count, ...(unordered ? compareMultisets(expected, actual) : compareSequences(expected, actual))];
}

function compareMultisets(expected: readonly ExpectedEvent[], actual: readonly RecordedEvent[]): string[] {
  const rest = actual.slice();
  const missing = expected.filter((event) => {
    const index = rest.findIndex((other) => sameEvent(event, other));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((event) => `no event like #${show(event.id)} ${event.type} ${show(detailsOf(event))}`),
    ...rest.map((event) => `unexpected ${event.type} ${show(detailsOf(event))}`),
  ];
}

function compareSequences(expected: readonly ExpectedEvent[], actual: readonly RecordedEvent[]): string[] {
  return expected.slice(0, actual.length).flatMap((event, index) => compareEvent(event, actual[index]));
}

function compareEvent(expected: ExpectedEvent, actual: RecordedEvent): string[] {
  const found: string[] = [];
  const place = `#${show(expected.id)} ${expected.type}`;
  for (const field of ["id", "previousEventId"] as const)
    if (expected[field] !== null && expected[field] !== actual[field])
      found.push(`${place}: ${field} ${show(actual[field])}, expected ${show(expected[field])}`);
  if (expected.type !== actual.type) found.push(`${place}: we gave ${actual.type} ${show(detailsOf(actual))}`);
  else if (!sameEvent(expected, actual)) found.push(explain(place, detailsOf(expected), detailsOf(actual)));
  return found;
}

/** Events put back into a recording have no details to compare. */
const sameEvent = (expected: ExpectedEvent, actual: RecordedEvent): boolean =>
  expected.type === actual.type && (expected.reconstructed === true || match(detailsOf(expected), detailsOf(actual)));

/** The `…EventDetails` members; empty ones count as absent. */
function detailsOf(event: JsonObject): JsonObject {
  const details = Object.entries(event).filter(([key, value]) => key.endsWith("EventDetails") && !isEmpty(value));
  return Object.fromEntries(details);
}

const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0);

/** Of DescribeExecution and StartSyncExecution, what the interpreter decides; names, dates and bills are the service's. */
const ANSWERED = ["status", "input", "output", "error", "cause"] as const;

function compareAnswer(name: string, answer: JsonObject | undefined, result: CaseResult): string[] {
  if (answer === undefined) return [];
  const actual = textsOf(result);
  return ANSWERED.filter((field) => !sameEnd(answer[field], actual[field])).map((field) =>
    explain(`${name}.${field}`, answer[field], actual[field]),
  );
}

/** The log, made from our own events as the case's logging configuration asks for it. */
function compareLog(one: ConformanceCase, result: CaseResult): string[] {
  const { logged_events: logged, logged_end_event: end } = one.expected;
  const records = logged === undefined && end === undefined ? [] : logRecords(result.events, one.logging, one.identity);
  return [...(logged === undefined ? [] : compareRecords(logged, records)), ...compareEndRecord(end, records.at(-1))];
}

function compareRecords(expected: readonly JsonObject[], actual: readonly JsonObject[]): string[] {
  const count = expected.length === actual.length ? [] : [`${actual.length} log records, expected ${expected.length}`];
  const shared = expected.slice(0, actual.length);
  return [...count, ...shared.flatMap((record, index) => compareRecord(`log record ${index}`, record, actual[index]))];
}

const compareEndRecord = (expected: JsonObject | undefined, actual: JsonObject | undefined): string[] =>
  expected === undefined ? [] : compareRecord("last log record", expected, actual ?? {});

/** Fields the interpreter knows nothing of, such as timestamps, are the service's. */
function compareRecord(place: string, expected: JsonObject, actual: JsonObject): string[] {
  return Object.keys(actual)
    .filter((key) => key in expected && !match(expected[key], actual[key]))
    .map((key) => explain(`${place}: ${key}`, expected[key], actual[key]));
}
