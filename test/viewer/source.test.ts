import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { axisOf, jsonRows, openText, pathOf, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf, recordingOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";

const simple = machine({ A: task("B"), B: pass() });
const history = JSON.parse(historyOf(simple, { a: 1 })) as { events: JsonObject[] };
const text = (value: unknown): string => JSON.stringify(value);

describe("a text", () => {
  const template = {
    Resources: {
      Orders: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: { Definition: order, RoleArn: "arn:aws:iam::1:role/r" },
      },
    },
  };
  const records = history.events.map((event) => ({
    id: String(event.id),
    type: event.type,
    details: Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] ?? {},
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(Math.round((event.timestamp as number) * 1000)),
    execution_arn: "arn:aws:states:us-east-1:111111111111:express:m:e:1",
  }));
  it.each<[string, string, string, number, number]>([
    ["a definition", text(simple), "definition", 1, 0],
    ["YAML", "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n", "definition", 1, 0],
    ["JSON with comments", '// mine\n{"StartAt": "A", "States": {"A": {"Type": "Succeed"}},}', "definition", 1, 0],
    ["a template", text(template), "template", 1, 0],
    ["the answer of get-execution-history", text(history), "history", 0, 1],
    [
      "pages of it",
      text([{ events: history.events.slice(6) }, { events: history.events.slice(0, 6) }]),
      "history",
      0,
      1,
    ],
    ["events alone, in any order", text(history.events.toReversed()), "history", 0, 1],
    ["a history that holds its definition", text({ ...history, definition: text(simple) }), "history", 1, 1],
    ["log records, one a line", records.map(text).join("\n"), "log", 0, 1],
    ["a case with its definition", text({ definition: simple, input: {} }), "definition", 1, 0],
  ])("is known as %s", async (_, given, kind, definitions, histories) => {
    const found = await openText(given);
    expect([found.kind, found.definitions.length, found.histories.length]).toEqual([kind, definitions, histories]);
  });

  it.each<[string, string, RegExp]>([
    ["nothing", " \n", /empty/],
    ["no text", "PK\u0003\u0004\u0000\u0000", /no text/],
    ["a letter", "Dear all, nothing works.", /neither a state machine nor a history/],
    ["other JSON", '{"a": [1, 2]}', /neither a state machine nor a history/],
    ["an empty history", '{"events": []}', /it is a history without events/],
    ["a history that breaks off", text(history).slice(0, -20), /breaks off/],
    ["a history without its beginning", text({ events: history.events.slice(3) }), /events 1 to 3 are missing/],
    [
      "events of two executions",
      text([...history.events, { ...history.events[2], timestamp: 1 }]),
      /two different events/,
    ],
    ["too much", " ".repeat(129 * 1024 * 1024), /too long/],
    ["50 MB of something", `[${"1,".repeat(25 * 1024 * 1024)}1]`, /neither a state machine nor a history/],
    ["a million empty lines", `x${"\n".repeat(1_000_000)}y`, /neither a state machine nor a history/],
    [
      "an OpenAPI document",
      "openapi: 3.0.0\nschema:\n  type: object\n",
      /^it is neither a state machine nor a history$/,
    ],
    ["a list with ids", "- id: one\n- id: two\n", /^it is neither a state machine nor a history$/],
    ["a history in YAML without events", "events: []\nid: 1\n", /^it is a history without events$/],
    [
      "a long history in YAML",
      `- previousEventId: 0\n${" ".repeat(17 * 1024 * 1024)}x`,
      /^it is too long for YAML: 18 MB/,
    ],
  ])("is refused where it is %s", async (_, given, message) => {
    await expect(openText(given)).rejects.toThrow(message);
  });

  const blanks = (megabytes: number) => " ".repeat(megabytes * 1024 * 1024);
  const deep = (levels: number): string => {
    const before = `{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[`;
    return `${before.repeat(levels)}{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}${"]}}}".repeat(levels)}`;
  };
  it.each<[string, string, RegExp]>([
    [
      "too large",
      text(simple).replace("{", `{${blanks(17)}`),
      /^it is too large for a definition: 18 MB, of at most 16$/,
    ],
    [
      "a template that is too large",
      text(template).replace("{", `{${blanks(17)}`),
      /^it is too large for a definition/,
    ],
    ["nested too deeply", deep(3000), /^it is nested deeper than 1000 levels$/],
    ["without states but a list", '{"StartAt": "A", "States": []}', /^States must be an object$/],
    ["without states but a text", '{"StartAt": "A", "States": "x"}', /^States must be an object$/],
  ])("is refused as a definition that is %s", async (_, given, message) => {
    await expect(openText(given, "given.asl.json")).rejects.toThrow(message);
    await expect(openText(given)).rejects.toThrow(message);
  });

  it.each<[string, string, RegExp, number, number]>([
    ["in a line", '"States": {"A": {},,}}', /^its JSON is damaged: Expected double-quoted/, 3, 20],
    ["behind a byte order mark", '"States": {"A" {}}}', /^its JSON is damaged: Expected ':'/, 3, 16],
    ["at its end", '"States": {"A": {', /^its JSON breaks off$/, 3, 18],
  ])("is refused with the place where 20 MB of JSON are damaged %s", async (where, end, message, line, column) => {
    const mark = where.includes("mark") ? "\ufeff" : "";
    const given = openText(`${mark}{"Comment": "${blanks(20)}",\n\n${end}`);
    await expect(given).rejects.toMatchObject({ message: expect.stringMatching(message), place: { line, column } });
  });

  it.each<[string, string, string, RegExp, number]>([
    [
      "indented badly",
      "a.asl.yaml",
      "StartAt: A\nStates:\n  A:\n    Type: Pass\n   Next: B\n",
      /^its YAML is damaged: All/,
      5,
    ],
    ["without a bracket", "", "StartAt: A\nStates:\n  A: {Type: Pass, Next: B\n  B: {Type: Succeed}\n", /^its YAML/, 4],
    ["indented by tabs", "", "States:\n\tA: {Type: Succeed}\n", /^its YAML is damaged: Tabs/, 2],
    ["called YAML", "notes.yml", "a: [1\nb: 2\n", /^its YAML is damaged/, 2],
    ["a template", "", "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n   P: 1\n", /^its YAML/, 4],
    ["commented JSON", "a.jsonc", '// of A\n{"States": {"A": }}', /^it cannot be read: /, 2],
  ])(
    "is refused with the reason and the place where it is YAML or commented JSON that is damaged: %s",
    async (_, name, given, message, line) => {
      await expect(openText(given, name)).rejects.toMatchObject({
        message: expect.stringMatching(message),
        place: expect.objectContaining({ line }),
      });
    },
  );

  it("is refused with the reason where a template's machine lies elsewhere", async () => {
    const machine = { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionS3Location: { Bucket: "b" } } };
    await expect(openText(text({ Resources: { M: machine } }))).rejects.toThrow(/^it cannot be read: /);
  });

  it("is refused with the place where its JSON is damaged", async () => {
    await expect(openText('{\n  "StartAt": "A",\n  "States": {"A" {}}\n}')).rejects.toMatchObject({
      place: { line: 3, column: 18 },
    });
  });
});

describe("a recording", () => {
  it("is made again, and stands as it ended", async () => {
    const found = await openText(await recordingOf(order, { total: 200, retry: false, lines: [1] }), "run.json");
    const timeline = new Timeline(found.run!);
    expect([found.kind, timeline.ending]).toEqual(["recording", "failed"]);
    expect(timeline.nodeMarks(timeline.length).get("/States/Pack")?.status).toBe("succeeded");
    expect(timeline.visits.visits.map((visit) => timeline.placeOf(visit))).toContain("Pack › branch 1 › Bill");
  });

  it.each<[string, Json, RegExp]>([
    ["of another version", { version: 99 }, /version 99/],
    ["without its definition", { definition: null }, /does not hold its definition/],
    ["damaged", { start: null }, /damaged/],
  ])("is refused where it is %s", async (_, change, message) => {
    const recording = JSON.parse(await recordingOf(simple, {})) as JsonObject;
    await expect(openText(text({ ...recording, ...(change as JsonObject) }))).rejects.toThrow(message);
  });
});

describe("a history", () => {
  const opened = async () => (await openText(text(history))).histories[0];

  it("is drawn on what it shows where there is no definition", async () => {
    const run = runOf(await opened());
    expect(run.inferred).toBe(true);
    expect(run.outline.definition).toMatchObject({
      StartAt: "A",
      States: { A: { Type: "Task", Next: "B" }, B: { Type: "Pass", End: true } },
    });
  });

  it.each<[string, JsonObject, RegExp]>([
    ["lacks a state", machine({ A: task("C"), C: pass() }), /event 7 entered "B", which the definition does not have/],
    ["has it as another type", machine({ A: pass("B"), B: pass() }), /"A", a Task, which the definition has as a Pass/],
  ])("is drawn on what it shows where the definition %s", async (_, definition, note) => {
    const run = runOf(await opened(), definition);
    expect(run.inferred).toBe(true);
    expect(run.notes[0]).toMatch(note);
    expect(new Timeline(run).ending).toBe("succeeded");
  });

  it("infers containers, catchers and loops", async () => {
    const { histories } = await openText(
      historyOf(order, { total: 200, retry: false, lines: [1] }, { Bill: ["Gone"] }),
    );
    const { outline } = runOf(histories[0]);
    expect(outline.nodes.map(({ path }) => path)).toEqual([
      ...["Check", "Valid?", "Pack", "Apologise"],
      ...["Pack › branch 0 › Wrap", "Pack › branch 1 › Bill"],
    ]);
  });
});

describe("an axis", () => {
  const minute = 60_000;
  it.each<[string, number[], number]>([
    ["even", [0, 1000, 2000, 3000, 4000], 0],
    ["a long wait among short ones", [0, 1000, 2000, 60 * minute, 60 * minute + 1000, 60 * minute + 3000], 1],
    ["short altogether", [0, 1, 2, 900, 901], 0],
    ["nothing", [], 0],
    ["one moment", [5, 5, 5], 0],
  ])("folds what stands out: %s", (_, times, folds) => {
    const axis = axisOf(times);
    expect(axis.folds.length).toBe(folds);
    for (const time of times) expect(axis.timeAt(axis.at(time))).toBeCloseTo(time, 3);
    if (times.length > 1 && times[0] < times[times.length - 1])
      expect(axis.at(times[times.length - 1])).toBeCloseTo(1, 6);
  });
});

describe("a tree of JSON", () => {
  const rows = (value: Json, before?: Json, levels = 9) =>
    jsonRows(value, { levels, turned: new Set() }, before).map(({ pointer, change }) =>
      [pointer, change ?? ""].join(" ").trim(),
    );

  it("has a row for each value that is open", () => {
    expect(rows({ a: [1, { b: 2 }], c: {} }, undefined, 2)).toEqual(["", "/a", "/a/0", "/a/1", "/c"]);
  });

  it("tells what changed since another value", () => {
    expect(rows({ a: 1, b: [1, 3], d: 4 }, { a: 1, b: [1, 2, 5], c: 3 })).toEqual([
      ...["changed", "/a", "/b changed", "/b/0", "/b/1 changed", "/b/2 removed", "/d added", "/c removed"],
    ]);
  });

  it("keeps the line breaks of texts, and breaks long lines", () => {
    const lines = (value: Json, ...turned: string[]) =>
      jsonRows(value, { levels: 2, turned: new Set(turned) }).flatMap((row) => (row.line ? [row.value] : []));
    expect(lines({ stackTrace: "Error\r\n  at a\n\n  at b" })).toEqual(["Error", "  at a", "", "  at b"]);
    expect(lines({ text: "short" })).toEqual([]);
    expect(lines({ text: "x".repeat(400) })).toEqual([]);
    expect(lines({ text: "x".repeat(400) }, "/text").map((line) => String(line).length)).toEqual([160, 160, 80]);
  });

  it("folds what is longer than 4 kB, but for the whole", () => {
    const value = { small: { a: 1 }, large: Array.from({ length: 2000 }, (_, i) => i), text: "y".repeat(5000) };
    const heavy = jsonRows(value, { levels: 3, turned: new Set() }).filter((row) => row.heavy);
    expect(heavy.map(({ pointer, open }) => [pointer, open])).toEqual([
      ["/large", false],
      ["/text", false],
    ]);
    const opened = jsonRows(value, { levels: 3, turned: new Set(["/large"]) });
    expect(opened.length).toBe(2000 + 5);
  });

  it("keeps foreign keys apart from its own", () => {
    expect(rows(JSON.parse('{"__proto__": {"x": 1}, "a/b~c": 1}'))).toEqual([
      "",
      "/__proto__",
      "/__proto__/x",
      "/a~1b~0c",
    ]);
  });

  it.each([
    ["/a/0/b c", "$", "$.a[0]['b c']"],
    ["/a/0/b c", "$states.input", "$states.input.a[0].`b c`"],
    ["/it's", "$", "$['it\\'s']"],
    ["", "$", "$"],
  ])("writes the path of %s from %s", (pointer, root, path) => {
    expect(pathOf(pointer, root)).toBe(path);
  });
});
