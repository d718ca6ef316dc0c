import { describe, expect, it } from "vitest";
import { logRecords, type RecordedEvent } from "../../packages/asl-core/src/conformance/index.js";
import { HistoryError, readHistories } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { eventsOf, ORDER, POLL } from "../replay/machines.js";

const events = eventsOf(ORDER) as unknown as JsonObject[];
const ARN = "arn:aws:states:us-east-1:123456789012:express:Orders:o-1:5d0a";

/** A log record of each event, as Step Functions writes them. */
const records = (of = events, executionArn = ARN, includeExecutionData = true): JsonObject[] =>
  logRecords(of as RecordedEvent[], { level: "ALL", includeExecutionData }, { executionArn }).map((record, at) => ({
    ...record,
    event_timestamp: String(Math.round((of[at].timestamp as number) * 1000)),
  }));
const messages = records().map((record) => ({ timestamp: 1, message: JSON.stringify(record), ingestionTime: 2 }));
const capitals = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(capitals);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key[0].toUpperCase() + key.slice(1), capitals(one)]),
  );
};
const dated = events.map((event) => ({
  ...event,
  timestamp: new Date((event.timestamp as number) * 1000).toISOString(),
}));
const csv = (texts: string[]): string =>
  ["timestamp,message", ...texts.map((text, at) => `${at},"${text.replaceAll('"', '""')}"`)].join("\n");

const forms: [title: string, text: string][] = [
  ["one answer of GetExecutionHistory", JSON.stringify({ events })],
  ["an answer in reverse order", JSON.stringify({ events: events.toReversed() })],
  ["a list of pages", JSON.stringify([{ events: events.slice(0, 9), nextToken: "x" }, { events: events.slice(9) }])],
  ["pages that overlap", JSON.stringify([{ events: events.slice(0, 9) }, { events: events.slice(5) }])],
  ["the events alone", JSON.stringify(events)],
  ["one event a line", events.map((event) => JSON.stringify(event)).join("\n")],
  ["times as the AWS CLI writes them", JSON.stringify({ events: dated })],
  ["the names of an SDK that writes capitals", JSON.stringify(capitals({ events }))],
  [
    "a byte order mark and line breaks of Windows",
    `\ufeff${JSON.stringify({ events }, null, 2).replaceAll("\n", "\r\n")}`,
  ],
  ["records of CloudWatch Logs", JSON.stringify(records())],
  [
    "records, one a line",
    records()
      .map((record) => JSON.stringify(record))
      .join("\n"),
  ],
  ["get-log-events", JSON.stringify({ events: messages, nextForwardToken: "f/1" })],
  ["filter-log-events in pages", JSON.stringify([{ events: messages.slice(3) }, { events: messages.slice(0, 3) }])],
  [
    "an answer of Insights",
    JSON.stringify({
      results: messages.map(({ message }) => [
        { field: "@timestamp", value: "2026-03-01 09:00:00.000" },
        { field: "@message", value: message },
      ]),
    }),
  ],
  ["an export of Insights", JSON.stringify(records().map((record) => ({ "@timestamp": "x", "@message": record })))],
  [
    "aws logs tail",
    messages.map(({ message }) => `2026-03-01T09:00:00+00:00 states/Orders/2026-03-01 ${message}`).join("\n"),
  ],
  ["a CSV of the console", csv(messages.map(({ message }) => message))],
];

describe("a recorded execution", () => {
  it.each(forms)("is read from %s", (_, text) => {
    const [history, ...others] = readHistories(text);
    expect(others).toEqual([]);
    expect(history.events.map(({ id, type, previousEventId }) => [id, type, previousEventId])).toEqual(
      events.map(({ id, type, previousEventId }) => [id, type, previousEventId]),
    );
    expect(history.timed).toBe(true);
    expect(Math.round(history.events[24].timestamp * 1000)).toBe(Math.round((events[24].timestamp as number) * 1000));
    expect(history.events[3].stateEnteredEventDetails).toEqual(events[3].stateEnteredEventDetails);
    expect(history.notes).toEqual([]);
  });

  it("brings its ARN and its type", () => {
    const [history] = readHistories(JSON.stringify(records()));
    expect([history.executionArn, history.type, history.format]).toEqual([ARN, "EXPRESS", "log"]);
    const [named] = readHistories(JSON.stringify({ executionArn: ARN.replace("express", "execution"), events }));
    expect([named.type, named.format]).toEqual(["STANDARD", "history"]);
  });

  it("brings the definition that stands beside its events", () => {
    expect(readHistories(JSON.stringify({ definition: { StartAt: "A" }, events }))[0].definition).toEqual({
      StartAt: "A",
    });
    expect(readHistories(JSON.stringify({ events }))[0].definition).toBeUndefined();
  });

  it("is told from others in the same log, in the order in which they began", () => {
    const later = ARN.replace("o-1", "o-2");
    const shifted = (eventsOf(POLL) as unknown as JsonObject[]).map((event) => ({
      ...event,
      timestamp: (event.timestamp as number) + 60,
    }));
    const mixed = [...records(shifted, later), ...records()].toSorted((a, b) => Number(a.id) - Number(b.id));
    const found = readHistories(mixed.map((record) => JSON.stringify(record)).join("\n"));
    expect(found.map(({ executionArn, events: of }) => [executionArn, of.length])).toEqual([
      [ARN, 25],
      [later, 31],
    ]);
  });

  it("may have no times", () => {
    const [history] = readHistories(JSON.stringify(events.map(({ timestamp: _, ...event }) => event)));
    expect([history.timed, history.notes]).toEqual([false, ["The history has no times: tasks take none."]]);
  });

  it("names the events whose times cannot be read", () => {
    const damaged = events.map((event) => (event.id === 3 ? { ...event, timestamp: "soon" } : event));
    const [history] = readHistories(JSON.stringify(damaged));
    expect(history.notes).toEqual(["The timestamp of event 3 is missing or cannot be read: tasks take no time."]);
  });

  it("may break off before the execution ended", () => {
    expect(readHistories(JSON.stringify(events.slice(0, 10)))[0].notes).toEqual([
      "The history ends before the execution did.",
    ]);
  });

  it("ends for a replay where it was redriven", () => {
    const failed = events.slice(0, 9).map((event) => event);
    const redriven = [
      ...failed,
      {
        id: 10,
        previousEventId: 9,
        type: "ExecutionFailed",
        timestamp: 1,
        executionFailedEventDetails: { error: "Busy" },
      },
      {
        id: 11,
        previousEventId: 10,
        type: "ExecutionRedriven",
        timestamp: 1,
        executionRedrivenEventDetails: { redriveCount: 1 },
      },
      { id: 12, previousEventId: 11, type: "TaskScheduled", timestamp: 1 },
    ] as Json;
    const [history] = readHistories(JSON.stringify(redriven));
    expect(history.events.length).toBe(10);
    expect(history.notes).toEqual(["The execution was redriven at event 11: what came after is left out."]);
  });

  it("keeps of a record that was cut off what stands before the cut", () => {
    const lines = records().map((record) => JSON.stringify(record));
    lines[12] = lines[12].slice(0, 120);
    const [history] = readHistories(lines.filter((_, at) => at !== 99).join("\n"));
    expect(history.events[12]).toMatchObject({ id: 13, type: "TaskStateExited", previousEventId: 12 });
    expect(history.notes).toContain("Records were cut off: of event 13 only the beginning is known.");
  });
});

const without = (id: number): JsonObject[] => events.filter((event) => event.id !== id);
const details = { stateEnteredEventDetails: { name: "Other", input: "{}" } };

const faults: [title: string, text: string, message: string, event?: number][] = [
  ["nothing", " \n", "it is empty"],
  ["what breaks off", '{"events": [', "its JSON is damaged or breaks off"],
  ["other text", "hello\nworld", "it is neither JSON nor lines of log records"],
  ["a definition", JSON.stringify(ORDER.definition), "this is no answer of GetExecutionHistory: it has no events"],
  ["a page that is missing", JSON.stringify({ events: events.slice(5) }), "events 1 to 5 are missing", 1],
  ["an event that is missing", JSON.stringify({ events: without(7) }), "event 7 is missing", 7],
  [
    "events of two executions",
    JSON.stringify([...events, { ...events[3], ...details }]),
    "two different events have the id 4",
    4,
  ],
  [
    "another first event",
    JSON.stringify([{ ...events[1], id: 1 }]),
    "event 1 is ChoiceStateEntered: a history begins with ExecutionStarted",
    1,
  ],
  [
    "ids that are none",
    JSON.stringify([{ ...events[0], id: "first" }]),
    'an event of type ExecutionStarted has the id "first": ids are 1, 2, 3, …',
  ],
  [
    "ids below 1",
    JSON.stringify([{ ...events[0], id: 0 }]),
    "an event of type ExecutionStarted has the id 0: ids are 1, 2, 3, …",
  ],
  [
    "a log of failures only",
    JSON.stringify(records().filter(({ id }) => id === "9" || id === "25")),
    "events 1 to 8 are missing",
    1,
  ],
];

describe("reading histories", () => {
  it.each(faults)("refuses %s", (_, text, message, event) => {
    let error: unknown;
    try {
      readHistories(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(HistoryError);
    expect(error).toMatchObject({ message, event });
  });

  it("survives whatever stands in place of a history", () => {
    const odd: Json[] = [
      null,
      true,
      7,
      "x",
      [],
      {},
      [[]],
      [[[[[[[[[]]]]]]]]],
      { events: null },
      { events: [null, 1, {}] },
    ];
    for (const one of [...odd, { events: [{ type: "X", id: {} }] }, { type: [], id: 1 }, { events: { events: {} } }])
      expect(() => readHistories(JSON.stringify(one))).toThrow(HistoryError);
  });
});
